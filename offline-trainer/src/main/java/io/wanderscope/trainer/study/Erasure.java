package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import java.util.BitSet;
import java.util.stream.IntStream;

/** A way to take points out of a trajectory. The displacement into a point belongs to that point. */
enum Erasure {
    /** The displacements into the points are left out, and the rest is joined. */
    CUT("cut out and joined") {
        @Override
        ObservedTrajectory apply(ObservedTrajectory track, BitSet points) {
            return track.without(points);
        }
    },
    /** The positions are set to zero, relative to the first one, as in the paper. */
    ZEROED("set to zero") {
        @Override
        ObservedTrajectory apply(ObservedTrajectory track, BitSet points) {
            Trajectory trajectory = track.trajectory();
            double[] x = new double[trajectory.size()];
            double[] y = new double[trajectory.size()];
            for (int point = 0; point < x.length; point++) {
                x[point] = points.get(point) ? 0 : trajectory.x(point) - trajectory.x(0);
                y[point] = points.get(point) ? 0 : trajectory.y(point) - trajectory.y(0);
            }
            return new ObservedTrajectory(Trajectory.of(x, y), observed(track));
        }
    },
    /** The points were not seen, as if the tracker had lost the particle; the first and the last remain. */
    UNOBSERVED("marked as not seen") {
        @Override
        ObservedTrajectory apply(ObservedTrajectory track, BitSet points) {
            Trajectory trajectory = track.trajectory();
            BitSet observed = observed(track);
            observed.andNot(points);
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

    private static BitSet observed(ObservedTrajectory track) {
        BitSet observed = new BitSet(track.size());
        IntStream.range(0, track.size()).filter(track::isObserved).forEach(observed::set);
        return observed;
    }

    /**
     * The trajectory without these points.
     *
     * @param points the points to erase, counted from 0; with a point that was not observed, so is the next one that was, see
     *     {@link io.wanderscope.diffusion.Windows#ofObserved}
     */
    abstract ObservedTrajectory apply(ObservedTrajectory track, BitSet points);
}
