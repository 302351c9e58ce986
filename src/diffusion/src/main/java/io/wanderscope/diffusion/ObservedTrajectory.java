package io.wanderscope.diffusion;

import java.util.BitSet;
import java.util.Objects;

/**
 * A trajectory with the knowledge of which of its points were seen, and under which conditions. A point that was not seen is
 * filled in by linear interpolation, which tells nothing about the particle.
 */
public final class ObservedTrajectory {
    private final Trajectory trajectory;
    private final BitSet observed;
    private final ImagingConditions imaging;

    /**
     * Creates an observed trajectory from a copy of the flags, with unknown imaging conditions.
     *
     * @param trajectory one point per frame
     * @param observed the points that were seen, counted from 0; at least the first and the last
     * @throws IllegalArgumentException if the first or last point was not seen, or a flag lies beyond the last point
     */
    public ObservedTrajectory(Trajectory trajectory, BitSet observed) {
        this(trajectory, (BitSet) observed.clone(), ImagingConditions.UNKNOWN);
    }

    private ObservedTrajectory(Trajectory trajectory, BitSet observed, ImagingConditions imaging) {
        if (!observed.get(0) || observed.length() != trajectory.size()) {
            throw new IllegalArgumentException("the first and the last of " + trajectory.size()
                    + " points must be observed and none after it, got " + observed);
        }
        this.trajectory = trajectory;
        this.observed = observed;
        this.imaging = imaging;
    }

    /** A trajectory all of whose points were seen. */
    public static ObservedTrajectory complete(Trajectory trajectory) {
        BitSet all = new BitSet();
        all.set(0, trajectory.size());
        return new ObservedTrajectory(trajectory, all);
    }

    /** The same trajectory under known imaging conditions. */
    public ObservedTrajectory withImaging(ImagingConditions conditions) {
        return new ObservedTrajectory(trajectory, observed, conditions);
    }

    /** One point per frame, the points that were not seen filled in. */
    public Trajectory trajectory() {
        return trajectory;
    }

    /** What is known about how it was recorded. */
    public ImagingConditions imaging() {
        return imaging;
    }

    /** Number of points, seen or not. */
    public int size() {
        return trajectory.size();
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
                && observed.equals(that.observed)
                && imaging.equals(that.imaging);
    }

    @Override
    public int hashCode() {
        return Objects.hash(trajectory, observed, imaging);
    }

    @Override
    public String toString() {
        return trajectory + ", " + observedPoints() + " observed";
    }
}
