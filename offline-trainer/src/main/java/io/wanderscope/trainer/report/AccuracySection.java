package io.wanderscope.trainer.report;

import static io.wanderscope.trainer.report.Numbers.percent;
import static io.wanderscope.trainer.report.Numbers.scientific;
import static io.wanderscope.trainer.report.Numbers.threePlaces;

import io.wanderscope.trainer.evaluation.ByImaging;
import io.wanderscope.trainer.evaluation.Evaluation;
import io.wanderscope.trainer.evaluation.Invariance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Results of the five tests, compared with the paper's, and invariance. */
final class AccuracySection {
    private AccuracySection() {}

    static Page.Section of(ModelReport report) {
        return new Page.Section(
                "Accuracy",
                "five tests on data not used for training",
                independent(report) + note() + ofTraining(report) + invariance(report.invariance()));
    }

    /** What counts: the network cannot have learnt a habit of a simulator that it has never seen. */
    private static String independent(ModelReport report) {
        List<List<String>> unknown = new ArrayList<>();
        for (int test = 0; test < report.tests().size(); test++) {
            unknown.add(row(report.tests().get(test), PaperResults.TESTS.get(test)));
        }
        unknown.add(row(report.pooled(), ""));
        unknown.add(row(report.pooled().where("lengths 10-1000, noise 0.1, 0.5, 1.0", each -> each.noise() > 0), ""));
        List<Evaluation> known =
                report.evaluation().accuracy().stream().map(ByImaging::known).toList();
        return Page.paragraph(
                        "On an independent implementation of the processes, which shares no code with the simulator"
                                + " that training uses, without and with knowledge of the imaging conditions:")
                + table(unknown)
                + table(rows(known));
    }

    private static String ofTraining(ModelReport report) {
        return Page.paragraph("On the simulator that training uses:") + table(rows(report.training()));
    }

    private static List<List<String>> rows(List<Evaluation> tests) {
        List<List<String>> rows = new ArrayList<>();
        tests.forEach(test -> rows.add(row(test, "")));
        rows.add(row(Evaluation.pooled("all of these", tests), ""));
        return rows;
    }

    private static String table(List<List<String>> rows) {
        return Page.table(
                List.of(
                        "test",
                        "accuracy",
                        "accuracy in the paper",
                        "macro-F1",
                        "calibration error",
                        "α, mean absolute error"),
                rows);
    }

    private static List<String> row(Evaluation evaluation, String paper) {
        return List.of(
                evaluation.name(),
                percent(evaluation.accuracy()),
                paper,
                threePlaces(evaluation.macroF1()),
                percent(evaluation.calibrationError()),
                threePlaces(evaluation.exponentError()));
    }

    private static String note() {
        return Page.caption("* The paper's network with targeted augmentation (85.8 % without noise), at the noise"
                + " actually added: its published code adds noise on top of noise during its sweep, so if its"
                + " tables came from that code, a nominal 0.5 is 0.74; values between its levels are"
                + " interpolated. Calibration error: expected calibration error over 15 bins of"
                + " confidence. α of Brownian motion is 1; the other classes draw it uniformly from"
                + " 0.1–0.9 or 1.1–1.9.");
    }

    private static String invariance(Invariance invariance) {
        return Page.table(
                List.of("transformation", "largest change of a probability"),
                List.of(
                        List.of("shifted", scientific(invariance.shifted())),
                        List.of("in another unit of length", scientific(invariance.scaled())),
                        List.of("batched and padded differently", scientific(invariance.batched())),
                        List.of(
                                "rotated by a random angle (mean change)",
                                String.format(Locale.ROOT, "%.4f", invariance.rotatedMean()))));
    }
}
