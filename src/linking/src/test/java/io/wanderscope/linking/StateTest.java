package io.wanderscope.linking;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read back from a store, or from a configuration, is refused if it cannot be true. */
class StateTest {
    private static final Localisation HERE = Localisation.of(1, 1);

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 2e50, -2e50})
    void coordinatesAreFinite(double coordinate) {
        assertRefused(() -> new Localisation(coordinate, 0, 0, 0), "x is");
        assertRefused(() -> new Localisation(0, coordinate, 0, 0), "y is");
        assertRefused(() -> new Localisation(0, 0, coordinate, 0), "z is");
        assertRefused(() -> new Localisation(0, 0, 0, coordinate), "the localisation error is");
    }

    @Test
    void anErrorIsNotNegative() {
        assertRefused(() -> new Localisation(0, 0, 0, -0.1), "the localisation error is -0.1; it must be between 0");
    }

    @Test
    void aMeanIsFinite() {
        assertRefused(() -> new DiffusionMean(1, Double.NaN), "is NaN with weight 1.0");
        assertRefused(() -> new DiffusionMean(-1, 0), "weight -1.0");
        assertRefused(() -> new DiffusionMean(Double.POSITIVE_INFINITY, 0), "weight Infinity");
    }

    @Test
    void tracksHaveNumbersAndFrames() {
        assertRefused(() -> new OpenTrack(0, 0, HERE, DiffusionMean.NONE), "track 0 was last seen in frame 0");
        assertRefused(() -> new OpenTrack(1, -1, HERE, DiffusionMean.NONE), "last seen in frame -1");
    }

    @Test
    void aStateIsInOrder() {
        assertRefused(() -> OpenTracks.none(4), "there are 4 dimensions");
        assertRefused(() -> state(-2, 1), "the last frame is -2");
        assertRefused(() -> state(0, 0), "the next number 0");
        assertRefused(() -> state(3, 9, track(2, 3), track(1, 3)), "track 1, last seen in frame 3, follows number 2");
        assertRefused(() -> state(3, 9, track(2, 3), track(2, 3)), "track 2, last seen in frame 3, follows number 2");
        assertRefused(() -> state(3, 2, track(2, 3)), "before frame 3 and number 2");
        assertRefused(() -> state(3, 9, track(2, 4)), "track 2, last seen in frame 4");
        assertRefused(
                () -> state(3, 9, new OpenTrack(1, 1, new Localisation(0, 0, 1, 0), DiffusionMean.NONE)), "z is 1.0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1, 0, 1001})
    void costsAreInTheirRanges(double value) {
        if (value <= 0 || !(value < 1e50)) {
            assertRefused(() -> LinkingCosts.SquaredDisplacement.within(value), "the maximum displacement is");
            assertRefused(() -> LinkingCosts.DiffusionLikelihood.within(value), "the maximum displacement is");
        }
        if (value != 0) {
            assertRefused(() -> squares(value, 0, 0), "the cost of a missed track is");
            assertRefused(() -> squares(0, value, 0), "the cost of a new track is");
            assertRefused(() -> squares(0, 0, value), "the cost of a bridged frame is");
            assertRefused(() -> likelihood(0.1, 0.1, value), "the cost of a bridged frame is");
        }
        assertRefused(() -> likelihood(value, 0.1, 0), "the share of missed particles is");
        assertRefused(() -> likelihood(0.1, value, 0), "the share of localisations that start a track is");
    }

    @Test
    void limitsAreInTheirRanges() {
        assertRefused(() -> settings(-1, 1, 1), "the maximum gap is -1; it must be 0 to 1000");
        assertRefused(() -> settings(1001, 1, 1), "the maximum gap is 1001");
        assertRefused(() -> settings(0, 0, 1), "the maximum number of localisations is 0; it must be 1 to 100000");
        assertRefused(() -> settings(0, 5, 4), "the maximum number of open tracks is 4; it must be 5 to 100000");
        assertRefused(() -> settings(0, 5, 100_001), "the maximum number of open tracks is 100001");
    }

    private static void assertRefused(Runnable making, String message) {
        assertThatIllegalArgumentException().isThrownBy(making::run).withMessageContaining(message);
    }

    private static OpenTrack track(long number, long frame) {
        return new OpenTrack(number, frame, HERE, DiffusionMean.NONE);
    }

    private static void state(long frame, long nextNumber, OpenTrack... tracks) {
        new OpenTracks(2, frame, nextNumber, DiffusionMean.NONE, List.of(tracks));
    }

    private static void squares(double missed, double started, double gap) {
        new LinkingCosts.SquaredDisplacement(1, missed, started, gap);
    }

    private static void likelihood(double missed, double started, double gap) {
        new LinkingCosts.DiffusionLikelihood(1, missed, started, gap);
    }

    private static void settings(int gap, int localisations, int tracks) {
        new LinkingSettings(LinkingCosts.SquaredDisplacement.within(1), gap, localisations, tracks);
    }
}
