package io.wanderscope.trainer.data;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * Takes a fifth of the frames out of trajectories, in runs of one to five, and fills them with straight lines. The gaps are
 * put between the observed frames instead of cut out, as the simulator of training does it. Not thread-safe.
 */
public final class ReferenceGaps {
    private static final double MISSING = 0.2;
    private static final int LONGEST = 5;

    private final SplittableRandom random;

    /** Creates a source of gaps; the same seed gives the same gaps. */
    public ReferenceGaps(long seed) {
        this(new SplittableRandom(seed));
    }

    ReferenceGaps(SplittableRandom random) {
        this.random = random;
    }

    /** How many frames of a trajectory of this many points are observed. */
    public static int observedFrames(int points) {
        return points - (int) Math.round(MISSING * points);
    }

    /**
     * The trajectory as it is known without the missing frames; its first and last point are always observed.
     *
     * @param path at least 3 points
     */
    public ObservedTrajectory cut(Trajectory path) {
        BitSet observed = drawObserved(path.size());
        double[] x = new double[path.size()];
        double[] y = new double[path.size()];
        for (int point = 0; point < x.length; point++) {
            int before = observed.previousSetBit(point);
            int after = observed.nextSetBit(point);
            double share = before == after ? 0 : (double) (point - before) / (after - before);
            x[point] = path.x(before) + share * (path.x(after) - path.x(before));
            y[point] = path.y(before) + share * (path.y(after) - path.y(before));
        }
        return new ObservedTrajectory(Trajectory.of(x, y), observed);
    }

    /** Puts gaps between the observed frames, at most one between two of them. */
    private BitSet drawObserved(int points) {
        int missing = points - observedFrames(points);
        int[] gaps = new int[points - missing - 1];
        while (missing > 0) {
            int place = random.nextInt(gaps.length);
            if (gaps[place] == 0) {
                gaps[place] = Math.min(missing, random.nextInt(1, LONGEST + 1));
                missing -= gaps[place];
            }
        }
        BitSet observed = new BitSet();
        int frame = 0;
        observed.set(frame);
        for (int gap : gaps) {
            frame += gap + 1;
            observed.set(frame);
        }
        return observed;
    }
}
