package io.wanderscope.trainer.export;

import io.wanderscope.trainer.network.NormalisedConvolution;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The weights of a trained network, as inference needs them. */
final class TrainedWeights {
    private final ComputationGraph network;

    TrainedWeights(ComputationGraph network) {
        this.network = network;
    }

    /** The convolution of a vertex, with its normalisation folded in. */
    FoldedConvolution convolution(String vertex) {
        NormalisedConvolution layer =
                (NormalisedConvolution) network.getLayer(vertex).conf().getLayer();
        float[] weights = parameter(vertex, NormalisedConvolution.WEIGHTS);
        float[] scale = parameter(vertex, NormalisedConvolution.SCALE);
        float[] bias = parameter(vertex, NormalisedConvolution.SHIFT);
        float[] mean = parameter(vertex, NormalisedConvolution.MEAN);
        float[] variance = parameter(vertex, NormalisedConvolution.VARIANCE);
        int perOutput = weights.length / bias.length;
        for (int output = 0; output < bias.length; output++) {
            double factor = scale[output] / Math.sqrt(variance[output] + NormalisedConvolution.EPSILON);
            bias[output] -= (float) (mean[output] * factor);
            for (int weight = output * perOutput; weight < (output + 1) * perOutput; weight++) {
                weights[weight] *= (float) factor;
            }
        }
        return new FoldedConvolution(
                vertex, weights, bias, bias.length, (int) layer.getNIn(), layer.kernel(), layer.stride());
    }

    /** Weights of a linear layer, [inputs, outputs], flat. */
    float[] linear(String vertex) {
        return parameter(vertex, "W");
    }

    /** Bias of a linear layer, one per output. */
    float[] linearBias(String vertex) {
        return parameter(vertex, "b");
    }

    private float[] parameter(String vertex, String name) {
        INDArray parameter = network.getLayer(vertex).getParam(name);
        return parameter.dup('c').data().asFloat();
    }
}
