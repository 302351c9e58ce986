package io.wanderscope.trainer.report;

import io.wanderscope.trainer.report.figure.SaliencyGallery;

/** Trajectories coloured by saliency. */
final class SaliencySection {
    private SaliencySection() {}

    static Page.Section of(ModelReport report) {
        return new Page.Section(
                "What the model looks at",
                "Grad-CAM at the four residual stages",
                report.gallery()
                        + Page.caption(
                                "A simulated trajectory of each class, " + SaliencyGallery.POINTS + " points, noise "
                                        + SaliencyGallery.NOISE
                                        + ", the first one drawn that is classified correctly. Red points are"
                                        + " evidence for the predicted class, blue ones against it; each panel is scaled to its"
                                        + " largest weight. A position of a coarse stage covers much of the trajectory, one of a"
                                        + " fine stage a few points."));
    }
}
