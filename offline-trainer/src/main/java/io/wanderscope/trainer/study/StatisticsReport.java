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
    private static final String BARS = "Bars: 95 % confidence intervals by bootstrap over tracks.";

    /** Figures of all classes, before that of the paper's nine correlations. */
    private static final int OF_ALL_CLASSES = 2;

    private static final double WIDE_LABEL = 140;
    private static final double NEGLIGIBLE = 0.1;

    /** A way to pair windows with saliency and to count those at rest. */
    private record Way(String name, String description, Function<StatisticsFinding, Interval> value) {}

    private static final List<Way> WAYS = List.of(
            new Way("middles", "with the saliency in the middles of the windows", StatisticsFinding::pooled),
            new Way("by position", "paired by position as in the paper", StatisticsFinding::position),
            new Way(
                    "by position, rests counted",
                    "paired by position and with windows at rest counted before scaling",
                    StatisticsFinding::rests));

    private final StudyTracks tracks;
    private final List<StatisticsFinding> findings;

    StatisticsReport(StudyTracks tracks, List<StatisticsFinding> findings) {
        this.tracks = tracks;
        this.findings = findings;
    }

    StudyResult result(StudyRun run) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("statistics-pooled", chart("pooled over all windows", StatisticsFinding::pooled));
        figures.put("statistics-within", chart("within tracks", StatisticsFinding::within));
        figures.put("statistics-paper", besideThePaper());
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

    private String besideThePaper() {
        Axis axis = Axis.linear("correlation with saliency, with 95 % confidence interval", -1, 1, 0.2);
        List<String> series = new ArrayList<>(List.of("the paper"));
        WAYS.forEach(way -> series.add(way.name()));
        IntervalChart chart = new IntervalChart(axis, WIDE_LABEL, 0, series);
        for (StatisticsFinding each : findings) {
            published(each).ifPresent(paper -> {
                List<Interval> values = new ArrayList<>(List.of(new Interval(paper, paper, paper)));
                WAYS.forEach(way -> values.add(way.value().apply(each)));
                chart.row(each.model() + " " + each.statistic(), values);
            });
        }
        return chart.draw("The paper's nine correlations and ours, counted in three ways");
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
                "paper",
                "position",
                "position_low",
                "position_high",
                "rests",
                "rests_low",
                "rests_high",
                "undefined");
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
                    published(each).orElse(Double.NaN),
                    each.position().value(),
                    each.position().low(),
                    each.position().high(),
                    each.rests().value(),
                    each.rests().low(),
                    each.rests().high(),
                    each.undefined());
        }
        return table.toString();
    }

    /** Whether the paper gives it, too, and enough tracks gave it here. */
    private boolean isCompared(StatisticsFinding each) {
        return published(each).isPresent() && Double.isFinite(each.pooled().value());
    }

    private static OptionalDouble published(StatisticsFinding each) {
        return PaperCorrelations.of(each.model(), each.statistic());
    }

    private List<String> summary() {
        List<StatisticsFinding> compared =
                findings.stream().filter(this::isCompared).toList();
        List<String> sentences = new ArrayList<>();
        sentences.addAll(agreement());
        for (StatisticsFinding each : compared) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "%s, %s: %s, within tracks %s, moving windows only %s, by position %s, by position with rests counted %s; the"
                            + " paper %+.2f.",
                    each.model(),
                    each.statistic(),
                    text(each.pooled()),
                    text(each.within()),
                    text(each.moving()),
                    text(each.position()),
                    text(each.rests()),
                    published(each).orElseThrow()));
        }
        sentences.addAll(unexpected());
        return sentences;
    }

    /** A sentence for each way to count. */
    private List<String> agreement() {
        List<StatisticsFinding> compared =
                findings.stream().filter(this::isCompared).toList();
        double[] paper = compared.stream()
                .mapToDouble(each -> published(each).orElseThrow())
                .toArray();
        return WAYS.stream()
                .map(way -> "Of the paper's nine correlations beyond ±0.1, " + way.description() + ": "
                        + Agreement.of(compared.stream().map(way.value()).toList(), paper)
                                .text()
                        + ".")
                .toList();
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

    private static String text(Interval interval) {
        return Double.isNaN(interval.value())
                ? "–"
                : String.format(
                        Locale.ROOT, "%+.2f (%+.2f to %+.2f)", interval.value(), interval.low(), interval.high());
    }

    private String page(StudyRun run, Map<String, String> figures) {
        return new StudyPage("Which statistics go with saliency?", run)
                .text("The tracks", tracks.description())
                .text(
                        "What was done",
                        (tracks.haveTruth()
                                        ? "The tracks that the model answers rightly were taken by class."
                                        : "The tracks were taken by the model's answer.")
                                + " Each was divided into " + StatisticsWindows.COUNT
                                + " windows of " + StatisticsWindows.WINDOW + " points, " + StatisticsWindows.STRIDE
                                + " points apart, if it has " + StudyTracks.POINTS
                                + " points, and in proportion if it has others. The statistics of a window were compared with the mean signed saliency of the last"
                                + " stage over as many points in its middle as windows are apart, by Pearson's correlation. A class with fewer than "
                                + StatisticsStudy.MINIMUM_TRACKS + " tracks gives none.",
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
                .html("The paper's nine correlations", nine(figures))
                .text("Pairing", pairing())
                .text("Continuous-time random walks", walks())
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
                        "An order of nine correlations is a coarse thing: several of the paper's differ by a few hundredths, and the"
                                + " interval of the rank correlation (Bonett and Wright's) says how little nine independent pairs can tell."
                                + " These are not independent: CS is AC times another number, so that CS and AC of a class share"
                                + " AC, and nine such pairs tell less than the interval says. With rests counted, the order"
                                + " also owes something to us: that way of counting was chosen because it gives the paper's sign for AC of CTRW.")
                .html();
    }

    private static List<String> pairing() {
        return List.of(
                "The last stage of the paper's network has 32 positions in a track of 1000 points, as many as there are windows,"
                        + " and the paper pairs the first position with the first window, and so on. But windows start 25 points"
                        + " apart and positions 31: the middle of the first window lies 97 points after its position, that of the"
                        + " last as much before it, and the ends of the track, where a network sees padding, take part. Our last stage"
                        + " has a position every 16 points; its mean over 32 equal parts of the track stands for the paper's"
                        + " positions in the columns “by position”. In the other columns, a window is compared with what the"
                        + " map shows in its middle, and the ends of the track are left out.",
                "Only what differs from place to place in a track can change with the pairing. That is the trend VD: at the start of a"
                        + " track the position lies in the first quarters of its window, at its end in the last ones, so that saliency"
                        + " is set against displacements on one side of the window and no longer against its trend alone. What"
                        + " differs between tracks, as AC does in FBM, stays.");
    }

    private List<String> walks() {
        StatisticsFinding ac = finding(DiffusionModel.CTRW, WindowStatistic.AC);
        if (Double.isNaN(ac.undefined())) {
            return List.of("There are too few tracks of this class to say anything.");
        }
        return List.of(
                String.format(
                        Locale.ROOT,
                        "The jumps of a CTRW are independent of each other. Where a window has some, AC is 0 but for chance and cannot"
                                + " go with any map: over the windows that move, its correlation is %s. The other windows, %.0f %%"
                                + " of them, rest from beginning to end; their autocorrelation is 0/0, and the paper does not say"
                                + " what it counts them as. All that AC can say of a CTRW is which windows those are.",
                        text(ac.moving()),
                        100 * ac.undefined()),
                String.format(
                        Locale.ROOT,
                        "Counted as 0, they cannot be told from the others, and the correlation is %s. Counted as 1, since a series"
                                + " that does not change repeats itself perfectly, it is %s; the paper has %+.2f. We looked for a"
                                + " way of counting that gives the paper's sign, and cannot know whether it is the paper's. But a correlation far from 0 says how rests were counted, and whether saliency lies"
                                + " where the walk jumps; it says nothing about autocorrelation.",
                        text(ac.position()),
                        text(ac.rests()),
                        published(ac).orElseThrow()),
                "SG and VD of a CTRW hang on the rests, too. Left out, what remains are windows with few and with many jumps; counted"
                        + " as 0, after scaling or before it, they set apart windows with jumps from windows without. Nor does the"
                        + " paper say over which windows it scales; here, it is over those of a track.");
    }

    private StatisticsFinding finding(DiffusionModel model, WindowStatistic statistic) {
        return findings.stream()
                .filter(each -> each.model() == model && each.statistic() == statistic)
                .findFirst()
                .orElseThrow();
    }

    private String content(Map<String, String> figures) {
        StringBuilder html = new StringBuilder();
        unexpected().forEach(sentence -> html.append(Page.paragraph(sentence)));
        figures.values().stream().limit(OF_ALL_CLASSES).forEach(html::append);
        html.append(Page.caption(BARS));
        List<List<String>> rows = findings.stream()
                .map(each -> List.of(
                        each.model() + ", " + each.statistic(),
                        Integer.toString(each.tracks()),
                        text(each.pooled()),
                        text(each.within()),
                        text(each.moving()),
                        published(each).isPresent() ? paper(each) : ""))
                .toList();
        return html.append(Page.table(
                        List.of("class, statistic", "tracks", "pooled", "within tracks", "moving windows", "the paper"),
                        rows))
                .append(Page.caption(
                        "Correlations with 95 % confidence intervals. Moving windows: pooled over the windows that have the"
                                + " statistic; elsewhere, it counts as 0."))
                .toString();
    }

    private String nine(Map<String, String> figures) {
        StringBuilder html = new StringBuilder();
        agreement().forEach(sentence -> html.append(Page.paragraph(sentence)));
        figures.values().stream().skip(OF_ALL_CLASSES).forEach(html::append);
        html.append(Page.caption(BARS));
        List<List<String>> rows = findings.stream()
                .filter(each -> published(each).isPresent())
                .map(each -> List.of(
                        each.model() + ", " + each.statistic(),
                        text(each.pooled()),
                        text(each.position()),
                        text(each.rests()),
                        paper(each)))
                .toList();
        List<String> head = new ArrayList<>(List.of("class, statistic"));
        WAYS.forEach(way -> head.add(way.name()));
        head.add("the paper");
        return html.append(Page.table(head, rows))
                .append(Page.caption(
                        "Correlations with 95 % confidence intervals. Rests counted: windows without displacements have an"
                                + " autocorrelation of 1, and 0 of everything else before scaling; elsewhere, a statistic that a window does"
                                + " not have counts as 0."))
                .toString();
    }

    private static String paper(StatisticsFinding each) {
        return String.format(Locale.ROOT, "%+.2f", published(each).orElseThrow());
    }
}
