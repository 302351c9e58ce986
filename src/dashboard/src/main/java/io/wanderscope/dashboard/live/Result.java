package io.wanderscope.dashboard.live;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.UndeterminedReason;
import io.wanderscope.streaming.RecordedProbabilities;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One result of a track, from a label record.
 *
 * @param revision counts the track's results, from 1
 * @param status whether a later revision may follow
 * @param label the class, or {@code UNDETERMINED}
 * @param reason why it is undetermined; null otherwise
 * @param confidence probability that it is one of the eight classes, times that of the most probable of them, 0 to 1; null
 *     without a classification
 * @param alpha anomalous exponent, if it is one of the eight; null without a classification
 * @param alphaSd standard deviation of alpha; null without a classification
 * @param points number of classified points
 * @param firstFrame first frame of the classified points
 * @param lastFrame last frame of the classified points
 * @param probabilities of all classes, given that it is one of the eight; null without a classification, and in short
 * @param families probabilities of all families of motion, in short only of the eight and of its own; null without a classification
 * @param novelty distance from what the model was trained on, above 1 unfamiliar; null without a classification, and in short
 * @param noise localisation noise, in units of the displacements' s.d. without noise, if it moves; null without a
 *     classification, and in short
 * @param noiseSd standard deviation of noise; null without a classification, and in short
 * @param classSet the classes among which the right one is in 90 % of such cases, if it is one of the eight and all are
 *     equally frequent; null without a classification
 * @param observedPoints how many of the classified points were detected; null if unknown
 * @param diffusion what the displacements say; null if fewer than 3 of the classified points were detected; in short only
 *     the diffusion coefficient
 * @param modelHash SHA-256 of the file of the model that gave it
 * @param delayMs milliseconds from the time of the last position to the classification
 */
public record Result(
        int revision,
        ResultStatus status,
        DiffusionLabel label,
        @Nullable UndeterminedReason reason,
        @Nullable Double confidence,
        @Nullable Double alpha,
        @Nullable Double alphaSd,
        int points,
        long firstFrame,
        long lastFrame,
        @Nullable Map<DiffusionModel, Double> probabilities,
        @Nullable Map<MotionFamily, Double> families,
        @Nullable Double novelty,
        @Nullable Double noise,
        @Nullable Double noiseSd,
        @Nullable List<DiffusionLabel> classSet,
        @Nullable Integer observedPoints,
        @Nullable Diffusion diffusion,
        String modelHash,
        long delayMs) {

    static Result of(TrajectoryLabel label) {
        return new Result(
                label.getRevision(),
                label.getStatus(),
                label.getLabel(),
                label.getReason(),
                label.getConfidence(),
                label.getAlpha(),
                label.getAlphaSd(),
                label.getPoints(),
                label.getFirstFrame(),
                label.getLastFrame(),
                label.getProbabilities() == null ? null : byModel(RecordedProbabilities.of(label.getProbabilities())),
                label.getFamilies() == null ? null : byFamily(RecordedProbabilities.of(label.getFamilies())),
                label.getNovelty(),
                label.getNoise(),
                label.getNoiseSd(),
                label.getClassSet() == null ? null : List.copyOf(label.getClassSet()),
                label.getObservedPoints(),
                label.getDiffusion() == null ? null : Diffusion.of(label.getDiffusion()),
                label.getModelHash().intern(), // there are few models and many results
                Duration.between(label.getLastPositionTime(), label.getClassifiedTime())
                        .toMillis());
    }

    private static Map<DiffusionModel, Double> byModel(List<Double> probabilities) {
        Map<DiffusionModel, Double> byModel = new EnumMap<>(DiffusionModel.class);
        for (DiffusionModel model : DiffusionModel.values()) {
            byModel.put(model, probabilities.get(model.classIndex()));
        }
        return byModel;
    }

    private static Map<MotionFamily, Double> byFamily(List<Double> probabilities) {
        Map<MotionFamily, Double> byFamily = new EnumMap<>(MotionFamily.class);
        for (MotionFamily family : MotionFamily.values()) {
            byFamily.put(family, probabilities.get(family.familyIndex()));
        }
        return byFamily;
    }

    /** Without what only one who looks at a single track wants to know. */
    public Result inShort() {
        return new Result(
                revision,
                status,
                label,
                reason,
                confidence,
                alpha,
                alphaSd,
                points,
                firstFrame,
                lastFrame,
                null,
                familiesInShort(),
                null,
                null,
                null,
                classSet,
                observedPoints,
                diffusion == null ? null : diffusion.inShort(),
                modelHash,
                delayMs);
    }

    /** Those of the eight models and of its own motion. */
    private @Nullable Map<MotionFamily, Double> familiesInShort() {
        if (families == null) {
            return null;
        }
        Map<MotionFamily, Double> few = new EnumMap<>(MotionFamily.class);
        few.putAll(families);
        few.keySet()
                .removeIf(family -> family != MotionFamily.DIFFUSION_MODEL
                        && (reason == null || !family.name().equals(reason.name())));
        return few;
    }

    boolean isFinal() {
        return status == ResultStatus.FINAL;
    }
}
