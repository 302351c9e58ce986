package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.TrajectoryClassifier;
import java.util.List;

/** Absolute Grad-CAM over all stages, as the model gives it; see {@link Classification#absoluteSaliency()}. */
final class AbsoluteGradCam implements Attribution {
    /** Name of the method. */
    static final String METHOD = "absolute";

    private final TrajectoryClassifier classifier;

    AbsoluteGradCam(TrajectoryClassifier classifier) {
        this.classifier = classifier;
    }

    @Override
    public List<String> methods() {
        return List.of(METHOD);
    }

    @Override
    public boolean isSigned() {
        return false;
    }

    @Override
    public List<AttributionMap> of(Trajectory trajectory) {
        Classification classification = classifier
                .classify(List.of(ObservedTrajectory.complete(trajectory)))
                .get(0);
        return List.of(new AttributionMap(METHOD, weights(classification)));
    }

    /** The weights of the points. */
    static double[] weights(Classification classification) {
        return GradCamMaps.doubles(classification.absoluteSaliency());
    }
}
