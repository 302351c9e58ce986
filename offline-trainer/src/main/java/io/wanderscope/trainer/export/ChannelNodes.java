package io.wanderscope.trainer.export;

import io.wanderscope.trainer.network.TrajectoryChannels;
import io.wanderscope.trainer.onnx.BooleanTensor;
import io.wanderscope.trainer.onnx.FloatTensor;
import io.wanderscope.trainer.onnx.Graph;

/** Adds the input channels. The methods mirror those of {@link TrajectoryChannels}; change both together. */
final class ChannelNodes {
    private final Graph graph;
    private final StepNodes steps;
    private final BooleanTensor valid;
    private final FloatTensor zero;

    private ChannelNodes(Graph graph, StepNodes steps, MaskNodes masks) {
        this.graph = graph;
        this.steps = steps;
        this.valid = masks.valid();
        this.zero = graph.scalar(0);
    }

    /** Adds the channels, [batch, channels, 1, points]. */
    static FloatTensor add(Graph graph, StepNodes steps, MaskNodes masks) {
        return new ChannelNodes(graph, steps, masks).add();
    }

    private FloatTensor add() {
        FloatTensor centred = steps.centred();
        FloatTensor positionSquare = steps.meanSquareOfAll(centred);
        FloatTensor channels = graph.concat(
                StepNodes.AXES_XY,
                steps.step(),
                steps.length(),
                centred.dividedBy(positionSquare.sqrt()),
                valid.where(scaling(positionSquare), zero),
                valid.where(length(), zero),
                logLength(steps.length()).times(steps.weight()),
                steps.seen(),
                steps.stillAxesShare(),
                products(),
                longDisplacements());
        return channels.unsqueeze(2).named("channels");
    }

    private FloatTensor scaling(FloatTensor positionSquare) {
        FloatTensor ratio = positionSquare.dividedBy(steps.square().times(steps.count()));
        return ratio.log().times(0.5f);
    }

    private FloatTensor length() {
        return steps.count().log().dividedBy(TrajectoryChannels.LENGTH_SCALE);
    }

    /** Half the logarithm of a length, which stays finite at 0. */
    static FloatTensor logLength(FloatTensor length) {
        return length.plus(TrajectoryChannels.LENGTH_EPSILON).log().times(0.5f);
    }

    private FloatTensor products() {
        return graph.concat(
                StepNodes.AXES_XY,
                TrajectoryChannels.PRODUCT_LAGS.stream()
                        .map(lag -> saturating(steps.product(lag)))
                        .toArray(FloatTensor[]::new));
    }

    private static FloatTensor saturating(FloatTensor product) {
        FloatTensor saturation = product.dividedBy(TrajectoryChannels.PRODUCT_SATURATION);
        return product.dividedBy(saturation.square().plus(1).sqrt());
    }

    private FloatTensor longDisplacements() {
        return graph.concat(
                StepNodes.AXES_XY,
                TrajectoryChannels.DISPLACEMENT_LAGS.stream()
                        .map(this::longDisplacement)
                        .toArray(FloatTensor[]::new));
    }

    private FloatTensor longDisplacement(int lag) {
        FloatTensor length = steps.squaredDistance(lag).dividedBy(lag).sqrt();
        return logLength(length).times(steps.weight(lag));
    }
}
