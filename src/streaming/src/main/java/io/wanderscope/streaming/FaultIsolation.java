package io.wanderscope.streaming;

import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.TrajectoryClassifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Classifies trajectories together where that is cheap, and alone where one of them makes the others fail. */
final class FaultIsolation {
    private static final Logger LOG = LoggerFactory.getLogger(FaultIsolation.class);

    private final TrajectoryClassifier classifier;

    FaultIsolation(TrajectoryClassifier classifier) {
        this.classifier = classifier;
    }

    /** The finite classification of each trajectory, in order; empty where the model gives none. */
    List<Optional<Classification>> classify(List<Trajectory> trajectories) {
        List<Optional<Classification>> classifications = new ArrayList<>(trajectories.size());
        trajectories.forEach(trajectory -> classifications.add(Optional.empty()));
        for (List<Integer> group : groupsOfSimilarLength(trajectories)) {
            List<Trajectory> members = group.stream().map(trajectories::get).toList();
            List<Optional<Classification>> results = classifyTogether(members);
            for (int member = 0; member < group.size(); member++) {
                classifications.set(group.get(member), results.get(member));
            }
        }
        return classifications;
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

    private List<Optional<Classification>> classifyTogether(List<Trajectory> trajectories) {
        try {
            List<Classification> classifications = classifier.classify(trajectories);
            if (classifications.size() != trajectories.size()) {
                throw new IllegalStateException("the classifier gave " + classifications.size() + " classifications of "
                        + trajectories.size() + " trajectories");
            }
            return classifications.stream().map(FaultIsolation::finite).toList();
        } catch (RuntimeException e) {
            // Whatever the reason, the stream goes on: rethrown, the same batch would stop it again after every
            // restart.
            return afterFailure(trajectories, e);
        }
    }

    private List<Optional<Classification>> afterFailure(List<Trajectory> trajectories, RuntimeException failure) {
        LOG.warn("event=inference_failed trajectories={} cause=\"{}\"", trajectories.size(), failure.toString());
        if (trajectories.size() == 1) {
            return List.of(Optional.empty());
        }
        return trajectories.stream()
                .map(trajectory -> classifyTogether(List.of(trajectory)).get(0))
                .toList();
    }

    /** Finite, and with a probability at all: all zeros cannot be normalised. */
    private static Optional<Classification> finite(Classification classification) {
        return Optional.of(classification).filter(each -> each.isFinite() && each.confidence() > 0);
    }
}
