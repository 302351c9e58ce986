package io.wanderscope.trainer.study;

import io.wanderscope.trainer.report.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether the estimates of a population hold what is in it, on populations whose truth is known. */
public final class PopulationStudy implements Study {
    private final List<PopulationPart> parts;

    /** The study of every quantity. */
    public PopulationStudy() {
        this(List.of(
                new ClassFractionsPart(ClassFractionsPart.REPETITIONS),
                new OccupationPart(OccupationPart.REPETITIONS),
                new ExponentPart(ExponentPart.REPETITIONS)));
    }

    PopulationStudy(List<PopulationPart> parts) {
        this.parts = parts;
    }

    @Override
    public String name() {
        return "population";
    }

    @Override
    public String question() {
        return "Do the estimates of a population hold what is in it?";
    }

    /** Of one population. */
    @Override
    public int defaultTracks() {
        return 1000;
    }

    @Override
    public StudyResult run(StudyRun run) {
        List<PopulationFigure> figures = new ArrayList<>();
        Map<String, String> charts = new LinkedHashMap<>();
        StringBuilder drawn = new StringBuilder();
        for (PopulationPart part : parts) {
            List<PopulationFigure> ofPart = part.figures(run);
            String chart = part.chart(ofPart);
            figures.addAll(ofPart);
            charts.put("population-" + ofPart.get(0).quantity(), chart);
            drawn.append(chart).append(Page.caption(part.caption()));
        }
        List<String> summary = PopulationSummary.sentences(figures);
        return new StudyResult(summary, csv(figures), charts, page(run, summary, drawn.toString(), figures));
    }

    private static String csv(List<PopulationFigure> figures) {
        CsvTable table = new CsvTable("quantity", "population", "simulator", "figure", "value", "standard_error");
        figures.forEach(each -> table.row(
                each.quantity(),
                each.population(),
                each.simulator(),
                each.measure().name(),
                each.value()));
        return table.toString();
    }

    private String page(StudyRun run, List<String> summary, String charts, List<PopulationFigure> figures) {
        return new StudyPage(question(), run)
                .text(
                        "What was done",
                        parts.stream().map(PopulationPart::description).toList())
                .text("What the paper found", "The paper does not estimate populations; it counts labels.")
                .html(
                        StudyExcerpt.FINDINGS,
                        summary.stream().map(Page::paragraph).collect(Collectors.joining()) + charts + table(figures))
                .html();
    }

    private static String table(List<PopulationFigure> figures) {
        return Page.table(
                List.of("quantity", "population", "simulator", "figure", "mean", "target", "reached"),
                figures.stream().map(PopulationStudy::row).toList());
    }

    private static List<String> row(PopulationFigure figure) {
        PopulationMeasure measure = figure.measure();
        return List.of(
                figure.quantity(),
                figure.population(),
                figure.simulator(),
                measure.name().replace('_', ' '),
                figure.text() + (measure.isShare() ? " %" : ""),
                measure.target(),
                measure.hasTarget() ? figure.isReached() ? "yes" : "no" : "–");
    }
}
