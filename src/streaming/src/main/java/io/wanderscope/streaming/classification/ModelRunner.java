package io.wanderscope.streaming.classification;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.Explanation;
import io.wanderscope.inference.TrajectoryClassifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the model: on all trajectories together, or on each alone if the model failed on them together.
 *
 * <p>If the model also fails on a plain zigzag of the same length, the model is at fault: its device is lost, memory is
 * low, or its file is damaged. Otherwise the trajectory is.
 */
final class ModelRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ModelRunner.class);

    private final TrajectoryClassifier classifier;

    ModelRunner(TrajectoryClassifier classifier) {
        this.classifier = classifier;
    }

    /**
     * Classifies trajectories.
     *
     * @param explanation what the model says about its reasons
     * @return the outcome of each, in the same order
     * @throws ModelFailureException when a failure is the model's fault and not a trajectory's
     */
    List<InferenceOutcome> classify(List<ObservedTrajectory> trajectories, Explanation explanation) {
        InferenceOutcome[] outcomes = runTogether(trajectories, explanation).toArray(InferenceOutcome[]::new);
        retryFailed(trajectories, explanation, outcomes);
        return List.of(outcomes);
    }

    /** Tries each failed trajectory again if the model works: its device may have been temporarily unavailable. */
    private void retryFailed(
            List<ObservedTrajectory> trajectories, Explanation explanation, InferenceOutcome[] outcomes) {
        Set<Integer> probedLengths = new HashSet<>();
        for (int index = 0; index < outcomes.length; index++) {
            if (outcomes[index].isFailed()) {
                ObservedTrajectory failed = trajectories.get(index);
                if (probedLengths.add(failed.size())) {
                    requireWorkingModel(failed.size(), explanation, outcomes[index].failure());
                }
                outcomes[index] = runAlone(failed, explanation);
            }
        }
    }

    private void requireWorkingModel(int points, Explanation explanation, String failure) {
        if (runAlone(zigzag(points), explanation).isFailed()) {
            throw new ModelFailureException("the model " + classifier.model().name() + " fails on every trajectory of "
                    + points + " points: " + failure + "; results that are due wait until the model works again");
        }
    }

    private static ObservedTrajectory zigzag(int points) {
        return ObservedTrajectory.complete(Trajectory.of(
                IntStream.range(0, points).mapToDouble(point -> point % 3).toArray(),
                IntStream.range(0, points).mapToDouble(point -> point % 5).toArray()));
    }

    private InferenceOutcome runAlone(ObservedTrajectory trajectory, Explanation explanation) {
        return runTogether(List.of(trajectory), explanation).get(0);
    }

    private List<InferenceOutcome> runTogether(List<ObservedTrajectory> trajectories, Explanation explanation) {
        try {
            List<Classification> classifications = classifier.classify(trajectories, explanation);
            if (classifications.size() != trajectories.size()) {
                throw new IllegalStateException("the classifier returned " + classifications.size()
                        + " classifications for " + trajectories.size() + " trajectories");
            }
            return IntStream.range(0, trajectories.size())
                    .mapToObj(index -> checked(classifications.get(index), trajectories.get(index), explanation))
                    .toList();
        } catch (RuntimeException e) {
            // Any exception: if rethrown, the same batch would stop the stream again after every restart. As long as
            // the model works on other trajectories, the stream continues.
            return afterFailure(trajectories, explanation, e);
        }
    }

    private List<InferenceOutcome> afterFailure(
            List<ObservedTrajectory> trajectories, Explanation explanation, RuntimeException failure) {
        if (trajectories.size() == 1) {
            return List.of(InferenceOutcome.failed(failure.toString()));
        }
        LOG.warn("event=inference_failed trajectories={} cause=\"{}\"", trajectories.size(), failure.toString());
        return trajectories.stream()
                .map(trajectory -> runAlone(trajectory, explanation))
                .toList();
    }

    /** Outputs must be finite, of the trajectory's shape, and not all zero, which could not be normalised. */
    private InferenceOutcome checked(
            Classification classification, ObservedTrajectory trajectory, Explanation explanation) {
        if (!classification.isFinite()) {
            return InferenceOutcome.failed("the model's outputs are not finite");
        }
        if (!isNormalisable(classification)) {
            return InferenceOutcome.failed("the model's probabilities are all zero");
        }
        return hasShapeOf(trajectory, classification, explanation)
                ? InferenceOutcome.of(classification)
                : InferenceOutcome.failed(
                        "the model's saliency does not have the shape residual stages × points of the trajectory, or its"
                                + " absolute saliency not a weight for each point");
    }

    private static boolean isNormalisable(Classification classification) {
        DiffusionModel model = classification.mostProbable();
        MotionFamily family = classification.mostProbableFamily();
        return classification.probability(model) > 0 && classification.familyProbability(family) > 0;
    }

    private boolean hasShapeOf(ObservedTrajectory trajectory, Classification classification, Explanation explanation) {
        int stages = explanation == Explanation.NONE
                ? 0
                : classifier.model().stages().size();
        int points = stages == 0 ? 0 : trajectory.size();
        return classification.stages() == stages
                && classification.absoluteSaliency().length == points
                && IntStream.range(0, classification.stages())
                        .allMatch(stage -> classification.saliency(stage).length == trajectory.size());
    }
}
