package io.wanderscope.dashboard.live;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.FamilyProbabilities;
import io.wanderscope.schema.ModelProbabilities;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.UndeterminedReason;
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
 * @param probabilities of all classes, given that it is one of the eight; null without a classification
 * @param families probabilities of all families of motion; null without a classification
 * @param novelty distance from what the model was trained on, above 1 unfamiliar; null without a classification
 * @param noise localisation noise, in units of the displacements' s.d. without noise, if it moves; null without a
 *     classification
 * @param noiseSd standard deviation of noise; null without a classification
 * @param classSet the classes among which the right one is in 90 % of such cases, if it is one of the eight and all are
 *     equally frequent; null without a classification
 * @param observedPoints how many of the classified points were detected; null if unknown
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
                label.getProbabilities() == null ? null : byModel(label.getProbabilities()),
                label.getFamilies() == null ? null : byFamily(label.getFamilies()),
                label.getNovelty(),
                label.getNoise(),
                label.getNoiseSd(),
                label.getClassSet() == null ? null : List.copyOf(label.getClassSet()),
                label.getObservedPoints(),
                Duration.between(label.getLastPositionTime(), label.getClassifiedTime())
                        .toMillis());
    }

    private static Map<DiffusionModel, Double> byModel(ModelProbabilities probabilities) {
        Map<DiffusionModel, Double> byModel = new EnumMap<>(DiffusionModel.class);
        byModel.put(DiffusionModel.ATTM, probabilities.getAttm());
        byModel.put(DiffusionModel.CTRW, probabilities.getCtrw());
        byModel.put(DiffusionModel.SUB_FBM, probabilities.getSubFbm());
        byModel.put(DiffusionModel.SUB_SBM, probabilities.getSubSbm());
        byModel.put(DiffusionModel.SUPER_FBM, probabilities.getSuperFbm());
        byModel.put(DiffusionModel.LEVY_WALK, probabilities.getLevyWalk());
        byModel.put(DiffusionModel.SUPER_SBM, probabilities.getSuperSbm());
        byModel.put(DiffusionModel.BROWNIAN, probabilities.getBrownian());
        return byModel;
    }

    private static Map<MotionFamily, Double> byFamily(FamilyProbabilities families) {
        Map<MotionFamily, Double> byFamily = new EnumMap<>(MotionFamily.class);
        byFamily.put(MotionFamily.DIFFUSION_MODEL, families.getDiffusionModel());
        byFamily.put(MotionFamily.IMMOBILE, families.getImmobile());
        byFamily.put(MotionFamily.CONFINED, families.getConfined());
        byFamily.put(MotionFamily.DIRECTED, families.getDirected());
        byFamily.put(MotionFamily.SWITCHING, families.getSwitching());
        byFamily.put(MotionFamily.ARTEFACT, families.getArtefact());
        return byFamily;
    }

    boolean isFinal() {
        return status == ResultStatus.FINAL;
    }
}
