package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.study.ErasingCase.Part;
import io.wanderscope.trainer.study.ErasingOutcomes.Answers;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A classifier whose log odds are the sum of the squared displacements, minus half of what every whole track has. The squares are
 * then its exact attribution: their most salient half holds more than half of them.
 */
class ErasingStudyTest {
    private static final int TRACKS = 60;
    private static final int POINTS = 1000;
    private static final double TOTAL = 1000;
    private static final String EXACT = "exact";
    private static final String NOISE = "noise";

    private static double square(Trajectory trajectory, int point) {
        if (point == 0) {
            return 0;
        }
        double dx = trajectory.x(point) - trajectory.x(point - 1);
        double dy = trajectory.y(point) - trajectory.y(point - 1);
        return dx * dx + dy * dy;
    }

    private static double sum(Trajectory trajectory) {
        return IntStream.range(0, trajectory.size())
                .mapToDouble(point -> square(trajectory, point))
                .sum();
    }

    private static LabelledTrajectory track(TrajectorySimulator simulator) {
        Trajectory drawn = simulator.simulate(DiffusionModel.BROWNIAN, 1, POINTS);
        double scale = Math.sqrt(TOTAL / sum(drawn));
        double[] x = IntStream.range(0, POINTS)
                .mapToDouble(point -> scale * drawn.x(point))
                .toArray();
        double[] y = IntStream.range(0, POINTS)
                .mapToDouble(point -> scale * drawn.y(point))
                .toArray();
        return LabelledTrajectory.ofModel(Trajectory.of(x, y), DiffusionModel.BROWNIAN, 1, 0);
    }

    private static float[] squares(Trajectory trajectory) {
        float[] map = new float[trajectory.size()];
        for (int point = 0; point < map.length; point++) {
            map[point] = (float) square(trajectory, point);
        }
        return map;
    }

    private static float[] noise(Trajectory trajectory) {
        SplittableRandom random = new SplittableRandom(trajectory.hashCode());
        float[] map = new float[trajectory.size()];
        for (int point = 0; point < map.length; point++) {
            map[point] = (float) random.nextDouble();
        }
        return map;
    }

    private static ErasingOutcomes outcomes() {
        return outcomes(track -> sum(track) - TOTAL / 2);
    }

    private static ErasingOutcomes outcomes(ToDoubleFunction<Trajectory> logOdds) {
        TrajectorySimulator simulator = TrajectorySimulator.withSeed(3);
        return outcomes(
                logOdds,
                IntStream.range(0, TRACKS).mapToObj(track -> track(simulator)).toList());
    }

    private static ErasingOutcomes outcomes(ToDoubleFunction<Trajectory> logOdds, List<LabelledTrajectory> tracks) {
        ScriptedClassifier classifier = new ScriptedClassifier(DiffusionModel.BROWNIAN, logOdds)
                .stage(EXACT, ErasingStudyTest::squares)
                .stage(NOISE, ErasingStudyTest::noise);
        StudyRun run = new StudyRun(classifier, 1, TRACKS, "study erasing", (test, before, done, total) -> {});
        return ErasingStudy.measure(StudyTracks.labelled(tracks, ""), run);
    }

    @Test
    void theMostSalientHalfDecidesTheAnswer() {
        // When
        ErasingOutcomes outcomes = outcomes();

        // Then
        assertThat(outcomes.whole().accuracy().value()).isEqualTo(1);
        assertThat(outcomes.half(EXACT, Part.MOST, Erasure.CUT).accuracy().value())
                .isZero();
        assertThat(outcomes.half(EXACT, Part.LEAST, Erasure.CUT).accuracy().value())
                .isEqualTo(1);
        assertThat(outcomes.lostWithLeast(EXACT, Segmentation.TENTHS).value()).isZero();
    }

    @Test
    void theMoreSalientTheDecileTheMoreItsErasureCosts() {
        // Given log odds so small that every tenth shows in the probability
        ErasingOutcomes outcomes = outcomes(track -> (sum(track) - TOTAL / 2) / 100);

        // When
        double[] logProbabilities = ErasingOutcomes.deciles(EXACT, Erasure.CUT).stream()
                .mapToDouble(each -> outcomes.of(each).meanLogProbability().value())
                .toArray();

        // Then
        assertThat(logProbabilities).hasSize(10);
        for (int decile = 1; decile < 10; decile++) {
            assertThat(logProbabilities[decile]).isLessThan(logProbabilities[decile - 1]);
        }
    }

    @Test
    void aClassifierThatIsAlwaysRightHasTheLargestPossibleArea() {
        // When
        ErasingOutcomes always = outcomes(track -> 5);

        // Then
        for (Part part : List.of(Part.MOST, Part.LEAST)) {
            assertThat(always.area(EXACT, part, Erasure.CUT, Answers::right).value())
                    .isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void noOrderDeletesFasterOrInsertsFasterThanTheExactOne() {
        // When
        ErasingOutcomes outcomes = outcomes();

        // Then
        double deletion =
                outcomes.area(EXACT, Part.MOST, Erasure.CUT, Answers::right).value();
        double insertion =
                outcomes.area(EXACT, Part.LEAST, Erasure.CUT, Answers::right).value();
        double random = outcomes.area(ErasingCase.RANDOM, Part.MOST, Erasure.CUT, Answers::right)
                .value();
        assertThat(deletion).isLessThan(random);
        assertThat(insertion).isGreaterThan(random);
    }

    @Test
    void theShorterTheSegmentsTheMoreOfTheEvidenceIsInTheMostSalientHalf() {
        // Given log odds so small that every part shows in the probability
        ErasingOutcomes outcomes = outcomes(track -> (sum(track) - TOTAL / 2) / 100);

        // When
        double[] logProbabilities = outcomes.lengths().stream()
                .mapToDouble(length -> outcomes.of(ErasingCase.half(EXACT, Part.MOST, length))
                        .meanLogProbability()
                        .value())
                .toArray();

        // Then
        assertThat(outcomes.lengths()).extracting(Segmentation::points).containsExactly(1, 4, 8, 25, 50, 100);
        assertThat(logProbabilities).isSorted();
    }

    @Test
    void evidenceInTheOrderOfDisplacementsIsLostWithARandomHalfOfSinglePoints() {
        // Given displacements that go with the next one only, in both axes, and a model that sums their products.
        // Whole, these are 2
        // a point; a random half of single points leaves a quarter of the pairs, one of long segments a half.
        SplittableRandom random = new SplittableRandom(1);
        List<LabelledTrajectory> tracks = IntStream.range(0, TRACKS)
                .mapToObj(track -> LabelledTrajectory.ofModel(
                        Trajectory.of(inPairs(random), inPairs(random)), DiffusionModel.BROWNIAN, 1, 0))
                .toList();

        // When
        ErasingOutcomes outcomes = outcomes(track -> products(track) - 0.375 * 2 * POINTS, tracks);

        // Then
        assertThat(outcomes.whole().accuracy().value()).isEqualTo(1);
        assertThat(outcomes.lostWithLeast(ErasingCase.RANDOM, new Segmentation(1))
                        .value())
                .isGreaterThan(0.9);
        assertThat(outcomes.lostWithLeast(ErasingCase.RANDOM, new Segmentation(100))
                        .value())
                .isLessThan(0.1);
    }

    @Test
    void aSmoothMapThatKnowsNothingCostsLessThanARandomHalfOfSinglePoints() {
        // Given the same evidence, and a map that is the same over 16 points and otherwise random
        SplittableRandom random = new SplittableRandom(1);
        List<LabelledTrajectory> tracks = IntStream.range(0, TRACKS)
                .mapToObj(track -> LabelledTrajectory.ofModel(
                        Trajectory.of(inPairs(random), inPairs(random)), DiffusionModel.BROWNIAN, 1, 0))
                .toList();
        ScriptedClassifier classifier = new ScriptedClassifier(
                        DiffusionModel.BROWNIAN, track -> products(track) - 0.375 * 2 * POINTS)
                .stage("smooth", ErasingStudyTest::smooth);
        StudyRun run = new StudyRun(classifier, 1, TRACKS, "study erasing", (test, before, done, total) -> {});

        // When
        ErasingOutcomes outcomes = ErasingStudy.measure(StudyTracks.labelled(tracks, ""), run);

        // Then both of its halves keep the order of the displacements, and the difference from a random half says
        // nothing of the map
        Segmentation points = new Segmentation(1);
        assertThat(outcomes.lostBeyondRandom("smooth", points).value()).isLessThan(-0.8);
        assertThat(outcomes.lostWithLeast("smooth", points).value()).isLessThan(0.1);
        assertThat(new ErasingReport(run.maps(), StudyTracks.labelled(tracks, ""), outcomes)
                        .result(run)
                        .page())
                .contains("runs of two points on average", "the difference understates the map")
                .doesNotContain("hardly any two neighbours", "so to speak");
    }

    private static float[] smooth(Trajectory trajectory) {
        SplittableRandom random = new SplittableRandom(7);
        float[] map = new float[trajectory.size()];
        for (int point = 0; point < map.length; point++) {
            map[point] = point % 16 == 0 ? (float) random.nextDouble() : map[point - 1];
        }
        return map;
    }

    /** Coordinates whose displacements are sums of two successive random numbers. */
    private static double[] inPairs(SplittableRandom random) {
        double[] coordinates = new double[POINTS];
        double last = random.nextGaussian();
        for (int point = 1; point < POINTS; point++) {
            double next = random.nextGaussian();
            coordinates[point] = coordinates[point - 1] + last + next;
            last = next;
        }
        return coordinates;
    }

    private static double products(Trajectory track) {
        return IntStream.range(2, track.size())
                .mapToDouble(point -> (track.x(point) - track.x(point - 1)) * (track.x(point - 1) - track.x(point - 2))
                        + (track.y(point) - track.y(point - 1)) * (track.y(point - 1) - track.y(point - 2)))
                .sum();
    }

    @Test
    void aMapOfNoiseIsWorthARandomOrder() {
        // When
        ErasingOutcomes outcomes = outcomes();

        // Then by four standard errors
        Mean beyond = outcomes.lostBeyondRandom(NOISE, Segmentation.TENTHS);
        assertThat(beyond.value()).isCloseTo(0, within(4 * beyond.standardError()));
    }
}
