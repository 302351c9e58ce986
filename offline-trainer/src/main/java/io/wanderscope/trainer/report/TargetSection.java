package io.wanderscope.trainer.report;

import io.wanderscope.trainer.evaluation.Figure;
import java.util.List;

/** The figures that the model has to reach. */
final class TargetSection {
    private TargetSection() {}

    static Page.Section of(ModelReport report) {
        List<Figure> figures = report.evaluation().figures();
        return new Page.Section(
                "Figures to reach",
                figures.stream().filter(Figure::isReached).count() + " of " + figures.size() + " reached",
                Page.table(
                                List.of("figure", "target", "measured", "reached"),
                                figures.stream().map(TargetSection::row).toList())
                        + Page.caption(
                                "All on the independent implementation of the processes. Imaging known: the model is told the"
                                        + " localisation noise and the exposure, which is instantaneous in the paper's"
                                        + " protocol. A label is wrong only where the stream would give it: the most probable"
                                        + " family is that of the eight models, and the track is not unfamiliar."));
    }

    private static List<String> row(Figure figure) {
        String where = figure.detail().isEmpty() ? "" : " (" + figure.detail() + ")";
        return List.of(
                figure.name() + where, figure.target().toString(), figure.written(), figure.isReached() ? "yes" : "no");
    }
}
