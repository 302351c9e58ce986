package io.wanderscope.app.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.wanderscope.app.acquisition.SimulatedAcquisition.Plan;
import io.wanderscope.app.acquisition.SimulatedAcquisition.Truth;
import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.tracks.Track;
import io.wanderscope.tracks.TrackedPosition;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimulatedAcquisitionTest {
    private static final Plan PLAN = new Plan("simulated", 400, 20, 60, 0.25, 0, 0.01);

    private static final Plan WITH_OTHER_MOTION = new Plan("simulated", 2000, 20, 60, 0.25, 0.4, 0.01);
    private static final String[] MODELS =
            Stream.of(DiffusionModel.values()).map(DiffusionModel::name).toArray(String[]::new);
    private static final String[] OTHERS = {"IMMOBILE", "CONFINED", "DIRECTED", "SWITCHING"};

    @Test
    void followsFromItsSeed() {
        // When
        SimulatedAcquisition simulated = SimulatedAcquisition.of(PLAN, 7);

        // Then
        assertThat(simulated).isEqualTo(SimulatedAcquisition.of(PLAN, 7));
        assertThat(simulated).isNotEqualTo(SimulatedAcquisition.of(PLAN, 8));
    }

    @Test
    void hasTracksOfEveryModelAndOfAllLengthsInTheRange() {
        // When
        SimulatedAcquisition simulated = SimulatedAcquisition.of(PLAN, 7);

        // Then
        assertThat(simulated.truths()).extracting(Truth::motion).containsOnly(MODELS);
        assertThat(simulated.truths()).extracting(Truth::exponent).allMatch(OptionalDouble::isPresent);
        assertThat(simulated.acquisition().tracks())
                .extracting(track -> track.positions().size())
                .allMatch(points -> points >= 20 && points <= 60)
                .contains(20, 60);
    }

    @Test
    void followsFromItsSeedWithOtherMotion() {
        // When
        SimulatedAcquisition simulated = SimulatedAcquisition.of(WITH_OTHER_MOTION, 7);

        // Then
        assertThat(simulated).isEqualTo(SimulatedAcquisition.of(WITH_OTHER_MOTION, 7));
        assertThat(simulated).isNotEqualTo(SimulatedAcquisition.of(WITH_OTHER_MOTION, 8));
    }

    @Test
    void hasTheAskedShareOfOtherMotionInEqualParts() {
        // When
        Map<String, Long> counts = SimulatedAcquisition.of(WITH_OTHER_MOTION, 7).truths().stream()
                .collect(Collectors.groupingBy(Truth::motion, Collectors.counting()));

        // Then
        assertThat(counts)
                .containsOnlyKeys(Stream.of(MODELS, OTHERS).flatMap(Stream::of).toList());
        // 200 of each of the four, and 150 of each of the eight, with a standard deviation of at most 14.
        assertThat(OTHERS).allSatisfy(other -> assertThat(counts.get(other)).isBetween(140L, 260L));
        assertThat(MODELS).allSatisfy(model -> assertThat(counts.get(model)).isBetween(90L, 210L));
    }

    @Test
    void givesOtherMotionNoExponentButNoise() {
        // When
        List<Truth> truths = SimulatedAcquisition.of(WITH_OTHER_MOTION, 7).truths();

        // Then
        assertThat(truths)
                .filteredOn(truth -> List.of(OTHERS).contains(truth.motion()))
                .allMatch(truth -> truth.exponent().isEmpty() && truth.noise() == 0.25);
    }

    @Test
    void seesImmobileParticlesWithTheSameNoiseAsTheOthers() {
        // Given
        double micrometres = 0.25 * 0.1;

        // When
        SimulatedAcquisition simulated = SimulatedAcquisition.of(WITH_OTHER_MOTION, 7);

        // Then
        double[] deviations = IntStream.range(0, simulated.truths().size())
                .filter(track -> simulated.truths().get(track).motion().equals("IMMOBILE"))
                .mapToDouble(track -> variance(simulated.acquisition().tracks().get(track)))
                .toArray();
        assertThat(Math.sqrt(DoubleStream.of(deviations).average().orElseThrow()))
                .isCloseTo(micrometres, withinPercentage(5));
    }

    /** Unbiased variance of the horizontal coordinate. */
    private static double variance(Track track) {
        double[] x = track.positions().stream().mapToDouble(TrackedPosition::x).toArray();
        double mean = DoubleStream.of(x).average().orElseThrow();
        return DoubleStream.of(x).map(each -> (each - mean) * (each - mean)).sum() / (x.length - 1);
    }

    @Test
    void driftsInAllDirections() {
        // When
        SimulatedAcquisition simulated = SimulatedAcquisition.of(WITH_OTHER_MOTION, 7);

        // Then
        long[] quadrants = new long[4];
        IntStream.range(0, simulated.truths().size())
                .filter(track -> simulated.truths().get(track).motion().equals("DIRECTED"))
                .forEach(track ->
                        quadrants[quadrant(simulated.acquisition().tracks().get(track))]++);
        // 50 each, with a standard deviation of 7.
        assertThat(LongStream.of(quadrants)).allMatch(count -> count >= 20 && count <= 80);
    }

    /** The quadrant, 0 to 3, in which a track ends as seen from its first point. */
    private static int quadrant(Track track) {
        TrackedPosition first = track.positions().get(0);
        TrackedPosition last = track.positions().get(track.positions().size() - 1);
        return (last.x() > first.x() ? 1 : 0) + (last.y() > first.y() ? 2 : 0);
    }

    @Test
    void hasNoImmobileParticlesWithoutNoise() {
        // When
        SimulatedAcquisition simulated = SimulatedAcquisition.of(new Plan("simulated", 200, 20, 60, 0, 1, 0.01), 7);

        // Then
        assertThat(simulated.truths()).extracting(Truth::motion).containsOnly("CONFINED", "DIRECTED", "SWITCHING");
    }

    @Test
    void refusesSharesAboveAll() {
        // When
        assertThatThrownBy(() -> new Plan("simulated", 1, 3, 10, 0, 1.1, 0.01))
                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the share of other motion must be from 0 to 1, got 1.1");
    }

    @Test
    void namesTracksInTheOrderInWhichTheyAppear() {
        // When
        List<Track> tracks = SimulatedAcquisition.of(PLAN, 7).acquisition().tracks();

        // Then
        assertThat(tracks)
                .extracting(Track::id)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 400)
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(tracks).extracting(track -> track.positions().get(0).frame()).isSorted();
    }

    @Test
    void movesEachParticleFrameByFrame() {
        // When
        List<Track> tracks = SimulatedAcquisition.of(PLAN, 7).acquisition().tracks();

        // Then
        assertThat(tracks).allSatisfy(track -> {
            long first = track.positions().get(0).frame();
            assertThat(track.positions())
                    .extracting(TrackedPosition::frame)
                    .containsExactlyElementsOf(
                            IntStream.range(0, track.positions().size())
                                    .mapToObj(point -> first + point)
                                    .toList());
        });
    }

    @Test
    void refusesTracksTooShortToMove() {
        // When
        assertThatThrownBy(() -> new Plan("simulated", 1, 2, 10, 0, 0, 0.01))
                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 3 points, and the minimum must not exceed the maximum")
                .hasMessageContaining("got 2 to 10");
    }
}
