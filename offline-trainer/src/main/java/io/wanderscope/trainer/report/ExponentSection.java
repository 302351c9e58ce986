package io.wanderscope.trainer.report;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.evaluation.Evaluation;
import io.wanderscope.trainer.evaluation.Prediction;
import io.wanderscope.trainer.report.figure.Axis;
import io.wanderscope.trainer.report.figure.LineChart;
import io.wanderscope.trainer.report.figure.LineChart.Point;
import io.wanderscope.trainer.report.figure.Palette;
import java.util.stream.DoubleStream;

/** Accuracy against the true anomalous exponent. */
final class ExponentSection {
    private ExponentSection() {}

    static Page.Section of(ModelReport report) {
        LineChart chart = new LineChart(
                Axis.linear("true anomalous exponent α", 0, 2, 0.25), Axis.percent("accuracy in %", 0.2, 1, 0.2));
        double[] edges = DoubleStream.iterate(0.1, edge -> edge < 1.95, edge -> edge + 0.1)
                .toArray();
        for (DiffusionModel model : DiffusionModel.values()) {
            Evaluation ofModel = report.noiseless().where("", prediction -> prediction.model() == model);
            if (model == DiffusionModel.BROWNIAN) {
                chart.mark("BROWNIAN", Palette.of(model), new Point(1, ofModel.accuracy()));
            } else {
                chart.line(
                        model.name(),
                        Palette.of(model),
                        Curves.binned(ofModel, edges, Prediction::exponent, Evaluation::accuracy));
            }
        }
        return new Page.Section(
                "Anomalous exponent",
                "accuracy against the true α",
                chart.draw("Accuracy against the anomalous exponent")
                        + Page.caption("Lengths 10–1000, no noise, in bins of 0.1. Towards α = 1, fractional and scaled"
                                + " Brownian motion become Brownian motion, and accuracy necessarily falls."));
    }
}
