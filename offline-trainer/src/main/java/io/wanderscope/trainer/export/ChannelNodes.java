package io.wanderscope.trainer.export;

import io.wanderscope.trainer.network.TrajectoryChannels;
import io.wanderscope.trainer.onnx.BooleanTensor;
import io.wanderscope.trainer.onnx.FloatTensor;
import io.wanderscope.trainer.onnx.Graph;

/**
 * Adds the input channels. The methods mirror those of {@link TrajectoryChannels} in the same order; change both together.
 *
 * <p>The graph computes in 32-bit floats, and positions may be in any unit. They are therefore taken relative to the first
 * point and divided by the largest coordinate, so that squares neither overflow nor underflow. This does not change the
 * channels.
 */
final class ChannelNodes {
    private static final int AXES_XY = 1;
    private static final int POINTS_AXIS = 2;

    private final Graph graph;
    private final MaskNodes masks;
    private final BooleanTensor valid;
    private final FloatTensor zero;
    /** Positions, [batch, 2, points]. */
    private final FloatTensor path;
    /** Number of points, [batch, 1, 1]. */
    private final FloatTensor count;

    private ChannelNodes(Graph graph, ModelInputs inputs, MaskNodes masks) {
        this.graph = graph;
        this.masks = masks;
        this.valid = masks.valid();
        this.zero = graph.scalar(0);
        FloatTensor positions = inputs.positions().transpose(0, 2, 1);
        FloatTensor relative = positions.minus(positions.slice(POINTS_AXIS, 0, 1));
        this.path = scaledToLargest(valid.where(relative, zero));
        this.count = inputs.lengths().toFloats().unsqueeze(1, 2);
    }

    private static FloatTensor scaledToLargest(FloatTensor relative) {
        FloatTensor largest = relative.abs().max(AXES_XY, POINTS_AXIS);
        BooleanTensor moves = largest.greaterThan(0);
        return relative.dividedBy(moves.where(largest, 1));
    }

    /** Adds the channels, [batch, channels, 1, points]. */
    static FloatTensor add(Graph graph, ModelInputs inputs, MaskNodes masks) {
        return new ChannelNodes(graph, inputs, masks).add();
    }

    private FloatTensor add() {
        FloatTensor displacement = displacement();
        FloatTensor stepSquare = meanSquare(displacement, count.minus(1).atLeast(1));
        FloatTensor step = displacement.dividedBy(stepSquare.sqrt());
        FloatTensor stepLength = stepLength(step);
        FloatTensor centred = centred();
        FloatTensor positionSquare = meanSquare(centred, count);
        FloatTensor position = centred.dividedBy(positionSquare.sqrt());
        FloatTensor scaling = scaling(stepSquare, positionSquare);
        FloatTensor length = length();
        FloatTensor channels = graph.concat(
                AXES_XY,
                step,
                stepLength,
                position,
                valid.where(scaling, zero),
                valid.where(length, zero),
                logStepLength(stepLength),
                products(step));
        return channels.unsqueeze(2).named("channels");
    }

    /** Displacement that led to each point, 0 at the first. */
    private FloatTensor displacement() {
        FloatTensor earlier = graph.concat(POINTS_AXIS, path.slice(POINTS_AXIS, 0, 1), path.slice(POINTS_AXIS, 0, -1));
        return valid.where(path.minus(earlier), zero);
    }

    /** Mean square per axis of [batch, 2, points], above 0, [batch, 1, 1]. */
    private static FloatTensor meanSquare(FloatTensor values, FloatTensor count) {
        FloatTensor squares = values.square().sum(AXES_XY, POINTS_AXIS);
        return squares.dividedBy(count.times(2)).plus(TrajectoryChannels.SQUARE_EPSILON);
    }

    private static FloatTensor stepLength(FloatTensor step) {
        return step.square().sum(AXES_XY).sqrt();
    }

    /** Positions relative to their mean. */
    private FloatTensor centred() {
        FloatTensor sum = path.sum(POINTS_AXIS);
        return valid.where(path.minus(sum.dividedBy(count)), zero);
    }

    private FloatTensor scaling(FloatTensor stepSquare, FloatTensor positionSquare) {
        FloatTensor ratio = positionSquare.dividedBy(stepSquare.times(count));
        return ratio.log().times(0.5f);
    }

    private FloatTensor length() {
        return count.log().dividedBy(TrajectoryChannels.LENGTH_SCALE);
    }

    private FloatTensor logStepLength(FloatTensor stepLength) {
        FloatTensor logarithm =
                stepLength.plus(TrajectoryChannels.LENGTH_EPSILON).log().times(0.5f);
        BooleanTensor hasStep = valid.and(masks.pointIndices().greaterThan(0));
        return hasStep.where(logarithm, 0);
    }

    private FloatTensor products(FloatTensor step) {
        return graph.concat(
                AXES_XY,
                TrajectoryChannels.LAGS.stream().map(lag -> product(step, lag)).toArray(FloatTensor[]::new));
    }

    /** Saturating scalar product of each displacement with the one {@code lag} steps earlier, 0 where there is none. */
    private static FloatTensor product(FloatTensor step, int lag) {
        FloatTensor earlier = step.pad(0, 0, lag, 0, 0, -lag);
        FloatTensor product = step.times(earlier).sum(AXES_XY);
        FloatTensor saturation = product.dividedBy(TrajectoryChannels.PRODUCT_SATURATION);
        return product.dividedBy(saturation.square().plus(1).sqrt());
    }
}
