package io.wanderscope.streaming.classification;

import io.wanderscope.diffusion.ClassPriors;
import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.Verdict;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.StageSaliency;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.schema.UndeterminedReason;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.tracks.DueResult;
import io.wanderscope.streaming.tracks.DueTrajectory;
import io.wanderscope.streaming.tracks.TrajectoryWindow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Makes the records of the output topics. */
final class ResultRecords {
    private final ModelDescription model;
    private final ClassPriors priors;
    private final double minimumConfidence;
    private final DiffusionEstimates diffusion;

    ResultRecords(ModelDescription model, StreamSettings settings) {
        this.model = model;
        this.priors = settings.classPriors();
        this.minimumConfidence = settings.minimumConfidence();
        this.diffusion = new DiffusionEstimates(settings.imaging());
    }

    /** The label of a trajectory, with the output of the model if it was classified. */
    TrajectoryLabel label(DueTrajectory trajectory, InferenceOutcome outcome, Instant classified) {
        TrajectoryLabel.Builder label = identified(trajectory, classified);
        outcome.classification()
                .map(classification -> classification.withPriors(priors))
                .ifPresent(classification -> describe(classification, label));
        outcome.reason()
                .ifPresent(reason -> label.setLabel(DiffusionLabel.UNDETERMINED).setReason(reason));
        return label.build();
    }

    private void describe(Classification classification, TrajectoryLabel.Builder label) {
        Probabilities probabilities = Probabilities.of(classification);
        DiffusionModel mostProbable = classification.mostProbable();
        double confidence = probabilities.confidence(mostProbable);
        Optional<UndeterminedReason> reason = reasonToWithhold(classification, confidence);
        label.setLabel(reason.isEmpty() ? labelOf(mostProbable) : DiffusionLabel.UNDETERMINED)
                .setReason(reason.orElse(null))
                .setConfidence(confidence)
                .setProbabilities(probabilities.ofModels())
                .setAlpha(toDecimal(classification.alpha()))
                .setAlphaSd(toDecimal(classification.alphaSd()))
                .setFamilies(probabilities.ofFamilies())
                .setNovelty(toDecimal(classification.novelty()))
                .setNoise(toDecimal(classification.noise()))
                .setNoiseSd(toDecimal(classification.noiseSd()))
                .setClassSet(classification.classSet().stream()
                        .map(ResultRecords::labelOf)
                        .toList());
    }

    private Optional<UndeterminedReason> reasonToWithhold(Classification classification, double confidence) {
        Verdict verdict = Verdict.of(
                classification.mostProbableFamily(), classification.isUnfamiliar(), confidence, minimumConfidence);
        return verdict == Verdict.LABELLED ? Optional.empty() : Optional.of(UndeterminedReason.valueOf(verdict.name()));
    }

    private static DiffusionLabel labelOf(DiffusionModel diffusionModel) {
        return DiffusionLabel.valueOf(diffusionModel.name());
    }

    /** The double that prints as the float does: 0.8, not 0.800000011920929. */
    private static double toDecimal(float value) {
        return Double.parseDouble(Float.toString(value));
    }

    private TrajectoryLabel.Builder identified(DueTrajectory trajectory, Instant classified) {
        DueResult due = trajectory.due();
        return TrajectoryLabel.newBuilder()
                .setAcquisition(due.track().acquisition())
                .setTrack(due.track().track())
                .setStatus(due.status())
                .setRevision(due.revision())
                .setFirstFrame(trajectory.firstFrame())
                .setLastFrame(trajectory.lastFrame())
                .setPoints(trajectory.points())
                .setObservedPoints(trajectory.observedPoints())
                .setDiffusion(diffusion.of(trajectory).orElse(null))
                .setPositions(due.accepted())
                .setDuplicates(due.duplicates())
                .setModelName(model.name())
                .setModelHash(model.sha256())
                .setLastPositionTime(trajectory.lastTime())
                .setClassifiedTime(classified);
    }

    /** The points of a classified trajectory, and how much each contributed. */
    TrajectorySaliency saliency(DueTrajectory trajectory, Classification classification) {
        float[] absolute = classification.absoluteSaliency();
        return points(trajectory)
                .setExplained(labelOf(classification.explained()))
                .setAbsoluteWeights(list(absolute.length, point -> absolute[point]))
                .setStages(list(classification.stages(), stage -> stage(stage, classification)))
                .build();
    }

    /** The points of a trajectory on which the model failed, without residual stages. */
    TrajectorySaliency failedTrajectory(DueTrajectory trajectory) {
        return points(trajectory)
                .setExplained(DiffusionLabel.UNDETERMINED)
                .setStages(List.of())
                .build();
    }

    private static TrajectorySaliency.Builder points(DueTrajectory trajectory) {
        DueResult due = trajectory.due();
        TrajectoryWindow window = trajectory.window().orElseThrow();
        Trajectory path = window.trajectory();
        return TrajectorySaliency.newBuilder()
                .setAcquisition(due.track().acquisition())
                .setTrack(due.track().track())
                .setStatus(due.status())
                .setRevision(due.revision())
                .setLengthUnit(trajectory.state().opening().lengthUnit())
                .setFrames(LongStream.rangeClosed(window.firstFrame(), window.lastFrame())
                        .boxed()
                        .toList())
                .setX(list(path.size(), path::x))
                .setY(list(path.size(), path::y))
                .setInterpolatedFrames(window.interpolatedFrames());
    }

    private StageSaliency stage(int stage, Classification classification) {
        ModelDescription.ResidualStage described = model.stages().get(stage);
        float[] weights = classification.saliency(stage);
        return StageSaliency.newBuilder()
                .setName(described.name())
                .setReceptiveField(described.receptiveField())
                .setWeights(list(weights.length, point -> weights[point]))
                .build();
    }

    private static <T> List<T> list(int size, IntFunction<T> element) {
        return IntStream.range(0, size).mapToObj(element).toList();
    }
}
