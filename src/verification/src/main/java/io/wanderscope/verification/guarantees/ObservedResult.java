package io.wanderscope.verification.guarantees;

import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.FamilyProbabilities;
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
 * @param confidence NaN when nothing was classified
 * @param probabilities of the eight classes in the order of the schema, empty when nothing was classified
 * @param families probabilities of the families of motion in the order of the schema, empty when nothing was classified
 * @param novelty NaN when nothing was classified
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
        List<Double> families,
        double novelty,
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
                label.getPositions(),
                label.getDuplicates(),
                label.getLabel(),
                orNaN(label.getConfidence()),
                probabilities(label.getProbabilities()),
                families(label.getFamilies()),
                orNaN(label.getNovelty()),
                label.getClassifiedTime());
    }

    private static double orNaN(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private static List<Double> families(@Nullable FamilyProbabilities each) {
        return each == null
                ? List.of()
                : List.of(
                        each.getDiffusionModel(),
                        each.getImmobile(),
                        each.getConfined(),
                        each.getDirected(),
                        each.getSwitching(),
                        each.getArtefact());
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
