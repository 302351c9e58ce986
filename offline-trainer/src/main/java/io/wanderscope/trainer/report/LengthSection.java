package io.wanderscope.trainer.report;

import static io.wanderscope.trainer.report.Numbers.percent;

import io.wanderscope.trainer.evaluation.Evaluation;
import io.wanderscope.trainer.report.figure.Axis;
import io.wanderscope.trainer.report.figure.LineChart;
import java.util.stream.IntStream;

/** Accuracy against length. */
final class LengthSection {
    private LengthSection() {}

    static Page.Section of(ModelReport report) {
        LineChart chart = new LineChart(Curves.lengthAxis(), Axis.percent("accuracy in %", 0.2, 1, 0.2));
        Curves.addByNoise(chart, report, evaluation -> Curves.byLength(evaluation, Evaluation::accuracy));
        return new Page.Section(
                "Length",
                "accuracy against the number of points",
                chart.draw("Accuracy against length")
                        + Page.caption("Lengths 10–1000 in " + (Curves.LENGTHS.length - 1)
                                + " bins, each point at its bin's mean length."
                                + " A point's standard error is at most " + percent(largestStandardError(report))
                                + ". Short tracks carry little information about the diffusion model; the"
                                + " probabilities reflect that uncertainty."));
    }

    /** Standard error of an accuracy of one half in the bin with the fewest trajectories. */
    private static double largestStandardError(ModelReport report) {
        long fewest = IntStream.range(0, Curves.LENGTHS.length - 1)
                .mapToLong(bin -> report.noiseless().predictions().stream()
                        .filter(each -> each.points() >= Curves.LENGTHS[bin] && each.points() < Curves.LENGTHS[bin + 1])
                        .count())
                .min()
                .orElseThrow();
        return 0.5 / Math.sqrt((double) Math.max(1, fewest));
    }
}
