package io.wanderscope.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.wanderscope.diffusion.Camera;
import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.OtherMotion;
import io.wanderscope.diffusion.Sampling;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The independent simulations of what departs from the models, against theory and against the simulator of training. */
class DepartureTest {
    private static final int TRAJECTORIES = 1000;
    private static final int POINTS = 100;

    private static List<Trajectory> drawn(Departure departure) {
        return departure.draw(1, TRAJECTORIES, POINTS).stream()
                .map(LabelledTrajectory::trajectory)
                .toList();
    }

    /** Product of the displacements along x over {@code span} frames, {@code lag} frames apart, averaged over all frames. */
    private static double covariance(List<Trajectory> paths, int span, int lag) {
        return paths.stream()
                .mapToDouble(path -> IntStream.range(0, path.size() - span - lag)
                        .mapToDouble(from ->
                                (path.x(from + span) - path.x(from)) * (path.x(from + lag + span) - path.x(from + lag)))
                        .average()
                        .orElseThrow())
                .average()
                .orElseThrow();
    }

    private static double meanSquare(List<Trajectory> paths, int span) {
        return covariance(paths, span, 0);
    }

    private static double mean(List<Trajectory> paths, ToDoubleFunction<Trajectory> statistic) {
        return paths.stream().mapToDouble(statistic).average().orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Departure.class)
    void labelsItsTrajectories(Departure departure) {
        // When
        List<LabelledTrajectory> drawn = departure.draw(1, 50, POINTS);

        // Then
        assertThat(drawn).hasSize(50).allSatisfy(each -> {
            assertThat(each.trajectory().size()).isEqualTo(POINTS);
            assertThat(each.family()).isEqualTo(departure.family());
            assertThat(Double.isNaN(each.noise())).isEqualTo(departure == Departure.IMMOBILE);
            if (each.family() == MotionFamily.DIFFUSION_MODEL) {
                assertThat(departure.isRight(each.requireModel())).isTrue();
                assertThat(each.exponent())
                        .isBetween(
                                each.requireModel().minimumExponent(),
                                each.requireModel().maximumExponent());
            } else {
                assertThat(DiffusionModel.values())
                        .noneMatch(label -> departure.isRight(label) != isBrownianBehindFineRounding(departure, label));
            }
        });
    }

    private static boolean isBrownianBehindFineRounding(Departure departure, DiffusionModel label) {
        return departure == Departure.ROUNDING && label == DiffusionModel.BROWNIAN;
    }

    @ParameterizedTest
    @EnumSource(Departure.class)
    void dependsOnTheSeedOnly(Departure departure) {
        // When
        List<LabelledTrajectory> drawn = departure.draw(1, 5, POINTS);

        // Then
        assertThat(departure.draw(1, 5, POINTS)).isEqualTo(drawn);
        assertThat(departure.draw(2, 5, POINTS)).doesNotContainAnyElementsOf(drawn);
    }

    @Test
    void namesALengthThatIsTooShort() {
        // When
        assertThatThrownBy(() -> Departure.DRIFT.draw(1, 1, 9))
                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("points must be at least 10, got 9");
    }

    @Test
    void displacementsOfImmobileParticlesCorrelateByMinusOneHalf() {
        // When
        List<Trajectory> paths = drawn(Departure.IMMOBILE);

        // Then
        assertThat(covariance(paths, 1, 1) / meanSquare(paths, 1)).isCloseTo(-0.5, within(0.02));
        assertThat(covariance(paths, 1, 2) / meanSquare(paths, 1)).isCloseTo(0, within(0.02));
    }

    @ParameterizedTest
    @CsvSource({"CREEPING, 2", "SLOWLY_CREEPING, 6"})
    void whatCreepsHasTheDisplacementsOfBrownianMotionUnderNoise(Departure departure, double noise) {
        // When
        List<Trajectory> paths = drawn(departure);

        // Then
        double variance = 1 + 2 * noise * noise;
        assertThat(meanSquare(paths, 1)).isCloseTo(variance, withinPercentage(2));
        assertThat(meanSquare(paths, 20)).isCloseTo(20 + 2 * noise * noise, withinPercentage(4));
        assertThat(covariance(paths, 1, 1)).isCloseTo(-noise * noise, withinPercentage(3));
    }

    @ParameterizedTest
    @CsvSource({"1", "5", "20"})
    void aTrapHasTheMeanSquaredDisplacementOfTheory(int lag) {
        // When
        List<Trajectory> paths = drawn(Departure.HARMONIC_TRAP);

        // Then, by Uhlenbeck and Ornstein
        double theory = 5 * (1 - Math.exp(-lag / 5.0));
        assertThat(meanSquare(paths, lag)).isCloseTo(theory, within(0.05 * theory));
    }

    @Test
    void aTrapIsInEquilibriumFromTheStart() {
        // When
        List<Trajectory> paths = drawn(Departure.HARMONIC_TRAP);

        // Then its variance is τ/2
        assertThat(mean(paths, path -> path.x(0) * path.x(0))).isCloseTo(2.5, within(0.35));
        assertThat(mean(paths, path -> path.x(99) * path.x(99))).isCloseTo(2.5, within(0.35));
    }

    @Test
    void aDriftCarriesByOneAFrame() {
        // When
        List<Trajectory> paths = drawn(Departure.DRIFT);

        // Then the mean squared displacement in the plane is that of diffusion and drift
        assertThat(mean(paths, path -> Math.pow(path.x(99) - path.x(0), 2) + Math.pow(path.y(99) - path.y(0), 2)))
                .isCloseTo(2 * 99 + 99 * 99, within(200.0));
    }

    @ParameterizedTest
    @CsvSource({"TWO_DIFFUSIVITIES, 0.1", "MOBILE_AND_IMMOBILE, 0"})
    void statesHaveTheMeanVarianceAndLastTenFramesOnAverage(Departure departure, double slower) {
        // When
        List<Trajectory> paths = drawn(departure);

        // Then, as tracks that never switch are rare, the squares of displacements covary with the states, by
        // ((1 − d)/2)² e^(−2 k/10) at a distance of k frames, averaged over the two frames
        double variance = (1 + slower) / 2;
        assertThat(meanSquare(paths, 1)).isCloseTo(variance, within(0.05 * variance));
        double near = covarianceOfSquares(paths, 2, variance);
        double far = covarianceOfSquares(paths, 7, variance);
        assertThat(near / far).isCloseTo(Math.exp(1), within(0.35));
    }

    private static double covarianceOfSquares(List<Trajectory> paths, int lag, double variance) {
        return mean(
                paths,
                path -> IntStream.range(0, path.size() - 1 - lag)
                        .mapToDouble(from -> (square(path, from) - variance) * (square(path, from + lag) - variance))
                        .average()
                        .orElseThrow());
    }

    private static double square(Trajectory path, int step) {
        return (Math.pow(path.x(step + 1) - path.x(step), 2) + Math.pow(path.y(step + 1) - path.y(step), 2)) / 2;
    }

    @Test
    void fullExposureCorrelatesNeighboursByOneQuarter() {
        // When
        List<Trajectory> paths = drawn(Departure.BLUR);

        // Then, by Berglund, Physical Review E 82, 011917 (2010), variance 2/3 and covariance 1/6
        assertThat(meanSquare(paths, 1)).isCloseTo(2.0 / 3, within(0.01));
        assertThat(covariance(paths, 1, 1)).isCloseTo(1.0 / 6, within(0.01));
        assertThat(covariance(paths, 1, 2)).isCloseTo(0, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"ROUNDING, 0.5", "COARSE_ROUNDING, 2"})
    void roundedCoordinatesAreMultiplesOfTheGrid(Departure departure, double grid) {
        // When
        List<Trajectory> paths = drawn(departure);

        // Then, with the variance of two nearly independent rounding errors, grid²/12 each
        assertThat(paths)
                .allSatisfy(path -> assertThat(IntStream.range(0, POINTS))
                        .allMatch(point -> path.x(point) / grid == Math.rint(path.x(point) / grid)));
        assertThat(meanSquare(paths, 1)).isCloseTo(1 + grid * grid / 6, within(0.04 * grid));
    }

    @Test
    void oneWrongLinkIsFifteenLong() {
        // When
        List<Trajectory> paths = drawn(Departure.WRONG_LINK);

        // Then nothing else is as long
        assertThat(paths)
                .allSatisfy(path -> assertThat(IntStream.range(1, POINTS)
                                .filter(point ->
                                        Math.hypot(path.x(point) - path.x(point - 1), path.y(point) - path.y(point - 1))
                                                > 9)
                                .count())
                        .isEqualTo(1));
        assertThat(mean(
                        paths,
                        path -> IntStream.range(1, POINTS)
                                .mapToDouble(point -> Math.hypot(
                                        path.x(point) - path.x(point - 1), path.y(point) - path.y(point - 1)))
                                .max()
                                .orElseThrow()))
                .isCloseTo(15, within(0.2));
    }

    @ParameterizedTest
    @CsvSource({"GAPS_IN_BROWNIAN, 30", "GAPS_IN_SUB_FBM, 300"})
    void aFifthOfTheFramesIsMissingInRunsOfUpToFive(Departure departure, int points) {
        // When
        List<ObservedTrajectory> drawn = departure.draw(3, 200, points).stream()
                .map(LabelledTrajectory::observed)
                .toList();

        // Then
        assertThat(drawn).allSatisfy(each -> {
            assertThat(each.observedPoints()).isEqualTo(points - points / 5);
            assertThat(longestGap(each)).isLessThanOrEqualTo(5);
            assertThat(IntStream.range(1, points - 1).filter(point -> !each.isObserved(point)))
                    .isNotEmpty();
        });
        assertThat(drawn.stream().mapToInt(DepartureTest::longestGap).max()).hasValue(5);
    }

    private static int longestGap(ObservedTrajectory track) {
        int longest = 0;
        int gap = 0;
        for (int point = 0; point < track.size(); point++) {
            gap = track.isObserved(point) ? 0 : gap + 1;
            longest = Math.max(longest, gap);
        }
        return longest;
    }

    @Test
    void straightLinesFillTheMissingFrames() {
        // When
        ObservedTrajectory drawn =
                Departure.GAPS_IN_BROWNIAN.draw(3, 1, POINTS).get(0).observed();

        // Then the path does not bend where a point was not observed
        Trajectory path = drawn.trajectory();
        for (int point = 1; point < POINTS - 1; point++) {
            double bend = path.x(point + 1) - 2 * path.x(point) + path.x(point - 1);
            assertThat(Math.abs(bend) < 1e-12).as("point %d", point).isEqualTo(!drawn.isObserved(point));
        }
    }

    @ParameterizedTest
    @CsvSource({"SUB_SBM, WINDOW_OF_SUB_SBM", "SUPER_SBM, WINDOW_OF_SUPER_SBM", "ATTM, WINDOW_OF_ATTM"})
    void aWindowOfAnOlderProcessIsEvener(DiffusionModel model, Departure departure) {
        // Given the same process from its beginning
        ReferenceSimulator simulator = new ReferenceSimulator(5);
        List<Trajectory> young = new ArrayList<>();
        for (int index = 0; index < TRAJECTORIES; index++) {
            young.add(simulator.simulate(model, simulator.drawExponent(model), POINTS, 0));
        }

        // When
        List<Trajectory> windows = drawn(departure);

        // Then its variance changes less from one half to the other
        assertThat(mean(windows, DepartureTest::unevenness)).isLessThan(0.7 * mean(young, DepartureTest::unevenness));
    }

    /** Difference of the mean squared displacements in the two halves as a share of their sum, 0 to 1. */
    private static double unevenness(Trajectory path) {
        int half = (path.size() - 1) / 2;
        double early =
                IntStream.range(0, half).mapToDouble(step -> square(path, step)).sum();
        double late = IntStream.range(half, path.size() - 1)
                .mapToDouble(step -> square(path, step))
                .sum();
        return Math.abs(late - early) / (late + early);
    }

    @ParameterizedTest
    @EnumSource(
            value = Departure.class,
            names = {"IMMOBILE", "HARMONIC_TRAP", "DRIFT", "TWO_DIFFUSIVITIES", "MOBILE_AND_IMMOBILE", "BLUR"})
    void agreesWithTheSimulatorOfTraining(Departure departure) {
        // Given the same by the other implementation
        TrajectorySimulator simulator = TrajectorySimulator.withSeed(17);
        List<Trajectory> training = IntStream.range(0, TRAJECTORIES)
                .mapToObj(index -> ofTraining(departure, simulator).trajectory())
                .toList();

        // When
        List<Trajectory> independent = drawn(departure);

        // Then
        for (int span : new int[] {1, 10}) {
            double theirs = meanSquare(training, span);
            assertThat(meanSquare(independent, span)).isCloseTo(theirs, within(0.07 * theirs));
            assertThat(covariance(independent, span, span))
                    .isCloseTo(covariance(training, span, span), within(0.07 * theirs));
        }
    }

    private static ObservedTrajectory ofTraining(Departure departure, TrajectorySimulator simulator) {
        Sampling frames = new Sampling(POINTS, 0, 1, 1);
        return switch (departure) {
            case IMMOBILE -> simulator.observe(new OtherMotion.Immobile(), frames, Camera.IDEAL.withNoise(1));
            case HARMONIC_TRAP -> simulator.observe(new OtherMotion.HarmonicTrap(5), frames, Camera.IDEAL);
            // By chance of its direction the drift of the other simulator is along x as much as along y.
            case DRIFT ->
                simulator.observe(new OtherMotion.Drift(1, 0), new Sampling(POINTS, 0, 1, Math.PI / 4), Camera.IDEAL);
            case TWO_DIFFUSIVITIES -> simulator.observe(new OtherMotion.Switching(0.1, 10, 10), frames, Camera.IDEAL);
            case MOBILE_AND_IMMOBILE -> simulator.observe(new OtherMotion.Switching(0, 10, 10), frames, Camera.IDEAL);
            case BLUR ->
                simulator.observe(
                        DiffusionModel.BROWNIAN, 1, new Sampling(POINTS, 0, 16, 0), Camera.IDEAL.withExposure(1));
            default -> throw new IllegalArgumentException("no motion of the training simulator for " + departure);
        };
    }
}
