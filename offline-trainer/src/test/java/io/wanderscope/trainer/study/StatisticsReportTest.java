package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.report.figure.Interval;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsReportTest {
    private static final Interval NONE = new Interval(0, -0.05, 0.05);

    private static StudyRun run() {
        return new StudyRun(
                new ScriptedClassifier(DiffusionModel.BROWNIAN, track -> 1),
                1,
                20,
                "",
                (test, before, done, total) -> {});
    }

    /** Findings of which those that are named are 0.5. */
    private static List<StatisticsFinding> findings(String... large) {
        List<StatisticsFinding> findings = new ArrayList<>();
        for (DiffusionModel model : DiffusionModel.values()) {
            for (WindowStatistic statistic : WindowStatistic.values()) {
                Interval pooled =
                        List.of(large).contains(model.name() + " " + statistic) ? new Interval(0.5, 0.4, 0.6) : NONE;
                findings.add(new StatisticsFinding(model, statistic, 20, 0, pooled, NONE, NONE, NONE, NONE));
            }
        }
        return findings;
    }

    @Test
    void saysHowLittleTheOrderOfNineCorrelationsTells() {
        // Given
        StudyRun run = run();

        // When
        String page = new StatisticsReport(StudyTracks.simulated(run), findings())
                .result(run)
                .page();

        // Then
        assertThat(page)
                .contains(
                        "These are not independent: CS is AC times another number",
                        "that way of counting was chosen because it gives the paper's sign");
    }

    @Test
    void distinguishesWhereThePaperFindsNothingFromWhereItSaysNothing() {
        // Given
        StudyRun run = run();

        // When
        List<String> summary = new StatisticsReport(
                        StudyTracks.simulated(run),
                        findings("BROWNIAN AC", "LEVY_WALK VD", "ATTM SG", "CTRW CS", "CTRW AC"))
                .result(run)
                .summary();

        // Then
        assertThat(summary)
                .endsWith(
                        "Beyond ±0.1 with all of their interval, where the paper has all within ±0.08:"
                                + " ATTM SG +0.50 (+0.40 to +0.60), LEVY_WALK VD +0.50 (+0.40 to +0.60),"
                                + " BROWNIAN AC +0.50 (+0.40 to +0.60).",
                        "Beyond ±0.1 with all of their interval, where the paper gives nothing:"
                                + " CTRW CS +0.50 (+0.40 to +0.60).");
    }
}
