package io.wanderscope.trainer.network;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * The architecture of the classifier: a stem of stride 2, four residual stages of basic blocks (He et al., arXiv
 * 1512.03385; the second to fourth begin with stride 2), global average pooling, and four linear layers: for the classes, for
 * the anomalous exponent that the trajectory would have in each class, for the families of motion, and for the localisation
 * noise. At the first block of every stage, two layers on the {@link TrajectoryStatistics} add a bias to each channel, so that
 * what a stage looks for depends on the whole trajectory.
 *
 * @param widths channels of each stage, from fine to coarse
 * @param blocksPerStage residual blocks of each stage
 * @param stemKernel kernel length of the stem, odd
 * @param kernel kernel length of the blocks, odd
 */
public record ResidualNetwork(List<Integer> widths, int blocksPerStage, int stemKernel, int kernel) {

    /** Number of residual stages. */
    public static final int STAGES = 4;
    /** Distance in points between two positions of the coarsest stage. */
    public static final int COARSEST_STRIDE = 2 << (STAGES - 1);

    /** Graph input of the preprocessed trajectories, [rows, channels, 1, points]. */
    public static final String TRAJECTORIES = "trajectories";
    /** Graph inputs of the trajectories' statistics, one for each stage, [rows, statistics, 1, positions of the stage]. */
    public static String statistics(int stage) {
        return "statistics" + (stage + 1);
    }

    /** Graph input of the table that locates each trajectory, see {@link SegmentPooling}. */
    public static final String SEGMENTS = "segments";
    /** Vertex of the class probabilities, [trajectories, classes]. */
    public static final String OUTPUT = "output";
    /** Vertex of the anomalous exponents, [trajectories, 2 × classes], see {@link ExponentLoss}. */
    public static final String EXPONENTS = "exponents";

    /** Vertex of the probabilities of the families of motion, [trajectories, families]. */
    public static final String FAMILIES = "families";
    /** Vertex of the localisation noise and the logarithm of its s.d., [trajectories, 2], see {@link NoiseLoss}. */
    public static final String NOISE = "noise";

    /** Vertex of the stem. */
    public static final String STEM = "stem";

    /** Vertex of the mean of the last feature map over each trajectory, [trajectories, channels]. */
    public static final String POOLING = "pooling";

    /** Learning rate in the DL4J configuration; a placeholder, because every step sets its own. */
    public static final double CONFIGURED_LEARNING_RATE = 1e-3;

    /** Width of the hidden layer between the statistics and a stage. */
    public static final int CONDITIONING_WIDTH = 32;

    private static final int CLASSES = DiffusionModel.values().length;
    private static final int FAMILY_COUNT = MotionFamily.values().length;
    /** Weight of the exponent loss relative to the classification loss; it was found not to cost classification accuracy. */
    private static final double EXPONENT_WEIGHT = 0.2;
    /** Weight of the noise loss relative to the classification loss. */
    private static final double NOISE_WEIGHT = 0.1;

    /** Copies the list of widths. */
    public ResidualNetwork {
        widths = List.copyOf(widths);
    }

    /** Vertex whose output is the feature map of a stage, counted from 0. */
    public String stageVertex(int stage) {
        return blockVertex(stage, blocksPerStage - 1);
    }

    /** Display name of a stage, counted from 0. */
    public static String stageName(int stage) {
        return "stage" + (stage + 1);
    }

    static String blockVertex(int stage, int block) {
        return stageName(stage) + "-block" + (block + 1);
    }

    /** Vertex of a block's first or second convolution. */
    public static String convolutionVertex(int stage, int block, int convolution) {
        return blockVertex(stage, block) + "-convolution" + convolution;
    }

    /** Vertex of a block's shortcut convolution. */
    public static String shortcutVertex(int stage, int block) {
        return blockVertex(stage, block) + "-shortcut";
    }

    /** Vertex of the hidden layer between the statistics and a stage. */
    public static String conditioningHiddenVertex(int stage) {
        return stageName(stage) + "-conditioning-hidden";
    }

    /** Vertex of the bias that the statistics add to each channel of a stage's first block. */
    public static String conditioningVertex(int stage) {
        return stageName(stage) + "-conditioning";
    }

    /** Stride of a block's first convolution. */
    public int blockStride(int stage, int block) {
        return stage > 0 && block == 0 ? 2 : 1;
    }

    /** Whether the shortcut of a block is a convolution with a kernel of length 1 instead of the identity. */
    public boolean hasShortcut(int stage, int block) {
        return block == 0 && (stage > 0 || !widths.get(0).equals(stemWidth()));
    }

    private Integer stemWidth() {
        return widths.get(0);
    }

    /** Distance in points between two positions of a stage, counted from 0. */
    public static int stageStride(int stage) {
        return 2 << stage;
    }

    /** Receptive field of a position of a stage, in points of the preprocessed trajectory. */
    public int receptiveField(int stage) {
        int field = stemKernel;
        int step = 2;
        for (int each = 0; each <= stage; each++) {
            for (int block = 0; block < blocksPerStage; block++) {
                field += (kernel - 1) * step;
                step *= blockStride(each, block);
                field += (kernel - 1) * step;
            }
        }
        return field;
    }

    /**
     * Points that a trajectory takes up in a shared row: its length, rounded up to whole positions of the coarsest stage,
     * and a gap of half a kernel at that stage, which no convolution of the blocks bridges.
     */
    public int pointsWithGap(int points) {
        int positions = (points + COARSEST_STRIDE - 1) / COARSEST_STRIDE;
        return COARSEST_STRIDE * (positions + Math.max(1, kernel / 2));
    }

    /** Multiply-adds of one forward pass over a trajectory, without preprocessing and normalisation. */
    public long multiplyAdds(int points) {
        long length = (points + 1L) / 2;
        long sum = length * TrajectoryChannels.COUNT * stemWidth() * stemKernel;
        long width = stemWidth();
        for (int stage = 0; stage < widths.size(); stage++) {
            long out = widths.get(stage);
            for (int block = 0; block < blocksPerStage; block++) {
                int stride = blockStride(stage, block);
                length = (length + stride - 1) / stride;
                sum += length * kernel * out * (width + out) + (hasShortcut(stage, block) ? length * width * out : 0);
                width = out;
            }
        }
        for (int stageWidth : widths) {
            sum += (long) CONDITIONING_WIDTH * (TrajectoryStatistics.COUNT + stageWidth);
        }
        return sum + width * (3 * CLASSES + FAMILY_COUNT + 2);
    }

    /** Builds the network with initial weights drawn from a seed. */
    public ComputationGraph initialise(long seed) {
        ComputationGraph graph = new ComputationGraph(configuration(seed));
        graph.init();
        return graph;
    }

    private ComputationGraphConfiguration configuration(long seed) {
        ComputationGraphConfiguration.GraphBuilder builder = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .weightInit(WeightInit.RELU)
                .updater(new Adam(CONFIGURED_LEARNING_RATE))
                .miniBatch(false)
                .graphBuilder()
                .addInputs(TRAJECTORIES, SEGMENTS)
                .addInputs(IntStream.range(0, STAGES)
                        .mapToObj(ResidualNetwork::statistics)
                        .toList())
                .addLayer(
                        STEM,
                        new NormalisedConvolution(TrajectoryChannels.COUNT, stemWidth(), stemKernel, 2, true),
                        TRAJECTORIES);
        String input = STEM;
        int width = stemWidth();
        for (int stage = 0; stage < widths.size(); stage++) {
            for (int block = 0; block < blocksPerStage; block++) {
                addBlock(builder, input, width, stage, block);
                input = blockVertex(stage, block);
                width = widths.get(stage);
            }
        }
        return builder.addVertex(POOLING, new SegmentPooling(), input, SEGMENTS)
                .addLayer(OUTPUT, linear(new LossMCXENT(), Activation.SOFTMAX, width, CLASSES), POOLING)
                .addLayer(
                        EXPONENTS,
                        linear(new ExponentLoss(EXPONENT_WEIGHT), Activation.IDENTITY, width, 2 * CLASSES),
                        POOLING)
                .addLayer(FAMILIES, linear(new LossMCXENT(), Activation.SOFTMAX, width, FAMILY_COUNT), POOLING)
                .addLayer(NOISE, linear(new NoiseLoss(NOISE_WEIGHT), Activation.IDENTITY, width, 2), POOLING)
                .setOutputs(OUTPUT, EXPONENTS, FAMILIES, NOISE)
                .build();
    }

    private static OutputLayer linear(ILossFunction loss, Activation activation, int inputs, int outputs) {
        return new OutputLayer.Builder(loss)
                .activation(activation)
                .weightInit(WeightInit.XAVIER)
                .nIn(inputs)
                .nOut(outputs)
                .build();
    }

    private void addBlock(
            ComputationGraphConfiguration.GraphBuilder builder, String input, int width, int stage, int block) {
        int out = widths.get(stage);
        int stride = blockStride(stage, block);
        String first = convolutionVertex(stage, block, 1);
        String second = convolutionVertex(stage, block, 2);
        builder.addLayer(first, new NormalisedConvolution(width, out, kernel, stride, true), input);
        builder.addLayer(second, new NormalisedConvolution(out, out, kernel, 1, false), first);
        String shortcut = input;
        if (hasShortcut(stage, block)) {
            shortcut = shortcutVertex(stage, block);
            builder.addLayer(shortcut, new NormalisedConvolution(width, out, 1, stride, false), input);
        }
        String sum = blockVertex(stage, block) + "-sum";
        ElementWiseVertex add = new ElementWiseVertex(ElementWiseVertex.Op.Add);
        if (block == 0) {
            builder.addVertex(sum, add, second, shortcut, addConditioning(builder, stage));
        } else {
            builder.addVertex(sum, add, second, shortcut);
        }
        builder.addLayer(blockVertex(stage, block), new ActivationLayer(Activation.RELU), sum);
    }

    private String addConditioning(ComputationGraphConfiguration.GraphBuilder builder, int stage) {
        String hidden = conditioningHiddenVertex(stage);
        String bias = conditioningVertex(stage);
        builder.addLayer(
                hidden,
                new NormalisedConvolution(TrajectoryStatistics.COUNT, CONDITIONING_WIDTH, 1, 1, true),
                statistics(stage));
        builder.addLayer(bias, new NormalisedConvolution(CONDITIONING_WIDTH, widths.get(stage), 1, 1, false), hidden);
        return bias;
    }
}
