package io.wanderscope.trainer.report;

import io.wanderscope.trainer.evaluation.Evaluation;
import io.wanderscope.trainer.report.figure.Axis;
import io.wanderscope.trainer.report.figure.LineChart;
import io.wanderscope.trainer.report.figure.LineChart.Point;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Error of the anomalous exponent against its predicted standard deviation. */
final class ExponentUncertaintySection {
    private ExponentUncertaintySection() {}

    static Page.Section of(ModelReport report) {
        double[] edges = DoubleStream.iterate(0, edge -> edge <= 0.62, edge -> edge + 0.04)
                .toArray();
        LineChart chart = new LineChart(
                        Axis.linear("predicted standard deviation (alpha_sd)", 0, 0.6, 0.1),
                        Axis.linear("root mean square error of α", 0, 0.6, 0.1))
                .reference("", List.of(new Point(0, 0), new Point(0.6, 0.6)));
        Curves.addByNoise(
                chart,
                report,
                evaluation -> Curves.binned(
                        evaluation, edges, each -> each.answer().alphaSd(), Evaluation::exponentRootMeanSquareError));
        return new Page.Section(
                "Is the uncertainty of α calibrated?",
                "error against predicted standard deviation",
                chart.draw("Error of the exponent against its predicted standard deviation")
                        + caption(report.pooled()));
    }

    private static String caption(Evaluation pooled) {
        return Page.caption(String.format(
                Locale.ROOT,
                "On the dashed line, the error equals the predicted standard deviation. Over all five tests %.0f %% of"
                        + " the true exponents lie within one alpha_sd of the estimate and %.0f %% within"
                        + " two; for a Gaussian it would be 68 and 95 %%.",
                100 * pooled.withinSd(1),
                100 * pooled.withinSd(2)));
    }
}
