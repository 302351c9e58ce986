package io.wanderscope.trainer.training;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.configuration.TrainingConfiguration;
import io.wanderscope.trainer.data.Augmentation;
import io.wanderscope.trainer.data.Batch;
import io.wanderscope.trainer.data.BatchPacker;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.PackedBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A small network that is trained on a sequence of trajectories known beforehand, on one core, and answers itself. {@link Training}
 * simulates as it goes and leaves a checkpoint; this is for experiments with the training data, which train many networks and
 * keep none. The same sequence and seed give the same network.
 */
public final class SequenceTraining implements AutoCloseable {
    private final TrainingConfiguration configuration;
    private final ComputationGraph network;
    private final Replicas core;

    /** Draws initial weights from a seed. */
    public SequenceTraining(TrainingConfiguration configuration, long seed) {
        this.configuration = configuration;
        this.network = configuration.network().shape().initialise(seed);
        this.core = new Replicas(network, 1);
    }

    /**
     * Trains on trajectories in their order; the learning rate has fallen to 0 at the last.
     *
     * @param afterStep receives the number of trajectories of each step
     * @throws TrainingDivergedException if the loss is no number any more
     */
    public void train(List<LabelledTrajectory> sequence, IntConsumer afterStep) throws InterruptedException {
        LearningRate rate = new LearningRate(
                configuration.schedule().peakLearningRate(),
                configuration.schedule().warmUpSteps());
        List<PackedBatch> batches = BatchPacker.packAll(configuration, sequence);
        for (int step = 0; step < batches.size(); step++) {
            try (Batch batch = Batch.of(batches.get(step))) {
                double loss = core.step(List.of(batch), step, rate.of(step, batches.size()));
                if (!Double.isFinite(loss)) {
                    throw new TrainingDivergedException(
                            "training diverged at step " + step + " of " + batches.size() + ": the loss is " + loss);
                }
                afterStep.accept(batch.trajectories());
            }
        }
    }

    /** Sums of Grad-CAM over positions, for the true class at the last stage, one for each trajectory. */
    public double[] saliencySums(List<LabelledTrajectory> trajectories) throws InterruptedException {
        return core.onOneCore(
                "Grad-CAM",
                () -> BatchPacker.packAll(configuration, trajectories).stream()
                        .flatMapToDouble(packed -> Arrays.stream(Augmentation.saliencySums(network, packed)))
                        .toArray());
    }

    /** The most probable class of each trajectory. */
    public List<DiffusionModel> answers(List<LabelledTrajectory> trajectories) throws InterruptedException {
        return core.onOneCore("the test of a network", () -> {
            List<DiffusionModel> answers = new ArrayList<>();
            for (PackedBatch packed : BatchPacker.packAll(configuration, trajectories)) {
                try (Batch batch = Batch.of(packed)) {
                    answers.addAll(answers(batch));
                }
            }
            return answers;
        });
    }

    private List<DiffusionModel> answers(Batch batch) {
        float[][] probabilities =
                network.output(false, batch.data().getFeatures(), batch.data().getFeaturesMaskArrays(), null)[0]
                        .toFloatMatrix();
        return Arrays.stream(probabilities)
                .map(each -> DiffusionModel.ofClassIndex(Validation.mostProbable(each)))
                .toList();
    }

    @Override
    public void close() {
        core.close();
    }
}
