package io.wanderscope.trainer.report;

import io.wanderscope.trainer.report.figure.Axis;
import io.wanderscope.trainer.report.figure.LineChart;
import io.wanderscope.trainer.report.figure.LineChart.Point;
import io.wanderscope.trainer.report.figure.Palette;
import java.util.List;
import java.util.Locale;

/** Accuracy against localisation noise, compared with the paper's. */
final class NoiseSection {
    private NoiseSection() {}

    static Page.Section of(ModelReport report) {
        List<Point> accuracy = report.sweep().stream()
                .map(each -> new Point(each.predictions().get(0).noise(), each.accuracy()))
                .toList();
        LineChart chart = new LineChart(
                        Axis.linear("noise s = 1/SNR", 0, 1, 0.2), Axis.percent("accuracy in %", 0.2, 1, 0.2))
                .line("this model", Palette.level(0), accuracy)
                .reference("the paper", PaperResults.byNoise());
        return new Page.Section(
                "Localisation noise",
                "accuracy against noise",
                chart.draw("Accuracy against noise")
                        + Page.caption(String.format(
                                Locale.ROOT,
                                "Lengths 10–1000, %,d trajectories at each of %d levels. Dashed: the paper's"
                                        + " network with targeted augmentation, at the noise actually added (see the note below the table).",
                                report.sweep().get(0).predictions().size(),
                                report.sweep().size())));
    }
}
