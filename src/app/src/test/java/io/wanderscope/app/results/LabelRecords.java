package io.wanderscope.app.results;

import io.wanderscope.schema.DiffusionEstimate;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.FamilyProbabilities;
import io.wanderscope.schema.MeanSquaredDisplacement;
import io.wanderscope.schema.ModelProbabilities;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.StageSaliency;
import io.wanderscope.schema.TimeUnit;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.schema.UndeterminedReason;
import java.time.Instant;
import java.util.List;

/** Labels as the stream sends them. */
final class LabelRecords {
    private LabelRecords() {}

    static TrajectoryLabel undetermined(String acquisition, String track) {
        return undetermined(acquisition, track, UndeterminedReason.TOO_SHORT);
    }

    static TrajectoryLabel undetermined(
            String acquisition, String track, UndeterminedReason reason, DiffusionLabel... set) {
        return label(acquisition, track)
                .setLastFrame(5)
                .setPoints(3)
                .setLabel(DiffusionLabel.UNDETERMINED)
                .setReason(reason)
                .setClassSet(set.length == 0 ? null : List.of(set))
                .build();
    }

    /** A result of a track that the network classified, with a confidence in the class of 0.2. */
    static TrajectoryLabel undetermined(UndeterminedReason reason, FamilyProbabilities families) {
        return label("cell", "1")
                .setLastFrame(14)
                .setPoints(12)
                .setLabel(DiffusionLabel.UNDETERMINED)
                .setReason(reason)
                .setConfidence(0.2)
                .setFamilies(families)
                .build();
    }

    /** A result of a track that is too short. */
    static TrajectoryLabel revision(String acquisition, String track, ResultStatus status, int revision) {
        return label(acquisition, track)
                .setStatus(status)
                .setRevision(revision)
                .setLastFrame(5)
                .setPoints(3)
                .setLabel(DiffusionLabel.UNDETERMINED)
                .setReason(UndeterminedReason.TOO_SHORT)
                .build();
    }

    static TrajectoryLabel determined(String acquisition, String track) {
        return determined(acquisition, track, 0.5);
    }

    static TrajectoryLabel determined(String acquisition, String track, double confidence) {
        return label(acquisition, track)
                .setLastFrame(14)
                .setPoints(12)
                .setLabel(DiffusionLabel.CTRW)
                .setConfidence(confidence)
                .setProbabilities(new ModelProbabilities(0.25, 0.5, 0.25, 0.0, 0.0, 0.0, 0.0, 0.0))
                .setAlpha(0.8)
                .setAlphaSd(0.2)
                .setFamilies(new FamilyProbabilities(0.9, 0.0, 0.1, 0.0, 0.0, 0.0))
                .setNovelty(0.5)
                .setNoise(0.3)
                .setNoiseSd(0.1)
                .setClassSet(List.of(DiffusionLabel.ATTM, DiffusionLabel.CTRW))
                .setObservedPoints(10)
                .setPositions(11L)
                .setDuplicates(2L)
                .setDiffusion(diffusion().build())
                .build();
    }

    /** A result of a track of twelve points that has no label. */
    static TrajectoryLabel undetermined(DiffusionEstimate diffusion) {
        return label("cell", "1")
                .setLastFrame(14)
                .setPoints(12)
                .setLabel(DiffusionLabel.UNDETERMINED)
                .setReason(UndeterminedReason.LOW_CONFIDENCE)
                .setDiffusion(diffusion)
                .build();
    }

    /** In micrometres, with 20 ms from frame to frame. */
    static DiffusionEstimate.Builder diffusion() {
        return DiffusionEstimate.newBuilder()
                .setLengthUnit("um")
                .setTimeUnit(TimeUnit.S)
                .setFrameInterval(0.02)
                .setDiffusionCoefficient(0.123456789)
                .setDiffusionCoefficientSd(0.05)
                .setLocalisationVariance(0.0009)
                .setLocalisationVarianceSd(0.0001)
                .setMsd(List.of(
                        new MeanSquaredDisplacement(1, 0.0125, 0.01), new MeanSquaredDisplacement(3, 0.0375, 0.02)))
                .setRadiusOfGyration(0.25)
                .setDuration(0.22);
    }

    /** That of a classified track, with one point. */
    static TrajectorySaliency saliency(TrajectoryLabel label) {
        return TrajectorySaliency.newBuilder()
                .setAcquisition(label.getAcquisition())
                .setTrack(label.getTrack())
                .setStatus(ResultStatus.FINAL)
                .setRevision(1)
                .setLengthUnit("px")
                .setFrames(List.of(3L))
                .setX(List.of(1.5))
                .setY(List.of(2.5))
                .setInterpolatedFrames(List.of())
                .setExplained(DiffusionLabel.CTRW)
                .setStages(List.of(new StageSaliency("stage1", 7, List.of(0.5f))))
                .setAbsoluteWeights(List.of(0.75f))
                .build();
    }

    private static TrajectoryLabel.Builder label(String acquisition, String track) {
        return TrajectoryLabel.newBuilder()
                .setAcquisition(acquisition)
                .setTrack(track)
                .setStatus(ResultStatus.FINAL)
                .setRevision(1)
                .setFirstFrame(3)
                .setModelName("model")
                .setModelHash("0".repeat(64))
                .setLastPositionTime(Instant.EPOCH)
                .setClassifiedTime(Instant.EPOCH);
    }
}
