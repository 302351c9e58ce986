package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.report.Page;
import io.wanderscope.trainer.report.figure.Axis;
import io.wanderscope.trainer.report.figure.ConfusionMatrix;
import io.wanderscope.trainer.report.figure.Interval;
import io.wanderscope.trainer.report.figure.IntervalChart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Table, figures and page of {@link ScalesStudy}. */
final class ScalesReport {
    private static final double LABEL_WIDTH = 110;
    private static final int LISTED = 3;

    /** The paper's accuracy on four groups at its first stage, on six at its second and on all eight classes at its third. */
    private static final Map<String, Double> PAPER = Map.of("stage1", 0.894, "stage2", 0.869, "stage3", 0.932);

    private static final String PUBLISHED =
            "The paper: 89.4 % on four groups at stage 1, 86.9 % on six at stage 2, 93.2 % on all eight at stage 3.";

    private final List<ScalesFinding> findings;

    ScalesReport(List<ScalesFinding> findings) {
        this.findings = findings;
    }

    StudyResult result(StudyRun run) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("scales-accuracy", accuracies());
        for (ScalesFinding each : findings) {
            if (!each.isNetwork()) {
                figures.put(
                        "scales-confusion-" + each.layer(),
                        ConfusionMatrix.draw(
                                each.answers().confusion(), "Confusion matrix of the probe of " + each.layer()));
            }
        }
        return new StudyResult(summary(), csv(), figures, page(run, figures));
    }

    private String accuracies() {
        List<String> series =
                List.of("eight classes", "its six groups", "its four groups", "the paper's four groups", "the paper");
        double network = findings.get(findings.size() - 1).accuracy().value();
        IntervalChart chart = new IntervalChart(axis(), LABEL_WIDTH, network, series);
        for (ScalesFinding each : findings) {
            double paper = PAPER.getOrDefault(each.layer(), Double.NaN);
            List<Interval> values = Stream.concat(
                            accuracies(each).stream().map(Mean::interval), Stream.of(new Interval(paper, paper, paper)))
                    .toList();
            chart.row(each.layer(), values);
        }
        return chart.draw("Accuracy of linear probes by layer, on all classes and on groups of them");
    }

    /** From the tenth below the least accuracy to 1. */
    private Axis axis() {
        double least = findings.stream()
                .mapToDouble(each -> each.accuracy().interval().low())
                .min()
                .orElse(0);
        double from = Math.min(0.8, Math.floor(10 * least) / 10);
        return Axis.percent("accuracy in %, with 95 % confidence interval", from, 1, (1 - from) / 5);
    }

    /** On eight classes, six groups, four groups, and the paper's four groups. */
    private static List<Mean> accuracies(ScalesFinding each) {
        return List.of(
                each.accuracy(),
                each.accuracy(6),
                each.accuracy(4),
                each.answers().accuracy(ClassGroups.PAPER));
    }

    private String csv() {
        CsvTable table = new CsvTable("layer", "quantity", "groups", "of", "value", "low", "high");
        for (ScalesFinding each : findings) {
            if (!each.isNetwork()) {
                table.row(each.layer(), "features", "", "", each.features(), "", "");
                table.row(each.layer(), "penalty", "", "", each.penalty(), "", "");
            }
            each.divisions()
                    .forEach(groups ->
                            row(table, each, "accuracy", groups.count(), groups, each.accuracy(groups.count())));
            row(
                    table,
                    each,
                    "accuracy",
                    "paper",
                    ClassGroups.PAPER,
                    each.answers().accuracy(ClassGroups.PAPER));
            for (DiffusionModel model : DiffusionModel.values()) {
                row(table, each, "recall", "", model, each.answers().as(model, model));
            }
            confusions(each)
                    .forEach(confusion -> row(table, each, "confusion", "", confusion.name(), confusion.share()));
        }
        return table.toString();
    }

    private static void row(
            CsvTable table, ScalesFinding finding, String quantity, Object groups, Object of, Mean value) {
        Interval interval = value.interval();
        table.row(finding.layer(), quantity, groups, of, interval.value(), interval.low(), interval.high());
    }

    private record Confusion(String name, Mean share) {}

    /** Which classes are taken for which, from the most frequent. */
    private static List<Confusion> confusions(ScalesFinding finding) {
        List<Confusion> confusions = new ArrayList<>();
        for (DiffusionModel actual : DiffusionModel.values()) {
            for (DiffusionModel answer : DiffusionModel.values()) {
                if (actual != answer) {
                    confusions.add(new Confusion(
                            actual + " as " + answer, finding.answers().as(actual, answer)));
                }
            }
        }
        confusions.sort(Comparator.comparingDouble(
                        (Confusion confusion) -> confusion.share().value())
                .reversed());
        return confusions;
    }

    private List<String> summary() {
        List<String> sentences = new ArrayList<>(List.of(
                accuracies("On all eight classes", ScalesFinding::accuracy),
                accuracies("On the paper's four groups", each -> each.answers().accuracy(ClassGroups.PAPER)),
                accuracies("On six groups of its own", each -> each.accuracy(6)),
                accuracies("On four groups of its own", each -> each.accuracy(4)),
                PUBLISHED));
        findings.forEach(each -> sentences.add(String.format(
                Locale.ROOT,
                "Most frequent mistakes of %s: %s. Its six groups: %s. Its four groups: %s.",
                each.layer(),
                mistakes(each),
                each.division(6),
                each.division(4))));
        return sentences;
    }

    private String accuracies(String groups, Function<ScalesFinding, Mean> accuracy) {
        return findings.stream()
                .map(each -> each.layer() + " " + accuracy.apply(each).percentWithInterval())
                .collect(Collectors.joining(", ", groups + ", accuracy in %: ", "."));
    }

    private static String mistakes(ScalesFinding finding) {
        return confusions(finding).stream()
                .limit(LISTED)
                .map(confusion -> String.format(
                        Locale.ROOT,
                        "%s (%.1f %%)",
                        confusion.name(),
                        100 * confusion.share().value()))
                .collect(Collectors.joining(", "));
    }

    private String page(StudyRun run, Map<String, String> figures) {
        return new StudyPage("Which classes does each stage tell apart?", run)
                .text(
                        "What was done",
                        "The network stayed as it is. Of each of its layers, every channel was averaged over the track, as the"
                                + " network itself does after its last stage, and a linear classifier, a probe, was fitted to these"
                                + " features: multinomial logistic regression on standardised features, with a penalty on squared"
                                + " weights. What a probe tells apart is in the features of its layer, ready to be read off; what it"
                                + " cannot tell apart may still be in there, but not linearly, or not in the mean. Layers are the"
                                + " thirty statistics of the whole track that the network is given, the stem, and the four residual"
                                + " stages; for comparison, the network's own answer.",
                        String.format(
                                Locale.ROOT,
                                "Tracks of %d points without noise, the eight models in equal shares: %,d of the simulator that training"
                                        + " uses to fit the probes, a quarter as many to choose penalties and groups, and %,d of the"
                                        + " independent simulator for all figures.",
                                ScalesStudy.POINTS,
                                run.tracks(),
                                run.tracks()),
                        "Groups: starting from eight classes, those two groups were joined, again and again, whose classes the probe mistakes for"
                                + " each other most often, counted both ways on the tracks of validation, on average over the pairs of classes. A track counts as right if it"
                                + " is given a class of its own group. The paper's four groups are " + ClassGroups.PAPER
                                + ", and subdiffusive FBM for itself. By chance, the accuracy on groups is larger than on classes.")
                .text(
                        "What the paper found",
                        PUBLISHED
                                + " Its four groups are those above. Its six are not named in what we have of it, so they"
                                + " cannot be compared class by class; ours are those that suit each probe best.")
                .html("What we find", content(figures))
                .text(
                        "Why they differ",
                        "In the paper, fine scales are in low stages and coarse ones in high stages, because a stage knows no more of a"
                                + " track than its receptive field holds. Our network is built otherwise. It is told thirty statistics of the"
                                + " whole track (autocorrelations at lags up to 16, mean squared displacements, the variance in"
                                + " six parts of the track, heavy tails), and they add a bias to every channel at the first block of"
                                + " each stage. What a probe reads from stage 1 therefore is not only what stage 1 sees within its"
                                + " receptive field: compare the probes of the statistics alone and of the stem, which comes before the"
                                + " statistics are added. The stem itself sees more than positions: its input holds displacements over up to"
                                + " 16 points and products of displacements up to 8 points apart, and the mean of such a channel"
                                + " is a statistic of the whole track.",
                        "It is also narrower, with 24, 48, 96 and 128 channels at its stages instead of 64, 128, 256 and 512, so that a probe of"
                                + " an early stage has fewer numbers to read; and its strides and kernels give other receptive"
                                + " fields. Nor need the paper have given a group's accuracy as we do: a probe fitted to groups"
                                + " instead of classes may be somewhat better.",
                        "A probe of the last stage may even be better than the network's own output, which reads the same features: the"
                                + " probe was fitted to tracks like those of the test and to nothing else, whereas the output serves"
                                + " all lengths and levels of noise.")
                .html();
    }

    private String content(Map<String, String> figures) {
        StringBuilder html = new StringBuilder();
        summary().forEach(sentence -> html.append(Page.paragraph(sentence)));
        html.append(figures.get("scales-accuracy"))
                .append(
                        Page.caption(
                                "Its six and its four groups are those that the layer's own probe mistakes least for each"
                                        + " other. The paper: on its four groups at stage 1, on its six at stage 2, on all eight at stage 3. Dashed: the network's own accuracy on eight classes."))
                .append(Page.table(
                        List.of(
                                "layer",
                                "features",
                                "eight classes",
                                "its six groups",
                                "its four groups",
                                "the paper's four"),
                        findings.stream().map(ScalesReport::accuracyRow).toList()))
                .append(Page.caption("Accuracy in %, with 95 % confidence intervals (Wilson)."))
                .append(Page.table(
                        Stream.concat(Stream.of("class"), findings.stream().map(ScalesFinding::layer))
                                .toList(),
                        Arrays.stream(DiffusionModel.values())
                                .map(this::recallRow)
                                .toList()))
                .append(Page.caption("Share of the tracks of each class that is given that class, in %."));
        for (ScalesFinding each : findings) {
            if (!each.isNetwork()) {
                html.append(figures.get("scales-confusion-" + each.layer()))
                        .append(Page.caption("The probe of " + each.layer() + "."));
            }
        }
        return html.toString();
    }

    private static List<String> accuracyRow(ScalesFinding finding) {
        return Stream.concat(
                        Stream.of(finding.layer(), finding.isNetwork() ? "" : Integer.toString(finding.features())),
                        accuracies(finding).stream().map(Mean::percentWithInterval))
                .toList();
    }

    private List<String> recallRow(DiffusionModel model) {
        return Stream.concat(
                        Stream.of(model.name()),
                        findings.stream()
                                .map(each -> each.answers().as(model, model).percent()))
                .toList();
    }
}
