package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.ModelDescription.ResidualStage;
import io.wanderscope.inference.TrajectoryClassifier;
import java.util.List;
import java.util.stream.IntStream;

/** The Grad-CAM of every residual stage, as the model gives it. */
final class GradCamMaps implements Attribution {
    private final TrajectoryClassifier classifier;

    GradCamMaps(TrajectoryClassifier classifier) {
        this.classifier = classifier;
    }

    @Override
    public List<String> methods() {
        return classifier.model().stages().stream().map(ResidualStage::name).toList();
    }

    @Override
    public List<AttributionMap> of(Trajectory trajectory) {
        Classification classification = classifier
                .classify(List.of(ObservedTrajectory.complete(trajectory)))
                .get(0);
        return IntStream.range(0, classification.stages())
                .mapToObj(stage -> new AttributionMap(methods().get(stage), weights(classification, stage)))
                .toList();
    }

    /** The weights of a stage. */
    static double[] weights(Classification classification, int stage) {
        return doubles(classification.saliency(stage));
    }

    static double[] doubles(float[] weights) {
        return IntStream.range(0, weights.length)
                .mapToDouble(point -> weights[point])
                .toArray();
    }
}
