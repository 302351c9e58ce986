package io.wanderscope.trainer.report;

import static io.wanderscope.trainer.report.Numbers.percent;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.evaluation.DepartureResult;
import io.wanderscope.trainer.evaluation.Evaluation;
import io.wanderscope.trainer.evaluation.MixedTracks;
import io.wanderscope.trainer.evaluation.ModelEvaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What becomes of tracks that follow none of the eight models, and how often one of the eight is taken for such a track. */
final class DepartureSection {
    private DepartureSection() {}

    static Page.Section of(ModelReport report) {
        return new Page.Section(
                "Tracks outside the eight models",
                "wrong labels, and labels withheld",
                Page.table(
                                List.of(
                                        "kind",
                                        "points",
                                        "wrong above " + ModelEvaluation.CONFIDENT,
                                        "wrong above confidence.minimum",
                                        "most are called"),
                                departures(report))
                        + Page.caption(
                                "Lengths in units of the s.d. of the displacements in free diffusion, times in frames."
                                        + " For a window cut from an older process, BROWNIAN is as right as its model, since that is"
                                        + " what such a process becomes; BROWNIAN is also right for Brownian motion rounded to half a"
                                        + " step, whose rounding errors are those of a weak localisation noise.")
                        + Page.paragraph(
                                "The published probabilities where " + Math.round(100 * MixedTracks.MODELS_SHARE)
                                        + " % of the tracks follow the eight models, as in training, and"
                                        + " the rest is other motion in equal shares: how often a label or a family is named, what"
                                        + " probability it has, and how often it is right.")
                        + Page.table(
                                List.of(
                                        "points",
                                        "labelled",
                                        "mean confidence",
                                        "right",
                                        "calibration error",
                                        "mean probability of the family",
                                        "right",
                                        "calibration error"),
                                mixedTracks(report))
                        + Page.paragraph(
                                "The other way round: tracks of the eight models, of 10–1000 points, that the model"
                                        + " takes for none of them.")
                        + Page.table(
                                List.of(
                                        "model",
                                        "no noise",
                                        "no noise, imaging known",
                                        "noise 0.5",
                                        "noise 0.5, imaging known"),
                                noneOfTheModels(report)));
    }

    private static List<List<String>> departures(ModelReport report) {
        return report.evaluation().departures().stream()
                .map(each -> row(each, report.threshold()))
                .toList();
    }

    private static List<String> row(DepartureResult result, double threshold) {
        DepartureResult.Outcome most = result.mostFrequent(threshold);
        return List.of(
                result.name(),
                "" + result.points(),
                percent(result.wrongAbove(ModelEvaluation.CONFIDENT).value()),
                percent(result.wrong(threshold).value()),
                most.name() + " " + percent(most.share()));
    }

    private static List<List<String>> mixedTracks(ModelReport report) {
        return report.evaluation().mixedTracks().stream()
                .map(each -> row(each.points(), each.labels(report.threshold()), each.families()))
                .toList();
    }

    private static List<String> row(int points, MixedTracks.Reliability labels, MixedTracks.Reliability families) {
        return List.of(
                "" + points,
                percent(labels.share()),
                percent(labels.meanProbability()),
                percent(labels.right()),
                percent(labels.calibrationError()),
                percent(families.meanProbability()),
                percent(families.right()),
                percent(families.calibrationError()));
    }

    private static List<List<String>> noneOfTheModels(ModelReport report) {
        List<Evaluation> tests = Stream.of(
                        report.evaluation().noiseless(), report.evaluation().moderatelyNoisy())
                .flatMap(each -> Stream.of(each.unknown(), each.known()))
                .toList();
        List<List<String>> rows = new ArrayList<>();
        for (DiffusionModel model : DiffusionModel.values()) {
            rows.add(row(model.name(), tests, each -> each.where("", truth -> truth.model() == model)));
        }
        rows.add(row("all", tests, each -> each));
        return rows;
    }

    private static List<String> row(String name, List<Evaluation> tests, Function<Evaluation, Evaluation> part) {
        Stream<String> shares = tests.stream()
                .map(each -> percent(part.apply(each).noneOfTheModels().value()));
        return Stream.concat(Stream.of(name), shares).toList();
    }
}
