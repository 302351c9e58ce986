package io.wanderscope.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a camera does to a path, held to theory. */
class CameraTest {
    private static final int POINTS = 1000;
    private static final int TRACKS = 400;

    private final TrajectorySimulator simulator = TrajectorySimulator.withSeed(7);

    /** Sums over many tracks of Brownian motion seen by one camera. */
    private final class DisplacementStatistics {
        private double variance;
        private double covariance;

        DisplacementStatistics(Camera camera, int substeps) {
            for (int track = 0; track < TRACKS; track++) {
                Trajectory seen = simulator
                        .observe(DiffusionModel.BROWNIAN, 1, new Sampling(POINTS, 0, substeps, 0), camera)
                        .trajectory();
                for (int step = 1; step < POINTS - 1; step++) {
                    double before = seen.x(step) - seen.x(step - 1);
                    double after = seen.x(step + 1) - seen.x(step);
                    variance += before * before / (TRACKS * (POINTS - 2.0));
                    covariance += before * after / (TRACKS * (POINTS - 2.0));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5, 1})
    void exposureShrinksDisplacementsAndCorrelatesNeighbours(double exposure) {
        // Given
        Camera camera = Camera.IDEAL.withExposure(exposure);

        // When
        DisplacementStatistics seen = new DisplacementStatistics(camera, 16);

        // Then, by Berglund, Physical Review E 82, 011917 (2010): with R = exposure / 6, the variance of 2 D t becomes
        // 2 D t (1 − 2 R) and the covariance of neighbours 2 D t R
        assertThat(seen.variance).isCloseTo(1 - exposure / 3, within(0.01));
        assertThat(seen.covariance).isCloseTo(exposure / 6, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.5", "1, 1", "0, 1", "1.5, 0.5"})
    void noiseWidensDisplacementsAndTurnsNeighboursBack(double first, double last) {
        // Given
        Camera camera = Camera.IDEAL.withNoise(first, last);

        // When
        DisplacementStatistics seen = new DisplacementStatistics(camera, 1);

        // Then with the mean square of a standard deviation that changes linearly
        double meanSquare = (first * first + first * last + last * last) / 3;
        assertThat(seen.variance).isCloseTo(1 + 2 * meanSquare, within(0.03));
        assertThat(seen.covariance).isCloseTo(-meanSquare, within(0.03));
    }

    @Test
    void roundedCoordinatesDifferByMultiplesOfTheGrid() {
        // Given
        Camera camera = Camera.IDEAL.withGrid(0.75);

        // When
        Trajectory seen = simulator
                .observe(DiffusionModel.BROWNIAN, 1, new Sampling(POINTS, 0, 1, 0), camera)
                .trajectory();

        // Then
        assertThat(IntStream.range(1, POINTS).mapToDouble(point -> (seen.x(point) - seen.x(0)) / 0.75))
                .allSatisfy(steps -> assertThat(steps).isCloseTo(Math.rint(steps), within(1e-9)));
    }

    @ParameterizedTest
    @CsvSource({"0.05, 1", "0.2, 5", "0.4, 3"})
    void aShareOfTheFramesIsMissingInRunsOfLimitedLength(double share, int longest) {
        // Given
        Camera camera = Camera.IDEAL.withGaps(share, longest);

        // When
        ObservedTrajectory seen = simulator.observe(DiffusionModel.BROWNIAN, 1, new Sampling(POINTS, 0, 1, 0), camera);

        // Then
        int run = 0;
        int longestRun = 0;
        for (int point = 0; point < POINTS; point++) {
            run = seen.isObserved(point) ? 0 : run + 1;
            longestRun = Math.max(longestRun, run);
        }
        assertThat(POINTS - seen.observedPoints()).isEqualTo((int) Math.round(share * (POINTS - 2)));
        assertThat(longestRun).isEqualTo(longest);
        assertThat(seen.isObserved(0)).isTrue();
        assertThat(seen.isObserved(POINTS - 1)).isTrue();
    }

    @Test
    void aMissingFrameLiesOnTheLineBetweenItsNeighbours() {
        // Given
        Camera camera = Camera.IDEAL.withGaps(0.1, 1);

        // When
        ObservedTrajectory seen = simulator.observe(DiffusionModel.BROWNIAN, 1, new Sampling(POINTS, 0, 1, 0), camera);

        // Then
        Trajectory path = seen.trajectory();
        assertThat(IntStream.range(0, POINTS).filter(point -> !seen.isObserved(point)))
                .isNotEmpty()
                .allSatisfy(point -> assertThat(path.x(point))
                        .isCloseTo((path.x(point - 1) + path.x(point + 1)) / 2, within(1e-12)));
    }

    @Test
    void aWrongLinkDisplacesAllLaterPositions() {
        // Given two simulators with the same draws
        Camera camera = Camera.IDEAL.withWrongLink(100);
        Trajectory right = TrajectorySimulator.withSeed(1).simulate(DiffusionModel.BROWNIAN, 1, POINTS);

        // When
        Trajectory wrong = TrajectorySimulator.withSeed(1)
                .observe(DiffusionModel.BROWNIAN, 1, new Sampling(POINTS, 0, 1, 0), camera)
                .trajectory();

        // Then
        double[] distances = IntStream.range(0, POINTS)
                .mapToDouble(point -> Math.hypot(wrong.x(point) - right.x(point), wrong.y(point) - right.y(point)))
                .toArray();
        assertThat(distances[0]).isZero();
        assertThat(distances[POINTS - 1]).isCloseTo(100, within(1e-9));
        assertThat(distances).isSorted();
    }

    @Test
    void anIdealCameraSeesThePathAsItIs() {
        // Given
        Trajectory path = TrajectorySimulator.withSeed(1).simulate(DiffusionModel.SUB_FBM, 0.5, POINTS);

        // When
        ObservedTrajectory seen = TrajectorySimulator.withSeed(1)
                .observe(DiffusionModel.SUB_FBM, 0.5, Sampling.frameByFrame(POINTS), Camera.IDEAL);

        // Then
        assertThat(seen).isEqualTo(ObservedTrajectory.complete(path));
    }

    @Test
    void aTurnedPathKeepsItsDistances() {
        // Given two simulators with the same draws
        Trajectory path = TrajectorySimulator.withSeed(1).simulate(DiffusionModel.LEVY_WALK, 1.5, POINTS);

        // When
        Trajectory turned = TrajectorySimulator.withSeed(1)
                .observe(DiffusionModel.LEVY_WALK, 1.5, new Sampling(POINTS, 0, 1, Math.PI / 2), Camera.IDEAL)
                .trajectory();

        // Then
        assertThat(IntStream.range(0, POINTS)).allSatisfy(point -> {
            assertThat(turned.x(point)).isCloseTo(-path.y(point), within(1e-9));
            assertThat(turned.y(point)).isCloseTo(path.x(point), within(1e-9));
        });
    }

    @ParameterizedTest
    @CsvSource({"0.5, 100", "1.5, 100"})
    void aTrackFromALaterPartOfScaledBrownianMotionIsAlmostBrownian(double exponent, int age) {
        // Given the variance of displacements from t to t + 1, which goes with t^(α − 1)
        int points = 21;
        DiffusionModel model = exponent < 1 ? DiffusionModel.SUB_SBM : DiffusionModel.SUPER_SBM;
        double theory = Math.pow((age + 20.5) / (age + 1.5), exponent - 1);

        // When
        double first = 0;
        double last = 0;
        for (int track = 0; track < 20_000; track++) {
            Trajectory seen = simulator
                    .observe(model, exponent, new Sampling(points, age, 1, 0), Camera.IDEAL)
                    .trajectory();
            first += Math.pow(seen.x(1) - seen.x(0), 2);
            last += Math.pow(seen.x(20) - seen.x(19), 2);
        }

        // Then
        assertThat(last / first).isCloseTo(theory, within(0.04));
    }

    @Test
    void namesAValueThatIsOutOfRange() {
        // When
        assertThatThrownBy(() -> Camera.IDEAL.withExposure(1.5))
                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("exposure must be from 0 to 1, got 1.5");
    }
}
