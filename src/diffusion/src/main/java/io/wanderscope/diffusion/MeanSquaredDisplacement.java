package io.wanderscope.diffusion;

import java.util.ArrayList;
import java.util.List;

/**
 * Mean squared displacement in the plane between all frames of a track that are a lag apart and were both observed.
 *
 * @param lag number of frames, 1 or more
 * @param value the mean, 0 or more, in the square of the unit of length
 */
public record MeanSquaredDisplacement(int lag, Estimate value) {
    /**
     * Those of the lags from 1 on, without the lags at which no two frames were observed.
     *
     * <p>The displacements that a mean is taken over overlap, and neighbours share the noise of a point, so they are
     * correlated. The standard deviation accounts for both. For Brownian motion all displacements are Gaussian, and the
     * variance of a mean of squares of {@code M} such displacements along an axis is {@code 2/M² Σ C²}, summed over all
     * pairs of them, with the covariance {@code C} of the pair. Without noise this is the result of Qian, Sheetz and Elson,
     * Biophysical Journal 60, 910 (1991), and with noise that of Michalet, Physical Review E 82, 041914 (2010).
     *
     * @param moments of the same track
     */
    static List<MeanSquaredDisplacement> of(ObservedTrajectory track, DisplacementMoments moments, int longestLag) {
        List<MeanSquaredDisplacement> all = new ArrayList<>();
        for (int lag = 1; lag <= longestLag; lag++) {
            LaggedDisplacements displacements = new LaggedDisplacements(track, lag);
            if (displacements.count > 0) {
                all.add(new MeanSquaredDisplacement(lag, displacements.meanSquare(moments)));
            }
        }
        return List.copyOf(all);
    }

    MeanSquaredDisplacement scaled(double factor) {
        return new MeanSquaredDisplacement(lag, value.scaled(factor));
    }

    /** The displacements of a track over some frames. */
    private static final class LaggedDisplacements {
        private final int lag;
        private int count;
        private double squares;

        /** How many pairs of displacements start so many frames after each other, from 1 to the lag; the first is unused. */
        private final int[] pairs;

        LaggedDisplacements(ObservedTrajectory track, int lag) {
            this.lag = lag;
            this.pairs = new int[lag + 1];
            Trajectory path = track.trajectory();
            // Bit l says whether there is a displacement that starts l frames before this one.
            long starts = 0;
            for (int start = 0; start + lag < track.size(); start++) {
                starts <<= 1;
                if (track.isObserved(start) && track.isObserved(start + lag)) {
                    starts |= 1;
                    count++;
                    squares +=
                            square(path.x(start + lag) - path.x(start)) + square(path.y(start + lag) - path.y(start));
                    countPairs(starts);
                }
            }
        }

        private void countPairs(long starts) {
            for (int distance = 1; distance <= lag; distance++) {
                pairs[distance] += (int) (starts >> distance & 1);
            }
        }

        Estimate meanSquare(DisplacementMoments moments) {
            double mean = squares / count;
            double ofAxis = mean / 2;
            double sum = count * square(ofAxis);
            for (int distance = 1; distance < lag; distance++) {
                double shared = (lag - distance) * (moments.variance() + 2 * moments.covariance());
                sum += 2 * pairs[distance] * square(shared);
            }
            sum += 2 * pairs[lag] * square(moments.covariance());
            // The variances 2/M² Σ C² of both axes add up.
            return new Estimate(mean, 2 * Math.sqrt(sum) / count);
        }

        private static double square(double number) {
            return number * number;
        }
    }
}
