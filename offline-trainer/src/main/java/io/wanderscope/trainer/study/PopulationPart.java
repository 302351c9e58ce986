package io.wanderscope.trainer.study;

import java.util.List;

/** A part of the study of populations, on one of the quantities that are estimated. */
interface PopulationPart {
    /** What was done, in sentences for people. */
    String description();

    /** The figures. */
    List<PopulationFigure> figures(StudyRun run);

    /** The main figure as SVG. */
    String chart(List<PopulationFigure> figures);

    /** What its rows and its dashed line are. */
    String caption();
}
