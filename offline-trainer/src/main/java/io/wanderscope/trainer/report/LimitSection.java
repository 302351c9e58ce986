package io.wanderscope.trainer.report;

import io.wanderscope.trainer.evaluation.Share;
import io.wanderscope.trainer.limit.Limit;
import io.wanderscope.trainer.limit.LimitConclusion;
import io.wanderscope.trainer.report.figure.Axis;
import io.wanderscope.trainer.report.figure.LineChart;
import io.wanderscope.trainer.report.figure.LineChart.Point;
import io.wanderscope.trainer.report.figure.Palette;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The network beside the best possible accuracy on the five Gaussian models. */
final class LimitSection {
    private LimitSection() {}

    static Page.Section of(List<Limit> limits) {
        return new Page.Section(
                "Beside the best possible",
                "the five Gaussian models",
                chart(limits).draw("Accuracy beside the best possible")
                        + Page.caption(
                                "Accuracy on equal shares of both kinds of fractional and of scaled Brownian motion and"
                                        + " Brownian motion. Lines: the network, which chooses among the five and is told the noise."
                                        + " Dashed: the best possible for a classifier that knows unit and noise, by exact likelihood.")
                        + Page.table(
                                List.of(
                                        "points, noise",
                                        "noise known",
                                        "network, told",
                                        "short by",
                                        "noise only",
                                        "short by",
                                        "noise unknown",
                                        "unit unknown",
                                        "network, untold",
                                        "short by"),
                                limits.stream().map(LimitSection::row).toList())
                        + Page.caption("In %, with standard errors. "
                                + LimitConclusion.of(limits).stream()
                                        .map(String::strip)
                                        .collect(Collectors.joining(" "))));
    }

    private static LineChart chart(List<Limit> limits) {
        LineChart chart = new LineChart(Curves.lengthAxis(), Axis.percent("accuracy in %", 0.2, 1, 0.2));
        List<Double> noises = limits.stream().map(Limit::noise).distinct().toList();
        for (int level = 0; level < noises.size(); level++) {
            double noise = noises.get(level);
            List<Limit> ofNoise =
                    limits.stream().filter(each -> each.noise() == noise).toList();
            chart.reference(
                    "",
                    ofNoise.stream()
                            .map(each ->
                                    new Point(each.points(), each.noiseKnown().value()))
                            .toList());
            chart.line(
                    noise == 0 ? "no noise" : "noise " + noise,
                    Palette.level(level),
                    ofNoise.stream()
                            .map(each -> new Point(each.points(), told(each)))
                            .toList());
        }
        return chart;
    }

    private static double told(Limit limit) {
        Limit.NetworkAccuracy network = limit.network();
        return network == null ? Double.NaN : network.told().value();
    }

    private static List<String> row(Limit limit) {
        Limit.NetworkAccuracy network = limit.network();
        return List.of(
                String.format(Locale.ROOT, "%d, %.2f", limit.points(), limit.noise()),
                text(limit.noiseKnown()),
                text(network == null ? null : network.told()),
                text(network == null ? null : network.toKnownNoise()),
                text(limit.noiseOnly()),
                text(network == null ? null : network.toNoiseOnly()),
                text(limit.noiseUnknown()),
                text(limit.unitUnknown()),
                text(network == null ? null : network.untold()),
                text(network == null ? null : network.toUnknownUnit()));
    }

    private static String text(@Nullable Share share) {
        return share == null ? "–" : share.toString();
    }
}
