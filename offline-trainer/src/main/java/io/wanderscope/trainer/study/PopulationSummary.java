package io.wanderscope.trainer.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the figures of populations say: a sentence for each measure, with what is to be reached and what is not. */
final class PopulationSummary {
    private PopulationSummary() {}

    /** The sentences, in the order of the figures. */
    static List<String> sentences(List<PopulationFigure> figures) {
        Map<PopulationMeasure, List<PopulationFigure>> byMeasure = new LinkedHashMap<>();
        figures.forEach(figure -> byMeasure
                .computeIfAbsent(figure.measure(), measure -> new ArrayList<>())
                .add(figure));
        return byMeasure.entrySet().stream()
                .map(each -> sentence(each.getKey(), each.getValue()))
                .toList();
    }

    private static String sentence(PopulationMeasure measure, List<PopulationFigure> figures) {
        return figures.stream()
                        .map(figure -> figure.subject() + " " + figure.text())
                        .collect(Collectors.joining("; ", beginning(measure), "."))
                + (measure.hasTarget() ? reached(figures) : "");
    }

    private static String beginning(PopulationMeasure measure) {
        String unit = measure.isShare() ? ", in %" : "";
        String target = measure.hasTarget() ? " (target: " + measure.target() + ")" : "";
        return measure.words() + unit + target + ": ";
    }

    private static String reached(List<PopulationFigure> figures) {
        List<String> missed = figures.stream()
                .filter(figure -> !figure.isReached())
                .map(PopulationFigure::subject)
                .toList();
        return missed.isEmpty()
                ? " Reached by all " + figures.size() + "."
                : " Reached by " + (figures.size() - missed.size()) + " of " + figures.size() + ", not by "
                        + String.join("; ", missed) + ".";
    }
}
