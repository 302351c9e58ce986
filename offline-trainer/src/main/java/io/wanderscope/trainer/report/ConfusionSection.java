package io.wanderscope.trainer.report;

import io.wanderscope.trainer.evaluation.Evaluation;
import io.wanderscope.trainer.report.figure.ConfusionMatrix;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which classes are mistaken for which. */
final class ConfusionSection {
    private static final int LISTED = 5;

    private ConfusionSection() {}

    static Page.Section of(ModelReport report) {
        Evaluation noiseless = report.noiseless();
        String largest = noiseless.largestConfusions(LISTED).stream()
                .map(each -> String.format(
                        Locale.ROOT, "%s as %s %.1f %%", each.actual(), each.predicted(), 100 * each.share()))
                .collect(Collectors.joining(", "));
        return new Page.Section(
                "Confusion",
                "lengths 10–1000, no noise",
                ConfusionMatrix.draw(noiseless, "Confusion matrix")
                        + Page.caption("Largest confusions: " + largest
                                + ". 12 % of the ATTM trajectories consist of a single segment of constant diffusivity,"
                                + " which is exactly Brownian motion: no classifier can tell the two apart."));
    }
}
