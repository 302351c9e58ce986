package io.wanderscope.trainer.evaluation;

import io.wanderscope.diffusion.DiffusionModel;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** The results of a {@link ModelEvaluation} as tables for the terminal. */
final class EvaluationTables {
    private EvaluationTables() {}

    /** A row for each figure: the target, the figure, and whether it reaches the target. */
    static List<String> figures(ModelEvaluation evaluation) {
        TextTable table = new TextTable("figure", "target", "measured", "reached", "");
        evaluation
                .figures()
                .forEach(each -> table.row(
                        each.name(),
                        each.target().toString(),
                        each.written(),
                        each.isReached() ? "yes" : "no",
                        each.detail()));
        return table.lines();
    }

    /** A row for each cell of length and noise. */
    static List<String> cells(List<Cell> cells, Function<ByImaging<Evaluation>, Evaluation> imaging) {
        TextTable table = new TextTable(
                "cell",
                "accuracy",
                "confidence",
                "calibration error",
                "by chance alone",
                "truth in class set",
                "classes in the set");
        for (Cell cell : cells) {
            Evaluation results = imaging.apply(cell.results());
            table.row(
                    cell.name(),
                    percent(results.accuracy()),
                    percent(results.meanProbability()),
                    percent(results.calibrationError()),
                    percent(results.calibrationErrorByChance()),
                    percent(results.classSetCoverage().value()),
                    decimal(results.classSetSize()));
        }
        return table.lines();
    }

    /** A row for each departure and length. */
    static List<String> departures(List<DepartureResult> departures) {
        TextTable table = new TextTable(
                "kind",
                "points",
                "wrong above " + ModelEvaluation.CONFIDENT,
                "wrong at " + Answer.DEFAULT_MINIMUM + " or more",
                "most are called");
        for (DepartureResult each : departures) {
            DepartureResult.Outcome most = each.mostFrequent(Answer.DEFAULT_MINIMUM);
            table.row(
                    each.name(),
                    "" + each.points(),
                    each.wrongAbove(ModelEvaluation.CONFIDENT).toString(),
                    each.wrong(Answer.DEFAULT_MINIMUM).toString(),
                    most.name() + " " + percent(most.share()));
        }
        return table.lines();
    }

    /** A row for each length: what the published probabilities say of the models and other motion together, and what holds. */
    static List<String> mixedTracks(List<MixedTracks> lengths) {
        TextTable table = new TextTable(
                "points",
                "labelled",
                "confidence",
                "right",
                "calibration error",
                "probability of the family",
                "right",
                "calibration error");
        for (MixedTracks each : lengths) {
            MixedTracks.Reliability labels = each.labels(Answer.DEFAULT_MINIMUM);
            MixedTracks.Reliability families = each.families();
            table.row(
                    "" + each.points(),
                    percent(labels.share()),
                    percent(labels.meanProbability()),
                    percent(labels.right()),
                    percent(labels.calibrationError()),
                    percent(families.meanProbability()),
                    percent(families.right()),
                    percent(families.calibrationError()));
        }
        return table.lines();
    }

    /** A row for each of the eight models: the share that is called none of them. */
    static List<String> noneOfTheModels(ModelEvaluation evaluation) {
        List<Evaluation> tests = Stream.of(evaluation.noiseless(), evaluation.moderatelyNoisy())
                .flatMap(each -> Stream.of(each.unknown(), each.known()))
                .toList();
        TextTable table = new TextTable("model", "no noise", "imaging known", "noise 0.5", "imaging known");
        for (DiffusionModel model : DiffusionModel.values()) {
            addNoneOfTheModels(table, model.name(), tests, each -> each.where("", truth -> truth.model() == model));
        }
        addNoneOfTheModels(table, "all", tests, each -> each);
        return table.lines();
    }

    private static void addNoneOfTheModels(
            TextTable table, String name, List<Evaluation> tests, Function<Evaluation, Evaluation> part) {
        Stream<String> shares =
                tests.stream().map(each -> part.apply(each).noneOfTheModels().toString());
        table.row(Stream.concat(Stream.of(name), shares).toArray(String[]::new));
    }

    /** A row for each factor by which the noise that the model is told is wrong. */
    static List<String> wrongNoise(List<WrongNoise> factors) {
        TextTable table = new TextTable("told / true noise", "accuracy", "calibration error", "wrong above 0.9");
        for (WrongNoise each : factors) {
            table.row(
                    "" + each.factor(),
                    percent(each.results().accuracy()),
                    percent(each.results().calibrationError()),
                    each.results().wrongAbove(ModelEvaluation.CONFIDENT).toString());
        }
        return table.lines();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
