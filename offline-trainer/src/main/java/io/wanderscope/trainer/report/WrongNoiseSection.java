package io.wanderscope.trainer.report;

import static io.wanderscope.trainer.report.Numbers.percent;

import io.wanderscope.trainer.evaluation.ModelEvaluation;
import io.wanderscope.trainer.evaluation.WrongNoise;
import java.util.List;

/** What a wrong localisation noise costs. */
final class WrongNoiseSection {
    private WrongNoiseSection() {}

    static Page.Section of(ModelReport report) {
        return new Page.Section(
                "A noise that is wrong",
                "told too little or too much noise",
                Page.table(
                                List.of(
                                        "told / true noise",
                                        "accuracy",
                                        "calibration error",
                                        "wrong above " + ModelEvaluation.CONFIDENT),
                                report.evaluation().wrongNoise().stream()
                                        .map(WrongNoiseSection::row)
                                        .toList())
                        + Page.caption(
                                "Tracks of 10–1000 points with a localisation noise of half a displacement. The model"
                                        + " is told a noise that is too small, right or too large, and an instantaneous exposure."));
    }

    private static List<String> row(WrongNoise wrong) {
        return List.of(
                "" + wrong.factor(),
                percent(wrong.results().accuracy()),
                percent(wrong.results().calibrationError()),
                percent(wrong.results().wrongAbove(ModelEvaluation.CONFIDENT).value()));
    }
}
