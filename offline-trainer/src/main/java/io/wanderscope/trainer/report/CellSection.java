package io.wanderscope.trainer.report;

import static io.wanderscope.trainer.report.Numbers.percent;

import io.wanderscope.trainer.evaluation.ByImaging;
import io.wanderscope.trainer.evaluation.Cell;
import io.wanderscope.trainer.evaluation.Evaluation;
import io.wanderscope.trainer.report.figure.HeatMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Calibration, accuracy and sets of classes by length and noise. */
final class CellSection {
    /** The calibration error that has the darkest colour. */
    private static final double DARKEST = 0.15;

    private final List<Cell> cells;
    private final List<Integer> points;
    private final List<Double> noises;

    private CellSection(List<Cell> cells) {
        this.cells = cells;
        this.points = cells.stream().map(Cell::points).distinct().toList();
        this.noises = cells.stream().map(Cell::noise).distinct().toList();
    }

    static Page.Section of(ModelReport report) {
        CellSection section = new CellSection(report.evaluation().cells());
        return new Page.Section(
                "Does the confidence hold everywhere?",
                "calibration by length and noise",
                section.map("Calibration error, imaging unknown", ByImaging::unknown)
                        + section.map("Calibration error, imaging known", ByImaging::known)
                        + section.caption()
                        + Page.table(
                                List.of(
                                        "imaging unknown",
                                        "accuracy",
                                        "mean confidence",
                                        "truth in class set",
                                        "classes in the set"),
                                section.rows(ByImaging::unknown))
                        + Page.table(
                                List.of(
                                        "imaging known",
                                        "accuracy",
                                        "mean confidence",
                                        "truth in class set",
                                        "classes in the set"),
                                section.rows(ByImaging::known))
                        + Page.caption(
                                "The set of classes should hold the truth in 90 % of the cases at every length and"
                                        + " noise."));
    }

    private String map(String title, Function<ByImaging<Evaluation>, Evaluation> imaging) {
        return HeatMap.draw(
                title,
                title + ", in %: points across, noise down",
                points.stream().map(String::valueOf).toList(),
                noises.stream().map(noise -> "noise " + noise).toList(),
                DARKEST,
                (column, row) -> imaging.apply(
                                cell(points.get(column), noises.get(row)).results())
                        .calibrationError());
    }

    private Cell cell(int length, double noise) {
        return cells.stream()
                .filter(each -> each.points() == length && each.noise() == noise)
                .findFirst()
                .orElseThrow();
    }

    private String caption() {
        double largest = cells.stream()
                .mapToDouble(each -> each.results().unknown().calibrationErrorByChance())
                .max()
                .orElseThrow();
        return Page.caption(String.format(
                Locale.ROOT,
                "Expected calibration error over 15 bins of confidence, which is the probability of the most probable class given"
                        + " that the track follows one of the eight models; %,d trajectories a cell. Chance alone makes the"
                        + " error of perfect probabilities up to %.1f %%, and that is not subtracted.",
                cells.get(0).results().unknown().predictions().size(),
                100 * largest));
    }

    private List<List<String>> rows(Function<ByImaging<Evaluation>, Evaluation> imaging) {
        List<List<String>> rows = new ArrayList<>();
        for (Cell cell : cells) {
            Evaluation results = imaging.apply(cell.results());
            rows.add(List.of(
                    cell.name(),
                    percent(results.accuracy()),
                    percent(results.meanProbability()),
                    percent(results.classSetCoverage().value()),
                    String.format(Locale.ROOT, "%.1f", results.classSetSize())));
        }
        return rows;
    }
}
