package io.wanderscope.trainer.study;

import io.wanderscope.trainer.report.Page;
import io.wanderscope.trainer.report.figure.Axis;
import io.wanderscope.trainer.report.figure.Interval;
import io.wanderscope.trainer.report.figure.IntervalChart;
import io.wanderscope.trainer.report.figure.LineChart;
import io.wanderscope.trainer.report.figure.LineChart.Point;
import io.wanderscope.trainer.report.figure.Palette;
import io.wanderscope.trainer.study.AugmentationOutcomes.Effect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Table, figures and page of {@link AugmentationStudy}. */
final class AugmentationReport {
    /** The paper's accuracies by level of noise, with tracks added for their saliency and at random. */
    private static final List<Double> PAPER_TARGETED =
            List.of(0.858, 0.788, 0.765, 0.734, 0.649, 0.494, 0.334, 0.234, 0.150);

    private static final List<Double> PAPER_RANDOM =
            List.of(0.857, 0.785, 0.763, 0.722, 0.620, 0.456, 0.304, 0.215, 0.144);

    /** The level at which the paper gains most by saliency. */
    private static final int PAPER_LARGEST = 5;

    private static final double LABEL_WIDTH = 60;
    private static final String SHIPPED = "this model";

    private final String training;
    private final AugmentationOutcomes outcomes;

    AugmentationReport(String training, AugmentationOutcomes outcomes) {
        this.training = training;
        this.outcomes = outcomes;
    }

    StudyResult result(StudyRun run) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("augmentation-difference", differences());
        figures.put("augmentation-accuracy", accuracies());
        figures.put("augmentation-noise", sweeps());
        return new StudyResult(summary(), csv(), figures, page(run, figures));
    }

    private static IntStream levels() {
        return IntStream.range(0, NoiseSweep.LEVELS.size());
    }

    private static <T> List<T> atEachLevel(IntFunction<T> value) {
        return levels().mapToObj(value).toList();
    }

    private String differences() {
        double largest = Arrays.stream(Effect.values())
                .flatMap(effect -> levels().mapToObj(level -> outcomes.difference(effect, NoiseSweep.ADDED, level)))
                .mapToDouble(each -> Math.max(
                        Math.abs(each.interval().low()),
                        Math.abs(each.interval().high())))
                .max()
                .orElseThrow();
        double end = Math.min(1, Math.ceil(20 * largest) / 20);
        Axis axis = Axis.percent(
                "points of accuracy gained, with 95 % confidence interval", -end, end, end > 0.2 ? 0.1 : 0.05);
        IntervalChart chart = new IntervalChart(
                axis,
                LABEL_WIDTH,
                0,
                Arrays.stream(Effect.values()).map(Effect::label).toList());
        levels().forEach(level -> chart.row(
                "s = " + NoiseSweep.LEVELS.get(level),
                Arrays.stream(Effect.values())
                        .map(effect -> outcomes.difference(effect, NoiseSweep.ADDED, level)
                                .interval())
                        .toList()));
        return chart.draw("Gain in accuracy by localisation noise s");
    }

    private String accuracies() {
        LineChart chart = new LineChart(noiseAxis("s.d. of the localisation noise, in displacements"), accuracyAxis());
        List<AugmentationArm> arms = List.of(AugmentationArm.values());
        for (int each = 0; each < arms.size(); each++) {
            chart.band(
                    arms.get(each).label(),
                    Palette.series(each),
                    NoiseSweep.LEVELS,
                    accuracies(arms.get(each), NoiseSweep.ADDED));
        }
        return chart.reference(
                        SHIPPED,
                        points(level -> outcomes.shippedAccuracy(NoiseSweep.ADDED, level)
                                .value()))
                .draw("Accuracy against the localisation noise, by training set");
    }

    private String sweeps() {
        LineChart chart = new LineChart(noiseAxis("nominal s.d. of the noise, in displacements"), accuracyAxis());
        List<NoiseSweep> sweeps = List.of(NoiseSweep.values());
        for (int each = 0; each < sweeps.size(); each++) {
            chart.band(
                    label(sweeps.get(each)),
                    Palette.series(each),
                    NoiseSweep.LEVELS,
                    accuracies(AugmentationArm.TARGETED, sweeps.get(each)));
        }
        return chart.reference("the paper", points(PAPER_TARGETED::get))
                .draw(
                        "Accuracy with targeted augmentation against the nominal noise, if it is added to a fresh copy of the tracks and if"
                                + " it accumulates");
    }

    private static String label(NoiseSweep sweep) {
        return switch (sweep) {
            case ADDED -> "added afresh";
            case ACCUMULATED -> "accumulated";
        };
    }

    private List<Interval> accuracies(AugmentationArm arm, NoiseSweep sweep) {
        return atEachLevel(level -> outcomes.accuracy(arm, sweep, level).interval());
    }

    private static List<Point> points(IntFunction<Double> value) {
        return atEachLevel(level -> new Point(NoiseSweep.LEVELS.get(level), value.apply(level)));
    }

    private static Axis noiseAxis(String label) {
        return Axis.linear(label, 0, 1, 0.1);
    }

    private static Axis accuracyAxis() {
        return Axis.percent("accuracy in %", 0, 1, 0.2);
    }

    private String csv() {
        CsvTable table = new CsvTable(
                "quantity", "of", "noise", "nominal", "deviation", "value", "standard_error", "low", "high");
        for (NoiseSweep sweep : NoiseSweep.values()) {
            levels().forEach(level -> {
                for (AugmentationArm arm : AugmentationArm.values()) {
                    table.row(row("accuracy", arm, sweep, level, outcomes.accuracy(arm, sweep, level)));
                }
                table.row(row("accuracy", "model", sweep, level, outcomes.shippedAccuracy(sweep, level)));
                for (Effect effect : Effect.values()) {
                    table.row(row("gain", effect, sweep, level, outcomes.difference(effect, sweep, level)));
                }
            });
            for (Effect effect : Effect.values()) {
                table.row(row("mean_gain", effect, sweep, "", "", outcomes.meanDifference(effect, sweep)));
            }
        }
        table.row(row("answered_rightly", "chosen", "", 0.0, 0.0, outcomes.chosenRight()));
        table.row(row("answered_rightly", "others", "", 0.0, 0.0, outcomes.othersRight()));
        return table.toString();
    }

    private static Object[] row(String quantity, Object of, NoiseSweep sweep, int level, Mean value) {
        return row(quantity, of, sweep, NoiseSweep.LEVELS.get(level), sweep.deviation(level), value);
    }

    private static Object[] row(
            String quantity, Object of, Object sweep, Object nominal, Object deviation, Mean value) {
        return new Object[] {
            quantity,
            of,
            sweep,
            nominal,
            deviation,
            value,
            value.interval().low(),
            value.interval().high()
        };
    }

    private List<String> summary() {
        List<String> sentences = new ArrayList<>();
        for (Effect effect : List.of(Effect.SALIENCY, Effect.ROTATION, Effect.STEPS, Effect.ALL)) {
            sentences.add("Gained by " + effect.label() + ", mean over the nine levels of noise: "
                    + gain(outcomes.meanDifference(effect, NoiseSweep.ADDED)) + " points of accuracy"
                    + beyondZero(effect) + ".");
        }
        sentences.add(String.format(
                Locale.ROOT,
                "The paper's gain by saliency lies within our interval at %d of nine levels with noise added afresh, and at %d if it"
                        + " accumulates. Its largest, at nominal %.1f, is %+.1f points; ours there are %s and %s.",
                agreeing(NoiseSweep.ADDED),
                agreeing(NoiseSweep.ACCUMULATED),
                NoiseSweep.LEVELS.get(PAPER_LARGEST),
                100 * paperGain(PAPER_LARGEST),
                gain(outcomes.difference(Effect.SALIENCY, NoiseSweep.ADDED, PAPER_LARGEST)),
                gain(outcomes.difference(Effect.SALIENCY, NoiseSweep.ACCUMULATED, PAPER_LARGEST))));
        sentences.add(String.format(
                Locale.ROOT,
                "Of the training tracks that were chosen for their saliency, the network trained on the set alone answers %s %% rightly;"
                        + " of the others, %s %%.",
                outcomes.chosenRight().percent(),
                outcomes.othersRight().percent()));
        int strongest = NoiseSweep.LEVELS.size() - 1;
        sentences.add(String.format(
                Locale.ROOT,
                "Noise that accumulates over the sweep is %.2f at the nominal level %.1f; accuracy there is %s instead of %s %%.",
                NoiseSweep.ACCUMULATED.deviation(strongest),
                NoiseSweep.LEVELS.get(strongest),
                outcomes.accuracy(AugmentationArm.TARGETED, NoiseSweep.ACCUMULATED, strongest)
                        .percent(),
                outcomes.accuracy(AugmentationArm.TARGETED, NoiseSweep.ADDED, strongest)
                        .percent()));
        return sentences;
    }

    /** Number of levels at which the paper's gain by saliency lies within our interval. */
    private long agreeing(NoiseSweep sweep) {
        return levels().filter(level -> {
                    Interval ours =
                            outcomes.difference(Effect.SALIENCY, sweep, level).interval();
                    return ours.low() <= paperGain(level) && paperGain(level) <= ours.high();
                })
                .count();
    }

    private static double paperGain(int level) {
        return PAPER_TARGETED.get(level) - PAPER_RANDOM.get(level);
    }

    /** At which levels the confidence interval lies on one side of zero. */
    private String beyondZero(Effect effect) {
        List<String> found = levels().filter(level -> {
                    Interval interval =
                            outcomes.difference(effect, NoiseSweep.ADDED, level).interval();
                    return interval.low() > 0 || interval.high() < 0;
                })
                .mapToObj(level -> Double.toString(NoiseSweep.LEVELS.get(level)))
                .toList();
        return found.isEmpty()
                ? "; at no single level does the interval leave out 0"
                : "; the interval leaves out 0 at s = " + String.join(", ", found);
    }

    private static String gain(Mean mean) {
        Interval interval = mean.interval();
        return Double.isNaN(mean.value())
                ? "–"
                : String.format(
                        Locale.ROOT,
                        "%+.1f (%+.1f to %+.1f)",
                        100 * mean.value(),
                        100 * interval.low(),
                        100 * interval.high());
    }

    private String page(StudyRun run, Map<String, String> figures) {
        return new StudyPage("Do salient tracks teach more than others?", run)
                .text(
                        "What was done",
                        "Networks were trained on a fixed set of " + String.format(Locale.ROOT, "%,d", run.tracks())
                                + " noiseless tracks of " + AugmentationStudy.POINTS
                                + " points, the eight models in equal shares, and tested on as many others, by the independent simulator,"
                                + " without noise and with. " + training,
                        "First on the set alone. Then, as in the paper, the mean Grad-CAM of this network's last stage, for the true class, was"
                                + " taken of every track of the set, and of each class the 60 % with the largest were added once more,"
                                + " each rotated by a random angle (“targeted”); as a control, as many drawn at random (“random”). A network was"
                                + " trained from the start on each of the two. All began with the same weights; the two saw the tracks in the same"
                                + " order, and a track that both choices added was rotated by the same angle, so that the two differ in the"
                                + " choice only.",
                        "As in the paper, every network sees each track of its set equally often, "
                                + AugmentationStudy.PASSES
                                + " times. The larger sets so make 1.6 times as many steps, and whoever compares them with the set alone"
                                + " compares steps, too. A fourth network therefore sees the set alone for as many steps (“none, more steps”). The"
                                + " gain of the targeted tracks over none is then the sum of three: that of more steps, that of rotated tracks"
                                + " among them, and that of choosing them by saliency. Only the last is about saliency.",
                        "All this was repeated " + AugmentationStudy.REPEATS
                                + " times with other training sets, initial weights and test tracks. Differences are paired by repetition,"
                                + " and intervals are Student's over repetitions. The noise of each level is added to a fresh copy of the test"
                                + " tracks, whose displacements have unit s.d. before. The model that the study was given, untold of the"
                                + " noise, answers the same tracks for comparison (“" + SHIPPED + "”).")
                .text(
                        "What the paper found",
                        "At nominal noise 0, .1, .2, .3, .4, .5, .6, .7 and 1.0, an accuracy of 85.8, 78.8, 76.5, 73.4, 64.9, 49.4, 33.4,"
                                + " 23.4 and 15.0 % with the targeted tracks, and of 85.7, 78.5, 76.3, 72.2, 62.0, 45.6, 30.4, 21.5 and 14.4 %"
                                + " with random ones: up to 3.8 points more, without an interval. Its published code adds the noise of each"
                                + " level in place to one test set, so that it accumulates; if the figures came from it, .1, .3, .5 and 1.0"
                                + " are really .10, .37, .74 and 1.96.")
                .html("What we find", findings(figures))
                .text(
                        "Why they differ",
                        "The two experiments are not of one size: the paper's network is larger, and its training set has 400,000 tracks of"
                                + " up to 1000 points. What salient tracks teach there may be more or less than here. But two networks"
                                + " that differ in nothing but chance differ as well, and most where accuracy falls steeply with noise;"
                                + " the width of our intervals shows how much several repetitions leave of that, and the paper gives none."
                                + " The paper's gain is the difference of one run from another, with an error of its own: where an interval"
                                + " of ours leaves it out, that alone may be the reason. Of nine"
                                + " intervals at 95 %, one may leave out the truth by chance: go by the mean over the levels.",
                        "With average pooling and a linear layer, a track's mean Grad-CAM is its class score without its bias, divided by"
                                + " the number of positions. So the targeted choice adds the"
                                + " tracks that the network knows best already, and not those that it gets wrong. Nor does a rotated"
                                + " copy add much: most of what such a network is given are lengths and scalar products of displacements, which no"
                                + " rotation changes, so that the copy is nearly the same track again. The noise that"
                                + " accumulates moves the whole curve to the left, and with it the place at which networks differ most.")
                .html();
    }

    private String findings(Map<String, String> figures) {
        StringBuilder html = new StringBuilder();
        summary().forEach(sentence -> html.append(Page.paragraph(sentence)));
        figures.values().forEach(html::append);
        html.append(Page.caption(
                "Above: points of accuracy gained, by the s.d. s of the noise. Middle: accuracy; bands are 95 % confidence"
                        + " intervals. Below: what accumulating the noise does to the curve of the targeted tracks."));
        html.append(Page.table(differenceHead(), atEachLevel(this::differenceRow)))
                .append(Page.caption(
                        "Points of accuracy gained at each s, with 95 % confidence intervals; the last column: by saliency in"
                                + " the paper, at nominal s."))
                .append(Page.table(accuracyHead(), atEachLevel(this::accuracyRow)))
                .append(Page.caption("Accuracy in % at each s, with standard errors."));
        html.append(Page.table(
                List.of(
                        "nominal s",
                        "accumulated",
                        "targeted, afresh",
                        "targeted, accumulated",
                        "random, accumulated",
                        "paper"),
                atEachLevel(this::rowOfSweeps)));
        return html.append(Page.caption("Accuracy in %, ours with standard errors; the paper's with targeted tracks."))
                .toString();
    }

    private static List<String> differenceHead() {
        List<String> head = new ArrayList<>(List.of("s"));
        for (Effect effect : Effect.values()) {
            head.add(effect.label());
        }
        head.add("paper");
        return head;
    }

    private List<String> differenceRow(int level) {
        List<String> cells = new ArrayList<>(List.of(Double.toString(NoiseSweep.LEVELS.get(level))));
        for (Effect effect : Effect.values()) {
            cells.add(gain(outcomes.difference(effect, NoiseSweep.ADDED, level)));
        }
        cells.add(String.format(Locale.ROOT, "%+.1f", 100 * paperGain(level)));
        return cells;
    }

    private static List<String> accuracyHead() {
        List<String> head = new ArrayList<>(List.of("s"));
        for (AugmentationArm arm : AugmentationArm.values()) {
            head.add(arm.label());
        }
        head.add(SHIPPED);
        return head;
    }

    private List<String> accuracyRow(int level) {
        List<String> cells = new ArrayList<>(List.of(Double.toString(NoiseSweep.LEVELS.get(level))));
        for (AugmentationArm arm : AugmentationArm.values()) {
            cells.add(outcomes.accuracy(arm, NoiseSweep.ADDED, level).percent());
        }
        cells.add(outcomes.shippedAccuracy(NoiseSweep.ADDED, level).percent());
        return cells;
    }

    private List<String> rowOfSweeps(int level) {
        return List.of(
                Double.toString(NoiseSweep.LEVELS.get(level)),
                String.format(Locale.ROOT, "%.2f", NoiseSweep.ACCUMULATED.deviation(level)),
                outcomes.accuracy(AugmentationArm.TARGETED, NoiseSweep.ADDED, level)
                        .percent(),
                outcomes.accuracy(AugmentationArm.TARGETED, NoiseSweep.ACCUMULATED, level)
                        .percent(),
                outcomes.accuracy(AugmentationArm.RANDOM, NoiseSweep.ACCUMULATED, level)
                        .percent(),
                String.format(Locale.ROOT, "%.1f", 100 * PAPER_TARGETED.get(level)));
    }
}
