package io.wanderscope.trainer.report;

import static io.wanderscope.trainer.report.Numbers.percent;

import io.wanderscope.trainer.evaluation.Evaluation;
import io.wanderscope.trainer.evaluation.Evaluation.Threshold;
import io.wanderscope.trainer.report.figure.Axis;
import io.wanderscope.trainer.report.figure.LineChart;
import io.wanderscope.trainer.report.figure.LineChart.Point;
import io.wanderscope.trainer.report.figure.Palette;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Precision against coverage: the effect of a confidence threshold. */
final class CoverageSection {
    private static final double[] THRESHOLDS = {0, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95};

    private CoverageSection() {}

    static Page.Section of(ModelReport report) {
        return new Page.Section(
                "When to leave a track undetermined",
                "precision against coverage",
                chart(report).draw("Precision against coverage")
                        + Page.table(
                                List.of("minimum confidence", "coverage", "precision", "correct among those below"),
                                rows(report.pooled()))
                        + caption(report.threshold()));
    }

    private static LineChart chart(ModelReport report) {
        LineChart chart = new LineChart(
                Axis.percent("coverage: share of the trajectories that get a label, in %", 0, 1, 0.2),
                Axis.percent("precision: share of the labels that are correct, in %", 0.7, 1, 0.1));
        double[] fine = DoubleStream.iterate(0, each -> each < 0.999, each -> each + 0.02)
                .toArray();
        Curves.addByNoise(chart, report, evaluation -> curve(evaluation, fine));
        List<Evaluation> levels = report.byNoise();
        for (int level = 0; level < levels.size(); level++) {
            Point atThreshold = curve(levels.get(level), report.threshold()).get(0);
            chart.mark("", Palette.level(level), atThreshold);
        }
        return chart;
    }

    private static List<Point> curve(Evaluation evaluation, double... thresholds) {
        List<Point> curve = new ArrayList<>();
        for (Threshold each : evaluation.precisionAndCoverage(thresholds)) {
            curve.add(0, new Point(each.coverage(), each.precision()));
        }
        return curve;
    }

    private static List<List<String>> rows(Evaluation pooled) {
        List<List<String>> rows = new ArrayList<>();
        for (Threshold each : pooled.precisionAndCoverage(THRESHOLDS)) {
            Evaluation rejected =
                    pooled.where("", prediction -> !prediction.answer().isLabelled(each.threshold()));
            rows.add(List.of(
                    String.format(Locale.ROOT, "%.2f", each.threshold()),
                    percent(each.coverage()),
                    percent(each.precision()),
                    percent(rejected.accuracy())));
        }
        return rows;
    }

    private static String caption(double threshold) {
        return Page.caption(String.format(
                Locale.ROOT,
                "Table: all five tests together. Dots: confidence.minimum = %.2f, the stream's default,"
                        + " below which a track is UNDETERMINED with the reason LOW_CONFIDENCE. Raise it if a wrong"
                        + " label costs more than a missing one. Labels are also withheld where the model takes a track for"
                        + " none of the eight, or finds it unfamiliar.",
                threshold));
    }
}
