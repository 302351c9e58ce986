package io.wanderscope.app.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.tracks.Track;
import io.wanderscope.tracks.TrackedPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToldNoiseTest {
    /** Displacements have a standard deviation of about √(20² + 2 · 30²) = 47 nm. */
    private final Acquisition nanometres = acquisition("nm", 50, 30, 20, 30);

    @Test
    void noiseInMicrometresForAFileInNanometresIsDoubtedForItIsFarSmallerThanTheDisplacements() {
        // When
        Optional<String> doubt = ToldNoise.doubt(0.03, nanometres);

        // Then
        assertThat(doubt)
                .isPresent()
                .get()
                .asString()
                .matches(
                        "--localisation-noise 0\\.03 nm is more than 100 times smaller than the displacements from frame to"
                                + " frame, whose standard deviation along an axis is 4\\d nm or more in most tracks; is it in nm, the"
                                + " unit of the file\\?");
    }

    @Test
    void noiseInNanometresForAFileInMicrometresIsDoubtedForItAloneWouldGiveLargerDisplacements() {
        // Given
        Acquisition micrometres = acquisition("µm", 50, 30, 0.02, 0.03);

        // When
        Optional<String> doubt = ToldNoise.doubt(30, micrometres);

        // Then
        assertThat(doubt)
                .isPresent()
                .get()
                .asString()
                .matches(
                        "--localisation-noise 30 µm alone gives displacements from frame to frame a standard deviation of 42 µm"
                                + " along an axis, but here it is 0\\.04\\d µm or less in most tracks; is it in µm, the unit of the"
                                + " file\\?");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 30, 40})
    void noiseThatTheDisplacementsAllowIsNotDoubted(double noise) {
        // When
        Optional<String> doubt = ToldNoise.doubt(noise, nanometres);

        // Then
        assertThat(doubt).isEmpty();
    }

    @Test
    void theTrueNoiseOfShortTracksOfImmobileParticlesIsNotDoubted() {
        // Given displacements that are nothing but noise, six a track
        Acquisition immobile = acquisition("nm", 200, 7, 0, 30);

        // When
        Optional<String> doubt = ToldNoise.doubt(30, immobile);

        // Then
        assertThat(doubt).isEmpty();
    }

    @Test
    void onlyDisplacementsFromOneFrameToTheNextCountAndOnlyInTracksThatHaveSome() {
        // Given a track with gaps and a position without coordinates, whose displacements would be huge, and one of two
        // points
        List<TrackedPosition> positions = new ArrayList<>();
        for (int frame = 0; frame < 30; frame++) {
            positions.add(0, position(frame, frame % 2, frame % 3 == 0 ? Double.NaN : 0));
            positions.add(position(1000 + 2L * frame, 1e6 * frame, 1e6 * frame));
        }
        Track gaps = new Track("gaps", positions);
        Track two = new Track("two", List.of(position(0, 0, 0), position(1, 1e6, 1e6)));

        // When noise is told that the displacements of 1 allow
        Optional<String> doubt = ToldNoise.doubt(0.5, new Acquisition("cell", "px", 1, List.of(gaps, two)));

        // Then
        assertThat(doubt).isEmpty();
    }

    @Test
    void tracksThatAreTooShortToTellDoubtNothing() {
        // When
        Optional<String> doubt = ToldNoise.doubt(1e9, acquisition("nm", 10, 3, 20, 30));

        // Then
        assertThat(doubt).isEmpty();
    }

    private static Acquisition acquisition(String unit, int tracks, int points, double step, double noise) {
        Random random = new Random(5);
        List<Track> all = new ArrayList<>();
        for (int track = 0; track < tracks; track++) {
            List<TrackedPosition> positions = new ArrayList<>();
            double x = 0;
            double y = 0;
            for (int point = 0; point < points; point++) {
                x += step * random.nextGaussian();
                y += step * random.nextGaussian();
                positions.add(position(point, x + noise * random.nextGaussian(), y + noise * random.nextGaussian()));
            }
            all.add(new Track(Integer.toString(track), positions));
        }
        return new Acquisition("cell", unit, 1, all);
    }

    private static TrackedPosition position(long frame, double x, double y) {
        return new TrackedPosition(frame, x, y, OptionalDouble.empty(), OptionalDouble.empty());
    }
}
