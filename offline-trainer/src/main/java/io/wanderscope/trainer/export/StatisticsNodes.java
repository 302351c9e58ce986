package io.wanderscope.trainer.export;

import io.wanderscope.inference.ModelContract;
import io.wanderscope.trainer.network.TrajectoryChannels;
import io.wanderscope.trainer.network.TrajectoryStatistics;
import io.wanderscope.trainer.onnx.BooleanTensor;
import io.wanderscope.trainer.onnx.FloatTensor;
import io.wanderscope.trainer.onnx.Graph;
import java.util.ArrayList;
import java.util.List;

/** Adds the statistics of the whole trajectory. The methods mirror those of {@link TrajectoryStatistics}; change both together. */
final class StatisticsNodes {
    /** Between two whole numbers, so that rounding does not matter to a comparison. */
    private static final float BETWEEN = -0.5f;

    /** Between an unknown condition and the least known one. */
    private static final float UNKNOWN = ModelContract.UNKNOWN / 2f;

    private final Graph graph;
    private final ModelInputs inputs;
    private final StepNodes steps;
    private final MaskNodes masks;
    private final FloatTensor zero;
    /** Index of each point, [points]. */
    private final FloatTensor index;
    /** Each [batch, statistics, 1]. */
    private final List<FloatTensor> statistics = new ArrayList<>();

    private StatisticsNodes(Graph graph, ModelInputs inputs, StepNodes steps, MaskNodes masks) {
        this.graph = graph;
        this.inputs = inputs;
        this.steps = steps;
        this.masks = masks;
        this.zero = graph.scalar(0);
        this.index = masks.pointIndices().toFloats();
    }

    /** Adds the statistics, [batch, statistics]. */
    static FloatTensor add(Graph graph, ModelInputs inputs, StepNodes steps, MaskNodes masks) {
        return new StatisticsNodes(graph, inputs, steps, masks).add();
    }

    private FloatTensor add() {
        statistics.add(steps.count().log().dividedBy(TrajectoryChannels.LENGTH_SCALE));
        statistics.add(steps.seen().sum(StepNodes.POINTS_AXIS).dividedBy(steps.count()));
        statistics.add(correlations());
        statistics.add(logMeanSquaredDisplacements());
        statistics.add(logMeanSquaresOfParts());
        statistics.add(meansOfSteps());
        statistics.add(netDisplacement());
        addImaging();
        statistics.add(
                halfLogarithm(steps.positionSquare().dividedBy(steps.square()).dividedBy(steps.count())));
        FloatTensor all = graph.concat(1, statistics.toArray(FloatTensor[]::new));
        return all.squeeze(2).named("statistics");
    }

    private FloatTensor correlations() {
        FloatTensor weight = steps.productWeights();
        FloatTensor sum = steps.productsOfSteps().times(weight).sum(StepNodes.POINTS_AXIS);
        return mean(sum, weight.sum(StepNodes.POINTS_AXIS)).times(0.5f);
    }

    private FloatTensor logMeanSquaredDisplacements() {
        FloatTensor weight = steps.distanceWeights();
        FloatTensor sum = steps.squaredDistancesOfPoints().times(weight).sum(StepNodes.POINTS_AXIS);
        FloatTensor weights = weight.sum(StepNodes.POINTS_AXIS);
        FloatTensor twiceTheLag = column("displacement_statistics", TrajectoryStatistics.DISPLACEMENT_LAGS, 2);
        return logMean(mean(sum, weights).dividedBy(twiceTheLag), weights);
    }

    private FloatTensor logMeanSquaresOfParts() {
        List<Integer> borders = TrajectoryStatistics.PART_BORDERS;
        FloatTensor place = index.minus(1).times(TrajectoryStatistics.PART_UNIT);
        FloatTensor start = steps.count().minus(1).times(column("part_borders", borders, 1));
        FloatTensor isAtOrAfter = place.minus(start).greaterThan(BETWEEN).toFloats();
        FloatTensor isInPart = isAtOrAfter.slice(1, 0, -1).minus(isAtOrAfter.slice(1, 1, borders.size()));
        FloatTensor squares = isInPart.matMul(weighted(steps.length().square()));
        FloatTensor weights = isInPart.matMul(steps.weight().reshape(0, -1, 1));
        return logMean(mean(squares, weights).times(0.5f), weights);
    }

    /** Means of the lengths, of half their logarithms, and of the share of axes without displacement. */
    private FloatTensor meansOfSteps() {
        FloatTensor rows =
                graph.concat(1, steps.length(), ChannelNodes.logLength(steps.length()), steps.stillAxesShare());
        FloatTensor sums = rows.matMul(steps.weight().reshape(0, -1, 1));
        return mean(sums, steps.weight().sum(StepNodes.POINTS_AXIS));
    }

    /** Values of each displacement times its weight, as a column: [batch, points, 1]. */
    private FloatTensor weighted(FloatTensor values) {
        return values.times(steps.weight()).reshape(0, -1, 1);
    }

    private FloatTensor column(String name, List<Integer> values, int factor) {
        float[] column = new float[values.size()];
        for (int row = 0; row < column.length; row++) {
            column[row] = factor * values.get(row);
        }
        return graph.floats(name, column, column.length, 1);
    }

    /** A mean from the sums of weighted values and of weights. */
    private static FloatTensor mean(FloatTensor sum, FloatTensor weights) {
        return sum.dividedBy(weights.atLeast(1));
    }

    /** Half the logarithm of a mean, or 0 if nothing has weight. */
    private FloatTensor logMean(FloatTensor mean, FloatTensor weights) {
        return weights.greaterThan(0).where(halfLogarithm(mean), zero);
    }

    private static FloatTensor halfLogarithm(FloatTensor square) {
        return square.plus(TrajectoryStatistics.EPSILON).log().times(0.5f);
    }

    private FloatTensor netDisplacement() {
        BooleanTensor isLast = masks.valid().and(index.minus(steps.count()).greaterThan(BETWEEN - 1));
        FloatTensor last = steps.path().times(isLast.toFloats()).sum(StepNodes.POINTS_AXIS);
        FloatTensor square = last.square().sum(StepNodes.AXES_XY).dividedBy(steps.square());
        return halfLogarithm(square.dividedBy(steps.count().minus(1).times(2)));
    }

    private void addImaging() {
        FloatTensor noise = condition(0);
        BooleanTensor noiseKnown = noise.greaterThan(UNKNOWN);
        FloatTensor relative = noise.dividedBy(steps.unit());
        FloatTensor variance = relative.square().dividedBy(steps.square());
        FloatTensor exposure = condition(1);
        BooleanTensor exposureKnown = exposure.greaterThan(UNKNOWN);
        statistics.add(noiseKnown.toFloats());
        statistics.add(noiseKnown.where(variance.greaterThan(1).where(graph.scalar(1), variance), zero));
        statistics.add(exposureKnown.toFloats());
        statistics.add(exposureKnown.where(exposure, zero));
    }

    private FloatTensor condition(int column) {
        return inputs.imaging().slice(1, column, column + 1).unsqueeze(2);
    }
}
