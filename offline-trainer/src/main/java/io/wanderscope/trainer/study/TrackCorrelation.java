package io.wanderscope.trainer.study;

import io.wanderscope.trainer.report.figure.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/** Pearson's correlation over the windows of many tracks, with a confidence interval by bootstrap over the tracks. */
final class TrackCorrelation {
    private static final int RESAMPLES = 1000;
    private static final double LOWER = 2.5;
    private static final double UPPER = 97.5;

    private TrackCorrelation() {}

    /** Over all windows, as in the paper: also large where tracks differ in both values. */
    static Interval pooled(List<PairSums> tracks, long seed) {
        return bootstrapped(tracks, seed);
    }

    /** Within tracks: only the differences from a track's own means count. */
    static Interval within(List<PairSums> tracks, long seed) {
        return bootstrapped(tracks.stream().map(PairSums::centred).toList(), seed);
    }

    private static Interval bootstrapped(List<PairSums> tracks, long seed) {
        double value = tracks.stream().reduce(PairSums.NONE, PairSums::plus).correlation();
        if (Double.isNaN(value)) {
            return new Interval(Double.NaN, Double.NaN, Double.NaN);
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] resampled = new double[RESAMPLES];
        Arrays.setAll(resampled, ignored -> resample(tracks, random).correlation());
        double[] finite = Arrays.stream(resampled).filter(Double::isFinite).toArray();
        Percentile percentile = new Percentile();
        return new Interval(value, percentile.evaluate(finite, LOWER), percentile.evaluate(finite, UPPER));
    }

    private static PairSums resample(List<PairSums> tracks, SplittableRandom random) {
        PairSums sums = PairSums.NONE;
        for (int draw = 0; draw < tracks.size(); draw++) {
            sums = sums.plus(tracks.get(random.nextInt(tracks.size())));
        }
        return sums;
    }
}
