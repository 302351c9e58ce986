package io.wanderscope.trainer.network;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;

/**
 * The displacements of a trajectory, each with a weight: 1 if both of its ends were observed, 0 if one of them was
 * interpolated. If every displacement of weight 1 would be 0, all have weight 1. Lengths are in units of the root mean square of
 * the weighted displacements per axis, so that nothing depends on the trajectory's unit of length.
 */
public final class ObservedSteps {
    private final ObservedTrajectory observed;
    private final Trajectory trajectory;
    private final int points;
    private final double scale;
    private final boolean observedMoves;

    /** Computes the weights and the unit of a trajectory's displacements. */
    public ObservedSteps(ObservedTrajectory observed) {
        this.observed = observed;
        this.trajectory = observed.trajectory();
        this.points = trajectory.size();
        this.observedMoves = observedMoves();
        this.scale = rootMeanSquare();
    }

    private boolean observedMoves() {
        for (int point = 1; point < points; point++) {
            boolean moves =
                    trajectory.x(point) != trajectory.x(point - 1) || trajectory.y(point) != trajectory.y(point - 1);
            if (moves && bothEndsObserved(point)) {
                return true;
            }
        }
        return false;
    }

    private boolean bothEndsObserved(int point) {
        return observed.isObserved(point) && observed.isObserved(point - 1);
    }

    private double rootMeanSquare() {
        double squares = 0;
        double weights = 0;
        for (int point = 1; point < points; point++) {
            double x = trajectory.x(point) - trajectory.x(point - 1);
            double y = trajectory.y(point) - trajectory.y(point - 1);
            squares += weight(point) * (x * x + y * y);
            weights += weight(point);
        }
        return Math.sqrt(squares / (2 * Math.max(1, weights)) + TrajectoryChannels.SQUARE_EPSILON);
    }

    ObservedTrajectory observed() {
        return observed;
    }

    int points() {
        return points;
    }

    /** The unit: root mean square of the displacements per axis, in the trajectory's unit of length. */
    double scale() {
        return scale;
    }

    /** 1 if a point was observed, 0 if it was interpolated. */
    double seen(int point) {
        return observed.isObserved(point) ? 1 : 0;
    }

    /** Weight of the displacement that led to a point; the first point has none. */
    double weight(int point) {
        return point > 0 && (!observedMoves || bothEndsObserved(point)) ? 1 : 0;
    }

    /** Weight of the displacement over a number of steps that led to a point: 1 if it exists and both ends were observed. */
    double weight(int point, int lag) {
        return point >= lag ? seen(point) * seen(point - lag) : 0;
    }

    /** Displacement that led to a point along x; 0 at the first point and where the weight is 0. */
    double dx(int point) {
        return weight(point) == 0 ? 0 : (trajectory.x(point) - trajectory.x(point - 1)) / scale;
    }

    /** Displacement that led to a point along y; 0 at the first point and where the weight is 0. */
    double dy(int point) {
        return weight(point) == 0 ? 0 : (trajectory.y(point) - trajectory.y(point - 1)) / scale;
    }

    /** Length of the displacement that led to a point. */
    double length(int point) {
        double x = dx(point);
        double y = dy(point);
        return Math.sqrt(x * x + y * y);
    }

    /** Scalar product of the displacement that led to a point with the one a number of steps earlier; 0 if there is none. */
    double product(int point, int lag) {
        return point <= lag ? 0 : dx(point) * dx(point - lag) + dy(point) * dy(point - lag);
    }

    /** Square of the distance between two points. */
    double squaredDistance(int point, int earlier) {
        double x = (trajectory.x(point) - trajectory.x(earlier)) / scale;
        double y = (trajectory.y(point) - trajectory.y(earlier)) / scale;
        return x * x + y * y;
    }

    /** Share of the axes along which a displacement is 0, as between coordinates on a grid; 0 where the weight is 0. */
    double stillAxes(int point) {
        if (weight(point) == 0) {
            return 0;
        }
        double stillX = Math.abs(dx(point)) <= TrajectoryChannels.STILL ? 0.5 : 0;
        double stillY = Math.abs(dy(point)) <= TrajectoryChannels.STILL ? 0.5 : 0;
        return stillX + stillY;
    }
}
