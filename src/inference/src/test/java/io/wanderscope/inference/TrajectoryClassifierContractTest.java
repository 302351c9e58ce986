package io.wanderscope.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every {@link TrajectoryClassifier}; each implementation has a test that extends this one. */
public abstract class TrajectoryClassifierContractTest {
    private static final long SEED = 20261123;
    /** The result for a trajectory does not depend on its batch. */
    private static final float SAME = 1e-5f;
    /** Translated or scaled coordinates round differently to the single precision that the model sees. */
    private static final float SAME_UP_TO_ROUNDING = 1e-3f;

    private final TrajectorySimulator simulator = TrajectorySimulator.withSeed(SEED);
    private TrajectoryClassifier classifier;

    /** Opens the classifier under test, which is closed after each test. */
    protected abstract TrajectoryClassifier open();

    @BeforeEach
    void openClassifier() {
        classifier = open();
    }

    @AfterEach
    void closeClassifier() {
        classifier.close();
    }

    @Test
    void describesItsModel() {
        // Given, When
        ModelDescription model = classifier.model();

        // Then
        assertThat(model.name()).isNotBlank();
        assertThat(model.sha256()).matches("[0-9a-f]{64}");
        assertThat(model.stages()).isNotEmpty().allSatisfy(stage -> {
            assertThat(stage.name()).isNotBlank();
            assertThat(stage.receptiveField()).isPositive();
        });
    }

    @Test
    void givesProbabilitiesThatSumToOneAndOneWeightPerPointAndStage() {
        // Given
        List<ObservedTrajectory> trajectories = ofUnequalLengths();

        // When
        List<Classification> classifications = classifier.classify(trajectories);

        // Then
        assertThat(classifications).hasSameSizeAs(trajectories);
        for (int index = 0; index < trajectories.size(); index++) {
            Classification classification = classifications.get(index);
            assertThat(classification.isFinite()).isTrue();
            assertThat(sumOfProbabilities(classification)).isCloseTo(1, within(1e-4));
            assertThat(sumOfFamilies(classification)).isCloseTo(1, within(1e-4));
            assertThat(classification.classSet()).isNotEmpty();
            assertThat(classification.novelty()).isNotNegative();
            assertThat(classification.noise()).isNotNegative();
            assertThat(classification.noiseSd()).isNotNegative();
            assertThat(classification.stages())
                    .isEqualTo(classifier.model().stages().size());
            for (int stage = 0; stage < classification.stages(); stage++) {
                assertThat(classification.saliency(stage))
                        .hasSize(trajectories.get(index).size());
            }
        }
    }

    @Test
    void classifiesATrajectoryAloneAsInABatchOfUnequalLengths() {
        // Given
        List<ObservedTrajectory> trajectories = ofUnequalLengths();
        List<Classification> alone = trajectories.stream()
                .map(trajectory -> classifier.classify(List.of(trajectory)).get(0))
                .toList();

        // When
        List<Classification> together = classifier.classify(trajectories);

        // Then
        for (int index = 0; index < trajectories.size(); index++) {
            assertSame(together.get(index), alone.get(index), SAME);
        }
    }

    @Test
    void givesTheSameAnswersWithoutAnExplanation() {
        // Given
        List<ObservedTrajectory> trajectories = ofUnequalLengths();
        List<Classification> explained = classifier.classify(trajectories, Explanation.GRAD_CAM);

        // When
        List<Classification> plain = classifier.classify(trajectories, Explanation.NONE);

        // Then
        assertThat(plain).hasSameSizeAs(trajectories);
        for (int index = 0; index < trajectories.size(); index++) {
            assertThat(plain.get(index).stages()).isZero();
            assertThat(plain.get(index).isFinite()).isTrue();
            assertThat(plain.get(index).classSet())
                    .isEqualTo(explained.get(index).classSet());
            assertSameAnswer(plain.get(index), explained.get(index), SAME);
        }
    }

    @Test
    void explainsUnlessToldOtherwise() {
        // Given
        List<ObservedTrajectory> trajectories = ofUnequalLengths();

        // When
        List<Classification> classifications = classifier.classify(trajectories);

        // Then
        assertThat(classifications)
                .allSatisfy(classification -> assertThat(classification.stages())
                        .isEqualTo(classifier.model().stages().size()));
    }

    @Test
    void returnsTheResultsOfALargeMixtureOfLengthsInTheOrderOfTheBatch() {
        // Given
        SplittableRandom random = new SplittableRandom(SEED);
        int shortest = classifier.model().minimumPoints();
        List<ObservedTrajectory> mixture = IntStream.range(0, 300)
                .mapToObj(index -> brownian(random.nextInt(shortest, 120)))
                .toList();

        // When
        List<Classification> classifications = classifier.classify(mixture);

        // Then
        for (int index = 0; index < mixture.size(); index += 23) {
            assertSame(
                    classifications.get(index),
                    classifier.classify(List.of(mixture.get(index))).get(0),
                    SAME);
        }
    }

    @Test
    void doesNotDependOnWhereATrajectoryStarts() {
        // Given
        ObservedTrajectory trajectory = brownian(100);
        ObservedTrajectory translated = transformed(trajectory, coordinate -> coordinate + 100);

        // When
        List<Classification> both = classifier.classify(List.of(trajectory, translated));

        // Then
        assertSame(both.get(1), both.get(0), SAME_UP_TO_ROUNDING);
    }

    @Test
    void doesNotDependOnTheUnitOfLength() {
        // Given
        ObservedTrajectory trajectory = brownian(100).withImaging(ImagingConditions.of(0.5, 0.8));
        ObservedTrajectory inAnotherUnit = transformed(trajectory, coordinate -> coordinate * 0.107)
                .withImaging(ImagingConditions.of(0.5 * 0.107, 0.8));

        // When
        List<Classification> both = classifier.classify(List.of(trajectory, inAnotherUnit));

        // Then
        assertSame(both.get(1), both.get(0), SAME_UP_TO_ROUNDING);
    }

    @Test
    void classifiesTrajectoriesOfWhichOnlyTheEndsWereDetected() {
        // Given
        List<ObservedTrajectory> trajectories = ofUnequalLengths().stream()
                .map(TrajectoryClassifierContractTest::withoutInnerPoints)
                .toList();

        // When
        List<Classification> classifications = classifier.classify(trajectories);

        // Then
        assertThat(classifications).hasSameSizeAs(trajectories).allMatch(Classification::isFinite);
    }

    @Test
    void classifiesTheShortestAndTheLongestTrajectoryAccepted() {
        // Given
        ModelDescription model = classifier.model();
        List<ObservedTrajectory> extremes = List.of(brownian(model.minimumPoints()), brownian(model.maximumPoints()));

        // When
        List<Classification> classifications = classifier.classify(extremes);

        // Then
        assertThat(classifications).hasSize(2).allMatch(Classification::isFinite);
    }

    @Test
    void rejectsATrajectoryThatIsTooShort() {
        // Given
        ObservedTrajectory tooShort = prefix(brownian(100), classifier.model().minimumPoints() - 1);

        // When, Then
        assertThatThrownBy(() -> classifier.classify(List.of(tooShort))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rejectsATrajectoryThatIsTooLongAndStaysUsable() {
        // Given
        ObservedTrajectory tooLong = brownian(classifier.model().maximumPoints() + 1);

        // When, Then
        assertThatThrownBy(() -> classifier.classify(List.of(tooLong))).isInstanceOf(IllegalArgumentException.class);
        assertThat(classifier.classify(List.of(brownian(50)))).hasSize(1);
    }

    @Test
    void returnsNothingForAnEmptyBatch() {
        // Given, When
        List<Classification> classifications = classifier.classify(List.of());

        // Then
        assertThat(classifications).isEmpty();
    }

    @Test
    void givesEveryThreadTheSameResults() throws Exception {
        // Given
        List<ObservedTrajectory> trajectories = ofUnequalLengths();
        List<Classification> expected = classifier.classify(trajectories);
        Callable<List<Classification>> task = () -> classifier.classify(trajectories);
        ExecutorService threads = Executors.newFixedThreadPool(4);

        // When
        List<Future<List<Classification>>> results;
        try {
            results = threads.invokeAll(Collections.nCopies(16, task));
        } finally {
            threads.shutdown();
        }

        // Then
        for (Future<List<Classification>> result : results) {
            for (int index = 0; index < expected.size(); index++) {
                assertSame(result.get().get(index), expected.get(index), SAME);
            }
        }
    }

    private static void assertSameAnswer(Classification actual, Classification expected, float tolerance) {
        for (DiffusionModel model : DiffusionModel.values()) {
            assertThat(actual.probability(model)).isCloseTo(expected.probability(model), within(tolerance));
        }
        for (MotionFamily family : MotionFamily.values()) {
            assertThat(actual.familyProbability(family))
                    .isCloseTo(expected.familyProbability(family), within(tolerance));
        }
        assertThat(actual.alpha()).isCloseTo(expected.alpha(), within(tolerance));
        assertThat(actual.noise()).isCloseTo(expected.noise(), within(tolerance * Math.max(1, expected.noise())));
        assertThat(actual.novelty()).isCloseTo(expected.novelty(), within(tolerance * Math.max(1, expected.novelty())));
    }

    private static void assertSame(Classification actual, Classification expected, float tolerance) {
        assertSameAnswer(actual, expected, tolerance);
        for (int stage = 0; stage < expected.stages(); stage++) {
            float[] weights = expected.saliency(stage);
            // Weights are in units of the class score, which varies in size: compare them on their own scale.
            double scale = Math.max(1, largestMagnitude(weights));
            assertThat(actual.saliency(stage)).hasSameSizeAs(weights);
            for (int point = 0; point < weights.length; point++) {
                assertThat((double) actual.saliency(stage)[point]).isCloseTo(weights[point], within(tolerance * scale));
            }
        }
    }

    private static double largestMagnitude(float[] weights) {
        double largest = 0;
        for (float weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
        }
        return largest;
    }

    private static double sumOfProbabilities(Classification classification) {
        double sum = 0;
        for (DiffusionModel model : DiffusionModel.values()) {
            sum += classification.probability(model);
        }
        return sum;
    }

    private static double sumOfFamilies(Classification classification) {
        double sum = 0;
        for (MotionFamily family : MotionFamily.values()) {
            sum += classification.familyProbability(family);
        }
        return sum;
    }

    private List<ObservedTrajectory> ofUnequalLengths() {
        ModelDescription model = classifier.model();
        return IntStream.of(5, 10, 11, 37, 64, 100, 255, 500)
                .filter(points -> points >= model.minimumPoints() && points <= model.maximumPoints())
                .mapToObj(this::brownian)
                .toList();
    }

    private ObservedTrajectory brownian(int points) {
        return ObservedTrajectory.complete(simulator.simulate(DiffusionModel.BROWNIAN, 1, points));
    }

    private static ObservedTrajectory withoutInnerPoints(ObservedTrajectory observed) {
        int last = observed.size() - 1;
        Trajectory trajectory = observed.trajectory();
        Trajectory line = Trajectory.interpolated(
                new int[] {0, last},
                new double[] {trajectory.x(0), trajectory.x(last)},
                new double[] {trajectory.y(0), trajectory.y(last)});
        BitSet ends = new BitSet();
        ends.set(0);
        ends.set(last);
        return new ObservedTrajectory(line, ends);
    }

    private static ObservedTrajectory prefix(ObservedTrajectory observed, int points) {
        Trajectory trajectory = observed.trajectory();
        double[] x = IntStream.range(0, points).mapToDouble(trajectory::x).toArray();
        double[] y = IntStream.range(0, points).mapToDouble(trajectory::y).toArray();
        return ObservedTrajectory.complete(Trajectory.of(x, y));
    }

    private static ObservedTrajectory transformed(ObservedTrajectory observed, DoubleUnaryOperator change) {
        Trajectory trajectory = observed.trajectory();
        double[] x = IntStream.range(0, trajectory.size())
                .mapToDouble(trajectory::x)
                .map(change)
                .toArray();
        double[] y = IntStream.range(0, trajectory.size())
                .mapToDouble(trajectory::y)
                .map(change)
                .toArray();
        return ObservedTrajectory.complete(Trajectory.of(x, y));
    }
}
