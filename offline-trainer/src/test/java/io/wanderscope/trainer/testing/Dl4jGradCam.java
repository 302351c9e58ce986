package io.wanderscope.trainer.testing;

import io.wanderscope.trainer.network.ResidualNetwork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Grad-CAM from the gradients of DL4J's own backward pass, vertex by vertex. */
public final class Dl4jGradCam {
    private final ComputationGraph network;
    private final Map<String, INDArray> gradients = new HashMap<>();
    private final Map<String, INDArray> activations = new HashMap<>();

    public Dl4jGradCam(ComputationGraph network) {
        this.network = network;
        network.initGradientsView();
    }

    /** Class probabilities in inference, trajectory by trajectory. */
    public float[] probabilities(MultiDataSet data) {
        return network.output(false, data.getFeatures(), data.getFeaturesMaskArrays(), null)[0]
                .ravel()
                .toFloatVector();
    }

    /** Raw outputs for the exponent in inference, see {@link io.wanderscope.trainer.network.ExponentLoss}. */
    public float[] exponents(MultiDataSet data) {
        return network.output(false, data.getFeatures(), data.getFeaturesMaskArrays(), null)[1]
                .ravel()
                .toFloatVector();
    }

    /** Pooled features in inference, of the only trajectory of a batch. */
    public float[] output(String vertex, MultiDataSet data) {
        return network.output(List.of(vertex), false, data.getFeatures(), data.getFeaturesMaskArrays())[0]
                .ravel()
                .toFloatVector();
    }

    /** Maps [stage][position] for a class, of the only trajectory of a batch. */
    public float[][] maps(MultiDataSet data, int explained, int points) {
        forward(data);
        backward(explained);
        ResidualNetwork shape = ShippedModel.NETWORK;
        float[][] maps = new float[shape.widths().size()][];
        for (int stage = 0; stage < maps.length; stage++) {
            int positions = (points + ResidualNetwork.stageStride(stage) - 1) / ResidualNetwork.stageStride(stage);
            INDArray features = own(activations.get(shape.stageVertex(stage)), positions);
            INDArray gradient = own(gradients.get(shape.stageVertex(stage)), positions);
            INDArray weights = gradient.mean(1).reshape(1, gradient.size(0));
            maps[stage] = weights.mmul(features).toFloatVector();
        }
        return maps;
    }

    private static INDArray own(INDArray map, int positions) {
        return map.get(
                NDArrayIndex.point(0), NDArrayIndex.all(), NDArrayIndex.point(0), NDArrayIndex.interval(0, positions));
    }

    /** DL4J's forward pass in inference; DL4J's own methods keep what the backward pass needs only when they train. */
    private void forward(MultiDataSet data) {
        network.setLayerMaskArrays(data.getFeaturesMaskArrays(), null);
        List<String> inputs = network.getConfiguration().getNetworkInputs();
        for (int index : network.topologicalSortOrder()) {
            GraphVertex vertex = network.getVertices()[index];
            INDArray output = vertex.isInputVertex()
                    ? data.getFeatures(inputs.indexOf(vertex.getVertexName()))
                    : vertex.doForward(false, LayerWorkspaceMgr.noWorkspaces());
            activations.put(vertex.getVertexName(), output);
            for (VertexIndices next : vertex.isOutputVertex() ? new VertexIndices[0] : vertex.getOutputVertices()) {
                network.getVertices()[next.getVertexIndex()].setInput(
                        next.getVertexEdgeNumber(), output, LayerWorkspaceMgr.noWorkspaces());
            }
        }
    }

    private void backward(int explained) {
        gradients.clear();
        gradients.put(
                "pooling",
                network.getLayer(ResidualNetwork.OUTPUT)
                        .getParam("W")
                        .getColumn(explained)
                        .reshape(1, -1));
        int[] order = network.topologicalSortOrder();
        for (int index = order.length - 1; index >= 0; index--) {
            GraphVertex vertex = network.getVertices()[order[index]];
            if (gradients.containsKey(vertex.getVertexName()) && !vertex.isInputVertex()) {
                passBack(vertex);
            }
        }
    }

    private void passBack(GraphVertex vertex) {
        vertex.setEpsilon(gradients.get(vertex.getVertexName()));
        INDArray[] byInput =
                vertex.doBackward(false, LayerWorkspaceMgr.noWorkspaces()).getSecond();
        for (int input = 0; input < byInput.length; input++) {
            GraphVertex source = network.getVertices()[vertex.getInputVertices()[input].getVertexIndex()];
            gradients.merge(source.getVertexName(), byInput[input].dup(), INDArray::add);
        }
    }
}
