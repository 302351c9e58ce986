package io.wanderscope.trainer.report;

import static io.wanderscope.trainer.report.Numbers.percent;

import io.wanderscope.trainer.evaluation.GapCost;
import java.util.List;

/** What missing frames cost. */
final class GapSection {
    private GapSection() {}

    static Page.Section of(ModelReport report) {
        return new Page.Section(
                "Missing frames",
                "a fifth of the frames missing",
                Page.table(
                                List.of("tracks", "complete", "with gaps", "points lost", "points lost to length"),
                                report.evaluation().gaps().stream()
                                        .map(GapSection::row)
                                        .toList())
                        + Page.caption(
                                "Accuracy on the same tracks, complete and without a fifth of their frames, in runs of one to"
                                        + " five that are filled with straight lines. The model is told which points were observed."
                                        + " Last column: the same tracks without their last fifth, which are as many points in one"
                                        + " piece. What gaps cost beyond that is the displacements they break."));
    }

    private static List<String> row(GapCost gaps) {
        return List.of(
                gaps.complete().name(),
                percent(gaps.complete().accuracy()),
                percent(gaps.withGaps().accuracy()),
                gaps.accuracyLost().toString(),
                gaps.accuracyLostToLength().toString());
    }
}
