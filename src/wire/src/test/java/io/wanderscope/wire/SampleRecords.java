package io.wanderscope.wire;

import io.wanderscope.schema.AcquisitionComposition;
import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.AcquisitionTrigger;
import io.wanderscope.schema.ClassFraction;
import io.wanderscope.schema.ClassFractions;
import io.wanderscope.schema.DiffusionEstimate;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.DiffusiveState;
import io.wanderscope.schema.Family;
import io.wanderscope.schema.FamilyFraction;
import io.wanderscope.schema.FamilyProbabilities;
import io.wanderscope.schema.MeanSquaredDisplacement;
import io.wanderscope.schema.ModelProbabilities;
import io.wanderscope.schema.Occupation;
import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.StageSaliency;
import io.wanderscope.schema.TimeUnit;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.schema.TriggerKind;
import io.wanderscope.schema.UndeterminedReason;
import java.time.Instant;
import java.util.List;

/** A record of each type with every field set. */
public final class SampleRecords {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private SampleRecords() {}

    /** A position of the acquisition "cell" whose coordinates depend on the frame, 50 frames a second. */
    public static ParticlePosition moving(String track, long frame) {
        return ParticlePosition.newBuilder()
                .setAcquisition("cell")
                .setTrack(track)
                .setFrame(frame)
                .setTime(START.plusMillis(20 * frame))
                .setLengthUnit("um")
                .setX(0.1 * (double) frame)
                .setY(Math.sin((double) frame))
                .build();
    }

    public static ParticleLocalisation localisation() {
        return ParticleLocalisation.newBuilder()
                .setAcquisition("cell")
                .setTile("left")
                .setFrame(7)
                .setTime(START)
                .setX(0.5)
                .setY(-0.5)
                .setZ(0.25)
                .setQuality(120.0)
                .setLocalisationError(0.02)
                .setLengthUnit("um")
                .setFrameLocalisations(3)
                .build();
    }

    public static TrajectoryLabel label() {
        return TrajectoryLabel.newBuilder()
                .setAcquisition("cell")
                .setTrack("7")
                .setStatus(ResultStatus.FINAL)
                .setRevision(2)
                .setFirstFrame(0)
                .setLastFrame(19)
                .setPoints(20)
                .setLabel(DiffusionLabel.CTRW)
                .setConfidence(0.6)
                .setProbabilities(new ModelProbabilities(0.1, 0.6, 0.1, 0.1, 0.05, 0.05, 0.0, 0.0))
                .setAlpha(0.8)
                .setAlphaSd(0.2)
                .setPositions(21L)
                .setDuplicates(1L)
                .setModelName("model")
                .setModelHash("hash")
                .setLastPositionTime(Instant.EPOCH)
                .setClassifiedTime(Instant.EPOCH.plusSeconds(1))
                .setFamilies(new FamilyProbabilities(0.9, 0.02, 0.02, 0.02, 0.03, 0.01))
                .setNovelty(0.7)
                .setNoise(0.3)
                .setNoiseSd(0.1)
                .setClassSet(List.of(DiffusionLabel.ATTM, DiffusionLabel.CTRW))
                .setObservedPoints(19)
                .setDiffusion(diffusion())
                .build();
    }

    private static DiffusionEstimate diffusion() {
        return DiffusionEstimate.newBuilder()
                .setLengthUnit("um")
                .setTimeUnit(TimeUnit.S)
                .setFrameInterval(0.02)
                .setDiffusionCoefficient(-0.1)
                .setDiffusionCoefficientSd(0.2)
                .setLocalisationVariance(0.001)
                .setLocalisationVarianceSd(0.0005)
                .setMsd(List.of(new MeanSquaredDisplacement(1, 0.02, 0.01)))
                .setRadiusOfGyration(0.5)
                .setDuration(0.38)
                .build();
    }

    public static TrajectorySaliency saliency() {
        return TrajectorySaliency.newBuilder()
                .setAcquisition("cell")
                .setTrack("7")
                .setStatus(ResultStatus.LIVE)
                .setRevision(1)
                .setExplained(DiffusionLabel.CTRW)
                .setLengthUnit("µm")
                .setFrames(List.of(0L, 1L))
                .setX(List.of(0.5, 1.5))
                .setY(List.of(-0.5, 0.0))
                .setInterpolatedFrames(List.of(1L))
                .setStages(List.of(new StageSaliency("stage1", 9, List.of(0.25f, 1.0f))))
                .build();
    }

    public static AcquisitionComposition composition() {
        return AcquisitionComposition.newBuilder()
                .setAcquisition("cell")
                .setWindowStart(Instant.EPOCH)
                .setWindowEnd(Instant.EPOCH.plusSeconds(60))
                .setTracks(8)
                .setAttm(0)
                .setCtrw(1)
                .setSubFbm(0)
                .setSubSbm(0)
                .setSuperFbm(0)
                .setLevyWalk(0)
                .setSuperSbm(0)
                .setBrownian(1)
                .setLowConfidence(1)
                .setTooShort(0)
                .setImmobile(0)
                .setInferenceFailed(0)
                .setFractions(new ClassFractions(0.0, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.5))
                .setConfined(1)
                .setDirected(1)
                .setSwitching(1)
                .setArtefact(1)
                .setUnfamiliar(1)
                .build();
    }

    public static AcquisitionPopulation population() {
        return AcquisitionPopulation.newBuilder()
                .setAcquisition("cell")
                .setWindowStart(Instant.EPOCH)
                .setWindowEnd(Instant.EPOCH.plusSeconds(60))
                .setTracks(8)
                .setOtherUnitTracks(1)
                .setDisplacements(40)
                .setLengthUnit("um")
                .setTimeUnit(TimeUnit.S)
                .setFrameInterval(0.02)
                .setLocalisationError(0.03)
                .setFocalDepth(0.7)
                .setOccupation(List.of(new Occupation(0.01, 0.25, 0.125, 0.5), new Occupation(4.0, 0.75, 0.5, 0.875)))
                .setStates(List.of(
                        new DiffusiveState(0.01, null, 0.1, 0.25, 0.125, 0.5),
                        new DiffusiveState(4.0, 0.1, null, 0.75, 0.5, 0.875)))
                .setClassifiedTracks(5)
                .setClasses(List.of(new ClassFraction(DiffusionLabel.BROWNIAN, 0.5, 0.25, 0.75)))
                .setFamilies(List.of(new FamilyFraction(Family.DIFFUSION_MODEL, 0.5, 0.25, 0.75)))
                .setAlpha(0.9)
                .setAlphaSd(0.05)
                .setAlphaTracks(7)
                .setModelHash("hash")
                .setExposure(0.5)
                .build();
    }

    /** Fields of a TRACK and of a SHARE are set at the same time, so that every field is. */
    public static AcquisitionTrigger trigger() {
        return AcquisitionTrigger.newBuilder()
                .setAcquisition("cell")
                .setId("cell/motors/2/7")
                .setRule("motors")
                .setConditions("class=LEVY_WALK,DIRECTED confidence.min=0.5")
                .setKind(TriggerKind.TRACK)
                .setEvent(2)
                .setTime(Instant.EPOCH.plusSeconds(2))
                .setSince(Instant.EPOCH.plusSeconds(1))
                .setTriggeredTime(Instant.EPOCH.plusSeconds(3))
                .setSuppressed(1)
                .setTrack("7")
                .setStatus(ResultStatus.LIVE)
                .setRevision(3)
                .setLabel(DiffusionLabel.UNDETERMINED)
                .setReason(UndeterminedReason.DIRECTED)
                .setConfidence(0.6)
                .setAlpha(1.4)
                .setPoints(20)
                .setObservedPoints(19)
                .setDiffusionCoefficient(0.125)
                .setDiffusionUnit("um^2/s")
                .setFrame(19L)
                .setX(12.5)
                .setY(-3.0)
                .setLengthUnit("um")
                .setShare(0.5)
                .setMatchingTracks(20L)
                .setTracks(40L)
                .build();
    }
}
