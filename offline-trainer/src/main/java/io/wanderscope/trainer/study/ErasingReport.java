package io.wanderscope.trainer.study;

import io.wanderscope.trainer.report.Page;
import io.wanderscope.trainer.report.figure.Axis;
import io.wanderscope.trainer.report.figure.Interval;
import io.wanderscope.trainer.report.figure.LineChart;
import io.wanderscope.trainer.report.figure.LineChart.Point;
import io.wanderscope.trainer.report.figure.Palette;
import io.wanderscope.trainer.study.ErasingCase.Part;
import io.wanderscope.trainer.study.ErasingOutcomes.Answers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Table, figures and page of {@link ErasingStudy}. */
final class ErasingReport {
    /** In the table, what is counted in the rows of answers. */
    static final String ANSWERS = "answers";

    /** In the table, the column with the points of a segment; empty where the parts of a track are tenths. */
    static final String SEGMENT_POINTS = "segment_points";

    /** Accuracy with each decile set to zero, from the least salient to the most. */
    private static final List<Double> PAPER =
            List.of(0.447, 0.427, 0.402, 0.363, 0.315, 0.290, 0.278, 0.264, 0.256, 0.238);

    private static final String BANDS = "Bands: 95 % confidence intervals over tracks.";

    /** Figures of curves and deciles, before those by length of the segments. */
    private static final int CURVES = 4;

    private final List<String> maps;
    private final StudyTracks tracks;
    private final ErasingOutcomes outcomes;

    ErasingReport(List<String> maps, StudyTracks tracks, ErasingOutcomes outcomes) {
        this.maps = maps;
        this.tracks = tracks;
        this.outcomes = outcomes;
    }

    StudyResult result(StudyRun run) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("erasing-deletion", deletion());
        figures.put("erasing-insertion", insertion());
        figures.put("erasing-deciles-cut", deciles(Erasure.CUT));
        figures.put("erasing-deciles-zeroed", deciles(Erasure.ZEROED));
        figures.put("erasing-lengths-most", mostByLength());
        figures.put("erasing-lengths-least", leastByLength());
        return new StudyResult(summary(), csv(), figures, page(run, figures));
    }

    private String deletion() {
        LineChart chart = new LineChart(
                Axis.percent("most salient points cut out, in % of the track", 0, 0.9, 0.1), accuracyAxis());
        addCurves(chart, Part.MOST, false);
        return chart.draw(drawn("the share of the most salient points that is cut out"));
    }

    private String insertion() {
        LineChart chart =
                new LineChart(Axis.percent("most salient points kept, in % of the track", 0.1, 1, 0.1), accuracyAxis());
        addCurves(chart, Part.LEAST, true);
        return chart.draw(drawn("the share of the most salient points that is kept"));
    }

    private void addCurves(LineChart chart, Part part, boolean kept) {
        for (int map = 0; map < maps.size(); map++) {
            addCurve(chart, maps.get(map), Palette.series(map), part, kept);
        }
        addCurve(chart, ErasingCase.RANDOM, Palette.series(maps.size() + 1), Part.MOST, kept);
    }

    private void addCurve(LineChart chart, String ranking, String colour, Part part, boolean kept) {
        List<Double> shares = new ArrayList<>(List.of(kept ? 1.0 : 0.0));
        List<Interval> accuracies =
                new ArrayList<>(List.of(outcomes.whole().accuracy().interval()));
        for (ErasingCase each : ErasingOutcomes.curve(ranking, part, Erasure.CUT)) {
            double erased = each.tenths() / 10.0;
            int place = kept ? 0 : shares.size();
            shares.add(place, kept ? 1 - erased : erased);
            accuracies.add(place, outcomes.of(each).accuracy().interval());
        }
        chart.band(ranking, colour, shares, accuracies);
    }

    private Axis accuracyAxis() {
        return Axis.percent(tracks.measure() + " in %", 0, 1, 0.2);
    }

    private String drawn(String against) {
        return "Share of answers, " + tracks.measure() + ", against " + against;
    }

    private String deciles(Erasure erasure) {
        LineChart chart = new LineChart(
                Axis.linear("tenth of the track that is " + erasure.description() + ", by saliency", 1, 10, 1),
                accuracyAxis());
        List<Double> tenths =
                IntStream.rangeClosed(1, 10).mapToObj(each -> (double) each).toList();
        for (int map = 0; map < maps.size(); map++) {
            List<Interval> accuracies = ErasingOutcomes.deciles(maps.get(map), erasure).stream()
                    .map(each -> outcomes.of(each).accuracy().interval())
                    .toList();
            chart.band(maps.get(map), Palette.series(map), tenths, accuracies);
        }
        double random = randomTenth(erasure).accuracy().value();
        chart.reference("a random tenth", List.of(new Point(1, random), new Point(10, random)));
        if (erasure == Erasure.ZEROED && tracks.haveTruth()) {
            chart.reference(
                    "the paper",
                    IntStream.range(0, PAPER.size())
                            .mapToObj(each -> new Point(each + 1, PAPER.get(each)))
                            .toList());
        }
        return chart.draw(drawn("the decile that is " + erasure.description()));
    }

    private String mostByLength() {
        LineChart chart = new LineChart(
                lengthAxis(),
                Axis.percent("points of " + tracks.measure() + " lost beyond a random half", -0.2, 0.6, 0.2));
        for (int map = 0; map < maps.size(); map++) {
            addByLength(chart, map, maps.get(map), outcomes::lostBeyondRandom);
        }
        return chart.draw("What the most salient half costs beyond a random half, by length of the segments");
    }

    private String leastByLength() {
        LineChart chart =
                new LineChart(lengthAxis(), Axis.percent("points of " + tracks.measure() + " lost", -0.2, 0.6, 0.2));
        for (int map = 0; map < maps.size(); map++) {
            addByLength(chart, map, maps.get(map), outcomes::lostWithLeast);
        }
        addByLength(chart, maps.size() + 1, ErasingCase.RANDOM, outcomes::lostWithLeast);
        return chart.draw("What the least salient half costs, and a random one, by length of the segments");
    }

    private Axis lengthAxis() {
        return Axis.logarithmic("points of a segment", 1, 100, lengths());
    }

    private List<Double> lengths() {
        return outcomes.lengths().stream().map(each -> (double) each.points()).toList();
    }

    private void addByLength(LineChart chart, int colour, String ranking, BiFunction<String, Segmentation, Mean> lost) {
        List<Interval> intervals = outcomes.lengths().stream()
                .map(length -> lost.apply(ranking, length).interval())
                .toList();
        chart.band(ranking, Palette.series(colour), lengths(), intervals);
    }

    private Answers randomTenth(Erasure erasure) {
        return outcomes.of(ErasingCase.ofTenths(ErasingCase.RANDOM, Part.MOST, 1, erasure));
    }

    private String csv() {
        CsvTable table = new CsvTable(
                "quantity",
                "ranking",
                "part",
                "tenths",
                "erasure",
                tracks.measure().replace(' ', '_'),
                tracks.measure().replace(' ', '_') + "_error",
                "log_p",
                "log_p_error",
                SEGMENT_POINTS);
        table.row(
                ANSWERS,
                "",
                "",
                0,
                "",
                outcomes.whole().accuracy(),
                outcomes.whole().meanLogProbability(),
                "");
        outcomes.erased()
                .forEach((each, answers) -> table.row(
                        ANSWERS,
                        each.ranking(),
                        each.part(),
                        each.tenths(),
                        each.erasure(),
                        answers.accuracy(),
                        answers.meanLogProbability(),
                        each.segmentation().equals(Segmentation.TENTHS)
                                ? ""
                                : each.segmentation().points()));
        for (Erasure erasure : List.of(Erasure.CUT, Erasure.ZEROED)) {
            for (String map : maps) {
                table.row(areas("deletion_area", map, Part.MOST, erasure));
                table.row(areas("insertion_area", map, Part.LEAST, erasure));
            }
            table.row(areas("random_area", ErasingCase.RANDOM, Part.MOST, erasure));
        }
        return table.toString();
    }

    private Object[] areas(String quantity, String ranking, Part part, Erasure erasure) {
        return new Object[] {
            quantity,
            ranking,
            part,
            "",
            erasure,
            outcomes.area(ranking, part, erasure, Answers::right),
            outcomes.area(ranking, part, erasure, Answers::logProbability),
            ""
        };
    }

    private List<String> summary() {
        List<String> sentences = new ArrayList<>();
        sentences.add(
                tracks.haveTruth()
                        ? "Accuracy on the whole tracks: "
                                + outcomes.whole().accuracy().percentWithInterval() + " %."
                        : String.format(
                                Locale.ROOT,
                                "With a random half cut out, %s %% of the %,d tracks keep their answer.",
                                outcomes.half(ErasingCase.RANDOM, Part.MOST, Erasure.CUT)
                                        .accuracy()
                                        .percentWithInterval(),
                                tracks.size()));
        for (String map : maps) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "%s: cutting out the most salient half costs %s points of %s more than a random half, the least"
                            + " salient half costs %s.",
                    map,
                    outcomes.lostBeyondRandom(map, Segmentation.TENTHS).percent(),
                    tracks.measure(),
                    outcomes.lostWithLeast(map, Segmentation.TENTHS).percent()));
        }
        for (Segmentation length : outcomes.lengths()) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "Segments of %d point%s, %s: cutting out the most salient half costs %s more than a random half, the least salient"
                            + " half %s; the random half itself costs %s.",
                    length.points(),
                    length.points() == 1 ? "" : "s",
                    AbsoluteGradCam.METHOD,
                    outcomes.lostBeyondRandom(AbsoluteGradCam.METHOD, length).percent(),
                    outcomes.lostWithLeast(AbsoluteGradCam.METHOD, length).percent(),
                    outcomes.lostWithLeast(ErasingCase.RANDOM, length).percent()));
        }
        return sentences;
    }

    private String page(StudyRun run, Map<String, String> figures) {
        return new StudyPage("What is lost when the salient points are erased?", run)
                .text("The tracks", tracks.description())
                .text(
                        "What was done",
                        "Each track was cut into " + Segmentation.DESCRIPTION
                                + ", which were ordered by their mean saliency: at each stage, and by absolute Grad-CAM over all of them. Then a part was erased, and the model"
                                + " answered again. "
                                + (tracks.haveTruth()
                                        ? "An answer is right if it is the simulated model."
                                        : "An answer counts as kept if it is that to the whole track, right or not."),
                        "A part is erased in two ways: its positions are set to zero, relative to the first, as in the paper; or its"
                                + " displacements are cut out and the rest is joined, so that nothing remains in its place.")
                .text(
                        "What the paper found",
                        "With one decile of 32 segments set to zero, the accuracy of the paper's network falls from about 95 % to 44.7 %"
                                + " for the least salient decile and steadily on to 23.8 % for the most salient one; random segments give"
                                + " 25 to 28 %.")
                .html("What we find", findings(figures))
                .html("The length of a segment", byLength(figures))
                .text(
                        "Why they differ",
                        "Zeros are no absence: they add two jumps to the start of the track and back, which look like no model. This"
                                + " artefact may cost more than what is erased, wherever it is erased; zeroing then measures how a"
                                + " network bears jumps. In the paper, too, a random decile costs about as much as the most salient one."
                                + " Cutting out has no such artefact, and shows what the points themselves are worth: one"
                                + " decile of a long track may be worth little, because the other nine say the same.")
                .html();
    }

    private String findings(Map<String, String> figures) {
        StringBuilder html = new StringBuilder();
        summary().stream().limit(1L + maps.size()).forEach(sentence -> html.append(Page.paragraph(sentence)));
        figures.values().stream().limit(CURVES).forEach(html::append);
        html.append(Page.caption(BANDS));
        List<List<String>> rows = new ArrayList<>();
        for (Erasure erasure : List.of(Erasure.CUT, Erasure.ZEROED)) {
            maps.forEach(map -> rows.add(row(map, erasure)));
        }
        return html.append(Page.table(
                        List.of(
                                "map",
                                "erased",
                                "most salient half",
                                "random half",
                                "least salient half",
                                "area of deletion",
                                "area, random",
                                "area of insertion"),
                        rows))
                .append(Page.caption("Share of answers in %, " + tracks.measure()
                        + ", with 95 % confidence intervals (Wilson) over tracks, and areas under its curves from 0 to 90 % of"
                        + " the track erased, in % of the largest possible with standard errors. The smaller the area of deletion and the larger that of"
                        + " insertion, the more the map tells."))
                .toString();
    }

    private String byLength(Map<String, String> figures) {
        StringBuilder html = new StringBuilder();
        html.append(Page.paragraph(
                        "How long the segments are decides what half of a track is. Of single points chosen at random, half of those"
                                + " that stay have lost the next one: what is left is joined from runs of two points on average, and much of"
                                + " what the answer owes to the order of the displacements is lost with any such half. In long segments any"
                                + " half keeps the order, but each segment holds points that matter beside points that do not, and its mean saliency"
                                + " blurs what the finer stages tell apart. So the same maps were tried on segments of several lengths,"
                                + " with half of them cut out and the rest joined."))
                .append(Page.paragraph(
                        "Short segments are not torn alike. The stages of the network have a position every 2, 4, 8 and 16 points, and"
                                + " a map changes little over as many. However short the segments, its halves are therefore runs of"
                                + " points, while a random half lies scattered. At 1 to 8 points a segment, “beyond random” compares"
                                + " two ways of tearing a track to shreds; the random half makes more and shorter ones and costs more for that"
                                + " alone, so that the difference understates the map. There, compare the most salient half with the"
                                + " least: what one of them cuts out is what the other leaves, and both are torn at the same"
                                + " places."));
        figures.values().stream().skip(CURVES).forEach(html::append);
        html.append(Page.caption(
                "Above: what the most salient half costs beyond a random half of as long segments; at 1 to 8 points, this understates the maps. Below: what the least"
                        + " salient half costs and, for comparison, a random half. " + BANDS));
        List<List<String>> rows = new ArrayList<>();
        for (Segmentation length : outcomes.lengths()) {
            maps.forEach(map -> rows.add(row(map, length)));
        }
        return html.append(Page.table(
                        List.of(
                                "points of a segment",
                                "map",
                                "most salient half, beyond random",
                                "least salient half",
                                "random half"),
                        rows))
                .append(
                        Page.caption(
                                "Points of " + tracks.measure()
                                        + " lost, cut out and joined, with standard errors over tracks; the first column is paired by track."))
                .toString();
    }

    private List<String> row(String map, Segmentation length) {
        return List.of(
                Integer.toString(length.points()),
                map,
                outcomes.lostBeyondRandom(map, length).percent(),
                outcomes.lostWithLeast(map, length).percent(),
                outcomes.lostWithLeast(ErasingCase.RANDOM, length).percent());
    }

    private List<String> row(String map, Erasure erasure) {
        return List.of(
                map,
                erasure.description(),
                outcomes.half(map, Part.MOST, erasure).accuracy().percentWithInterval(),
                outcomes.half(ErasingCase.RANDOM, Part.MOST, erasure).accuracy().percentWithInterval(),
                outcomes.half(map, Part.LEAST, erasure).accuracy().percentWithInterval(),
                outcomes.area(map, Part.MOST, erasure, Answers::right).percent(),
                outcomes.area(ErasingCase.RANDOM, Part.MOST, erasure, Answers::right)
                        .percent(),
                outcomes.area(map, Part.LEAST, erasure, Answers::right).percent());
    }
}
