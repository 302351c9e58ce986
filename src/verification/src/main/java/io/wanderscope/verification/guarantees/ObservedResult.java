package io.wanderscope.verification.guarantees;

import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.streaming.RecordedProbabilities;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A label that was read.
 *
 * @param key record key
 * @param partition partition of the label topic
 * @param observedPoints how many of the points were detected
 * @param confidence NaN when nothing was classified
 * @param probabilities of the eight classes in the order of the schema, empty when nothing was classified
 * @param families probabilities of the families of motion in the order of the schema, empty when nothing was classified
 * @param novelty NaN when nothing was classified
 * @param time of the last classified position
 * @param classified when it was computed
 */
public record ObservedResult(
        String key,
        int partition,
        ResultStatus status,
        int revision,
        long firstFrame,
        long lastFrame,
        int points,
        int observedPoints,
        long positions,
        long duplicates,
        DiffusionLabel label,
        double confidence,
        List<Double> probabilities,
        List<Double> families,
        double novelty,
        Instant time,
        Instant classified) {

    /** Copies the lists. */
    public ObservedResult {
        probabilities = List.copyOf(probabilities);
        families = List.copyOf(families);
    }

    static ObservedResult of(String key, int partition, TrajectoryLabel label) {
        return new ObservedResult(
                key,
                partition,
                label.getStatus(),
                label.getRevision(),
                label.getFirstFrame(),
                label.getLastFrame(),
                label.getPoints(),
                label.getObservedPoints() == null ? label.getPoints() : label.getObservedPoints(),
                label.getPositions(),
                label.getDuplicates(),
                label.getLabel(),
                orNaN(label.getConfidence()),
                label.getProbabilities() == null ? List.of() : RecordedProbabilities.of(label.getProbabilities()),
                label.getFamilies() == null ? List.of() : RecordedProbabilities.of(label.getFamilies()),
                orNaN(label.getNovelty()),
                label.getLastPositionTime(),
                label.getClassifiedTime());
    }

    private static double orNaN(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}
