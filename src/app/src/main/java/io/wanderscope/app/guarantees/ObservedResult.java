package io.wanderscope.app.guarantees;

import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import java.time.Instant;

/**
 * A label as it came out.
 *
 * @param key record key
 * @param partition of the topic of labels
 * @param confidence NaN when nothing was classified
 */
public record ObservedResult(
        String key,
        int partition,
        ResultStatus status,
        int revision,
        long firstFrame,
        long lastFrame,
        int points,
        long positions,
        long duplicates,
        DiffusionLabel label,
        double confidence,
        Instant classified) {

    static ObservedResult of(String key, int partition, TrajectoryLabel label) {
        return new ObservedResult(
                key,
                partition,
                label.getStatus(),
                label.getRevision(),
                label.getFirstFrame(),
                label.getLastFrame(),
                label.getPoints(),
                label.getPositions(),
                label.getDuplicates(),
                label.getLabel(),
                label.getConfidence() == null ? Double.NaN : label.getConfidence(),
                label.getClassifiedTime());
    }
}
