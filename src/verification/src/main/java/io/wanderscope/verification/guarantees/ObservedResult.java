package io.wanderscope.verification.guarantees;

import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ModelProbabilities;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A label that was read.
 *
 * @param key record key
 * @param partition partition of the label topic
 * @param confidence largest probability, NaN when nothing was classified
 * @param probabilities of the eight classes in the order of the schema, empty when nothing was classified
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
        List<Double> probabilities,
        Instant classified) {

    /** Copies the list. */
    public ObservedResult {
        probabilities = List.copyOf(probabilities);
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
                label.getPositions(),
                label.getDuplicates(),
                label.getLabel(),
                label.getConfidence() == null ? Double.NaN : label.getConfidence(),
                probabilities(label.getProbabilities()),
                label.getClassifiedTime());
    }

    private static List<Double> probabilities(@Nullable ModelProbabilities each) {
        return each == null
                ? List.of()
                : List.of(
                        each.getAttm(),
                        each.getCtrw(),
                        each.getSubFbm(),
                        each.getSubSbm(),
                        each.getSuperFbm(),
                        each.getLevyWalk(),
                        each.getSuperSbm(),
                        each.getBrownian());
    }
}
