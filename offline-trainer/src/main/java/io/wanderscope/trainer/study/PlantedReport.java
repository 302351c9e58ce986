package io.wanderscope.trainer.study;

import io.wanderscope.trainer.report.Page;
import io.wanderscope.trainer.report.figure.Axis;
import io.wanderscope.trainer.report.figure.Interval;
import io.wanderscope.trainer.report.figure.IntervalChart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Table, figures and page of {@link PlantedStudy}. */
final class PlantedReport {
    private static final double CHANCE_AREA = 0.5;
    /** Share of hits of a map that knows nothing. */
    static final double CHANCE_HITS = (2.0 * Localisation.TOLERANCE + 1) / PlantedStudy.POINTS;

    private static final double CHANCE_ENDS = 2.0 * Localisation.END / PlantedStudy.POINTS;
    private static final double LABEL_WIDTH = 150;

    private final List<PlantedFinding> findings;
    private final Map<Feature, FeatureEffect> effects;

    PlantedReport(List<PlantedFinding> findings, Map<Feature, FeatureEffect> effects) {
        this.findings = findings;
        this.effects = effects;
    }

    StudyResult result(StudyRun run) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put(
                "planted-area",
                chart(
                        "area under the curve, with 95 % confidence interval",
                        CHANCE_AREA,
                        PlantedFinding::area,
                        "Area under the curve of each method with signs for each feature"));
        figures.put(
                "planted-area-unsigned",
                chart(
                        "area under the curve of the unsigned map, with 95 % confidence interval",
                        CHANCE_AREA,
                        PlantedFinding::unsignedArea,
                        "Unsigned area under the curve of each method for each feature"));
        figures.put(
                "planted-hits",
                chart(
                        "share of hits of the unsigned map, with 95 % confidence interval",
                        CHANCE_HITS, PlantedFinding::unsignedHits, "Share of hits of each method for each feature"));
        return new StudyResult(summary(), csv(), figures, page(run, figures));
    }

    private String chart(String axis, double chance, Function<PlantedFinding, Mean> value, String description) {
        List<String> methods = findings.stream()
                .filter(each -> has(value, each))
                .map(PlantedFinding::method)
                .distinct()
                .toList();
        IntervalChart chart = new IntervalChart(Axis.linear(axis, 0, 1, 0.2), LABEL_WIDTH, chance, methods);
        for (Feature feature : effects.keySet()) {
            List<Interval> values = of(feature).stream()
                    .filter(each -> has(value, each))
                    .map(value)
                    .map(Mean::interval)
                    .toList();
            chart.row(feature.description(), values);
        }
        return chart.draw(description);
    }

    /** Whether a method has a value; one without signs has no signed ones. */
    private static boolean has(Function<PlantedFinding, Mean> value, PlantedFinding finding) {
        return !Double.isNaN(value.apply(finding).value());
    }

    private List<PlantedFinding> of(Feature feature) {
        return findings.stream().filter(each -> each.feature() == feature).toList();
    }

    private String csv() {
        CsvTable table = new CsvTable(
                "feature",
                "label",
                "label_share",
                "supporting",
                "method",
                "tracks",
                "area",
                "area_error",
                "unsigned_area",
                "unsigned_area_error",
                "hits",
                "hits_error",
                "unsigned_hits",
                "unsigned_hits_error",
                "unsigned_ends",
                "unsigned_ends_error");
        for (PlantedFinding each : findings) {
            FeatureEffect effect = effect(each.feature());
            table.row(
                    each.feature().name(),
                    effect.label(),
                    effect.labelShare(),
                    effect.supporting(),
                    each.method().replace(",", ""),
                    each.tracks(),
                    each.area(),
                    each.unsignedArea(),
                    each.hits(),
                    each.unsignedHits(),
                    each.unsignedEnds());
        }
        return table.toString();
    }

    private FeatureEffect effect(Feature feature) {
        return Objects.requireNonNull(effects.get(feature));
    }

    private String name(Feature feature) {
        FeatureEffect effect = effect(feature);
        return String.format(
                Locale.ROOT, "%s (%s, for it in %.0f %%)", feature.description(), effect, 100 * effect.supporting());
    }

    private List<String> summary() {
        return effects.keySet().stream()
                .map(feature -> {
                    PlantedFinding area = best(feature, PlantedFinding::area);
                    PlantedFinding unsigned = best(feature, PlantedFinding::unsignedArea);
                    PlantedFinding hits = best(feature, PlantedFinding::unsignedHits);
                    return String.format(
                            Locale.ROOT,
                            "%s: largest area of a map with signs %s (%s), of an unsigned map %s (%s); most hits of an unsigned map %s %% (%s).",
                            feature.description(),
                            area.area().plain(),
                            area.method(),
                            unsigned.unsignedArea().plain(),
                            unsigned.method(),
                            hits.unsignedHits().percentWithInterval(),
                            hits.method());
                })
                .toList();
    }

    private PlantedFinding best(Feature feature, Function<PlantedFinding, Mean> value) {
        return of(feature).stream()
                .filter(each -> has(value, each))
                .max(Comparator.comparingDouble(each -> value.apply(each).value()))
                .orElseThrow();
    }

    private String page(StudyRun run, Map<String, String> figures) {
        return new StudyPage("Does saliency find what was planted?", run)
                .text(
                        "What was done",
                        "Into " + run.tracks() + " simulated tracks for each feature, of " + PlantedStudy.POINTS
                                + " points, a feature of "
                                + PlantedStudy.FEATURE
                                + " points was planted at a random place, which the study knows. All but the turns"
                                + " were planted into Brownian motion; they lie at both ends of a short flight amid the long one of a Lévy"
                                + " walk, and their points are those within " + Feature.NEAR_TURN
                                + " of either turn. The model was asked for its answer, and each method which points led to it.",
                        "Whether the feature really counts for or against the answer is known from the same track without it: the"
                                + " log odds of the answer are higher or lower there. A rest in a track that is still called Brownian"
                                + " counts against that label, so that its points should have the lowest weights; the map is turned over"
                                + " then. The area is the probability that a point of the feature has a larger weight than a point"
                                + " elsewhere: 0.5 is chance, 1 is perfect, and 0 is a map with the other sign. A hit is a track"
                                + " whose largest weight lies within " + Localisation.TOLERANCE
                                + " points of the middle of the feature, which chance gives in "
                                + Math.round(100 * CHANCE_HITS)
                                + " %. Unsigned maps take how far a weight is from the median of the track, upwards"
                                + " or downwards. Absolute Grad-CAM and the plain gradient have no signs, so they have no signed area"
                                + " and are taken as they are.",
                        "Occlusion erases windows of " + PlantedStudy.FEATURE
                                + " points one by one and takes the fall of the answer's log odds; the plain gradient is the root mean"
                                + " square of the derivative by the positions in such a window, by finite differences, estimated from "
                                + InputGradient.DIRECTIONS + " directions, on one track in "
                                + PlantedStudy.GRADIENT_FRACTION + ".")
                .text(
                        "What the paper found",
                        "The paper planted nothing; it checks Grad-CAM by erasing, which study erasing repeats.")
                .html("What we find", findings(figures))
                .text(
                        "How to read it",
                        "A fine stage sees a few points at a time and a coarse one much of the track, so the area of a coarse stage"
                                + " cannot reach 1 for a short feature even if it points at the right place: compare its hits. An"
                                + " area near 0 with many unsigned hits means that the stage sees the feature and gives it another"
                                + " sign than the change of the log odds: believe where its weights are large, but not which way they point. If it has few hits with a large area, the largest"
                                + " weights lie elsewhere. The last column says how often they are among the "
                                + Localisation.END
                                + " points at either end of the track, where chance puts "
                                + Math.round(100 * CHANCE_ENDS) + " %.")
                .html();
    }

    private String findings(Map<String, String> figures) {
        StringBuilder html = new StringBuilder();
        figures.values().forEach(html::append);
        html.append(Page.caption("Bars: 95 % confidence intervals over tracks. Dashed: chance."));
        summary().forEach(sentence -> html.append(Page.paragraph(sentence)));
        List<List<String>> rows = new ArrayList<>();
        for (PlantedFinding each : findings) {
            rows.add(List.of(
                    name(each.feature()),
                    each.method(),
                    each.area().plain(),
                    each.unsignedArea().plain(),
                    each.hits().percentWithInterval(),
                    each.unsignedHits().percentWithInterval(),
                    each.unsignedEnds().percentWithInterval()));
        }
        return html.append(Page.table(
                        List.of(
                                "feature (label)",
                                "method",
                                "area",
                                "area, unsigned",
                                "hits in %",
                                "hits in %, unsigned",
                                "largest at an end in %, unsigned"),
                        rows))
                .append(Page.caption(
                        "Areas with standard errors over tracks, shares with 95 % confidence intervals (Wilson). In brackets after the feature: the label that the model gives most of the"
                                + " tracks, and in how many the feature counts for the answer."))
                .toString();
    }
}
