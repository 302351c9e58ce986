package io.wanderscope.diffusion;

import java.util.Arrays;
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

    /** In another unit of length, of which the present one is {@code factor}, above 0; the imaging conditions too. */
    public ObservedTrajectory scaled(double factor) {
        if (factor == 1) {
            return this;
        }
        double[] x = new double[size()];
        double[] y = new double[size()];
        for (int point = 0; point < size(); point++) {
            x[point] = factor * trajectory.x(point);
            y[point] = factor * trajectory.y(point);
        }
        return new ObservedTrajectory(Trajectory.owning(x, y), observed, imaging.scaled(factor));
    }

    /**
     * This trajectory with points cut out: the displacements into them are left out, and the rest is joined, from (0, 0) on.
     * The displacement into a point belongs to that point; the first has none. Where the rest is joined, both ends must have
     * been seen for the point to count as seen, and points that were not seen are left out at the ends of what remains.
     *
     * @param points the points to cut out, counted from 0
     * @throws IllegalArgumentException if no point remains that was seen
     */
    public ObservedTrajectory without(BitSet points) {
        double[] x = new double[size()];
        double[] y = new double[size()];
        BitSet seen = new BitSet();
        seen.set(0);
        int last = 0;
        for (int point = 1; point < size(); point++) {
            if (points.get(point)) {
                continue;
            }
            if (points.get(point - 1) && !isObserved(point - 1)) {
                seen.clear(last);
            }
            x[last + 1] = x[last] + trajectory.x(point) - trajectory.x(point - 1);
            y[last + 1] = y[last] + trajectory.y(point) - trajectory.y(point - 1);
            seen.set(++last, isObserved(point));
        }
        return fromFirstSeenToLast(x, y, seen).withImaging(imaging);
    }

    private static ObservedTrajectory fromFirstSeenToLast(double[] x, double[] y, BitSet seen) {
        if (seen.isEmpty()) {
            throw new IllegalArgumentException("no point remains that was seen");
        }
        int first = seen.nextSetBit(0);
        int end = seen.length();
        return new ObservedTrajectory(
                Trajectory.owning(Arrays.copyOfRange(x, first, end), Arrays.copyOfRange(y, first, end)),
                seen.get(first, end));
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
