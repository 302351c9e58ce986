package io.wanderscope.streaming.classification;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.TrajectoryClassifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the model: on trajectories of similar length together, or on each alone if the model failed on them together.
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
     * @return the outcome of each, in the same order
     * @throws ModelFailureException when a failure is the model's fault and not a trajectory's
     */
    List<InferenceOutcome> classify(List<ObservedTrajectory> trajectories) {
        InferenceOutcome[] outcomes = new InferenceOutcome[trajectories.size()];
        for (List<Integer> group : LengthGroups.of(trajectories)) {
            List<ObservedTrajectory> members =
                    group.stream().map(trajectories::get).toList();
            List<InferenceOutcome> results = runTogether(members);
            for (int member = 0; member < group.size(); member++) {
                outcomes[group.get(member)] = results.get(member);
            }
        }
        retryFailed(trajectories, outcomes);
        return List.of(outcomes);
    }

    /** Tries each failed trajectory again if the model works: its device may have been temporarily unavailable. */
    private void retryFailed(List<ObservedTrajectory> trajectories, InferenceOutcome[] outcomes) {
        Set<Integer> probedLengths = new HashSet<>();
        for (int index = 0; index < outcomes.length; index++) {
            if (outcomes[index].isFailed()) {
                ObservedTrajectory failed = trajectories.get(index);
                if (probedLengths.add(failed.size())) {
                    requireWorkingModel(failed.size(), outcomes[index].failure());
                }
                outcomes[index] = runAlone(failed);
            }
        }
    }

    private void requireWorkingModel(int points, String failure) {
        if (runAlone(zigzag(points)).isFailed()) {
            throw new ModelFailureException("the model " + classifier.model().name() + " fails on every trajectory of "
                    + points + " points: " + failure + "; results that are due wait until the model works again");
        }
    }

    private static ObservedTrajectory zigzag(int points) {
        return ObservedTrajectory.complete(Trajectory.of(
                IntStream.range(0, points).mapToDouble(point -> point % 3).toArray(),
                IntStream.range(0, points).mapToDouble(point -> point % 5).toArray()));
    }

    private InferenceOutcome runAlone(ObservedTrajectory trajectory) {
        return runTogether(List.of(trajectory)).get(0);
    }

    private List<InferenceOutcome> runTogether(List<ObservedTrajectory> trajectories) {
        try {
            List<Classification> classifications = classifier.classify(trajectories);
            if (classifications.size() != trajectories.size()) {
                throw new IllegalStateException("the classifier returned " + classifications.size()
                        + " classifications for " + trajectories.size() + " trajectories");
            }
            return IntStream.range(0, trajectories.size())
                    .mapToObj(index -> checked(classifications.get(index), trajectories.get(index)))
                    .toList();
        } catch (RuntimeException e) {
            // Any exception: if rethrown, the same batch would stop the stream again after every restart. As long as
            // the model works on other trajectories, the stream continues.
            return afterFailure(trajectories, e);
        }
    }

    private List<InferenceOutcome> afterFailure(List<ObservedTrajectory> trajectories, RuntimeException failure) {
        if (trajectories.size() == 1) {
            return List.of(InferenceOutcome.failed(failure.toString()));
        }
        LOG.warn("event=inference_failed trajectories={} cause=\"{}\"", trajectories.size(), failure.toString());
        return trajectories.stream().map(this::runAlone).toList();
    }

    /** Outputs must be finite, of the trajectory's shape, and not all zero, which could not be normalised. */
    private InferenceOutcome checked(Classification classification, ObservedTrajectory trajectory) {
        if (!classification.isFinite()) {
            return InferenceOutcome.failed("the model's outputs are not finite");
        }
        if (!isNormalisable(classification)) {
            return InferenceOutcome.failed("the model's probabilities are all zero");
        }
        return hasShapeOf(trajectory, classification)
                ? InferenceOutcome.of(classification)
                : InferenceOutcome.failed(
                        "the model's saliency does not have the shape residual stages × points of the trajectory");
    }

    private static boolean isNormalisable(Classification classification) {
        DiffusionModel model = classification.mostProbable();
        MotionFamily family = classification.mostProbableFamily();
        return classification.probability(model) > 0 && classification.familyProbability(family) > 0;
    }

    private boolean hasShapeOf(ObservedTrajectory trajectory, Classification classification) {
        return classification.stages() == classifier.model().stages().size()
                && IntStream.range(0, classification.stages())
                        .allMatch(stage -> classification.saliency(stage).length == trajectory.size());
    }
}
