package io.wanderscope.trainer.export;

import io.wanderscope.trainer.network.TrajectoryChannels;
import io.wanderscope.trainer.network.TrajectoryStatistics;
import io.wanderscope.trainer.onnx.BooleanTensor;
import io.wanderscope.trainer.onnx.FloatTensor;
import io.wanderscope.trainer.onnx.Graph;
import java.util.Collections;
import java.util.List;

/**
 * Adds the displacements with their weights. The methods mirror those of {@code network.ObservedSteps}; change both together.
 *
 * <p>The graph computes in 32-bit floats, and positions may be in any unit. They are therefore taken relative to the first
 * point and divided by the largest coordinate, so that squares neither overflow nor underflow. Only {@code SQUARE_EPSILON} is then
 * relative to that coordinate.
 */
final class StepNodes {
    static final int AXES_XY = 1;
    static final int POINTS_AXIS = 2;

    private final Graph graph;
    private final MaskNodes masks;
    private final BooleanTensor valid;
    private final FloatTensor unit;
    private final FloatTensor path;
    private final FloatTensor count;
    private final FloatTensor seen;
    private final FloatTensor weight;
    private final FloatTensor square;
    private final FloatTensor step;
    private final FloatTensor length;
    private final FloatTensor stillAxes;
    private final FloatTensor centred;
    private final FloatTensor positionSquare;
    private final FloatTensor products;
    private final FloatTensor squaredDistances;
    private final FloatTensor distanceWeights;

    StepNodes(Graph graph, ModelInputs inputs, MaskNodes masks) {
        this.graph = graph;
        this.masks = masks;
        this.valid = masks.valid();
        FloatTensor zero = graph.scalar(0);
        FloatTensor positions = inputs.positions().transpose(0, 2, 1);
        FloatTensor relative = valid.where(positions.minus(positions.slice(POINTS_AXIS, 0, 1)), zero);
        this.unit = largest(relative);
        this.path = relative.dividedBy(unit);
        this.count = inputs.lengths().toFloats().unsqueeze(1, 2);
        this.seen = valid.where(inputs.observed().unsqueeze(1), zero);
        FloatTensor displacement = displacement();
        this.weight = weight(displacement);
        this.square = meanSquare(displacement);
        this.step = weighted(displacement).dividedBy(square.sqrt());
        this.length = step.square().sum(AXES_XY).sqrt();
        this.stillAxes = stillAxes();
        this.centred = path.minus(path.sum(POINTS_AXIS).dividedBy(count)).times(masks.points());
        this.positionSquare = meanSquareOfPositions();
        this.products = products();
        this.squaredDistances = squaredDistances();
        this.distanceWeights = seen.times(earlier(seen, TrajectoryStatistics.DISPLACEMENT_LAGS));
    }

    private static FloatTensor largest(FloatTensor relative) {
        FloatTensor largest = relative.abs().max(AXES_XY, POINTS_AXIS);
        return largest.greaterThan(0).where(largest, 1);
    }

    /** Displacement that led to each point, 0 at the first. */
    private FloatTensor displacement() {
        return path.minus(earlier(path, List.of(1))).times(masks.points());
    }

    private FloatTensor weight(FloatTensor displacement) {
        FloatTensor bothEndsSeen = seen.times(earlier(seen, List.of(1)));
        BooleanTensor moves =
                displacement.times(bothEndsSeen).abs().max(AXES_XY, POINTS_AXIS).greaterThan(0);
        FloatTensor any = valid.and(masks.pointIndices().greaterThan(0)).toFloats();
        return moves.where(bothEndsSeen, any);
    }

    private FloatTensor weighted(FloatTensor values) {
        return values.times(weight);
    }

    private FloatTensor meanSquare(FloatTensor displacement) {
        FloatTensor squares = weighted(displacement.square()).sum(AXES_XY, POINTS_AXIS);
        FloatTensor weights = weight.sum(POINTS_AXIS).atLeast(1);
        return squares.dividedBy(weights.times(2)).plus(TrajectoryChannels.SQUARE_EPSILON);
    }

    private FloatTensor stillAxes() {
        FloatTensor moves = step.abs().greaterThan(TrajectoryChannels.STILL).toFloats();
        FloatTensor movingAxes = moves.sum(AXES_XY).times(-0.5f);
        return weighted(movingAxes.plus(1));
    }

    /** Scalar product of each displacement with earlier ones. */
    private FloatTensor products() {
        FloatTensor earlier = eachLag(step, TrajectoryStatistics.CORRELATION_LAGS);
        return earlier.times(step.unsqueeze(1)).sumDropping(2);
    }

    /** Square of the distance to earlier points. */
    private FloatTensor squaredDistances() {
        FloatTensor earlier = eachLag(path, TrajectoryStatistics.DISPLACEMENT_LAGS);
        return path.unsqueeze(1).minus(earlier).square().sumDropping(2).dividedBy(square);
    }

    /** Mean square of the positions relative to their mean per axis, above 0. */
    private FloatTensor meanSquareOfPositions() {
        FloatTensor squares = centred.square().sum(AXES_XY, POINTS_AXIS);
        return squares.dividedBy(count.times(2)).plus(TrajectoryChannels.SQUARE_EPSILON);
    }

    /** Values of both axes numbers of steps earlier, [batch, lags, 2, points]. */
    private FloatTensor eachLag(FloatTensor values, List<Integer> lags) {
        return earlier(values, lags).reshape(0, lags.size(), 2, -1);
    }

    /** Values [batch, rows, points] numbers of steps earlier, 0 before the first; [batch, lags × rows, points]. */
    private FloatTensor earlier(FloatTensor values, List<Integer> lags) {
        int largest = Collections.max(lags);
        FloatTensor padded = values.pad(0, 0, largest, 0, 0, 0);
        return graph.concat(
                AXES_XY,
                lags.stream()
                        .map(lag -> padded.slice(POINTS_AXIS, largest - lag, -lag))
                        .toArray(FloatTensor[]::new));
    }

    /** Largest coordinate relative to the first point, in the unit of the positions, [batch, 1, 1]: the unit of {@link #path}. */
    FloatTensor unit() {
        return unit;
    }

    /** Positions relative to the first, [batch, 2, points], in {@link #unit}. */
    FloatTensor path() {
        return path;
    }

    /** Number of points, [batch, 1, 1]. */
    FloatTensor count() {
        return count;
    }

    /** 1 at observed points, [batch, 1, points]. */
    FloatTensor seen() {
        return seen;
    }

    /** Weight of the displacement that led to each point, [batch, 1, points]. */
    FloatTensor weight() {
        return weight;
    }

    /** Mean square of the displacements per axis, [batch, 1, 1], in squares of {@link #unit}; above 0. */
    FloatTensor square() {
        return square;
    }

    /** Displacement that led to each point, [batch, 2, points], in units of its root mean square. */
    FloatTensor step() {
        return step;
    }

    /** Length of {@link #step}, [batch, 1, points]. */
    FloatTensor length() {
        return length;
    }

    /** Share of the axes along which a displacement is 0, [batch, 1, points]. */
    FloatTensor stillAxesShare() {
        return stillAxes;
    }

    /**
     * Scalar product of each displacement with those {@link TrajectoryStatistics#CORRELATION_LAGS} steps earlier, [batch, lags,
     * points].
     */
    FloatTensor productsOfSteps() {
        return products;
    }

    /** Weights of {@link #productsOfSteps}. */
    FloatTensor productWeights() {
        return weight.times(earlier(weight, TrajectoryStatistics.CORRELATION_LAGS));
    }

    /**
     * Square of the distance to the points {@link TrajectoryStatistics#DISPLACEMENT_LAGS} steps earlier, [batch, lags, points];
     * meaningful where {@link #distanceWeights} is 1.
     */
    FloatTensor squaredDistancesOfPoints() {
        return squaredDistances;
    }

    /** Weights of {@link #squaredDistancesOfPoints}: 1 if both ends were observed. */
    FloatTensor distanceWeights() {
        return distanceWeights;
    }

    /** Positions relative to their mean, [batch, 2, points], 0 after the last point. */
    FloatTensor centred() {
        return centred;
    }

    /** Mean square of {@link #centred} per axis, above 0, [batch, 1, 1]. */
    FloatTensor positionSquare() {
        return positionSquare;
    }
}
