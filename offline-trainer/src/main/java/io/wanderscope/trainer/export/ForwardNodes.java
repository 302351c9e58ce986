package io.wanderscope.trainer.export;

import static io.wanderscope.trainer.export.ModelInputs.BATCH;

import io.wanderscope.trainer.network.ResidualNetwork;
import io.wanderscope.trainer.onnx.Dimension;
import io.wanderscope.trainer.onnx.FloatTensor;
import io.wanderscope.trainer.onnx.Graph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds the forward pass: stem, residual stages, pooling and linear layers.
 *
 * <p>Convolutions read the positions after the last as zeros, so those must be 0 in every feature map. Multiplying by a mask
 * would cost a node that ONNX Runtime cannot fuse. Instead a large number is subtracted there before the ReLU, as a
 * convolution of the mask that ONNX Runtime fuses into the one before the ReLU.
 */
final class ForwardNodes {
    /** Suffix of the vertices whose constants are masks and not weights. */
    static final String EXCLUSION = "-exclusion";

    /** More than any feature. A power of two stays the same number when a GPU rounds to fewer bits. */
    private static final float EXCLUDED = 0x1p100f;

    private static final int CHANNELS_AXIS = 1;

    private final Graph graph;
    private final ResidualNetwork architecture;
    private final TrainedWeights weights;
    private final MaskNodes masks;
    private final FloatTensor statistics;
    /** For each stage, 0 at the positions of a trajectory, a large negative number after them, [batch, channels, 1, positions]. */
    private final List<FloatTensor> exclusions = new ArrayList<>();

    /**
     * Creates a builder.
     *
     * @param statistics statistics of each trajectory, [batch, statistics]
     */
    ForwardNodes(
            Graph graph,
            ResidualNetwork architecture,
            TrainedWeights weights,
            MaskNodes masks,
            FloatTensor statistics) {
        this.graph = graph;
        this.architecture = architecture;
        this.weights = weights;
        this.masks = masks;
        this.statistics = statistics;
        for (int stage = 0; stage < architecture.widths().size(); stage++) {
            exclusions.add(exclusion(stage));
        }
    }

    /**
     * A residual block with everything that the backward pass needs. Feature maps are [batch, channels, 1, positions].
     *
     * @param first first convolution; {@code hidden} is the ReLU of its output
     * @param second second convolution
     * @param shortcut shortcut convolution, or null for the identity
     * @param hidden feature map between the two convolutions
     * @param output feature map after the block
     */
    record Block(
            FoldedConvolution first,
            FoldedConvolution second,
            @Nullable FoldedConvolution shortcut,
            FloatTensor hidden,
            FloatTensor output) {}

    /** Number of positions of a stage, which the longest trajectory of a batch determines. */
    static Dimension positions(int stage) {
        return Dimension.named(ResidualNetwork.stageName(stage) + "_positions");
    }

    /**
     * Adds the stem and returns its feature map.
     *
     * @param groups the input channels in groups, [batch, channels, 1, points]
     */
    FloatTensor addStem(List<ChannelNodes.Group> groups) {
        FoldedConvolution stem = weights.convolution(ResidualNetwork.STEM);
        FloatTensor kernel = kernel(stem);
        FloatTensor sum = exclusions.get(0);
        int first = 0;
        for (ChannelNodes.Group group : groups) {
            FloatTensor own = kernel.slice(CHANNELS_AXIS, first, first + group.count());
            FloatTensor part = first == 0
                    ? group.channels().convolve(own, bias(stem), stem.kernel(), stem.stride())
                    : group.channels().convolve(own, stem.kernel(), stem.stride());
            sum = ofStage(part, stem, 0).plus(sum);
            first += group.count();
        }
        return sum.relu();
    }

    /** Adds the residual stages and returns the blocks of each. */
    List<List<Block>> addStages(FloatTensor stem) {
        List<List<Block>> stages = new ArrayList<>();
        FloatTensor input = stem;
        for (int stage = 0; stage < architecture.widths().size(); stage++) {
            List<Block> blocks = new ArrayList<>();
            for (int block = 0; block < architecture.blocksPerStage(); block++) {
                Block added = block(input, stage, block);
                blocks.add(added);
                input = added.output();
            }
            stages.add(blocks);
        }
        return stages;
    }

    private Block block(FloatTensor input, int stage, int block) {
        FoldedConvolution first = weights.convolution(ResidualNetwork.convolutionVertex(stage, block, 1));
        FoldedConvolution second = weights.convolution(ResidualNetwork.convolutionVertex(stage, block, 2));
        FloatTensor hidden =
                convolve(input, first, stage).plus(exclusions.get(stage)).relu();
        FloatTensor residual = convolve(hidden, second, stage);
        if (!architecture.hasShortcut(stage, block)) {
            FloatTensor added = block == 0 ? conditioning(stage) : exclusions.get(stage);
            return new Block(
                    first,
                    second,
                    null,
                    hidden,
                    residual.plus(added).plus(input).relu());
        }
        FoldedConvolution shortcut = weights.convolution(ResidualNetwork.shortcutVertex(stage, block));
        FloatTensor sum = residual.plus(convolve(input, shortcut, stage));
        return new Block(
                first, second, shortcut, hidden, sum.plus(conditioning(stage)).relu());
    }

    private FloatTensor exclusion(int stage) {
        int width = architecture.widths().get(stage);
        String name = ResidualNetwork.stageName(stage) + EXCLUSION;
        FloatTensor kernel = graph.floats(weightsOf(name), filled(width, EXCLUDED), width, 1, 1, 1);
        FloatTensor bias = graph.floats(biasOf(name), filled(width, -EXCLUDED), width);
        return masks.stage(stage)
                .convolve(kernel, bias, 1, 1)
                .ofShape(BATCH, Dimension.of(width), Dimension.of(1), positions(stage));
    }

    private static float[] filled(int size, float value) {
        float[] values = new float[size];
        Arrays.fill(values, value);
        return values;
    }

    /**
     * The bias that the statistics give each channel of a stage, and the exclusion: [batch, channels, 1, positions]. It is the
     * product of the matrices (bias, large number) and (mask, mask − 1).
     */
    private FloatTensor conditioning(int stage) {
        FloatTensor hidden = pointwise(statistics, ResidualNetwork.conditioningHiddenVertex(stage))
                .relu();
        FloatTensor bias =
                pointwise(hidden, ResidualNetwork.conditioningVertex(stage)).unsqueeze(1);
        FloatTensor mask = masks.stage(stage).squeeze(2);
        FloatTensor rows = graph.concat(1, bias, bias.times(0f).plus(EXCLUDED));
        return rows.transpose(0, 2, 1)
                .matMul(graph.concat(1, mask, mask.minus(1)))
                .unsqueeze(2);
    }

    /** A convolution of kernel 1 on a single position, [batch, inputs] to [batch, outputs]. */
    private FloatTensor pointwise(FloatTensor input, String vertex) {
        FoldedConvolution folded = weights.convolution(vertex);
        FloatTensor matrix =
                graph.floats(weightsOf(vertex), folded.transposedWeights(), folded.inputs(), folded.outputs());
        return input.linear(matrix, bias(folded));
    }

    private FloatTensor convolve(FloatTensor input, FoldedConvolution folded, int stage) {
        return ofStage(input.convolve(kernel(folded), bias(folded), folded.kernel(), folded.stride()), folded, stage);
    }

    private static FloatTensor ofStage(FloatTensor output, FoldedConvolution folded, int stage) {
        return output.ofShape(BATCH, Dimension.of(folded.outputs()), Dimension.of(1), positions(stage));
    }

    private FloatTensor kernel(FoldedConvolution folded) {
        return graph.floats(
                weightsOf(folded.vertex()), folded.weights(), folded.outputs(), folded.inputs(), 1, folded.kernel());
    }

    private FloatTensor bias(FoldedConvolution folded) {
        return graph.floats(biasOf(folded.vertex()), folded.bias(), folded.outputs());
    }

    /** Adds global average pooling of the last feature map, [batch, channels]. */
    FloatTensor addPooling(FloatTensor lastMap) {
        return masks.mean(lastMap, architecture.widths().size() - 1).squeeze(1);
    }

    /** Adds a linear layer; its output, [batch, outputs], gets the given name. */
    FloatTensor addLinear(String name, FloatTensor pooled, String vertex, int outputs) {
        int width = architecture.widths().get(architecture.widths().size() - 1);
        FloatTensor matrix = graph.floats(weightsOf(vertex), weights.linear(vertex), width, outputs);
        FloatTensor bias = graph.floats(biasOf(vertex), weights.linearBias(vertex), outputs);
        return pooled.linear(matrix, bias).named(name);
    }

    /** Name of the constant with the weights of a vertex. */
    static String weightsOf(String vertex) {
        return vertex + ".weights";
    }

    private static String biasOf(String vertex) {
        return vertex + ".bias";
    }
}
