package io.wanderscope.trainer.export;

import io.wanderscope.trainer.network.TrajectoryChannels;
import io.wanderscope.trainer.network.TrajectoryStatistics;
import io.wanderscope.trainer.onnx.FloatTensor;
import io.wanderscope.trainer.onnx.Graph;
import java.util.List;

/** Adds the input channels. The methods mirror those of {@link TrajectoryChannels}; change both together. */
final class ChannelNodes {
    private final Graph graph;
    private final StepNodes steps;
    private final MaskNodes masks;

    private ChannelNodes(Graph graph, StepNodes steps, MaskNodes masks) {
        this.graph = graph;
        this.steps = steps;
        this.masks = masks;
    }

    /**
     * Channels that are convolved together: fewer than 16, which ONNX Runtime convolves as they are, while it copies more of them into another
     * layout first.
     *
     * @param channels [batch, channels, 1, points]
     * @param count number of channels
     */
    record Group(FloatTensor channels, int count) {}

    /** Adds the channels in their order, in two groups: those of a single displacement or point, and those of several. */
    static List<Group> add(Graph graph, StepNodes steps, MaskNodes masks) {
        return new ChannelNodes(graph, steps, masks).add();
    }

    private List<Group> add() {
        int lagged = TrajectoryChannels.PRODUCT_LAGS.size() + TrajectoryChannels.DISPLACEMENT_LAGS.size();
        return List.of(
                new Group(local().unsqueeze(2).named("channels"), TrajectoryChannels.COUNT - lagged),
                new Group(lagged().unsqueeze(2).named("lagged_channels"), lagged));
    }

    private FloatTensor local() {
        return graph.concat(
                StepNodes.AXES_XY,
                steps.step(),
                steps.length(),
                steps.centred().dividedBy(steps.positionSquare().sqrt()),
                masks.points().times(scaling()),
                masks.points().times(length()),
                logLength(steps.length()).times(steps.weight()),
                steps.seen(),
                steps.stillAxesShare());
    }

    private FloatTensor lagged() {
        return graph.concat(StepNodes.AXES_XY, products(), longDisplacements());
    }

    private FloatTensor scaling() {
        FloatTensor ratio = steps.positionSquare().dividedBy(steps.square().times(steps.count()));
        return ratio.log().times(0.5f);
    }

    private FloatTensor length() {
        return steps.count().log().dividedBy(TrajectoryChannels.LENGTH_SCALE);
    }

    /** Half the logarithm of a length, which stays finite at 0. */
    static FloatTensor logLength(FloatTensor length) {
        return length.plus(TrajectoryChannels.LENGTH_EPSILON).log().times(0.5f);
    }

    /** The scalar products, saturating. */
    private FloatTensor products() {
        FloatTensor product =
                ofLags(steps.productsOfSteps(), TrajectoryStatistics.CORRELATION_LAGS, TrajectoryChannels.PRODUCT_LAGS);
        FloatTensor saturation = product.dividedBy(TrajectoryChannels.PRODUCT_SATURATION);
        return product.dividedBy(saturation.square().plus(1).sqrt());
    }

    private FloatTensor longDisplacements() {
        List<Integer> lags = TrajectoryChannels.DISPLACEMENT_LAGS;
        float[] steps = new float[lags.size()];
        for (int index = 0; index < steps.length; index++) {
            steps[index] = lags.get(index);
        }
        FloatTensor lag = graph.floats("displacement_lags", steps, steps.length, 1);
        FloatTensor length = ofDisplacementLags(this.steps.squaredDistancesOfPoints())
                .dividedBy(lag)
                .sqrt();
        return logLength(length).times(ofDisplacementLags(this.steps.distanceWeights()));
    }

    private FloatTensor ofDisplacementLags(FloatTensor values) {
        return ofLags(values, TrajectoryStatistics.DISPLACEMENT_LAGS, TrajectoryChannels.DISPLACEMENT_LAGS);
    }

    /** The rows of some of the lags, [batch, lags, points]. */
    private FloatTensor ofLags(FloatTensor values, List<Integer> all, List<Integer> some) {
        return values.gather(
                StepNodes.AXES_XY,
                graph.vector(some.stream().mapToLong(all::indexOf).toArray()));
    }
}
