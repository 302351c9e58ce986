package io.wanderscope.trainer.report;

/** Trajectories coloured by saliency. */
final class SaliencySection {
    private SaliencySection() {}

    static Page.Section of(ModelReport report) {
        return new Page.Section(
                "What it looks at",
                "Grad-CAM at the four residual stages",
                report.gallery()
                        + Page.caption("A simulated trajectory of each class, " + Gallery.POINTS + " points, noise "
                                + Gallery.NOISE
                                + ", the first one drawn that is classified correctly. Red points speak for"
                                + " the predicted class, blue ones against it; each panel is scaled to its"
                                + " largest"
                                + " weight. Coarse stages see much of the trajectory at once, fine stages a few"
                                + " points."));
    }
}
