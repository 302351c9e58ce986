package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Classifiers that call every track Brownian, so that the study looks at the Brownian ones. */
class StatisticsStudyTest {
    private static final int TRACKS = 160;

    private static List<StatisticsFinding> findings(ScriptedClassifier classifier) {
        StudyRun run = new StudyRun(classifier, 1, TRACKS, "study statistics", (test, before, done, total) -> {});
        return StatisticsStudy.findings(run);
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
        for (int window = 0; window < StatisticsStudy.WINDOWS; window++) {
            int from = window * StatisticsStudy.STRIDE;
            double value = WindowStatistics.of(trajectory, from, from + StatisticsStudy.WINDOW)
                    .autocorrelation();
            for (int point = 0; point < StatisticsStudy.STRIDE; point++) {
                map[StatisticsStudy.middle(window) + point] = (float) -value;
            }
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
    void theMiddlesOfTheWindowsCoverTheTrackButForItsEnds() {
        assertThat(StatisticsStudy.WINDOWS).isEqualTo(32);
        assertThat(StatisticsStudy.middle(0)).isEqualTo(100);
        assertThat(StatisticsStudy.middle(31) + StatisticsStudy.STRIDE).isEqualTo(900);
    }

    @Test
    void noiseGoesWithNoStatistic() {
        // Given
        ScriptedClassifier classifier =
                new ScriptedClassifier(DiffusionModel.BROWNIAN, track -> 5).stage("only", StatisticsStudyTest::noise);

        // When
        List<StatisticsFinding> findings = findings(classifier);

        // Then by four standard errors of independent windows
        double error = 1 / Math.sqrt((double) StatisticsStudy.WINDOWS * TRACKS / 8);
        for (WindowStatistic statistic : WindowStatistic.values()) {
            StatisticsFinding each = finding(findings, DiffusionModel.BROWNIAN, statistic);
            assertThat(each.pooled().value()).isCloseTo(0, within(4 * error));
            assertThat(each.within().value()).isCloseTo(0, within(4 * error));
        }
    }
}
