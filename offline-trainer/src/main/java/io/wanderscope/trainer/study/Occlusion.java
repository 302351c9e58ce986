package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.Windows;
import io.wanderscope.inference.OcclusionMap;
import io.wanderscope.inference.TrajectoryClassifier;
import java.util.List;

/** Occlusion: by how much the log odds of the answer fall when a window of the trajectory is erased. */
final class Occlusion implements Attribution {
    private final TrajectoryClassifier classifier;
    private final Erasure erasure;
    private final int window;

    /**
     * Creates the method.
     *
     * @param window length of a window, in points
     */
    Occlusion(TrajectoryClassifier classifier, Erasure erasure, int window) {
        this.classifier = classifier;
        this.erasure = erasure;
        this.window = window;
    }

    @Override
    public List<String> methods() {
        return List.of(method(erasure));
    }

    /** Name of the method. */
    static String method(Erasure erasure) {
        return "occlusion, " + erasure.description();
    }

    @Override
    public List<AttributionMap> of(Trajectory trajectory) {
        OcclusionMap map = OcclusionMap.of(
                        classifier, ObservedTrajectory.complete(trajectory), trajectory.size() / window, erasure::apply)
                .orElseThrow();
        return List.of(new AttributionMap(methods().get(0), Windows.spread(trajectory.size(), map.weights())));
    }
}
