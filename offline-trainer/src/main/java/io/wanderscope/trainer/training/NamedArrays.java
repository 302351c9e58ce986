package io.wanderscope.trainer.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.AdamUpdater;

/**
 * What training changes in a network, by name: {@code weights/PARAMETER}, and Adam's moving averages of the gradient and of its
 * square, {@code adam/mean/PARAMETER} and {@code adam/square/PARAMETER}. All have the parameter's shape and are views: what is
 * assigned to them is the network's.
 */
final class NamedArrays {
    private NamedArrays() {}

    /** The arrays of a network, in the order of its layers. */
    static Map<String, INDArray> of(ComputationGraph network) {
        Map<String, INDArray> parameters = network.paramTable();
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        parameters.forEach((name, weights) -> arrays.put("weights/" + name, weights));
        // The updater, which the first call makes, refers to the array of the gradients.
        if (network.getFlattenedGradients() == null) {
            network.initGradientsView();
        }
        for (UpdaterBlock block : network.getUpdater().getUpdaterBlocks()) {
            if (block.getGradientUpdater() instanceof AdamUpdater adam) {
                for (UpdaterBlock.ParamState parameter : block.getLayersAndVariablesInBlock()) {
                    String name = parameter.getLayer().getConfig().getLayerName() + "_" + parameter.getParamName();
                    int start = parameter.getParamOffsetStart() - block.getParamOffsetStart();
                    INDArray weights = Objects.requireNonNull(parameters.get(name));
                    arrays.put("adam/mean/" + name, part(adam.getM(), start, weights));
                    arrays.put("adam/square/" + name, part(adam.getV(), start, weights));
                }
            }
        }
        return arrays;
    }

    /** A part of a row of numbers, as an array of the shape and layout of a parameter. */
    private static INDArray part(INDArray row, int start, INDArray parameter) {
        return row.reshape(row.length())
                .get(NDArrayIndex.interval(start, start + parameter.length()))
                .reshape(parameter.ordering(), true, parameter.shape());
    }
}
