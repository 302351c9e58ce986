package io.wanderscope.trainer.training;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.configuration.TrainingConfiguration;
import io.wanderscope.trainer.data.Batch;
import io.wanderscope.trainer.data.BatchPacker;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.PackedBatch;
import io.wanderscope.trainer.data.Seeds;
import io.wanderscope.trainer.data.TestSet;
import io.wanderscope.trainer.network.ExponentLoss;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The validation set of a run: lengths 10 to 1000, no noise. */
final class Validation {
    private static final int TRAJECTORIES = 800;

    private final List<Batch> batches = new ArrayList<>();

    /**
     * The results on the set.
     *
     * @param accuracy share of the trajectories whose most probable class is the true one
     * @param exponentError mean absolute error of the anomalous exponent
     */
    record Result(double accuracy, double exponentError) {}

    Validation(TrainingConfiguration configuration, long seed) {
        List<LabelledTrajectory> set = new ArrayList<>();
        TestSet.varyingLengths(Seeds.derive(seed, -1), TRAJECTORIES, 0).forEach(set::add);
        for (PackedBatch packed : BatchPacker.packAll(configuration, set)) {
            batches.add(Batch.of(packed));
        }
    }

    /** Validates a network. */
    Result of(ComputationGraph network) {
        int correct = 0;
        double error = 0;
        for (Batch batch : batches) {
            INDArray[] output = network.output(
                    false, batch.data().getFeatures(), batch.data().getFeaturesMaskArrays(), null);
            float[][] probabilities = output[0].toFloatMatrix();
            float[][] exponents = output[1].toFloatMatrix();
            for (int index = 0; index < probabilities.length; index++) {
                LabelledTrajectory truth = batch.packed().placed().get(index).trajectory();
                correct += mostProbable(probabilities[index])
                                == truth.requireModel().classIndex()
                        ? 1
                        : 0;
                error += Math.abs(exponent(probabilities[index], exponents[index]) - truth.exponent());
            }
        }
        return new Result((double) correct / TRAJECTORIES, error / TRAJECTORIES);
    }

    static int mostProbable(float[] probabilities) {
        int best = 0;
        for (int each = 1; each < probabilities.length; each++) {
            best = probabilities[each] > probabilities[best] ? each : best;
        }
        return best;
    }

    private static double exponent(float[] probabilities, float[] rawExponents) {
        double exponent = 0;
        for (DiffusionModel model : DiffusionModel.values()) {
            int index = model.classIndex();
            exponent += probabilities[index] * ExponentLoss.mean(model, rawExponents[index]);
        }
        return exponent;
    }
}
