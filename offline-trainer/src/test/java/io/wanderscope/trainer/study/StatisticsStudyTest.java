package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import io.wanderscope.trainer.data.LabelledTrajectory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Classifiers that call every track Brownian, so that the study looks at the Brownian ones. */
class StatisticsStudyTest {
    private static final int TRACKS = 160;

    private static List<StatisticsFinding> findings(ScriptedClassifier classifier) {
        return findings(classifier, TRACKS);
    }

    private static List<StatisticsFinding> findings(ScriptedClassifier classifier, int tracks) {
        StudyRun run = new StudyRun(classifier, 1, tracks, "study statistics", (test, before, done, total) -> {});
        return StatisticsStudy.findings(run, StudyTracks.simulated(run));
    }

    private static StatisticsFinding finding(
            List<StatisticsFinding> findings, DiffusionModel model, WindowStatistic statistic) {
        return findings.stream()
                .filter(each -> each.model() == model && each.statistic() == statistic)
                .findFirst()
                .orElseThrow();
    }

    /** In the middle of every window, minus its autocorrelation. */
    private static float[] anticorrelation(Trajectory trajectory) {
        float[] map = new float[trajectory.size()];
        StatisticsWindows windows = new StatisticsWindows(trajectory.size());
        List<WindowStatistics> statistics = windows.statistics(trajectory);
        for (int window = 0; window < StatisticsWindows.COUNT; window++) {
            float value = (float) -statistics.get(window).autocorrelation();
            Arrays.fill(map, windows.middle(window), windows.middle(window + 1), value);
        }
        return map;
    }

    private static float[] noise(Trajectory trajectory) {
        SplittableRandom random = new SplittableRandom(trajectory.hashCode());
        float[] map = new float[trajectory.size()];
        for (int point = 0; point < map.length; point++) {
            map[point] = (float) random.nextGaussian();
        }
        return map;
    }

    @Test
    void findsTheStatisticThatTheMapIsMadeOf() {
        // Given
        ScriptedClassifier classifier = new ScriptedClassifier(DiffusionModel.BROWNIAN, track -> 5)
                .stage("first", StatisticsStudyTest::noise)
                .stage("last", StatisticsStudyTest::anticorrelation);

        // When
        List<StatisticsFinding> findings = findings(classifier);

        // Then
        StatisticsFinding ac = finding(findings, DiffusionModel.BROWNIAN, WindowStatistic.AC);
        assertThat(ac.tracks()).isEqualTo(TRACKS / 8);
        assertThat(ac.pooled().value()).isCloseTo(-1, within(1e-5));
        assertThat(ac.within().value()).isCloseTo(-1, within(1e-5));
        assertThat(finding(findings, DiffusionModel.CTRW, WindowStatistic.AC).tracks())
                .isZero();
    }

    @Test
    void pairsByPositionAsThePaperDoes() {
        // Given a map that says in the first of 32 parts of the track what the first window is like, and so on
        ScriptedClassifier classifier = new ScriptedClassifier(DiffusionModel.BROWNIAN, track -> 5)
                .stage("only", track -> inParts(track, window -> -window.autocorrelation()));

        // When
        StatisticsFinding ac = finding(findings(classifier), DiffusionModel.BROWNIAN, WindowStatistic.AC);

        // Then
        assertThat(ac.position().value()).isCloseTo(-1, within(1e-5));
        assertThat(ac.pooled().value()).isGreaterThan(-0.99);
    }

    /** In each of 32 parts of the track, a value of the window of the same number. */
    private static float[] inParts(Trajectory trajectory, ToDoubleFunction<WindowStatistics> value) {
        float[] map = new float[trajectory.size()];
        List<WindowStatistics> statistics = new StatisticsWindows(trajectory.size()).statistics(trajectory);
        for (int part = 0; part < StatisticsWindows.COUNT; part++) {
            int from = part * trajectory.size() / StatisticsWindows.COUNT;
            int to = (part + 1) * trajectory.size() / StatisticsWindows.COUNT;
            Arrays.fill(map, from, to, (float) value.applyAsDouble(statistics.get(part)));
        }
        return map;
    }

    @Test
    void aRestIsAsTellingAsItIsCounted() {
        // Given tracks that move for 500 of 1000 points, and a map that shows where they rest
        TrajectorySimulator simulator = TrajectorySimulator.withSeed(2);
        List<LabelledTrajectory> tracks = IntStream.range(0, 20)
                .mapToObj(track -> LabelledTrajectory.ofModel(
                        resting(simulator.simulate(DiffusionModel.BROWNIAN, 1, 500)), DiffusionModel.BROWNIAN, 1, 0))
                .toList();
        ScriptedClassifier classifier = new ScriptedClassifier(DiffusionModel.BROWNIAN, track -> 5)
                .stage("only", track -> inParts(track, window -> Double.isNaN(window.autocorrelation()) ? 1 : 0));
        StudyRun run = new StudyRun(classifier, 1, 20, "study statistics", (test, before, done, total) -> {});

        // When
        StatisticsFinding ac = finding(
                StatisticsStudy.findings(run, StudyTracks.labelled(tracks, "")),
                DiffusionModel.BROWNIAN,
                WindowStatistic.AC);

        // Then the windows from the 20th on rest: 12 of 32. Brownian displacements have an autocorrelation near 0, like
        // none at all
        assertThat(ac.undefined()).isEqualTo(12 / 32.0);
        assertThat(ac.rests().value()).isGreaterThan(0.95);
        assertThat(ac.position().value()).isCloseTo(0, within(0.3));
    }

    private static Trajectory resting(Trajectory moving) {
        int end = moving.size() - 1;
        return Trajectory.of(
                IntStream.range(0, 2 * moving.size())
                        .mapToDouble(point -> moving.x(Math.min(point, end)))
                        .toArray(),
                IntStream.range(0, 2 * moving.size())
                        .mapToDouble(point -> moving.y(Math.min(point, end)))
                        .toArray());
    }

    @Test
    void aHandfulOfTracksHasNoCorrelation() {
        // Given
        ScriptedClassifier classifier =
                new ScriptedClassifier(DiffusionModel.BROWNIAN, track -> 5).stage("only", StatisticsStudyTest::noise);

        // When there are one less than needed of each class
        List<StatisticsFinding> few = findings(classifier, 8 * (StatisticsStudy.MINIMUM_TRACKS - 1));

        // Then
        StatisticsFinding ac = finding(few, DiffusionModel.BROWNIAN, WindowStatistic.AC);
        assertThat(ac.tracks()).isEqualTo(StatisticsStudy.MINIMUM_TRACKS - 1);
        assertThat(ac.pooled().value()).isNaN();
    }

    @Test
    void noiseGoesWithNoStatistic() {
        // Given
        ScriptedClassifier classifier =
                new ScriptedClassifier(DiffusionModel.BROWNIAN, track -> 5).stage("only", StatisticsStudyTest::noise);

        // When
        List<StatisticsFinding> findings = findings(classifier);

        // Then by four standard errors of independent windows
        double error = 1 / Math.sqrt((double) StatisticsWindows.COUNT * TRACKS / 8);
        for (WindowStatistic statistic : WindowStatistic.values()) {
            StatisticsFinding each = finding(findings, DiffusionModel.BROWNIAN, statistic);
            assertThat(each.pooled().value()).isCloseTo(0, within(4 * error));
            assertThat(each.within().value()).isCloseTo(0, within(4 * error));
        }
    }
}
