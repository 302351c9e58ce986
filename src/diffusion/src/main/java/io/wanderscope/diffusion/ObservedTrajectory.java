package io.wanderscope.diffusion;

import java.util.BitSet;

/**
 * A trajectory with the knowledge of which of its points were seen. A point that was not is filled in by linear
 * interpolation, which tells nothing about the particle.
 */
public final class ObservedTrajectory {
    private final Trajectory trajectory;
    private final BitSet observed;

    /**
     * Creates an observed trajectory from a copy of the flags.
     *
     * @param trajectory one point per frame
     * @param observed the points that were seen, counted from 0; at least the first and the last
     * @throws IllegalArgumentException if the first or last point was not seen, or a flag lies beyond the last point
     */
    public ObservedTrajectory(Trajectory trajectory, BitSet observed) {
        if (!observed.get(0) || observed.length() != trajectory.size()) {
            throw new IllegalArgumentException("the first and the last of " + trajectory.size()
                    + " points must be observed and none after it, got " + observed);
        }
        this.trajectory = trajectory;
        this.observed = (BitSet) observed.clone();
    }

    /** A trajectory all of whose points were seen. */
    public static ObservedTrajectory complete(Trajectory trajectory) {
        BitSet all = new BitSet();
        all.set(0, trajectory.size());
        return new ObservedTrajectory(trajectory, all);
    }

    /** One point per frame, the points that were not seen filled in. */
    public Trajectory trajectory() {
        return trajectory;
    }

    /** Whether a point, counted from 0, was seen. */
    public boolean isObserved(int point) {
        return observed.get(point);
    }

    /** Number of points that were seen, at least 1. */
    public int observedPoints() {
        return observed.cardinality();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ObservedTrajectory that
                && trajectory.equals(that.trajectory)
                && observed.equals(that.observed);
    }

    @Override
    public int hashCode() {
        return 31 * trajectory.hashCode() + observed.hashCode();
    }

    @Override
    public String toString() {
        return trajectory + ", " + observedPoints() + " observed";
    }
}
