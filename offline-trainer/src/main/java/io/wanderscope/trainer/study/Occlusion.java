package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.Explanation;
import io.wanderscope.inference.TrajectoryClassifier;
import java.util.ArrayList;
import java.util.BitSet;
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
        return List.of("occlusion, " + erasure.description());
    }

    @Override
    public List<AttributionMap> of(Trajectory trajectory) {
        List<BitSet> windows = Windows.of(trajectory.size(), trajectory.size() / window);
        List<ObservedTrajectory> variants = new ArrayList<>();
        variants.add(ObservedTrajectory.complete(trajectory));
        windows.forEach(points -> variants.add(erasure.apply(trajectory, points)));
        List<Classification> answers = classifier.classify(variants, Explanation.NONE);
        DiffusionModel explained = answers.get(0).mostProbable();
        double whole = LogOdds.of(answers.get(0), explained);
        double[] falls = answers.stream()
                .skip(1)
                .mapToDouble(answer -> whole - LogOdds.of(answer, explained))
                .toArray();
        return List.of(new AttributionMap(methods().get(0), Windows.spread(trajectory.size(), falls)));
    }
}
