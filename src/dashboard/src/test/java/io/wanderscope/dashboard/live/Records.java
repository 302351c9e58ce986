package io.wanderscope.dashboard.live;

import io.wanderscope.schema.AcquisitionComposition;
import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.AcquisitionTrigger;
import io.wanderscope.schema.ClassFraction;
import io.wanderscope.schema.DiffusionEstimate;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.DiffusiveState;
import io.wanderscope.schema.Family;
import io.wanderscope.schema.FamilyFraction;
import io.wanderscope.schema.FamilyProbabilities;
import io.wanderscope.schema.MeanSquaredDisplacement;
import io.wanderscope.schema.ModelProbabilities;
import io.wanderscope.schema.Occupation;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.StageSaliency;
import io.wanderscope.schema.TimeUnit;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.schema.TriggerKind;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Records like those on the topics. */
public final class Records {
    public static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

    private Records() {}

    public static ParticlePosition position(String acquisition, String track, long frame, double x, double y) {
        return ParticlePosition.newBuilder()
                .setAcquisition(acquisition)
                .setTrack(track)
                .setFrame(frame)
                .setTime(BEGIN.plusMillis(50 * frame))
                .setX(x)
                .setY(y)
                .setLengthUnit("µm")
                .build();
    }

    public static TrajectoryLabel label(
            String acquisition, String track, int revision, ResultStatus status, DiffusionLabel label, long lastFrame) {
        return TrajectoryLabel.newBuilder()
                .setAcquisition(acquisition)
                .setTrack(track)
                .setStatus(status)
                .setRevision(revision)
                .setFirstFrame(Math.max(0, lastFrame - 9))
                .setLastFrame(lastFrame)
                .setPoints(10)
                .setLabel(label)
                .setConfidence(0.75)
                .setProbabilities(new ModelProbabilities(0.75, 0.25, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0))
                .setAlpha(0.5)
                .setAlphaSd(0.1)
                .setFamilies(new FamilyProbabilities(0.9, 0.05, 0.05, 0.0, 0.0, 0.0))
                .setNovelty(0.5)
                .setNoise(0.25)
                .setNoiseSd(0.05)
                .setClassSet(List.of(DiffusionLabel.ATTM, DiffusionLabel.CTRW))
                .setObservedPoints(9)
                .setDiffusion(diffusion())
                .setModelName("test")
                .setModelHash("0")
                .setLastPositionTime(BEGIN.plusMillis(50 * lastFrame))
                .setClassifiedTime(BEGIN.plusMillis(50 * lastFrame + 80))
                .build();
    }

    private static DiffusionEstimate diffusion() {
        return DiffusionEstimate.newBuilder()
                .setLengthUnit("um")
                .setTimeUnit(TimeUnit.S)
                .setFrameInterval(0.05)
                .setDiffusionCoefficient(0.25)
                .setDiffusionCoefficientSd(0.125)
                .setLocalisationVariance(-0.0001)
                .setLocalisationVarianceSd(0.0004)
                .setMsd(List.of(new MeanSquaredDisplacement(1, 0.05, 0.01), new MeanSquaredDisplacement(2, 0.1, 0.04)))
                .setRadiusOfGyration(0.5)
                .setDuration(0.45)
                .build();
    }

    /** The label of a track from frame 0 on, all of whose positions were detected, as the fake classifier gives it. */
    public static TrajectoryLabel fakeLabel(String acquisition, String track, int points) {
        TrajectoryLabel label = label(acquisition, track, 1, ResultStatus.LIVE, DiffusionLabel.ATTM, points - 1);
        label.put("first_frame", 0L);
        label.put("points", points);
        label.put("observed_points", points);
        label.put("alpha", 0.8);
        label.put("noise", 0.4);
        label.put("model_hash", "0".repeat(64));
        return label;
    }

    public static TrajectorySaliency saliency(String acquisition, String track, int revision, long firstFrame) {
        List<Double> coordinates = List.of(0.0, 1.0, 2.0);
        return TrajectorySaliency.newBuilder()
                .setAcquisition(acquisition)
                .setTrack(track)
                .setStatus(ResultStatus.LIVE)
                .setRevision(revision)
                .setExplained(DiffusionLabel.ATTM)
                .setLengthUnit("µm")
                .setFrames(LongStream.range(firstFrame, firstFrame + 3).boxed().toList())
                .setX(coordinates)
                .setY(coordinates)
                .setInterpolatedFrames(List.of(firstFrame + 1))
                .setStages(IntStream.rangeClosed(1, 4)
                        .mapToObj(stage ->
                                new StageSaliency("stage" + stage, 10 * stage, List.of(-0.5f * stage, 0f, 2f * stage)))
                        .toList())
                .setAbsoluteWeights(List.of(0.5f, 0.25f, 2.25f))
                .build();
    }

    public static AcquisitionComposition composition(String acquisition, Instant start, long attm) {
        return AcquisitionComposition.newBuilder()
                .setAcquisition(acquisition)
                .setWindowStart(start)
                .setWindowEnd(start.plusSeconds(60))
                .setTracks(attm)
                .setAttm(attm)
                .setCtrw(0)
                .setSubFbm(0)
                .setSubSbm(0)
                .setSuperFbm(0)
                .setLevyWalk(0)
                .setSuperSbm(0)
                .setBrownian(0)
                .setLowConfidence(0)
                .setTooShort(0)
                .setImmobile(0)
                .setInferenceFailed(0)
                .build();
    }

    /** The population of a window of a minute, or of the whole acquisition if it has no start. */
    public static AcquisitionPopulation population(String acquisition, @Nullable Instant start, long tracks) {
        return AcquisitionPopulation.newBuilder()
                .setAcquisition(acquisition)
                .setWindowStart(start)
                .setWindowEnd(start == null ? null : start.plusSeconds(60))
                .setTracks(tracks)
                .setOtherUnitTracks(1)
                .setDisplacements(4 * tracks)
                .setLengthUnit("um")
                .setTimeUnit(TimeUnit.S)
                .setFrameInterval(0.05)
                .setLocalisationError(0.03)
                .setOccupation(List.of(new Occupation(0.01, 0.25, 0.125, 0.5), new Occupation(4.0, 0.75, 0.5, 0.875)))
                .setStates(List.of(
                        new DiffusiveState(0.01, null, 0.1, 0.25, 0.125, 0.5),
                        new DiffusiveState(4.0, 0.1, null, 0.75, 0.5, 0.875)))
                .setClassifiedTracks(tracks)
                .setClasses(List.of(new ClassFraction(DiffusionLabel.BROWNIAN, 0.5, 0.25, 0.75)))
                .setFamilies(List.of(new FamilyFraction(Family.DIFFUSION_MODEL, 0.5, 0.25, 0.75)))
                .setAlpha(0.9)
                .setAlphaSd(0.05)
                .setAlphaTracks(tracks)
                .setModelHash("0")
                .build();
    }

    /** A trigger of a track, some seconds after the beginning. */
    public static AcquisitionTrigger trigger(String acquisition, int second, String track) {
        return AcquisitionTrigger.newBuilder()
                .setAcquisition(acquisition)
                .setId(acquisition + "/motors/1/" + track)
                .setRule("motors")
                .setConditions("class=ATTM")
                .setKind(TriggerKind.TRACK)
                .setEvent(1)
                .setTime(BEGIN.plusSeconds(second))
                .setSince(BEGIN.plusSeconds(second))
                .setTriggeredTime(BEGIN.plusSeconds(second))
                .setSuppressed(0)
                .setTrack(track)
                .setStatus(ResultStatus.LIVE)
                .setRevision(1)
                .setLabel(DiffusionLabel.ATTM)
                .setConfidence(0.75)
                .setAlpha(0.5)
                .setPoints(20)
                .setObservedPoints(19)
                .setDiffusionCoefficient(0.25)
                .setDiffusionUnit("um^2/s")
                .setFrame(30L)
                .setX(1.5)
                .setY(-2.0)
                .setLengthUnit("um")
                .build();
    }
}
