package io.wanderscope.streaming.classification;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ModelProbabilities;
import io.wanderscope.schema.StageSaliency;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.schema.UndeterminedReason;
import io.wanderscope.streaming.tracks.DueResult;
import io.wanderscope.streaming.tracks.DueTrajectory;
import io.wanderscope.streaming.tracks.TrajectoryWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Makes the records of the output topics. */
final class ResultRecords {
    private final ModelDescription model;
    private final double minimumConfidence;

    ResultRecords(ModelDescription model, double minimumConfidence) {
        this.model = model;
        this.minimumConfidence = minimumConfidence;
    }

    /** The label of a trajectory, with the output of the model if it was classified. */
    TrajectoryLabel label(DueTrajectory trajectory, InferenceOutcome outcome, Instant classified) {
        TrajectoryLabel.Builder label = identified(trajectory, classified);
        outcome.classification().ifPresent(classification -> describe(classification, label));
        outcome.reason()
                .ifPresent(reason -> label.setLabel(DiffusionLabel.UNDETERMINED).setReason(reason));
        return label.build();
    }

    private void describe(Classification classification, TrajectoryLabel.Builder label) {
        Probabilities probabilities = Probabilities.of(classification);
        DiffusionModel mostProbable = classification.mostProbable();
        double confidence = probabilities.of(mostProbable);
        boolean confident = confidence >= minimumConfidence;
        label.setLabel(confident ? DiffusionLabel.valueOf(mostProbable.name()) : DiffusionLabel.UNDETERMINED)
                .setReason(confident ? null : UndeterminedReason.LOW_CONFIDENCE)
                .setConfidence(confidence)
                .setProbabilities(probabilities.toAvro())
                .setAlpha(toDecimal(classification.alpha()))
                .setAlphaSd(toDecimal(classification.alphaSd()));
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
                .setPositions(due.accepted())
                .setDuplicates(due.duplicates())
                .setModelName(model.name())
                .setModelHash(model.sha256())
                .setLastPositionTime(trajectory.lastTime())
                .setClassifiedTime(classified);
    }

    /** The points of a classified trajectory, and how much each contributed. */
    TrajectorySaliency saliency(DueTrajectory trajectory, Classification classification) {
        return points(trajectory)
                .setExplained(
                        DiffusionLabel.valueOf(classification.mostProbable().name()))
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

    /** The model's single-precision probabilities, scaled so that they add up to 1 in double precision. */
    private record Probabilities(List<Double> byClass) {
        private static Probabilities of(Classification classification) {
            List<Double> raw = new ArrayList<>();
            double sum = 0;
            for (DiffusionModel diffusionModel : DiffusionModel.values()) {
                raw.add((double) classification.probability(diffusionModel));
                sum += classification.probability(diffusionModel);
            }
            double total = sum;
            return new Probabilities(
                    raw.stream().map(probability -> probability / total).toList());
        }

        private double of(DiffusionModel diffusionModel) {
            return byClass.get(diffusionModel.classIndex());
        }

        private ModelProbabilities toAvro() {
            return ModelProbabilities.newBuilder()
                    .setAttm(of(DiffusionModel.ATTM))
                    .setCtrw(of(DiffusionModel.CTRW))
                    .setSubFbm(of(DiffusionModel.SUB_FBM))
                    .setSubSbm(of(DiffusionModel.SUB_SBM))
                    .setSuperFbm(of(DiffusionModel.SUPER_FBM))
                    .setLevyWalk(of(DiffusionModel.LEVY_WALK))
                    .setSuperSbm(of(DiffusionModel.SUPER_SBM))
                    .setBrownian(of(DiffusionModel.BROWNIAN))
                    .build();
        }
    }
}
