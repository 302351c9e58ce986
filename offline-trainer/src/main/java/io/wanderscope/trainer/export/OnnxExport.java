package io.wanderscope.trainer.export;

import static io.wanderscope.trainer.export.ModelInputs.BATCH;
import static io.wanderscope.trainer.export.ModelInputs.POINTS;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.export.ForwardNodes.Block;
import io.wanderscope.trainer.network.ResidualNetwork;
import io.wanderscope.trainer.onnx.Dimension;
import io.wanderscope.trainer.onnx.FloatTensor;
import io.wanderscope.trainer.onnx.Graph;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Assembles the graph of a trained network: the inputs are positions and lengths; the outputs are
 * probabilities, the anomalous exponent and Grad-CAM at every residual stage, see {@link io.wanderscope.inference.ModelContract}.
 */
final class OnnxExport {
    private static final String PRODUCER = "wanderscope offline-trainer";
    private static final String DESCRIPTION =
            "Classifies a trajectory as one of eight diffusion models, and shows which points led to that answer.";

    private static final int CLASSES = DiffusionModel.values().length;

    private OnnxExport() {}

    /** Exports a network, uncalibrated and without metadata. */
    static ExportedModel export(ResidualNetwork architecture, ComputationGraph network) {
        Graph graph = new Graph("wanderscope");
        TrainedWeights weights = new TrainedWeights(network);
        ModelInputs inputs = ModelInputs.declare(graph);
        MaskNodes masks = MaskNodes.add(graph, inputs, architecture);
        FloatTensor channels = ChannelNodes.add(graph, inputs, masks);

        ForwardNodes forward = new ForwardNodes(graph, architecture, weights, masks);
        List<List<Block>> stages = forward.addStages(forward.addStem(channels));
        FloatTensor positionCount = masks.last().sumDropping(2, 3);
        FloatTensor pooled = ForwardNodes.addPooling(lastMap(stages), positionCount);
        FloatTensor logits = forward.addLinear("logits", pooled, ResidualNetwork.OUTPUT, CLASSES);
        FloatTensor probabilities =
                CalibrationNodes.addProbabilities(graph, logits, inputs.lengths(), Temperature.NONE);
        FloatTensor exponents = forward.addLinear("exponents", pooled, ResidualNetwork.EXPONENTS, 2 * CLASSES);
        FloatTensor alpha = ExponentNodes.addAlpha(graph, exponents, probabilities);
        FloatTensor saliency = new GradCamNodes(graph, architecture, weights, masks)
                .addSaliency(stages, logits, inputs.explainedClass(), positionCount);

        graph.output(probabilities, "probability of each class", BATCH, Dimension.of(CLASSES));
        graph.output(
                alpha,
                "anomalous exponent: estimate and standard deviation, averaged over the classes",
                BATCH,
                Dimension.of(2));
        graph.output(
                saliency,
                "signed Grad-CAM weight of each point at each residual stage, zeros after the last point",
                BATCH,
                Dimension.of(stages.size()),
                POINTS);
        return new ExportedModel(graph.toModel(PRODUCER, DESCRIPTION));
    }

    private static FloatTensor lastMap(List<List<Block>> stages) {
        List<Block> last = stages.get(stages.size() - 1);
        return last.get(last.size() - 1).output();
    }
}
