package io.wanderscope.trainer.evaluation;

import io.wanderscope.trainer.data.Departure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a classifier says of trajectories that depart from the eight models.
 *
 * @param departure in which way they depart
 * @param name how they depart and what the classifier was told, in words
 * @param points their length, in points
 * @param answers one for each trajectory
 */
public record DepartureResult(Departure departure, String name, int points, List<Answer> answers) {
    /** Copies the list. */
    public DepartureResult {
        answers = List.copyOf(answers);
    }

    /** Share of the trajectories that get a wrong label, of at least a minimum of confidence. */
    public Share wrong(double minimumConfidence) {
        return share(each -> each.isLabelled(minimumConfidence) && !departure.isRight(each.predicted()));
    }

    /** Share of the trajectories that get a wrong label with a confidence above a bound. */
    public Share wrongAbove(double confidence) {
        return wrong(Math.nextUp(confidence));
    }

    private Share share(Predicate<Answer> condition) {
        return Share.of(answers.stream().filter(condition).count(), answers.size());
    }

    /**
     * What most trajectories are called.
     *
     * @param name the label, or the reason why there is none
     * @param share their share, 0 to 1
     */
    public record Outcome(String name, double share) {}

    /** The most frequent label or reason; the first in the alphabet on a tie. */
    public Outcome mostFrequent(double minimumConfidence) {
        Map<String, Long> counts = answers.stream()
                .collect(Collectors.groupingBy(
                        each -> each.outcome(minimumConfidence), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .reduce((most, each) -> each.getValue() > most.getValue() ? each : most)
                .map(each -> new Outcome(each.getKey(), (double) each.getValue() / answers.size()))
                .orElseThrow();
    }
}
