package io.wanderscope.trainer.report;

import io.wanderscope.trainer.report.figure.LineChart.Point;
import java.util.ArrayList;
import java.util.List;

/** The accuracies that the paper reports for its network with targeted augmentation. */
final class PaperResults {
    /** Accuracy in each of the five tests; an asterisk refers to the note below the table. */
    static final List<String> TESTS = List.of("90.4 %", "94.9 %", "79 % *", "about 67 % *", "about 31 % *");

    /** Accuracy at lengths 10 to 1000 against nominal noise. */
    private static final List<Point> SWEEP = List.of(
            new Point(0, 0.858),
            new Point(0.1, 0.788),
            new Point(0.2, 0.765),
            new Point(0.3, 0.734),
            new Point(0.4, 0.649),
            new Point(0.5, 0.494),
            new Point(0.6, 0.334),
            new Point(0.7, 0.234),
            new Point(1, 0.150));

    private PaperResults() {}

    /** The accuracies against the noise actually added, up to 1; in the paper's sweep, noise adds in quadrature. */
    static List<Point> byNoise() {
        List<Point> points = new ArrayList<>();
        double squares = 0;
        for (Point nominal : SWEEP) {
            Point before = points.isEmpty() ? nominal : points.get(points.size() - 1);
            squares += nominal.x() * nominal.x();
            double added = Math.sqrt(squares);
            if (added > 1) {
                double part = (1 - before.x()) / (added - before.x());
                points.add(new Point(1, before.y() + part * (nominal.y() - before.y())));
                return points;
            }
            points.add(new Point(added, nominal.y()));
        }
        return points;
    }
}
