package io.wanderscope.trainer.export;

import io.wanderscope.trainer.network.TrajectoryChannels;
import io.wanderscope.trainer.onnx.BooleanTensor;
import io.wanderscope.trainer.onnx.FloatTensor;
import io.wanderscope.trainer.onnx.Graph;
import io.wanderscope.trainer.onnx.LongTensor;

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
    private final FloatTensor zero;
    private final LongTensor points;
    private final FloatTensor unit;
    private final FloatTensor path;
    private final FloatTensor count;
    private final FloatTensor seen;
    private final FloatTensor weight;
    private final FloatTensor square;
    private final FloatTensor step;
    private final FloatTensor length;
    private final FloatTensor stillAxes;

    StepNodes(Graph graph, ModelInputs inputs, MaskNodes masks) {
        this.graph = graph;
        this.masks = masks;
        this.valid = masks.valid();
        this.zero = graph.scalar(0);
        this.points = inputs.positions().shape().elements(1, 2);
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
    }

    private static FloatTensor largest(FloatTensor relative) {
        FloatTensor largest = relative.abs().max(AXES_XY, POINTS_AXIS);
        return largest.greaterThan(0).where(largest, 1);
    }

    /** Displacement that led to each point, 0 at the first. */
    private FloatTensor displacement() {
        FloatTensor earlier = graph.concat(POINTS_AXIS, path.slice(POINTS_AXIS, 0, 1), path.slice(POINTS_AXIS, 0, -1));
        return valid.where(path.minus(earlier), zero);
    }

    private FloatTensor weight(FloatTensor displacement) {
        FloatTensor bothEndsSeen = seen.times(earlier(seen, 1));
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

    /** Values a number of steps earlier, 0 before the first; [batch, any, points]. */
    FloatTensor earlier(FloatTensor values, int lag) {
        return values.pad(0, 0, lag, 0, 0, 0).slice(POINTS_AXIS, 0, points);
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

    /** Weight of the displacement over a number of steps that led to each point, [batch, 1, points]. */
    FloatTensor weight(int lag) {
        return seen.times(earlier(seen, lag));
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

    /** Scalar product of each displacement with the one a number of steps earlier, [batch, 1, points]. */
    FloatTensor product(int lag) {
        return step.times(earlier(step, lag)).sum(AXES_XY);
    }

    /** Square of the distance to the point a number of steps earlier, [batch, 1, points]; meaningful where {@link #weight(int)} is 1. */
    FloatTensor squaredDistance(int lag) {
        return path.minus(earlier(path, lag)).square().sum(AXES_XY).dividedBy(square);
    }

    /** Positions relative to their mean, [batch, 2, points], 0 after the last point. */
    FloatTensor centred() {
        FloatTensor sum = path.sum(POINTS_AXIS);
        return valid.where(path.minus(sum.dividedBy(count)), zero);
    }

    /** Mean square of values per axis over all points, above 0, [batch, 1, 1]. */
    FloatTensor meanSquareOfAll(FloatTensor values) {
        FloatTensor squares = values.square().sum(AXES_XY, POINTS_AXIS);
        return squares.dividedBy(count.times(2)).plus(TrajectoryChannels.SQUARE_EPSILON);
    }
}
