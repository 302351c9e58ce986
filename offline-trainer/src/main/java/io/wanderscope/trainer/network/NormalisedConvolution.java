package io.wanderscope.trainer.network;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * DL4J configuration of a convolution along the trajectory, followed by batch normalisation over valid points only and
 * optionally a ReLU. Invalid points (mask 0) are zero in the output, so a result does not depend on padding or on other
 * trajectories in the row.
 *
 * <p>Input [rows, channels, 1, points], output [rows, channels, 1, ⌈points / stride⌉]; the padding is half a kernel on
 * both sides at every length.
 */
public final class NormalisedConvolution extends FeedForwardLayer {
    private static final long serialVersionUID = 1L;

    /** Parameter: kernel [output channels, input channels, 1, kernel]. */
    public static final String WEIGHTS = "W";
    /** Parameter: scale of the normalised output, one per channel. */
    public static final String SCALE = "scale";
    /** Parameter: shift of the normalised output, one per channel. */
    public static final String SHIFT = "shift";
    /** Parameter: running mean of the convolution's output over valid points, one per channel. */
    public static final String MEAN = "mean";
    /** Parameter: running variance of the convolution's output over valid points, one per channel. */
    public static final String VARIANCE = "variance";
    /** Added to a variance before taking its square root. */
    public static final float EPSILON = 1e-5f;

    @JsonProperty
    private final int kernel;

    @JsonProperty
    private final int stride;

    @JsonProperty("rectified") // the name in checkpoints
    private final boolean relu;

    /** For Jackson, which then sets the fields. */
    NormalisedConvolution() {
        this(0, 0, 1, 1, true);
    }

    /**
     * Configures one convolution.
     *
     * @param inputChannels input channels
     * @param outputChannels output channels
     * @param kernel length of the kernel, odd
     * @param stride step of the output along the input
     * @param relu whether a ReLU follows the normalisation
     */
    public NormalisedConvolution(int inputChannels, int outputChannels, int kernel, int stride, boolean relu) {
        this.kernel = kernel;
        this.stride = stride;
        this.relu = relu;
        setNIn(inputChannels);
        setNOut(outputChannels);
    }

    /** Length of the kernel. */
    public int kernel() {
        return kernel;
    }

    /** Step of the output along the input. */
    public int stride() {
        return stride;
    }

    /** Whether a ReLU follows the normalisation. */
    public boolean relu() {
        return relu;
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration configuration,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialise,
            DataType dataType) {
        NormalisedConvolutionLayer layer = new NormalisedConvolutionLayer(configuration, dataType);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        Map<String, INDArray> table = initializer().init(configuration, parameters, initialise);
        layer.setParamTable(table);
        layer.setConf(configuration);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return NormalisedConvolutionParameters.INSTANCE;
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        InputType.InputTypeConvolutional sequence = (InputType.InputTypeConvolutional) input;
        return InputType.convolutional(1, (sequence.getWidth() + stride - 1) / stride, getNOut());
    }

    @Override
    public void setNIn(InputType input, boolean override) {
        // The constructor sets both channel counts.
    }

    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType input) {
        return null;
    }

    @Override
    public IUpdater getUpdaterByParam(String parameter) {
        return NormalisedConvolutionParameters.isStatistic(parameter) ? new NoOp() : super.getUpdaterByParam(parameter);
    }

    @Override
    public List<Regularization> getRegularizationByParam(String parameter) {
        return List.of();
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType input) {
        InputType output = getOutputType(-1, input);
        long parameters = initializer().numParams(this);
        return new LayerMemoryReport.Builder(getLayerName(), NormalisedConvolution.class, input, output)
                .standardMemory(parameters, 2 * parameters)
                .workingMemory(0, 0, output.arrayElementsPerExample(), 2 * output.arrayElementsPerExample())
                .build();
    }
}
