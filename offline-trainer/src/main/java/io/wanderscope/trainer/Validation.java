package io.wanderscope.trainer;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.network.ExponentLoss;
import io.wanderscope.trainer.simulation.LabelledTrajectory;
import io.wanderscope.trainer.simulation.Seeds;
import io.wanderscope.trainer.simulation.TestSet;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A held-out set that a run looks at now and then: lengths 10 to 1000, no noise. */
final class Validation {
    private static final int TRAJECTORIES = 800;

    private final List<BatchSource.Batch> batches = new ArrayList<>();

    /**
     * What a network does on the set.
     *
     * @param accuracy part of the trajectories whose most probable class is the true one
     * @param exponentError mean absolute error of the anomalous exponent
     */
    record Result(double accuracy, double exponentError) {}

    Validation(TrainingConfiguration configuration, long seed) {
        List<LabelledTrajectory> set = new ArrayList<>();
        TestSet.varyingLengths(Seeds.derive(seed, -1), TRAJECTORIES, 0).forEach(set::add);
        for (PackedBatch packed : BatchPacker.packAll(configuration, set)) {
            batches.add(BatchSource.Batch.of(packed));
        }
    }

    Result of(ComputationGraph network) {
        int right = 0;
        double error = 0;
        for (BatchSource.Batch batch : batches) {
            INDArray[] output = network.output(
                    false, batch.data().getFeatures(), batch.data().getFeaturesMaskArrays(), null);
            float[][] probabilities = output[0].toFloatMatrix();
            float[][] exponents = output[1].toFloatMatrix();
            for (int index = 0; index < probabilities.length; index++) {
                LabelledTrajectory truth = batch.packed().placed().get(index).trajectory();
                right += mostProbable(probabilities[index]) == truth.model().classIndex() ? 1 : 0;
                error += Math.abs(exponent(probabilities[index], exponents[index]) - truth.exponent());
            }
        }
        return new Result((double) right / TRAJECTORIES, error / TRAJECTORIES);
    }

    private static int mostProbable(float[] probabilities) {
        int best = 0;
        for (int each = 1; each < probabilities.length; each++) {
            best = probabilities[each] > probabilities[best] ? each : best;
        }
        return best;
    }

    private static double exponent(float[] probabilities, float[] numbers) {
        double exponent = 0;
        for (DiffusionModel model : DiffusionModel.values()) {
            int index = model.classIndex();
            exponent += probabilities[index] * ExponentLoss.mean(model, numbers[index]);
        }
        return exponent;
    }
}
