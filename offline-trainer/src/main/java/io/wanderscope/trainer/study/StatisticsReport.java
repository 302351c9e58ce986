package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.report.Page;
import io.wanderscope.trainer.report.figure.Axis;
import io.wanderscope.trainer.report.figure.Interval;
import io.wanderscope.trainer.report.figure.IntervalChart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Table, figures and page of {@link StatisticsStudy}. */
final class StatisticsReport {
    private static final double LABEL_WIDTH = 110;
    private static final double NEGLIGIBLE = 0.1;

    private final List<StatisticsFinding> findings;

    StatisticsReport(List<StatisticsFinding> findings) {
        this.findings = findings;
    }

    StudyResult result(StudyRun run) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("statistics-pooled", chart("pooled over all windows", StatisticsFinding::pooled));
        figures.put("statistics-within", chart("within tracks", StatisticsFinding::within));
        return new StudyResult(summary(), csv(), figures, page(run, figures));
    }

    private String chart(String pooling, Function<StatisticsFinding, Interval> value) {
        Axis axis =
                Axis.linear("correlation with saliency, " + pooling + ", with 95 % confidence interval", -1, 1, 0.2);
        List<String> series =
                Arrays.stream(WindowStatistic.values()).map(Enum::name).toList();
        IntervalChart chart = new IntervalChart(axis, LABEL_WIDTH, 0, series);
        for (DiffusionModel model : DiffusionModel.values()) {
            chart.row(
                    model.name(),
                    findings.stream()
                            .filter(each -> each.model() == model)
                            .map(value)
                            .toList());
        }
        return chart.draw("Correlation of statistics with the saliency of the last stage by class, " + pooling);
    }

    private String csv() {
        CsvTable table = new CsvTable(
                "class",
                "statistic",
                "tracks",
                "pooled",
                "pooled_low",
                "pooled_high",
                "within",
                "within_low",
                "within_high",
                "moving",
                "moving_low",
                "moving_high",
                "paper");
        for (StatisticsFinding each : findings) {
            table.row(
                    each.model(),
                    each.statistic(),
                    each.tracks(),
                    each.pooled().value(),
                    each.pooled().low(),
                    each.pooled().high(),
                    each.within().value(),
                    each.within().low(),
                    each.within().high(),
                    each.moving().value(),
                    each.moving().low(),
                    each.moving().high(),
                    published(each).orElse(Double.NaN));
        }
        return table.toString();
    }

    private static OptionalDouble published(StatisticsFinding each) {
        return PaperCorrelations.of(each.model(), each.statistic());
    }

    private List<String> summary() {
        List<StatisticsFinding> compared =
                findings.stream().filter(each -> published(each).isPresent()).toList();
        List<String> sentences = new ArrayList<>();
        sentences.add(String.format(
                Locale.ROOT,
                "Of the paper's %d correlations beyond ±0.1, %d have the same sign here with all of their confidence interval, %d"
                        + " have the other sign, and of %d the interval holds 0.",
                compared.size(),
                compared.stream()
                        .filter(each -> excludesZero(each.pooled()) && hasSameSign(each))
                        .count(),
                compared.stream()
                        .filter(each -> excludesZero(each.pooled()) && !hasSameSign(each))
                        .count(),
                compared.stream().filter(each -> !excludesZero(each.pooled())).count()));
        for (StatisticsFinding each : compared) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "%s, %s: %s, within tracks %s, moving windows only %s; the paper %+.2f.",
                    each.model(),
                    each.statistic(),
                    text(each.pooled()),
                    text(each.within()),
                    text(each.moving()),
                    published(each).orElseThrow()));
        }
        sentences.addAll(unexpected());
        return sentences;
    }

    /** What the paper does not have: where it finds nothing, and where it says nothing. */
    private List<String> unexpected() {
        return List.of(
                "Beyond ±0.1 with all of their interval, where the paper has all within ±0.08: "
                        + beyond(each -> PaperCorrelations.areNegligible(each.model())),
                "Beyond ±0.1 with all of their interval, where the paper gives nothing: "
                        + beyond(each -> !PaperCorrelations.areNegligible(each.model())));
    }

    private String beyond(Predicate<StatisticsFinding> condition) {
        return findings.stream()
                .filter(each -> published(each).isEmpty() && isBeyond(each.pooled()))
                .filter(condition)
                .map(each -> each.model() + " " + each.statistic() + " " + text(each.pooled()))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), list -> list.isEmpty() ? "none." : list + "."));
    }

    private static boolean isBeyond(Interval interval) {
        return interval.low() > NEGLIGIBLE || interval.high() < -NEGLIGIBLE;
    }

    private static boolean hasSameSign(StatisticsFinding each) {
        return each.pooled().value() * published(each).orElseThrow() > 0;
    }

    private static boolean excludesZero(Interval interval) {
        return interval.low() > 0 || interval.high() < 0;
    }

    private static String text(Interval interval) {
        return Double.isNaN(interval.value())
                ? "–"
                : String.format(
                        Locale.ROOT, "%+.2f (%+.2f to %+.2f)", interval.value(), interval.low(), interval.high());
    }

    private String page(StudyRun run, Map<String, String> figures) {
        return new StudyPage("Which statistics go with saliency?", run)
                .text(
                        "What was done",
                        "Tracks of " + StatisticsStudy.POINTS
                                + " points without noise, the eight models in equal shares, by the independent"
                                + " simulator, as far as the model answers rightly. Each was divided into "
                                + StatisticsStudy.WINDOWS
                                + " windows of " + StatisticsStudy.WINDOW + " points, " + StatisticsStudy.STRIDE
                                + " points apart. The statistics of a window were compared with the mean signed saliency of the last"
                                + " stage over the " + StatisticsStudy.STRIDE
                                + " points in its middle, by Pearson's correlation.",
                        "AC is the autocorrelation of displacements at lag 1. CS is AC times the scaled s.d. of the turning angles. SG is the"
                                + " scaled s.d. of the ratios of successive step sizes times the scaled excess kurtosis of displacements (mean size"
                                + " over quarters of the window). VD is the s.d. of displacements in the last quarter minus that in"
                                + " the first, over four times their s.d., times the same kurtosis. Scaled: from 0 at the smallest"
                                + " to 1 at the largest of the track's windows.",
                        "Pooled over all windows, a correlation is also large where tracks differ from each other, for instance in α: it"
                                + " need not say anything about places within a track. Within tracks, only the differences from a"
                                + " track's own means count. Intervals: bootstrap over tracks, because windows of one overlap. A window in"
                                + " which the particle rests, or flies straight on, has no such statistic, which then counts as 0; a further column leaves such"
                                + " windows out.")
                .text(
                        "What the paper found",
                        "Pooled: CTRW AC −0.36, SG +0.35, VD −0.18; subdiffusive FBM AC −0.22, CS −0.13; superdiffusive FBM AC +0.37, CS"
                                + " +0.18; subdiffusive SBM VD −0.38; superdiffusive SBM VD +0.34; ATTM, Lévy walk and Brownian motion"
                                + " within ±0.08.")
                .html("What we find", content(figures))
                .text(
                        "Why they differ",
                        "The paper's network sees positions scaled by their range, with a receptive field of about 225 points at its last"
                                + " stage; ours sees displacements at several lags and statistics of the whole track, from which it may know"
                                + " much before it looks at any place. Autocorrelation, above all, is known of the whole track: within"
                                + " tracks of FBM little of the pooled correlation may be left, or one of the other sign. Such a"
                                + " correlation says which tracks the network is sure of, not where it looks.",
                        "The classes for which the paper has all correlations within ±0.08 have larger ones in the first of the two"
                                + " lists above, if any: they may come from the same differences between tracks, or from our tracks being"
                                + " free of noise.",
                        "For CTRW the sign of SG may hang on the rests, as the column of moving windows shows: counted as 0, they set apart windows with jumps from windows without;"
                                + " left out, what remains are windows with few and with many jumps. Nor does the paper say over"
                                + " which windows it scales.")
                .html();
    }

    private String content(Map<String, String> figures) {
        StringBuilder html = new StringBuilder(Page.paragraph(summary().get(0)));
        unexpected().forEach(sentence -> html.append(Page.paragraph(sentence)));
        figures.values().forEach(html::append);
        html.append(Page.caption("Bars: 95 % confidence intervals by bootstrap over tracks."));
        List<List<String>> rows = findings.stream()
                .map(each -> List.of(
                        each.model() + ", " + each.statistic(),
                        Integer.toString(each.tracks()),
                        text(each.pooled()),
                        text(each.within()),
                        text(each.moving()),
                        published(each).isPresent()
                                ? String.format(
                                        Locale.ROOT, "%+.2f", published(each).orElseThrow())
                                : ""))
                .toList();
        return html.append(Page.table(
                        List.of("class, statistic", "tracks", "pooled", "within tracks", "moving windows", "the paper"),
                        rows))
                .append(Page.caption(
                        "Correlations with 95 % confidence intervals. Moving windows: pooled over the windows that have the"
                                + " statistic; elsewhere, it counts as 0."))
                .toString();
    }
}
