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
import java.util.stream.IntStream;

/** Table, figures and page of {@link ErasingStudy}. */
final class ErasingReport {
    /** Accuracy with each decile set to zero, from the least salient to the most. */
    private static final List<Double> PAPER =
            List.of(0.447, 0.427, 0.402, 0.363, 0.315, 0.290, 0.278, 0.264, 0.256, 0.238);

    private final List<String> maps;
    private final ErasingOutcomes outcomes;

    ErasingReport(List<String> maps, ErasingOutcomes outcomes) {
        this.maps = maps;
        this.outcomes = outcomes;
    }

    StudyResult result(StudyRun run) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("erasing-deletion", deletion());
        figures.put("erasing-insertion", insertion());
        figures.put("erasing-deciles-cut", deciles(Erasure.CUT));
        figures.put("erasing-deciles-zeroed", deciles(Erasure.ZEROED));
        return new StudyResult(summary(), csv(), figures, page(run, figures));
    }

    private String deletion() {
        LineChart chart = new LineChart(
                Axis.percent("most salient points cut out, in % of the track", 0, 0.9, 0.1), accuracyAxis());
        addCurves(chart, Part.MOST, false);
        return chart.draw("Accuracy against the share of the most salient points that is cut out");
    }

    private String insertion() {
        LineChart chart =
                new LineChart(Axis.percent("most salient points kept, in % of the track", 0.1, 1, 0.1), accuracyAxis());
        addCurves(chart, Part.LEAST, true);
        return chart.draw("Accuracy against the share of the most salient points that is kept");
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

    private static Axis accuracyAxis() {
        return Axis.percent("accuracy in %", 0, 1, 0.2);
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
        if (erasure == Erasure.ZEROED) {
            chart.reference(
                    "the paper",
                    IntStream.range(0, PAPER.size())
                            .mapToObj(each -> new Point(each + 1, PAPER.get(each)))
                            .toList());
        }
        return chart.draw("Accuracy by the decile that is " + erasure.description());
    }

    private Answers randomTenth(Erasure erasure) {
        return outcomes.of(new ErasingCase(ErasingCase.RANDOM, Part.MOST, 1, erasure));
    }

    private String csv() {
        CsvTable table = new CsvTable(
                "quantity",
                "ranking",
                "part",
                "tenths",
                "erasure",
                "accuracy",
                "accuracy_error",
                "log_p",
                "log_p_error");
        table.row(
                "answers",
                "",
                "",
                0,
                "",
                outcomes.whole().accuracy(),
                outcomes.whole().meanLogProbability());
        outcomes.erased()
                .forEach((each, answers) -> table.row(
                        "answers",
                        each.ranking(),
                        each.part(),
                        each.tenths(),
                        each.erasure(),
                        answers.accuracy(),
                        answers.meanLogProbability()));
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
            outcomes.area(ranking, part, erasure, Answers::logProbability)
        };
    }

    private List<String> summary() {
        List<String> sentences = new ArrayList<>();
        sentences.add(
                "Accuracy on the whole tracks: " + outcomes.whole().accuracy().percentWithInterval() + " %.");
        for (String map : maps) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "%s: cutting out the most salient half costs %s points of accuracy more than a random half, the least"
                            + " salient half costs %s.",
                    map,
                    outcomes.lostBeyondRandom(map, Erasure.CUT).percent(),
                    outcomes.lostWithLeast(map, Erasure.CUT).percent()));
        }
        return sentences;
    }

    private String page(StudyRun run, Map<String, String> figures) {
        return new StudyPage("What is lost when the salient points are erased?", run)
                .text(
                        "What was done",
                        "Tracks of " + ErasingStudy.POINTS
                                + " points without noise, the eight models in equal shares, by the independent"
                                + " simulator. Each was cut into " + ErasingCase.SEGMENTS
                                + " segments, which were ordered by their mean saliency: at each stage, and by absolute Grad-CAM over all of them. Then a part was erased, and the model"
                                + " answered again. An answer is right if it is the simulated model.",
                        "A part is erased in two ways: its positions are set to zero, relative to the first, as in the paper; or its"
                                + " displacements are cut out and the rest is joined, so that nothing remains in its place.")
                .text(
                        "What the paper found",
                        "With one decile of 32 segments set to zero, the accuracy of the paper's network falls from about 95 % to 44.7 %"
                                + " for the least salient decile and steadily on to 23.8 % for the most salient one; random segments give"
                                + " 25 to 28 %.")
                .html("What we find", findings(figures))
                .text(
                        "Why they differ",
                        "Zeros are no absence: they add two jumps to the start of the track and back, which look like no model. This"
                                + " artefact may cost more than what is erased, wherever it is erased; zeroing then measures how a"
                                + " network bears jumps. In the paper, too, a random decile costs about as much as the most salient one."
                                + " Cutting out has no such artefact, and shows what the points themselves are worth: one"
                                + " decile of 1000 points may be worth little, because the other nine say the same.")
                .html();
    }

    private String findings(Map<String, String> figures) {
        StringBuilder html = new StringBuilder();
        summary().forEach(sentence -> html.append(Page.paragraph(sentence)));
        figures.values().forEach(html::append);
        html.append(Page.caption("Bands: 95 % confidence intervals over tracks."));
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
                .append(Page.caption(
                        "Accuracy in % with 95 % confidence intervals (Wilson) over tracks, and areas under its curves from 0 to 90 % of"
                                + " the track erased, in % of the largest possible with standard errors. The smaller the area of deletion and the larger that of"
                                + " insertion, the more the map tells."))
                .toString();
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
