package io.wanderscope.trainer.network;

import static io.wanderscope.trainer.network.NormalisedConvolution.MEAN;
import static io.wanderscope.trainer.network.NormalisedConvolution.SCALE;
import static io.wanderscope.trainer.network.NormalisedConvolution.SHIFT;
import static io.wanderscope.trainer.network.NormalisedConvolution.VARIANCE;
import static io.wanderscope.trainer.network.NormalisedConvolution.WEIGHTS;

import java.util.Arrays;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Runs a {@link NormalisedConvolution}. The convolution is ND4J's {@code conv2d} operation, which uses oneDNN;
 * DL4J's own convolution layer does not. Normalisation and ReLU take one pass over the data.
 */
@SuppressWarnings("try") // a workspace scope takes effect by being open
final class NormalisedConvolutionLayer extends BaseLayer<NormalisedConvolution> {
    private static final long serialVersionUID = 1L;

    /** Weight of a batch in the running statistics. */
    static final float STATISTICS_RATE = 0.02f;

    /** Output of the convolution; this array and the next are reused, since all batches have the same shape. */
    private transient INDArray convolved;

    /** Gradient with respect to the output of the convolution. */
    private transient INDArray convolvedGradient;

    private transient MaskedNormalisation normalisation;

    NormalisedConvolutionLayer(NeuralNetConfiguration configuration, DataType dataType) {
        super(configuration, dataType);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        NormalisedConvolution configuration = layerConf();
        long points = (input.size(3) + configuration.stride() - 1) / configuration.stride();
        long[] shape = {input.size(0), configuration.getNOut(), 1, points};
        convolved = reusedArray(convolved, shape);
        Nd4j.exec(convolution("conv2d")
                .addInputs(input, getParam(WEIGHTS))
                .addOutputs(convolved)
                .build());
        normalisation = training
                ? MaskedNormalisation.ofBatch(convolved, mask(shape), getParam(SCALE), getParam(SHIFT))
                : MaskedNormalisation.ofStatistics(
                        convolved, mask(shape), getParam(SCALE), getParam(SHIFT), getParam(MEAN), getParam(VARIANCE));
        INDArray output = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, shape, 'c');
        normalisation.forward(convolved, configuration.relu(), output);
        return output;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        convolvedGradient = reusedArray(convolvedGradient, convolved.shape());
        normalisation.backward(
                convolved,
                epsilon.ordering() == 'c' && !epsilon.isView() ? epsilon : epsilon.dup('c'),
                layerConf().relu(),
                convolvedGradient,
                gradientViews.get(SCALE),
                gradientViews.get(SHIFT));
        normalisation.statisticsStep(
                STATISTICS_RATE,
                getParam(MEAN),
                getParam(VARIANCE),
                gradientViews.get(MEAN),
                gradientViews.get(VARIANCE));
        INDArray inputGradient =
                workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
        Nd4j.exec(convolution("conv2d_bp")
                .addInputs(input, getParam(WEIGHTS), convolvedGradient)
                .addOutputs(inputGradient, gradientViews.get(WEIGHTS))
                .build());
        return new Pair<>(gradients(), inputGradient);
    }

    private Gradient gradients() {
        Gradient result = new DefaultGradient(gradientsFlattened);
        gradientViews.forEach(result::setGradientFor);
        return result;
    }

    private DynamicCustomOp.DynamicCustomOpsBuilder convolution(String operation) {
        int kernel = layerConf().kernel();
        int explicitPadding = 0;
        int channelsFirst = 0;
        int outputChannelsFirst = 1;
        return DynamicCustomOp.builder(operation)
                .addIntegerArguments(
                        1,
                        kernel,
                        1,
                        layerConf().stride(),
                        0,
                        kernel / 2,
                        1,
                        1,
                        explicitPadding,
                        channelsFirst,
                        outputChannelsFirst);
    }

    private INDArray reusedArray(INDArray array, long[] shape) {
        if (array != null && Arrays.equals(array.shape(), shape)) {
            return array;
        }
        try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            return Nd4j.createUninitialized(dataType, shape, 'c');
        }
    }

    private INDArray mask(long[] shape) {
        if (maskArray == null) {
            try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
                maskArray = Nd4j.ones(dataType, shape[0], 1, 1, shape[3]);
            }
        }
        return maskArray;
    }

    @Override
    public Pair<INDArray, MaskState> feedForwardMaskArray(INDArray mask, MaskState state, int minibatch) {
        int stride = layerConf().stride();
        maskArray = mask == null || stride == 1
                ? mask
                : mask.get(
                                NDArrayIndex.all(),
                                NDArrayIndex.all(),
                                NDArrayIndex.all(),
                                NDArrayIndex.interval(0, stride, mask.size(3)))
                        .dup('c');
        return new Pair<>(maskArray, state);
    }

    @Override
    public boolean updaterDivideByMinibatch(String parameter) {
        return !NormalisedConvolutionParameters.isStatistic(parameter);
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }
}
