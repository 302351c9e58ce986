package io.wanderscope.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The motions outside the eight models, held to theory. */
class OtherMotionTest {
    private static final int TRACKS = 20_000;

    private final TrajectorySimulator simulator = TrajectorySimulator.withSeed(11);

    private List<Trajectory> tracks(OtherMotion motion, Sampling sampling, Camera camera, int count) {
        List<Trajectory> tracks = new ArrayList<>();
        for (int track = 0; track < count; track++) {
            tracks.add(simulator.observe(motion, sampling, camera).trajectory());
        }
        return tracks;
    }

    private static Sampling of(int points, int substeps) {
        return new Sampling(points, 0, substeps, 0);
    }

    private static double mean(List<Trajectory> tracks, ToDoubleFunction<Trajectory> statistic) {
        return tracks.stream().mapToDouble(statistic).average().orElseThrow();
    }

    private static double step(Trajectory track, int step) {
        return track.x(step + 1) - track.x(step);
    }

    @Test
    void displacementsOfAnImmobileParticleCorrelateByMinusOneHalf() {
        // When
        List<Trajectory> tracks = tracks(new OtherMotion.Immobile(), of(5, 1), Camera.IDEAL.withNoise(2), TRACKS);

        // Then
        double variance = mean(tracks, track -> Math.pow(step(track, 1), 2));
        assertThat(variance).isCloseTo(2 * 2 * 2, within(0.3));
        assertThat(mean(tracks, track -> step(track, 1) * step(track, 2)) / variance)
                .isCloseTo(-0.5, within(0.02));
        assertThat(mean(tracks, track -> step(track, 0) * step(track, 2)) / variance)
                .isCloseTo(0, within(0.03));
    }

    @Test
    void anImmobileParticleNeedsNoise() {
        // When
        assertThatThrownBy(() -> simulator.observe(new OtherMotion.Immobile(), Sampling.frameByFrame(10), Camera.IDEAL))
                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the camera's noise must be above 0");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 1", "5, 8", "30, 2"})
    void aTrapHasItsMeanSquaredDisplacementAndEquilibrium(double relaxationTime, int substeps) {
        // When
        List<Trajectory> tracks =
                tracks(new OtherMotion.HarmonicTrap(relaxationTime), of(21, substeps), Camera.IDEAL, TRACKS);

        // Then, by Uhlenbeck and Ornstein
        for (int lag : new int[] {1, 2, 5, 20}) {
            double theory = relaxationTime * (1 - Math.exp(-lag / relaxationTime));
            assertThat(mean(tracks, track -> Math.pow(track.x(lag) - track.x(0), 2)))
                    .as("lag %d", lag)
                    .isCloseTo(theory, within(0.05 * theory));
        }
        for (int point : new int[] {0, 20}) {
            assertThat(mean(tracks, track -> Math.pow(track.y(point), 2)))
                    .as("variance at point %d", point)
                    .isCloseTo(relaxationTime / 2, within(0.05 * relaxationTime / 2));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 3, 8})
    void aDiscKeepsItsParticlesEvenlyInside(double radius) {
        // When
        List<Trajectory> tracks = tracks(new OtherMotion.ReflectingDisc(radius), of(40, 8), Camera.IDEAL, TRACKS);

        // Then, of a uniform distribution within the disc, r² is uniform from 0 to R²
        for (int point : new int[] {0, 1, 39}) {
            assertThat(tracks)
                    .allSatisfy(track -> assertThat(Math.hypot(track.x(point), track.y(point)))
                            .isLessThanOrEqualTo(radius * (1 + 1e-9)));
            for (double share : new double[] {0.1, 0.5, 0.9}) {
                assertThat(mean(
                                tracks,
                                track ->
                                        Math.hypot(track.x(point), track.y(point)) < radius * Math.sqrt(share) ? 1 : 0))
                        .as("within %s of the area at point %d", share, point)
                        .isCloseTo(share, within(0.015));
            }
        }
    }

    @Test
    void farFromItsWallADiscIsFree() {
        // When
        List<Trajectory> tracks = tracks(new OtherMotion.ReflectingDisc(1e6), of(5, 8), Camera.IDEAL, TRACKS);

        // Then
        assertThat(mean(tracks, track -> Math.pow(track.x(4) - track.x(0), 2))).isCloseTo(4, within(0.15));
    }

    @Test
    void theLongestCorrelationInADiscDecaysAsTheFirstModeOfDiffusion() {
        // Given the first mode of reflected diffusion, whose rate is D (j / R)² with D = 1/2 and j the first zero of
        // J1'
        double radius = 4;
        double rate = 0.5 * Math.pow(1.841184 / radius, 2);

        // When
        List<Trajectory> tracks = tracks(new OtherMotion.ReflectingDisc(radius), of(21, 8), Camera.IDEAL, TRACKS);

        // Then
        double near = mean(tracks, track -> track.x(0) * track.x(10) + track.y(0) * track.y(10));
        double far = mean(tracks, track -> track.x(0) * track.x(20) + track.y(0) * track.y(20));
        assertThat(Math.log(near / far) / 10).isCloseTo(rate, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"0.3, 0, 1", "3, 0, 4", "1, 0.1, 1", "1, -0.5, 8"})
    void driftMovesTheMeanAndLeavesTheSpread(double speed, double turning, int substeps) {
        // Given where the drift alone leads in 10 frames
        double alongX = turning == 0 ? 10 * speed : speed / turning * Math.sin(10 * turning);
        double alongY = turning == 0 ? 0 : speed / turning * (1 - Math.cos(10 * turning));

        // When
        List<Trajectory> tracks = tracks(new OtherMotion.Drift(speed, turning), of(11, substeps), Camera.IDEAL, TRACKS);

        // Then
        assertThat(mean(tracks, track -> track.x(10))).isCloseTo(alongX, within(0.1));
        assertThat(mean(tracks, track -> track.y(10))).isCloseTo(alongY, within(0.1));
        assertThat(mean(tracks, track -> Math.pow(track.x(10) - alongX, 2))).isCloseTo(10, within(0.4));
    }

    @Test
    void theOrientationTurnsADrift() {
        // Given
        Sampling upwards = new Sampling(11, 0, 1, Math.PI / 2);

        // When
        List<Trajectory> tracks = tracks(new OtherMotion.Drift(1, 0), upwards, Camera.IDEAL, TRACKS);

        // Then
        assertThat(mean(tracks, track -> track.x(10))).isCloseTo(0, within(0.1));
        assertThat(mean(tracks, track -> track.y(10))).isCloseTo(10, within(0.1));
    }

    @ParameterizedTest
    @CsvSource({"0.1, 10, 10", "0, 20, 5", "0.04, 5, 40"})
    void switchingHasTheVarianceOfItsStatesInEquilibrium(double slow, double fastDwell, double slowDwell) {
        // Given tracks so long that they all switch
        Sampling sampling = of(1000, 1);

        // When
        List<Trajectory> tracks =
                tracks(new OtherMotion.Switching(slow, fastDwell, slowDwell), sampling, Camera.IDEAL, 2000);

        // Then at the start, and at any later time
        double theory = (fastDwell + slow * slowDwell) / (fastDwell + slowDwell);
        for (int from : new int[] {0, 500, 900}) {
            assertThat(mean(tracks, track -> meanSquare(track, from, from + 99)))
                    .as("from step %d", from)
                    .isCloseTo(theory, within(0.05 * theory));
        }
    }

    private static double meanSquare(Trajectory track, int from, int to) {
        double sum = 0;
        for (int step = from; step < to; step++) {
            sum += Math.pow(step(track, step), 2);
        }
        return sum / (to - from);
    }

    @ParameterizedTest
    @CsvSource({"10, 10", "30, 5", "8, 60"})
    void statesLastAsLongAsTheyShould(double mobileDwell, double immobileDwell) {
        // Given a mobile and an immobile state: a displacement is zero if the frame lies within an immobile time
        OtherMotion motion = new OtherMotion.Switching(0, mobileDwell, immobileDwell);

        // When
        List<Trajectory> tracks = tracks(motion, of(1000, 1), Camera.IDEAL, 1000);

        // Then an immobile time goes on with probability e^(−1/dwell), and its share of the time is that of the dwell
        // times
        double restsTwice = mean(tracks, track -> rests(track, 2));
        double rests = mean(tracks, track -> rests(track, 1));
        assertThat(restsTwice / rests).isCloseTo(Math.exp(-1 / immobileDwell), within(0.01));
        assertThat(rests)
                .isCloseTo(immobileDwell / (mobileDwell + immobileDwell) * Math.exp(-1 / immobileDwell), within(0.02));
    }

    /** Share of the runs of so many successive displacements that are all zero. */
    private static double rests(Trajectory track, int length) {
        int runs = 0;
        int possible = track.size() - length;
        for (int start = 0; start < possible; start++) {
            boolean rests = true;
            for (int step = start; step < start + length; step++) {
                rests &= step(track, step) == 0;
            }
            runs += rests ? 1 : 0;
        }
        return (double) runs / possible;
    }

    @Test
    void aSwitchFallsInEveryTrack() {
        // Given states that mostly outlast the track
        OtherMotion motion = new OtherMotion.Switching(0, 1000, 1000);

        // When
        List<Trajectory> tracks = tracks(motion, of(10, 1), Camera.IDEAL, 1000);

        // Then none rests all the time, and none moves freely all the time on average: a switch at a uniform time
        assertThat(tracks).noneMatch(Trajectory::isImmobile);
        assertThat(mean(tracks, track -> meanSquare(track, 0, 9))).isCloseTo(0.5, within(0.06));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1})
    void blurCorrelatesNeighbouringDisplacements(double exposure) {
        // Given a drift too slow to be seen
        OtherMotion motion = new OtherMotion.Drift(1e-9, 0);

        // When
        List<Trajectory> tracks = tracks(motion, of(5, 16), Camera.IDEAL.withExposure(exposure), 2 * TRACKS);

        // Then, by Berglund, Physical Review E 82, 011917 (2010)
        assertThat(mean(tracks, track -> Math.pow(step(track, 1), 2))).isCloseTo(1 - exposure / 3, within(0.03));
        assertThat(mean(tracks, track -> step(track, 1) * step(track, 2))).isCloseTo(exposure / 6, within(0.02));
    }

    @Test
    void theSameSeedGivesTheSameTrack() {
        // Given
        OtherMotion motion = new OtherMotion.Switching(0.1, 10, 10);

        // When
        ObservedTrajectory first =
                TrajectorySimulator.withSeed(3).observe(motion, of(50, 4), Camera.IDEAL.withNoise(0.2));

        // Then
        assertThat(TrajectorySimulator.withSeed(3).observe(motion, of(50, 4), Camera.IDEAL.withNoise(0.2)))
                .isEqualTo(first);
    }

    @Test
    void namesAValueThatIsOutOfRange() {
        assertThatThrownBy(() -> new OtherMotion.Switching(1, 10, 10))
                .hasMessage("slowDiffusivity must be at least 0 and below 1, got 1.0");
        assertThatThrownBy(() -> new OtherMotion.HarmonicTrap(0))
                .hasMessage("relaxationTime must be finite and above 0, got 0.0");
    }
}
