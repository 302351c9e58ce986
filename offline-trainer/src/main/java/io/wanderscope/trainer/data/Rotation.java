package io.wanderscope.trainer.data;

import io.wanderscope.diffusion.Trajectory;

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
}
