package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.trainer.report.figure.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrackCorrelationTest {
    @Test
    void poolingAndLookingWithinTracksCanDisagree() {
        // Given tracks with y = 3 track − x, where x lies around the track's number
        List<PairSums> tracks = new ArrayList<>();
        for (int track = 0; track < 20; track++) {
            double[] x = {track - 0.5, track, track + 0.5};
            double[] y = {2 * track + 0.5, 2 * track, 2 * track - 0.5};
            tracks.add(PairSums.of(x, y));
        }

        // When
        Interval pooled = TrackCorrelation.pooled(tracks, 1);
        Interval within = TrackCorrelation.within(tracks, 1);

        // Then
        assertThat(pooled.value()).isGreaterThan(0.9);
        assertThat(within.value()).isCloseTo(-1, within(1e-9));
    }

    @Test
    void leavesOutPairsThatAreNoNumbers() {
        // When
        PairSums sums = PairSums.of(new double[] {1, Double.NaN, 2, 3}, new double[] {2, 1, 4, 6});

        // Then
        assertThat(sums.count()).isEqualTo(3);
        assertThat(sums.correlation()).isCloseTo(1, within(1e-12));
    }

    @Test
    void aConstantHasNoCorrelation() {
        // When
        Interval none = TrackCorrelation.pooled(List.of(PairSums.of(new double[] {0.1, 0.1}, new double[] {1, 2})), 1);

        // Then
        assertThat(none.value()).isNaN();
    }

    @Test
    void theIntervalHoldsTheTruthInNineteenOfTwentyCases() {
        // Given tracks of ten windows whose values have a correlation of 0.5, half of their variance common to a track
        SplittableRandom random = new SplittableRandom(3);
        int cases = 200;

        // When
        int held = 0;
        for (int each = 0; each < cases; each++) {
            Interval interval = TrackCorrelation.pooled(tracks(random, 0.5), each);
            held += interval.low() <= 0.5 && interval.high() >= 0.5 ? 1 : 0;
        }

        // Then by four standard errors, and a little that a bootstrap of few tracks is too narrow
        assertThat((double) held / cases).isBetween(0.865, 0.995);
    }

    private static double correlated(double value, double correlation, SplittableRandom random) {
        return correlation * value + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
    }

    private static List<PairSums> tracks(SplittableRandom random, double correlation) {
        List<PairSums> tracks = new ArrayList<>();
        for (int track = 0; track < 40; track++) {
            double[] x = new double[10];
            double[] y = new double[10];
            double ofTrack = random.nextGaussian();
            double otherOfTrack = correlated(ofTrack, correlation, random);
            for (int window = 0; window < x.length; window++) {
                double own = random.nextGaussian();
                x[window] = ofTrack + own;
                y[window] = otherOfTrack + correlated(own, correlation, random);
            }
            tracks.add(PairSums.of(x, y));
        }
        return tracks;
    }
}
