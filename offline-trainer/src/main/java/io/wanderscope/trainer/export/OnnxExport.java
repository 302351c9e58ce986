package io.wanderscope.trainer.export;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.inference.ModelContract;
import io.wanderscope.trainer.export.ForwardNodes.Block;
import io.wanderscope.trainer.network.NoiseLoss;
import io.wanderscope.trainer.network.ResidualNetwork;
import io.wanderscope.trainer.onnx.FloatTensor;
import io.wanderscope.trainer.onnx.Graph;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Assembles the graph of a trained network: the inputs are positions, lengths, which points were observed, and what is known about
 * the camera; the outputs are the probabilities of classes and families, the class set, the anomalous exponent, the localisation
 * noise, the novelty, Grad-CAM at every residual stage and absolute Grad-CAM, see {@link io.wanderscope.inference.ModelContract}.
 */
final class OnnxExport {
    private static final String PRODUCER = "wanderscope offline-trainer";
    private static final String DESCRIPTION =
            "Classifies a trajectory as one of eight diffusion models or none of them, and shows which points led to"
                    + " that answer.";

    private static final int CLASSES = DiffusionModel.values().length;
    private static final int FAMILIES = MotionFamily.values().length;

    private final Graph graph = new Graph("wanderscope");
    private final ResidualNetwork architecture;
    private final TrainedWeights weights;
    private final ModelInputs inputs;
    private final MaskNodes masks;

    private OnnxExport(ResidualNetwork architecture, TrainedWeights weights) {
        this.architecture = architecture;
        this.weights = weights;
        this.inputs = ModelInputs.declare(graph);
        this.masks = MaskNodes.add(graph, inputs, architecture);
    }

    /** Exports a network without metadata. */
    static ExportedModel export(ResidualNetwork architecture, ComputationGraph network, ModelCalibration calibration) {
        OnnxExport export = new OnnxExport(architecture, new TrainedWeights(network));
        NetworkOutputs uncalibrated = export.addNetwork();
        export.addOutputs(uncalibrated, calibration)
                .declare(export.graph, architecture.widths().size());
        return new ExportedModel(export.graph.toModel(PRODUCER, DESCRIPTION));
    }

    /**
     * What the network computes before its calibration.
     *
     * @param stages the blocks of each residual stage
     * @param pooled pooled features, [batch, features]
     * @param logits class scores, [batch, classes]
     * @param familyLogits family scores, [batch, families]
     * @param exponents mean and standard deviation of the exponent for each class, before their ranges are applied, [batch, 2 classes]
     * @param noise localisation noise and its standard deviation, [batch, 2]
     */
    private record NetworkOutputs(
            List<List<Block>> stages,
            FloatTensor pooled,
            FloatTensor logits,
            FloatTensor familyLogits,
            FloatTensor exponents,
            FloatTensor noise) {}

    private NetworkOutputs addNetwork() {
        StepNodes steps = new StepNodes(graph, inputs, masks);
        List<ChannelNodes.Group> channels = ChannelNodes.add(graph, steps, masks);
        FloatTensor statistics = StatisticsNodes.add(graph, inputs, steps, masks);
        ForwardNodes forward = new ForwardNodes(graph, architecture, weights, masks, statistics);
        List<List<Block>> stages = forward.addStages(forward.addStem(channels));
        FloatTensor pooled = forward.addPooling(lastMap(stages));
        return new NetworkOutputs(
                stages,
                pooled,
                forward.addLinear("logits", pooled, ResidualNetwork.OUTPUT, CLASSES),
                forward.addLinear("family_logits", pooled, ResidualNetwork.FAMILIES, FAMILIES),
                forward.addLinear("exponents", pooled, ResidualNetwork.EXPONENTS, 2 * CLASSES),
                addNoise(forward.addLinear("noise_raw", pooled, ResidualNetwork.NOISE, 2)));
    }

    private ModelOutputs addOutputs(NetworkOutputs network, ModelCalibration calibration) {
        FloatTensor noise = network.noise();
        FloatTensor features = CalibrationFeatures.add(graph, inputs, noise.slice(1, 0, 1));
        FloatTensor probabilities =
                calibration.classes().add(graph, ModelContract.PROBABILITIES, network.logits(), features);
        FloatTensor family = calibration.families().add(graph, ModelContract.FAMILY, network.familyLogits(), features);
        FloatTensor classSet = addClassSet(probabilities, features, calibration.threshold());
        FloatTensor novelty = calibration.novelty().add(graph, network.pooled(), features);
        FloatTensor alpha = ExponentNodes.addAlpha(graph, network.exponents(), probabilities);
        GradCamNodes.Saliency saliency = new GradCamNodes(graph, architecture, weights, masks)
                .addSaliency(network.stages(), probabilities, inputs.explainedClass());
        return new ModelOutputs(
                probabilities, alpha, family, novelty, noise, classSet, saliency.stages(), saliency.absolute());
    }

    private FloatTensor addNoise(FloatTensor raw) {
        FloatTensor mean = raw.slice(1, 0, 1).relu();
        float maximum = (float) Math.log(NoiseLoss.MAX_SD);
        FloatTensor logSd = raw.slice(1, 1, 2).atLeast((float) Math.log(NoiseLoss.MIN_SD));
        FloatTensor sd = logSd.minus(logSd.minus(maximum).relu()).exp();
        return graph.concat(1, mean, sd).named(ModelContract.NOISE);
    }

    /** Members are the most probable class and all that are at least as probable as the threshold. */
    private FloatTensor addClassSet(FloatTensor probabilities, FloatTensor features, double[] threshold) {
        FloatTensor matrix = graph.floats("class_set.threshold", threshold, threshold.length, 1);
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
