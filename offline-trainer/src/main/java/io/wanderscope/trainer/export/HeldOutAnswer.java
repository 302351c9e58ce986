package io.wanderscope.trainer.export;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.trainer.configuration.TrainingConfiguration;
import io.wanderscope.trainer.data.Batch;
import io.wanderscope.trainer.data.BatchPacker;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.PackedBatch;
import io.wanderscope.trainer.network.ResidualNetwork;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the uncalibrated network says of a held-out trajectory, and the truth.
 *
 * @param model the true model, or null if it is none of the eight
 * @param family the true family of motion
 * @param features the features that the calibration may depend on
 * @param classes log-probabilities of the classes, which are their scores up to a constant
 * @param families log-probabilities of the families
 * @param pooled pooled features of the network
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HeldOutAnswer(
        @Nullable DiffusionModel model,
        MotionFamily family,
        double[] features,
        double[] classes,
        double[] families,
        float[] pooled) {
    private static final double MIN_PROBABILITY = 1e-30;
    private static final List<String> VERTICES =
            List.of(ResidualNetwork.OUTPUT, ResidualNetwork.FAMILIES, ResidualNetwork.NOISE, ResidualNetwork.POOLING);

    /** Runs the network on trajectories. */
    static List<HeldOutAnswer> of(
            ComputationGraph network, TrainingConfiguration configuration, List<LabelledTrajectory> trajectories) {
        List<HeldOutAnswer> answers = new ArrayList<>();
        for (PackedBatch packed : BatchPacker.packAll(configuration, trajectories)) {
            try (Batch batch = Batch.of(packed)) {
                INDArray[] output = network.output(
                        VERTICES,
                        false,
                        batch.data().getFeatures(),
                        batch.data().getFeaturesMaskArrays());
                add(packed, output, answers);
            }
        }
        return answers;
    }

    private static void add(PackedBatch packed, INDArray[] output, List<HeldOutAnswer> answers) {
        float[][] classes = output[0].toFloatMatrix();
        float[][] families = output[1].toFloatMatrix();
        float[][] noise = output[2].toFloatMatrix();
        float[][] pooled = output[3].toFloatMatrix();
        for (int index = 0; index < classes.length; index++) {
            LabelledTrajectory truth = packed.placed().get(index).trajectory();
            ObservedTrajectory observed = truth.observed();
            boolean noiseKnown = observed.imaging().localisationNoise().isPresent();
            answers.add(new HeldOutAnswer(
                    truth.model(),
                    truth.family(),
                    CalibrationFeatures.of(observed.size(), noise[index][0], noiseKnown),
                    logarithms(classes[index]),
                    logarithms(families[index]),
                    pooled[index]));
        }
    }

    private static double[] logarithms(float[] probabilities) {
        double[] logarithms = new double[probabilities.length];
        for (int index = 0; index < logarithms.length; index++) {
            logarithms[index] = Math.log(Math.max(MIN_PROBABILITY, probabilities[index]));
        }
        return logarithms;
    }
}
