package io.wanderscope.trainer.report;

import io.wanderscope.trainer.evaluation.Evaluation;
import io.wanderscope.trainer.evaluation.Prediction;
import io.wanderscope.trainer.report.figure.Axis;
import io.wanderscope.trainer.report.figure.LineChart;
import io.wanderscope.trainer.report.figure.LineChart.Point;
import io.wanderscope.trainer.report.figure.Palette;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Curves of a result over bins of a quantity, and charts with one curve per noise level. */
final class Curves {
    /** Edges of the bins of length, in points. */
    static final double[] LENGTHS = {10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 400, 500, 600, 700, 800, 900, 1001};

    /** Bins with at most this share of the trajectories are not plotted: their results are mostly chance. */
    private static final double MIN_SHARE = 1.0 / 500;

    private Curves() {}

    /** Adds a curve for each noise level. */
    static void addByNoise(LineChart chart, ModelReport report, Function<Evaluation, List<Point>> curve) {
        List<Evaluation> levels = report.byNoise();
        for (int level = 0; level < levels.size(); level++) {
            Evaluation evaluation = levels.get(level);
            chart.line(noiseName(evaluation), Palette.level(level), curve.apply(evaluation));
        }
    }

    static String noiseName(Evaluation evaluation) {
        double noise = evaluation.predictions().get(0).noise();
        return noise == 0 ? "no noise" : "noise " + noise;
    }

    static Axis lengthAxis() {
        return Axis.logarithmic("points of the trajectory", 10, 1000, List.of(10., 20., 50., 100., 200., 500., 1000.));
    }

    /** A result in bins of length. */
    static List<Point> byLength(Evaluation evaluation, ToDoubleFunction<Evaluation> value) {
        return binned(evaluation, LENGTHS, Prediction::points, value);
    }

    /** A result in bins of a quantity, each plotted at the mean of the quantity. */
    static List<Point> binned(
            Evaluation evaluation,
            double[] edges,
            ToDoubleFunction<Prediction> quantity,
            ToDoubleFunction<Evaluation> value) {
        return IntStream.range(0, edges.length - 1)
                .mapToObj(bin -> evaluation.where(
                        "",
                        each -> quantity.applyAsDouble(each) >= edges[bin]
                                && quantity.applyAsDouble(each) < edges[bin + 1]))
                .filter(part -> isEnough(part.predictions().size(), evaluation))
                .map(part -> new Point(
                        part.predictions().stream()
                                .mapToDouble(quantity)
                                .average()
                                .orElseThrow(),
                        value.applyAsDouble(part)))
                .toList();
    }

    /** Whether a bin has enough of the trajectories to be plotted. */
    static boolean isEnough(int trajectories, Evaluation evaluation) {
        return (double) trajectories / evaluation.predictions().size() > MIN_SHARE;
    }
}
