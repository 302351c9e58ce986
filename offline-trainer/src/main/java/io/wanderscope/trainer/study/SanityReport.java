package io.wanderscope.trainer.study;

import io.wanderscope.trainer.report.Page;
import io.wanderscope.trainer.report.figure.Axis;
import io.wanderscope.trainer.report.figure.Interval;
import io.wanderscope.trainer.report.figure.IntervalChart;
import io.wanderscope.trainer.study.SanityFinding.Change;
import io.wanderscope.trainer.study.SanityFinding.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Table, figures and page of {@link SanityStudy}. */
final class SanityReport {
    private static final double LABEL_WIDTH = 150;

    private final List<String> maps;
    private final StudyTracks tracks;
    private final List<SanityFinding> findings;

    SanityReport(List<String> maps, StudyTracks tracks, List<SanityFinding> findings) {
        this.maps = maps;
        this.tracks = tracks;
        this.findings = findings;
    }

    StudyResult result(StudyRun run) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("sanity-cascade", chart(Kind.CASCADE, "Rank correlation with the trained maps, layer after layer"));
        figures.put("sanity-single", chart(Kind.SINGLE, "Rank correlation with the trained maps, one layer at a time"));
        return new StudyResult(summary(), csv(), figures, page(run, figures));
    }

    private String chart(Kind kind, String description) {
        Axis axis = Axis.linear(
                "rank correlation with the trained network's map, with 95 % confidence interval", -1, 1, 0.2);
        IntervalChart chart = new IntervalChart(axis, LABEL_WIDTH, 0, maps);
        changes().stream()
                .filter(change -> change.kind() == kind || change.kind() == Kind.OTHER_TRACK)
                .forEach(change -> chart.row(label(change), values(change, SanityFinding::signed)));
        return chart.draw(description);
    }

    private List<Change> changes() {
        return findings.stream().map(SanityFinding::change).distinct().toList();
    }

    private List<Interval> values(Change change, Function<SanityFinding, Mean> value) {
        return of(change).stream().map(value).map(Mean::interval).toList();
    }

    private List<SanityFinding> of(Change change) {
        return findings.stream().filter(each -> each.change().equals(change)).toList();
    }

    private String label(Change change) {
        boolean isFirst = change.equals(changes().get(0));
        return change.kind() == Kind.CASCADE && !isFirst ? "… and " + change.name() : change.name();
    }

    private String csv() {
        CsvTable table = new CsvTable(
                "change", "layer", "map", "correlation", "correlation_error", "unsigned", "unsigned_error");
        for (SanityFinding each : findings) {
            table.row(each.change().kind(), each.change().name(), each.map(), each.signed(), each.unsigned());
        }
        return table.toString();
    }

    private List<String> summary() {
        List<Change> cascade = changes().stream()
                .filter(change -> change.kind() == Kind.CASCADE)
                .toList();
        List<SanityFinding> first = of(cascade.get(0));
        List<SanityFinding> all = of(cascade.get(cascade.size() - 1));
        List<SanityFinding> others = of(changes().get(changes().size() - 1));
        return IntStream.range(0, maps.size())
                .mapToObj(map -> String.format(
                        Locale.ROOT,
                        "%s: with only the weights of the %s drawn again, the rank correlation with the trained map is %s,"
                                + " with all weights it is %s; another track's map has %s.",
                        maps.get(map),
                        cascade.get(0).name(),
                        text(first.get(map)),
                        text(all.get(map)),
                        text(others.get(map))))
                .toList();
    }

    private static String text(SanityFinding finding) {
        return finding.map().equals(AbsoluteGradCam.METHOD)
                ? finding.signed().plain()
                : finding.signed().plain() + " (unsigned " + finding.unsigned().plain() + ")";
    }

    private String page(StudyRun run, Map<String, String> figures) {
        return new StudyPage("Does saliency forget what the network forgets?", run)
                .text("The tracks", tracks.description())
                .text(
                        "What was done",
                        "A map that looks the same whether or not the network has learnt anything shows the track, not the network. So"
                                + " the weights of the network were drawn again, in the forward and the backward pass, first of the"
                                + " output, then of the stages from the coarsest to the finest, then of the stem; and in a second"
                                + " experiment of one layer at a time. The new weights of a layer are its old ones in one random order. Each"
                                + " network's map was compared with that of the trained network for the same track and the same class, by"
                                + " Spearman's rank correlation over its points: of the weights, and unsigned, of how far they are"
                                + " from the median of the track. Absolute Grad-CAM has no signs and is compared as it is. There"
                                + " are " + SanityStudy.DRAWS
                                + " draws of the weights, each on its share of the tracks. For comparison: the map of another track with the same"
                                + " answer, which shows what the maps of all tracks have in common, such as their ends.")
                .text(
                        "What the paper found",
                        "The paper has no such test. For images, Adebayo and others (2018) found that Grad-CAM passes it, and that"
                                + " methods which multiply by the input may not.")
                .html("What we find", content(figures))
                .text(
                        "How to read it",
                        "1 means that the map has not changed, 0 that nothing is left of it, and −1 that it has turned over. Stages above a"
                                + " layer see other features than before, and stages below it get another gradient, so that every map"
                                + " depends on every layer. A correlation that stays far from 0 is a warning: that much of the map"
                                + " comes from the track and the shape of the network.",
                        "What distinguishes one class from another is in the weights of the output. A map that stays much the same"
                                + " without them hardly depends on the class that it explains: it may show where the network finds"
                                + " something, but not what speaks for the answer rather than for another. Absolute Grad-CAM keeps "
                                + withoutOutput(AbsoluteGradCam.METHOD) + " then.")
                .html();
    }

    /** What a map keeps when only the first layer of the list is drawn again. */
    private String withoutOutput(String map) {
        return of(changes().get(0)).get(maps.indexOf(map)).signed().plain();
    }

    private String content(Map<String, String> figures) {
        StringBuilder html = new StringBuilder();
        summary().forEach(sentence -> html.append(Page.paragraph(sentence)));
        figures.values().forEach(html::append);
        html.append(Page.caption(
                "Weights drawn again: above, of the layer and all before it in the list; below, of that layer"
                        + " alone. Bars: 95 % confidence intervals over " + SanityStudy.DRAWS
                        + " draws of the weights; of another track, over tracks."));
        List<List<String>> rows = findings.stream()
                .map(each -> List.of(
                        label(each.change()),
                        each.map(),
                        each.signed().plain(),
                        each.unsigned().plain()))
                .toList();
        return html.append(Page.table(List.of("drawn again", "map", "rank correlation", "unsigned"), rows))
                .append(Page.caption("With standard errors over " + SanityStudy.DRAWS
                        + " draws of the weights, each on its share of the tracks; of another"
                        + " track, over tracks."))
                .toString();
    }
}
