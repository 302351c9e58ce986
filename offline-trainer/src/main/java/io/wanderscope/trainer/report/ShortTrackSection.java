package io.wanderscope.trainer.report;

import static io.wanderscope.trainer.report.Numbers.percent;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.evaluation.Evaluation;
import io.wanderscope.trainer.evaluation.ShortTracks;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What short tracks are called, and what the priors of the classes mean for Brownian motion. */
final class ShortTrackSection {
    private ShortTrackSection() {}

    static Page.Section of(ModelReport report) {
        List<ShortTracks> lengths = report.evaluation().shortTracks();
        return new Page.Section(
                "Short tracks and priors",
                "what equal priors do to Brownian motion",
                Page.table(
                                Stream.concat(
                                                Stream.of("model"),
                                                lengths.stream().map(each -> each.points() + " points"))
                                        .toList(),
                                models(lengths))
                        + Page.caption(
                                "No noise, imaging unknown, equal priors: share of each model's tracks for which it is the"
                                        + " most probable model, and, in brackets, share for which Brownian motion is. Many short"
                                        + " ATTM tracks are a single Brownian segment.")
                        + Page.table(
                                List.of(
                                        "Brownian motion of",
                                        "labelled BROWNIAN",
                                        "wrong label",
                                        "labelled BROWNIAN, prior " + ShortTracks.BROWNIAN_PRIOR,
                                        "wrong label, prior " + ShortTracks.BROWNIAN_PRIOR),
                                labels(lengths, report.threshold()))
                        + Page.caption("The same tracks of Brownian motion with equal priors, and with"
                                + " class.priors=BROWNIAN=" + ShortTracks.BROWNIAN_PRIOR
                                + ". The others stay undetermined."));
    }

    private static List<List<String>> models(List<ShortTracks> lengths) {
        List<List<String>> rows = new ArrayList<>();
        for (DiffusionModel model : DiffusionModel.values()) {
            Stream<String> shares = lengths.stream()
                    .map(each -> percent(each.recognised(model).value()) + " ("
                            + percent(each.takenForBrownian(model).value()) + ")");
            rows.add(Stream.concat(Stream.of(model.name()), shares).toList());
        }
        return rows;
    }

    private static List<List<String>> labels(List<ShortTracks> lengths, double threshold) {
        return lengths.stream()
                .map(each -> Stream.concat(
                                Stream.of(each.points() + " points"),
                                Stream.of(each.equalPriors(), each.brownianHalf())
                                        .flatMap(evaluation -> labels(evaluation, threshold)))
                        .toList())
                .toList();
    }

    private static Stream<String> labels(Evaluation evaluation, double threshold) {
        return Stream.of(
                        ShortTracks.labelledRightly(evaluation, threshold),
                        ShortTracks.labelledWrongly(evaluation, threshold))
                .map(each -> percent(each.value()));
    }
}
