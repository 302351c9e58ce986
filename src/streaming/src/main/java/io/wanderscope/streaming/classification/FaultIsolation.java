package io.wanderscope.streaming.classification;

import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.TrajectoryClassifier;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Classifies trajectories together where that is cheap, and alone where one of them makes the others fail.
 *
 * <p>A plain trajectory of the same length tells a model that fails on some trajectories, which are then to blame, from
 * one that fails on all: a lost device, too little memory, a damaged file.
 */
final class FaultIsolation {
    private static final Logger LOG = LoggerFactory.getLogger(FaultIsolation.class);

    private final TrajectoryClassifier classifier;

    FaultIsolation(TrajectoryClassifier classifier) {
        this.classifier = classifier;
    }

    /**
     * What the model makes of each trajectory, in order.
     *
     * @throws ModelFailureException when the model is to blame for a failure, and not a trajectory
     */
    List<InferenceOutcome> classify(List<Trajectory> trajectories) {
        InferenceOutcome[] outcomes = new InferenceOutcome[trajectories.size()];
        for (List<Integer> group : groupsOfSimilarLength(trajectories)) {
            List<Trajectory> members = group.stream().map(trajectories::get).toList();
            List<InferenceOutcome> results = classifyTogether(members);
            for (int member = 0; member < group.size(); member++) {
                outcomes[group.get(member)] = results.get(member);
            }
        }
        blameNobodyTooSoon(trajectories, outcomes);
        return List.of(outcomes);
    }

    /** What failed is tried once more when the model works: it may have been without its device for a moment. */
    private void blameNobodyTooSoon(List<Trajectory> trajectories, InferenceOutcome[] outcomes) {
        Set<Integer> lengthsThatWork = new HashSet<>();
        for (int index = 0; index < outcomes.length; index++) {
            if (outcomes[index].classification().isEmpty()) {
                Trajectory failed = trajectories.get(index);
                if (lengthsThatWork.add(failed.size())) {
                    requireWorkingModel(failed.size(), outcomes[index].failure());
                }
                outcomes[index] = classifyTogether(List.of(failed)).get(0);
            }
        }
    }

    private void requireWorkingModel(int points, String failure) {
        if (classifyTogether(List.of(zigzag(points))).get(0).classification().isEmpty()) {
            throw new ModelFailureException("the model " + classifier.model().name() + " fails on any trajectory of "
                    + points + " points: " + failure + "; the results that are due wait until it can be run again");
        }
    }

    private static Trajectory zigzag(int points) {
        return Trajectory.of(
                IntStream.range(0, points).mapToDouble(point -> point % 3).toArray(),
                IntStream.range(0, points).mapToDouble(point -> point % 5).toArray());
    }

    /** Groups in which no trajectory is padded to more than twice its length. */
    private static Collection<List<Integer>> groupsOfSimilarLength(List<Trajectory> trajectories) {
        Map<Integer, List<Integer>> byMagnitude = IntStream.range(0, trajectories.size())
                .boxed()
                .collect(Collectors.groupingBy(
                        index -> Integer.highestOneBit(trajectories.get(index).size()),
                        TreeMap::new,
                        Collectors.toList()));
        return byMagnitude.values();
    }

    private List<InferenceOutcome> classifyTogether(List<Trajectory> trajectories) {
        try {
            List<Classification> classifications = classifier.classify(trajectories);
            if (classifications.size() != trajectories.size()) {
                throw new IllegalStateException("the classifier gave " + classifications.size() + " classifications of "
                        + trajectories.size() + " trajectories");
            }
            return IntStream.range(0, trajectories.size())
                    .mapToObj(index -> checked(classifications.get(index), trajectories.get(index)))
                    .toList();
        } catch (RuntimeException e) {
            // Whatever the reason, the stream goes on as long as the model works for others: rethrown, the same batch
            // would stop it again after every restart.
            return afterFailure(trajectories, e);
        }
    }

    private List<InferenceOutcome> afterFailure(List<Trajectory> trajectories, RuntimeException failure) {
        if (trajectories.size() == 1) {
            return List.of(InferenceOutcome.failed(failure.toString()));
        }
        LOG.warn("event=inference_failed trajectories={} cause=\"{}\"", trajectories.size(), failure.toString());
        return trajectories.stream()
                .map(trajectory -> classifyTogether(List.of(trajectory)).get(0))
                .toList();
    }

    /** Finite, of the trajectory's shape, and with a probability at all: all zeros cannot be normalised. */
    private InferenceOutcome checked(Classification classification, Trajectory trajectory) {
        if (!classification.isFinite()) {
            return InferenceOutcome.failed("the model's outputs are not finite");
        }
        if (!(classification.confidence() > 0)) {
            return InferenceOutcome.failed("the model's probabilities are all zero");
        }
        return hasShapeOf(trajectory, classification)
                ? InferenceOutcome.of(classification)
                : InferenceOutcome.failed(
                        "the model's saliency is not of its residual stages by the trajectory's points");
    }

    private boolean hasShapeOf(Trajectory trajectory, Classification classification) {
        return classification.stages() == classifier.model().stages().size()
                && IntStream.range(0, classification.stages())
                        .allMatch(stage -> classification.saliency(stage).length == trajectory.size());
    }
}
