package io.wanderscope.trainer.report;

import static io.wanderscope.trainer.report.Numbers.percent;

import io.wanderscope.trainer.evaluation.Evaluation;
import io.wanderscope.trainer.evaluation.Evaluation.ReliabilityBin;
import io.wanderscope.trainer.report.figure.Axis;
import io.wanderscope.trainer.report.figure.LineChart;
import io.wanderscope.trainer.report.figure.LineChart.Point;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The reliability diagram: accuracy against confidence. */
final class ReliabilitySection {
    private ReliabilitySection() {}

    static Page.Section of(ModelReport report) {
        Evaluation pooled = report.pooled();
        List<ReliabilityBin> bins = pooled.reliability();
        LineChart chart = new LineChart(
                        Axis.percent("confidence in %", 0, 1, 0.2),
                        Axis.percent("share that is correct, in %", 0, 1, 0.2))
                .bars(1.0 / bins.size(), histogram(pooled, bins))
                .reference("", List.of(new Point(0, 0), new Point(1, 1)));
        Curves.addByNoise(chart, report, ReliabilitySection::points);
        return new Page.Section(
                "Is the confidence calibrated?",
                "reliability",
                chart.draw("Reliability diagram") + caption(report, pooled));
    }

    private static String caption(ModelReport report, Evaluation pooled) {
        return Page.caption(String.format(
                Locale.ROOT,
                "On the dashed line, labels of confidence p are correct in a share p of all cases. Bars: share of all"
                        + " trajectories by confidence. Expected calibration error %.2f %% over all five"
                        + " tests; %s. The calibration was fitted to held-out simulations; it depends on the length, on the"
                        + " noise that the network estimates, and on whether it was told the noise.",
                100 * pooled.calibrationError(),
                report.byNoise().stream()
                        .map(each -> Curves.noiseName(each) + " " + percent(each.calibrationError()))
                        .collect(Collectors.joining(", "))));
    }

    private static List<Point> points(Evaluation evaluation) {
        return evaluation.reliability().stream()
                .filter(bin -> Curves.isEnough(bin.count(), evaluation))
                .map(bin -> new Point(bin.confidence(), bin.accuracy()))
                .toList();
    }

    /** Share of all trajectories in each confidence bin. */
    private static List<Point> histogram(Evaluation pooled, List<ReliabilityBin> bins) {
        double total = pooled.predictions().size();
        return IntStream.range(0, bins.size())
                .mapToObj(bin ->
                        new Point((bin + 0.5) / bins.size(), bins.get(bin).count() / total))
                .toList();
    }
}
