package io.wanderscope.diffusion.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.population.PopulationEstimate.Fraction;
import io.wanderscope.diffusion.population.TrackEvidence.ModelAnswer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fractions of a planted composition, whose answers are those of a classifier that confuses kinds in a known way. */
class ClassFractionsTest {
    private static final double NOISE = 0.3;
    private static final ClassConfusion CONFUSION = new AnswersOfAKind(1).confusion(1000);
    private static final ClassConfusion CONFUSION_WHERE_KNOWN =
            new AnswersOfAKind(1).confusion(100, AnswersOfAKind.track().withImaging(ImagingConditions.of(NOISE, 1)));

    private static PopulationEstimate estimate(SufficientStatistics sums, Optional<ClassConfusion> confusion) {
        return new PopulationEstimator(ImagingConditions.UNKNOWN, OptionalDouble.empty(), confusion).estimate(sums);
    }

    private static List<SufficientStatistics> tracks(AnswersOfAKind answers, DiffusionModel model, int count) {
        return Collections.nCopies(count, model).stream()
                .map(each -> AnswersOfAKind.sums(answers.of(each, NOISE)))
                .toList();
    }

    private static List<SufficientStatistics> tracks(AnswersOfAKind answers, MotionFamily family, int count) {
        return Collections.nCopies(count, family).stream()
                .map(each -> AnswersOfAKind.sums(answers.of(each, NOISE)))
                .toList();
    }

    private static SufficientStatistics sum(List<SufficientStatistics> tracks) {
        return tracks.stream().reduce(SufficientStatistics.NONE, SufficientStatistics::plus);
    }

    private static List<SufficientStatistics> mixed(long seed) {
        AnswersOfAKind answers = new AnswersOfAKind(seed);
        List<SufficientStatistics> tracks = new ArrayList<>();
        tracks.addAll(tracks(answers, DiffusionModel.SUB_FBM, 300));
        tracks.addAll(tracks(answers, DiffusionModel.BROWNIAN, 500));
        tracks.addAll(tracks(answers, MotionFamily.CONFINED, 200));
        return tracks;
    }

    @Test
    void findsWhatWasPlantedAlthoughEveryKindIsConfusedWithTheNext() {
        // When
        PopulationEstimate estimate = estimate(sum(mixed(2)), Optional.of(CONFUSION));

        // Then
        assertThat(estimate.classifiedTracks()).isEqualTo(1000);
        assertThat(estimate.classes().get(DiffusionModel.SUB_FBM.classIndex()).value())
                .isCloseTo(0.3, within(0.05));
        assertThat(estimate.classes().get(DiffusionModel.BROWNIAN.classIndex()).value())
                .isCloseTo(0.5, within(0.05));
        assertThat(estimate.families().get(MotionFamily.CONFINED.familyIndex()).value())
                .isCloseTo(0.2, within(0.05));
    }

    @Test
    void theFractionsOfTheModelsAddUpToThatOfTheirFamilyAndThoseOfTheFamiliesToOne() {
        // When
        PopulationEstimate estimate = estimate(sum(mixed(3)), Optional.of(CONFUSION));

        // Then
        double models = sum(estimate.classes().stream().mapToDouble(Fraction::value));
        assertThat(models)
                .isCloseTo(
                        estimate.families()
                                .get(MotionFamily.DIFFUSION_MODEL.familyIndex())
                                .value(),
                        within(1e-9));
        assertThat(sum(estimate.families().stream().mapToDouble(Fraction::value)))
                .isCloseTo(1, within(1e-9));
        assertThat(estimate.classes())
                .allSatisfy(each -> assertThat(each.value()).isBetween(each.low(), each.high()));
    }

    private static double sum(DoubleStream values) {
        return values.sum();
    }

    @Test
    void ninetyPercentIntervalsHoldTheTruthThatOften() {
        // Given
        List<Boolean> held = new ArrayList<>();

        // When
        for (int repetition = 0; repetition < 40; repetition++) {
            PopulationEstimate estimate = estimate(sum(mixed(100 + repetition)), Optional.of(CONFUSION));
            held.add(holds(estimate.classes().get(DiffusionModel.SUB_FBM.classIndex()), 0.3));
            held.add(holds(estimate.classes().get(DiffusionModel.BROWNIAN.classIndex()), 0.5));
            held.add(holds(estimate.families().get(MotionFamily.CONFINED.familyIndex()), 0.2));
        }

        // Then 120 of 90 %, three standard errors of 40 independent ones apart
        assertThat(held.stream().filter(each -> each).count() / 120.0).isBetween(0.78, 1.0);
    }

    private static boolean holds(Fraction fraction, double truth) {
        return fraction.low() <= truth && truth <= fraction.high();
    }

    @Test
    void aPopulationOfOneKindIsNearlyAllOfItAndMayBeAllOfIt() {
        // When
        PopulationEstimate estimate =
                estimate(sum(tracks(new AnswersOfAKind(4), DiffusionModel.BROWNIAN, 1000)), Optional.of(CONFUSION));

        // Then
        Fraction brownian = estimate.classes().get(DiffusionModel.BROWNIAN.classIndex());
        assertThat(brownian.value()).isGreaterThan(0.95);
        assertThat(brownian.high()).isEqualTo(1);
        assertThat(estimate.classes().get(DiffusionModel.SUPER_SBM.classIndex()).low())
                .isZero();
    }

    @Test
    void theOrderOfTheTracksDoesNotMatter() {
        // Given
        List<SufficientStatistics> shuffled = new ArrayList<>(mixed(5));
        Collections.shuffle(shuffled, new Random(6));

        // When
        PopulationEstimate estimate = estimate(sum(shuffled), Optional.of(CONFUSION));

        // Then
        assertThat(estimate).isEqualTo(estimate(sum(mixed(5)), Optional.of(CONFUSION)));
    }

    @Test
    void moreTracksThanSimulationsTellLittleMore() {
        // Given tracks that could tell the fraction to 0.001
        List<SufficientStatistics> tracks = new ArrayList<>(mixed(7));
        SufficientStatistics many = sum(tracks);
        for (int doubling = 0; doubling < 10; doubling++) {
            many = many.plus(many);
        }

        // When
        PopulationEstimate estimate = estimate(many, Optional.of(CONFUSION));

        // Then the simulations are what limits it
        Fraction brownian = estimate.classes().get(DiffusionModel.BROWNIAN.classIndex());
        assertThat(estimate.classifiedTracks()).isEqualTo(1_024_000);
        assertThat(brownian.high() - brownian.low()).isGreaterThan(0.03);
    }

    @Test
    void withoutAConfusionThereAreNoFractions() {
        // When
        PopulationEstimate estimate = estimate(sum(mixed(8)), Optional.empty());

        // Then
        assertThat(estimate.classes()).isEmpty();
        assertThat(estimate.families()).isEmpty();
        assertThat(estimate.classifiedTracks()).isZero();
    }

    @Test
    void tracksOfALengthThatWasNotSimulatedDoNotCount() {
        // Given
        ModelAnswer answer = new AnswersOfAKind(9).of(DiffusionModel.CTRW, NOISE);
        double[] along = new double[300];
        for (int point = 0; point < along.length; point++) {
            along[point] = point;
        }
        SufficientStatistics sums = new TrackEvidence(
                        ObservedTrajectory.complete(Trajectory.of(along, along)),
                        OptionalDouble.empty(),
                        Optional.of(answer))
                .statistics();

        // When
        PopulationEstimate estimate = estimate(sums, Optional.of(CONFUSION));

        // Then
        assertThat(estimate.classifiedTracks()).isZero();
        assertThat(estimate.classes()).isEmpty();
    }

    private static SufficientStatistics recorded(ImagingConditions imaging) {
        ModelAnswer answer = new AnswersOfAKind(10).of(DiffusionModel.CTRW, NOISE);
        ObservedTrajectory track = AnswersOfAKind.track().withImaging(imaging);
        return new TrackEvidence(track, OptionalDouble.empty(), Optional.of(answer)).statistics();
    }

    @Test
    void aTrackOfWhichNoiseAndExposureAreKnownCountsWhereSuchTracksWereSimulated() {
        // When
        PopulationEstimate estimate =
                estimate(recorded(ImagingConditions.of(NOISE, 1)), Optional.of(CONFUSION_WHERE_KNOWN));

        // Then
        assertThat(estimate.classifiedTracks()).isOne();
        assertThat(estimate.classes()).isNotEmpty();
    }

    private static List<ImagingConditions> halfKnown() {
        return List.of(
                new ImagingConditions(OptionalDouble.of(NOISE), OptionalDouble.empty()),
                new ImagingConditions(OptionalDouble.empty(), OptionalDouble.of(1)));
    }

    @ParameterizedTest
    @MethodSource("halfKnown")
    void aTrackOfWhichOnlyTheNoiseOrOnlyTheExposureIsKnownDoesNotCount(ImagingConditions halfKnown) {
        // When
        PopulationEstimate estimate = estimate(recorded(halfKnown), Optional.of(CONFUSION_WHERE_KNOWN));

        // Then
        assertThat(estimate.tracks()).isOne();
        assertThat(estimate.classifiedTracks()).isZero();
        assertThat(estimate.classes()).isEmpty();
        assertThat(estimate.families()).isEmpty();
    }

    @Test
    void aTrackOnWhichTheModelFailedDoesNotCount() {
        // Given
        ModelAnswer failed = new ModelAnswer(Collections.nCopies(8, Double.NaN), Collections.nCopies(6, 0.1), 0);

        // When
        SufficientStatistics sums = AnswersOfAKind.sums(failed);

        // Then
        assertThat(sums.firstPlace(Sections.CLASSES)).isEqualTo(sums.firstPlace(Sections.DISPLACEMENTS));
    }
}
