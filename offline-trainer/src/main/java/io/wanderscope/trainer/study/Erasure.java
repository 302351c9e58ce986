package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import java.util.BitSet;

/** A way to take points out of a trajectory. The displacement into a point belongs to that point. */
enum Erasure {
    /** The displacements into the points are left out, and the rest is joined. */
    CUT("cut out and joined") {
        @Override
        ObservedTrajectory apply(Trajectory trajectory, BitSet points) {
            int kept = trajectory.size() - points.cardinality() + (points.get(0) ? 1 : 0);
            double[] x = new double[kept];
            double[] y = new double[kept];
            int next = 1;
            for (int point = 1; point < trajectory.size(); point++) {
                if (!points.get(point)) {
                    x[next] = x[next - 1] + trajectory.x(point) - trajectory.x(point - 1);
                    y[next] = y[next - 1] + trajectory.y(point) - trajectory.y(point - 1);
                    next++;
                }
            }
            return ObservedTrajectory.complete(Trajectory.of(x, y));
        }
    },
    /** The positions are set to zero, relative to the first one, as in the paper. */
    ZEROED("set to zero") {
        @Override
        ObservedTrajectory apply(Trajectory trajectory, BitSet points) {
            double[] x = new double[trajectory.size()];
            double[] y = new double[trajectory.size()];
            for (int point = 0; point < x.length; point++) {
                x[point] = points.get(point) ? 0 : trajectory.x(point) - trajectory.x(0);
                y[point] = points.get(point) ? 0 : trajectory.y(point) - trajectory.y(0);
            }
            return ObservedTrajectory.complete(Trajectory.of(x, y));
        }
    },
    /** The points were not seen, as if the tracker had lost the particle; the first and the last remain. */
    UNOBSERVED("marked as not seen") {
        @Override
        ObservedTrajectory apply(Trajectory trajectory, BitSet points) {
            BitSet observed = (BitSet) points.clone();
            observed.flip(0, trajectory.size());
            observed.set(0);
            observed.set(trajectory.size() - 1);
            int[] frames = observed.stream().toArray();
            double[] x = observed.stream().mapToDouble(trajectory::x).toArray();
            double[] y = observed.stream().mapToDouble(trajectory::y).toArray();
            return new ObservedTrajectory(Trajectory.interpolated(frames, x, y), observed);
        }
    };

    private final String description;

    Erasure(String description) {
        this.description = description;
    }

    /** What happens to the points, for people. */
    String description() {
        return description;
    }

    /**
     * The trajectory without these points.
     *
     * @param points the points to erase, counted from 0
     */
    abstract ObservedTrajectory apply(Trajectory trajectory, BitSet points);
}
