package io.wanderscope.trainer.network;

import static io.wanderscope.trainer.network.NormalisedConvolution.MEAN;
import static io.wanderscope.trainer.network.NormalisedConvolution.SCALE;
import static io.wanderscope.trainer.network.NormalisedConvolution.SHIFT;
import static io.wanderscope.trainer.network.NormalisedConvolution.VARIANCE;
import static io.wanderscope.trainer.network.NormalisedConvolution.WEIGHTS;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Layout of the parameters of a {@link NormalisedConvolution} in its flat vector, and their initial values. */
final class NormalisedConvolutionParameters implements ParamInitializer {
    static final NormalisedConvolutionParameters INSTANCE = new NormalisedConvolutionParameters();

    private static final List<String> PER_CHANNEL = List.of(SCALE, SHIFT, MEAN, VARIANCE);

    private NormalisedConvolutionParameters() {}

    /** Whether a parameter is a running statistic, which is updated from batch statistics instead of by gradient descent. */
    static boolean isStatistic(String parameter) {
        return MEAN.equals(parameter) || VARIANCE.equals(parameter);
    }

    private static NormalisedConvolution convolution(NeuralNetConfiguration configuration) {
        return (NormalisedConvolution) configuration.getLayer();
    }

    private static long weights(NormalisedConvolution layer) {
        return layer.getNOut() * layer.getNIn() * layer.kernel();
    }

    @Override
    public long numParams(NeuralNetConfiguration configuration) {
        return numParams(configuration.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        NormalisedConvolution convolution = (NormalisedConvolution) layer;
        return weights(convolution) + PER_CHANNEL.size() * convolution.getNOut();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return List.of(WEIGHTS, SCALE, SHIFT, MEAN, VARIANCE);
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return List.of(WEIGHTS);
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return List.of();
    }

    @Override
    public boolean isWeightParam(Layer layer, String parameter) {
        return WEIGHTS.equals(parameter);
    }

    @Override
    public boolean isBiasParam(Layer layer, String parameter) {
        return false;
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration configuration, INDArray flat, boolean initialise) {
        NormalisedConvolution layer = convolution(configuration);
        Map<String, INDArray> table = views(layer, flat);
        if (initialise) {
            double fanIn = layer.getNIn() * layer.kernel();
            INDArray weights = table.get(WEIGHTS);
            layer.getWeightInitFn().init(fanIn, fanIn, weights.shape(), 'c', weights);
            table.get(SCALE).assign(1);
            table.get(SHIFT).assign(0);
            table.get(MEAN).assign(0);
            table.get(VARIANCE).assign(1);
        }
        table.keySet().forEach(configuration::addVariable);
        return table;
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration configuration, INDArray flat) {
        return views(convolution(configuration), flat);
    }

    private static Map<String, INDArray> views(NormalisedConvolution layer, INDArray flat) {
        INDArray vector = flat.reshape(flat.length());
        Map<String, INDArray> table = new LinkedHashMap<>();
        long position = weights(layer);
        table.put(
                WEIGHTS,
                vector.get(NDArrayIndex.interval(0, position))
                        .reshape('c', layer.getNOut(), layer.getNIn(), 1, layer.kernel()));
        for (String parameter : PER_CHANNEL) {
            table.put(parameter, vector.get(NDArrayIndex.interval(position, position + layer.getNOut())));
            position += layer.getNOut();
        }
        return table;
    }
}
