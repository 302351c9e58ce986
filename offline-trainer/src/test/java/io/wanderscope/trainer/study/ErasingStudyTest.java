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
        List<LabelledTrajectory> tracks =
                IntStream.range(0, TRACKS).mapToObj(track -> track(simulator)).toList();
        ScriptedClassifier classifier = new ScriptedClassifier(DiffusionModel.BROWNIAN, logOdds)
                .stage(EXACT, ErasingStudyTest::squares)
                .stage(NOISE, ErasingStudyTest::noise);
        StudyRun run = new StudyRun(classifier, 1, TRACKS, "study erasing", (test, before, done, total) -> {});
        return ErasingStudy.measure(tracks, run);
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
        assertThat(outcomes.lostWithLeast(EXACT, Erasure.CUT).value()).isZero();
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
    void aMapOfNoiseIsWorthARandomOrder() {
        // When
        ErasingOutcomes outcomes = outcomes();

        // Then by four standard errors
        Mean beyond = outcomes.lostBeyondRandom(NOISE, Erasure.CUT);
        assertThat(beyond.value()).isCloseTo(0, within(4 * beyond.standardError()));
    }
}
