package io.wanderscope.trainer.export;

import static io.wanderscope.trainer.export.ModelInputs.BATCH;
import static io.wanderscope.trainer.export.ModelInputs.POINTS;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.inference.ModelContract;
import io.wanderscope.trainer.export.ForwardNodes.Block;
import io.wanderscope.trainer.network.NoiseLoss;
import io.wanderscope.trainer.network.ResidualNetwork;
import io.wanderscope.trainer.onnx.Dimension;
import io.wanderscope.trainer.onnx.FloatTensor;
import io.wanderscope.trainer.onnx.Graph;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Assembles the graph of a trained network: the inputs are positions, lengths, which points were observed, and what is known about
 * the camera; the outputs are the probabilities of classes and families, the class set, the anomalous exponent, the localisation
 * noise, the novelty and Grad-CAM at every residual stage, see {@link io.wanderscope.inference.ModelContract}.
 */
final class OnnxExport {
    private static final String PRODUCER = "wanderscope offline-trainer";
    private static final String DESCRIPTION =
            "Classifies a trajectory as one of eight diffusion models or none of them, and shows which points led to that"
                    + " answer.";

    private static final int CLASSES = DiffusionModel.values().length;
    private static final int FAMILIES = MotionFamily.values().length;

    private OnnxExport() {}

    /** Exports a network without metadata. */
    static ExportedModel export(ResidualNetwork architecture, ComputationGraph network, ModelCalibration calibration) {
        Graph graph = new Graph("wanderscope");
        TrainedWeights weights = new TrainedWeights(network);
        ModelInputs inputs = ModelInputs.declare(graph);
        MaskNodes masks = MaskNodes.add(graph, inputs, architecture);
        StepNodes steps = new StepNodes(graph, inputs, masks);
        FloatTensor channels = ChannelNodes.add(graph, steps, masks);
        FloatTensor statistics = StatisticsNodes.add(graph, inputs, steps, masks);

        ForwardNodes forward = new ForwardNodes(graph, architecture, weights, masks, statistics);
        List<List<Block>> stages = forward.addStages(forward.addStem(channels));
        FloatTensor positionCount = masks.last().sumDropping(2, 3);
        FloatTensor pooled = ForwardNodes.addPooling(lastMap(stages), positionCount);
        FloatTensor logits = forward.addLinear("logits", pooled, ResidualNetwork.OUTPUT, CLASSES);
        FloatTensor familyLogits = forward.addLinear("family_logits", pooled, ResidualNetwork.FAMILIES, FAMILIES);
        FloatTensor exponents = forward.addLinear("exponents", pooled, ResidualNetwork.EXPONENTS, 2 * CLASSES);
        FloatTensor noise = addNoise(graph, forward.addLinear("noise_raw", pooled, ResidualNetwork.NOISE, 2));

        FloatTensor features = CalibrationFeatures.add(graph, inputs, noise.slice(1, 0, 1));
        FloatTensor probabilities = calibration.classes().add(graph, ModelContract.PROBABILITIES, logits, features);
        FloatTensor family = calibration.families().add(graph, ModelContract.FAMILY, familyLogits, features);
        FloatTensor classSet = addClassSet(graph, probabilities, features, calibration.threshold());
        FloatTensor novelty = calibration.novelty().add(graph, pooled, features);
        FloatTensor alpha = ExponentNodes.addAlpha(graph, exponents, probabilities);
        FloatTensor saliency = new GradCamNodes(graph, architecture, weights, masks)
                .addSaliency(stages, probabilities, inputs.explainedClass(), positionCount);

        graph.output(
                probabilities,
                "probability of each class, provided that the trajectory belongs to one of them",
                BATCH,
                Dimension.of(CLASSES));
        graph.output(
                alpha,
                "anomalous exponent: estimate and standard deviation, averaged over the classes",
                BATCH,
                Dimension.of(2));
        graph.output(family, "probability of each family of motion", BATCH, Dimension.of(FAMILIES));
        graph.output(
                novelty,
                "distance from the training data, as a share of the distance that one in 200 simulations exceeds",
                BATCH);
        graph.output(
                noise,
                "localisation noise in units of the displacements' s.d. without it: estimate and standard deviation",
                BATCH,
                Dimension.of(2));
        graph.output(
                classSet,
                "1 for the classes of the smallest set that holds the true one in 90 % of the cases, 0 for the others",
                BATCH,
                Dimension.of(CLASSES));
        graph.output(
                saliency,
                "signed Grad-CAM weight of each point at each residual stage, zeros after the last point",
                BATCH,
                Dimension.of(stages.size()),
                POINTS);
        return new ExportedModel(graph.toModel(PRODUCER, DESCRIPTION));
    }

    private static FloatTensor addNoise(Graph graph, FloatTensor raw) {
        FloatTensor mean = raw.slice(1, 0, 1).relu();
        float maximum = (float) Math.log(NoiseLoss.MAX_SD);
        FloatTensor logSd = raw.slice(1, 1, 2).atLeast((float) Math.log(NoiseLoss.MIN_SD));
        FloatTensor sd = logSd.minus(logSd.minus(maximum).relu()).exp();
        return graph.concat(1, mean, sd).named(ModelContract.NOISE);
    }

    /** Members are the most probable class and all that are at least as probable as the threshold. */
    private static FloatTensor addClassSet(
            Graph graph, FloatTensor probabilities, FloatTensor features, double[] threshold) {
        float[] coefficients = new float[threshold.length];
        for (int index = 0; index < coefficients.length; index++) {
            coefficients[index] = (float) threshold[index];
        }
        FloatTensor matrix = graph.floats("class_set.threshold", coefficients, coefficients.length, 1);
        FloatTensor least = features.matMul(matrix).exp();
        FloatTensor largest = probabilities.max(1L);
        FloatTensor isProbable = least.minus(probabilities).greaterThan(0).toFloats();
        FloatTensor isLargest = largest.minus(probabilities).greaterThan(0).toFloats();
        return isProbable.times(isLargest).times(-1f).plus(1).named(ModelContract.CLASS_SET);
    }

    private static FloatTensor lastMap(List<List<Block>> stages) {
        List<Block> last = stages.get(stages.size() - 1);
        return last.get(last.size() - 1).output();
    }
}
