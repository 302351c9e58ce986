package io.wanderscope.trainer.evaluation;

import io.wanderscope.diffusion.DiffusionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * {@link ShortTracks} for people: what equal priors do to Brownian motion and to the other models, and what a prior for Brownian motion
 * changes. It stands in the metadata of a model file too.
 */
public final class ShortTrackSummary {
    private ShortTrackSummary() {}

    /**
     * Two tables with a column for each length, each under a line that says what it shows.
     *
     * @param lengths at least one
     */
    public static String text(List<ShortTracks> lengths) {
        List<String> lines = new ArrayList<>();
        lines.add(
                lengths.get(0).tracks(DiffusionModel.BROWNIAN)
                        + " short tracks of each class and length, no noise, equal priors: recognised (taken for BROWNIAN), in %");
        lines.addAll(models(lengths).lines());
        lines.add("");
        lines.add("Brownian motion at a confidence of " + Answer.DEFAULT_MINIMUM
                + " or more: labelled BROWNIAN (given a wrong label), in %");
        lines.addAll(labels(lengths).lines());
        return String.join("\n", lines);
    }

    private static TextTable models(List<ShortTracks> lengths) {
        TextTable table = table("class", lengths);
        for (DiffusionModel model : DiffusionModel.values()) {
            row(
                    table,
                    model.name(),
                    lengths,
                    each -> model == DiffusionModel.BROWNIAN
                            ? percent(each.recognised(model))
                            : percent(each.recognised(model), each.takenForBrownian(model)));
        }
        return table;
    }

    private static TextTable labels(List<ShortTracks> lengths) {
        TextTable table = table("priors", lengths);
        row(table, "equal", lengths, each -> labels(each.equalPriors()));
        row(
                table,
                DiffusionModel.BROWNIAN + "=" + ShortTracks.BROWNIAN_PRIOR,
                lengths,
                each -> labels(each.brownianHalf()));
        return table;
    }

    private static String labels(Evaluation evaluation) {
        return percent(
                ShortTracks.labelledRightly(evaluation, Answer.DEFAULT_MINIMUM),
                ShortTracks.labelledWrongly(evaluation, Answer.DEFAULT_MINIMUM));
    }

    private static TextTable table(String head, List<ShortTracks> lengths) {
        Stream<String> points = lengths.stream().map(each -> each.points() + " points");
        return new TextTable(Stream.concat(Stream.of(head), points).toArray(String[]::new));
    }

    private static void row(
            TextTable table, String head, List<ShortTracks> lengths, Function<ShortTracks, String> cell) {
        table.row(Stream.concat(Stream.of(head), lengths.stream().map(cell)).toArray(String[]::new));
    }

    private static String percent(Share share) {
        return String.format(Locale.ROOT, "%5.1f", 100 * share.value());
    }

    private static String percent(Share share, Share inBrackets) {
        return percent(share) + String.format(Locale.ROOT, " (%.1f)", 100 * inBrackets.value());
    }
}
