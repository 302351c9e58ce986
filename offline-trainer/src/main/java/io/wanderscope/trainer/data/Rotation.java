package io.wanderscope.trainer.data;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import java.util.BitSet;

/** Rotates trajectories about the origin. */
public final class Rotation {
    private Rotation() {}

    /** The trajectory rotated counter-clockwise by an angle in radians. */
    public static Trajectory byAngle(double angle, Trajectory trajectory) {
        double cosine = Math.cos(angle);
        double sine = Math.sin(angle);
        double[] x = new double[trajectory.size()];
        double[] y = new double[trajectory.size()];
        for (int point = 0; point < x.length; point++) {
            x[point] = cosine * trajectory.x(point) - sine * trajectory.y(point);
            y[point] = sine * trajectory.x(point) + cosine * trajectory.y(point);
        }
        return Trajectory.of(x, y);
    }

    /** The same for a trajectory with the knowledge of which points were seen and how. */
    public static ObservedTrajectory byAngle(double angle, ObservedTrajectory original) {
        BitSet observed = new BitSet();
        for (int point = 0; point < original.size(); point++) {
            observed.set(point, original.isObserved(point));
        }
        return new ObservedTrajectory(byAngle(angle, original.trajectory()), observed).withImaging(original.imaging());
    }
}
