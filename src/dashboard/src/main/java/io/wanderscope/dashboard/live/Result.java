package io.wanderscope.dashboard.live;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ModelProbabilities;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.UndeterminedReason;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One result of a track, from a label record.
 *
 * @param revision counts the track's results, from 1
 * @param status whether a later revision may follow
 * @param label the class, or {@code UNDETERMINED}
 * @param reason why it is undetermined; null otherwise
 * @param confidence probability of the most probable class, 0 to 1; null without a classification
 * @param alpha anomalous exponent; null without a classification
 * @param alphaSd standard deviation of alpha; null without a classification
 * @param points number of classified points
 * @param firstFrame first frame of the classified points
 * @param lastFrame last frame of the classified points
 * @param probabilities of all classes; null without a classification
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

    boolean isFinal() {
        return status == ResultStatus.FINAL;
    }
}
