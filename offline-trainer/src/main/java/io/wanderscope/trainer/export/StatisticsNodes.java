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
        TrajectoryStatistics.CORRELATION_LAGS.forEach(lag -> statistics.add(correlation(lag)));
        TrajectoryStatistics.DISPLACEMENT_LAGS.forEach(lag -> statistics.add(logMeanSquaredDisplacement(lag)));
        List<Integer> borders = TrajectoryStatistics.PART_BORDERS;
        for (int part = 1; part < borders.size(); part++) {
            statistics.add(logMeanSquareOfPart(borders.get(part - 1), borders.get(part)));
        }
        statistics.add(mean(steps.length(), steps.weight()));
        statistics.add(mean(ChannelNodes.logLength(steps.length()), steps.weight()));
        statistics.add(mean(steps.stillAxesShare(), steps.weight()));
        statistics.add(netDisplacement());
        addImaging();
        FloatTensor positionSquare = steps.meanSquareOfAll(steps.centred());
        statistics.add(halfLogarithm(positionSquare.dividedBy(steps.square()).dividedBy(steps.count())));
        FloatTensor all = graph.concat(1, statistics.toArray(FloatTensor[]::new));
        return all.squeeze(2).named("statistics");
    }

    private FloatTensor correlation(int lag) {
        FloatTensor weight = steps.weight().times(steps.earlier(steps.weight(), lag));
        return mean(steps.product(lag), weight).times(0.5f);
    }

    private FloatTensor logMeanSquaredDisplacement(int lag) {
        return logMean(steps.squaredDistance(lag).dividedBy(2f * lag), steps.weight(lag));
    }

    private FloatTensor logMeanSquareOfPart(int first, int end) {
        FloatTensor from = isAtOrAfter(first);
        FloatTensor weight = steps.weight().times(from.minus(isAtOrAfter(end)));
        return logMean(steps.length().square().times(0.5f), weight);
    }

    /** 1 where a displacement belongs to the part that starts at a border or to a later one, [batch, 1, points]. */
    private FloatTensor isAtOrAfter(int border) {
        FloatTensor place = index.minus(1).times(TrajectoryStatistics.PART_UNIT);
        FloatTensor start = steps.count().minus(1).times(border);
        return place.minus(start).greaterThan(BETWEEN).toFloats();
    }

    /** Half the logarithm of a mean, or 0 if nothing has weight. */
    private FloatTensor logMean(FloatTensor value, FloatTensor weight) {
        BooleanTensor any = weight.sum(StepNodes.POINTS_AXIS).greaterThan(0);
        return any.where(halfLogarithm(mean(value, weight)), zero);
    }

    private static FloatTensor halfLogarithm(FloatTensor square) {
        return square.plus(TrajectoryStatistics.EPSILON).log().times(0.5f);
    }

    private static FloatTensor mean(FloatTensor value, FloatTensor weight) {
        FloatTensor weights = weight.sum(StepNodes.POINTS_AXIS).atLeast(1);
        return value.times(weight).sum(StepNodes.POINTS_AXIS).dividedBy(weights);
    }

    private FloatTensor netDisplacement() {
        BooleanTensor isLast = masks.valid().and(index.minus(steps.count()).greaterThan(BETWEEN - 1));
        FloatTensor last = isLast.where(steps.path(), zero).sum(StepNodes.POINTS_AXIS);
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
