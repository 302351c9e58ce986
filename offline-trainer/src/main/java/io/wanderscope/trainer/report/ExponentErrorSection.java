package io.wanderscope.trainer.report;

import static io.wanderscope.trainer.report.Numbers.threePlaces;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.evaluation.Evaluation;
import io.wanderscope.trainer.report.figure.Axis;
import io.wanderscope.trainer.report.figure.LineChart;
import java.util.ArrayList;
import java.util.List;

/** Error of the anomalous exponent against length, and by class. */
final class ExponentErrorSection {
    private ExponentErrorSection() {}

    static Page.Section of(ModelReport report) {
        LineChart chart = new LineChart(Curves.lengthAxis(), Axis.linear("mean absolute error of α", 0, 0.4, 0.1));
        Curves.addByNoise(chart, report, evaluation -> Curves.byLength(evaluation, Evaluation::exponentError));
        return new Page.Section(
                "Error of α",
                "mean absolute error of the anomalous exponent",
                chart.draw("Error of the exponent against length")
                        + Page.table(List.of("true class", "no noise", "noise 0.1, 0.5 and 1.0 together"), rows(report))
                        + Page.caption(
                                "Lengths 10–1000. The estimate is the mean over the classes of the exponent given"
                                        + " each class,"
                                        + " weighted by the class probabilities."));
    }

    private static List<List<String>> rows(ModelReport report) {
        Evaluation noiseless = report.noiseless();
        Evaluation noisy = report.pooled().where("", each -> each.noise() > 0);
        List<List<String>> rows = new ArrayList<>();
        for (DiffusionModel model : DiffusionModel.values()) {
            rows.add(List.of(model.name(), error(noiseless, model), error(noisy, model)));
        }
        rows.add(List.of("all", threePlaces(noiseless.exponentError()), threePlaces(noisy.exponentError())));
        return rows;
    }

    private static String error(Evaluation evaluation, DiffusionModel model) {
        return threePlaces(evaluation.where("", each -> each.model() == model).exponentError());
    }
}
