package io.wanderscope.trainer.export;

import io.wanderscope.trainer.network.ResidualNetwork;
import io.wanderscope.trainer.onnx.FloatTensor;
import io.wanderscope.trainer.onnx.Graph;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds the forward pass: stem, residual stages, pooling and linear layers. */
final class ForwardNodes {
    private final Graph graph;
    private final ResidualNetwork architecture;
    private final TrainedWeights weights;
    private final MaskNodes masks;
    private final FloatTensor statistics;

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
    }

    /**
     * A convolution in the graph.
     *
     * @param folded the convolution
     * @param kernel [outputs, inputs, 1, kernel]
     * @param output its output
     */
    record Convolution(FoldedConvolution folded, FloatTensor kernel, FloatTensor output) {}

    /**
     * A residual block with everything that the backward pass needs. Feature maps are [batch, channels, 1, positions].
     *
     * @param first first convolution; {@code hidden} is the ReLU of its output
     * @param second second convolution
     * @param shortcut shortcut convolution, or null for the identity
     * @param inputMask mask of the input's positions
     * @param hidden feature map between the two convolutions
     * @param output feature map after the block
     */
    record Block(
            Convolution first,
            Convolution second,
            @Nullable Convolution shortcut,
            FloatTensor inputMask,
            FloatTensor hidden,
            FloatTensor output) {}

    /** Adds the stem and returns its feature map. */
    FloatTensor addStem(FloatTensor channels) {
        Convolution stem = convolution(channels, ResidualNetwork.STEM);
        return maskedRelu(stem.output(), masks.stem());
    }

    /** Adds the residual stages and returns the blocks of each. */
    List<List<Block>> addStages(FloatTensor stem) {
        List<List<Block>> stages = new ArrayList<>();
        FloatTensor input = stem;
        FloatTensor inputMask = masks.stem();
        for (int stage = 0; stage < architecture.widths().size(); stage++) {
            List<Block> blocks = new ArrayList<>();
            for (int block = 0; block < architecture.blocksPerStage(); block++) {
                Block added = block(input, inputMask, stage, block);
                blocks.add(added);
                input = added.output();
                inputMask = masks.stage(stage);
            }
            stages.add(blocks);
        }
        return stages;
    }

    private Block block(FloatTensor input, FloatTensor inputMask, int stage, int block) {
        Convolution first = convolution(input, ResidualNetwork.convolutionVertex(stage, block, 1));
        FloatTensor hidden = maskedRelu(first.output(), masks.stage(stage));
        Convolution shortcut = architecture.hasShortcut(stage, block)
                ? convolution(input, ResidualNetwork.shortcutVertex(stage, block))
                : null;
        Convolution second = convolution(hidden, ResidualNetwork.convolutionVertex(stage, block, 2));
        FloatTensor sum = second.output().plus(shortcut == null ? input : shortcut.output());
        sum = block == 0 ? sum.plus(conditioning(stage)) : sum;
        return new Block(first, second, shortcut, inputMask, hidden, maskedRelu(sum, masks.stage(stage)));
    }

    /** The bias that the statistics give each channel of a stage, [batch, channels, 1, 1]. */
    private FloatTensor conditioning(int stage) {
        FloatTensor hidden = pointwise(statistics, ResidualNetwork.conditioningHiddenVertex(stage))
                .relu();
        return pointwise(hidden, ResidualNetwork.conditioningVertex(stage)).unsqueeze(2, 3);
    }

    /** A convolution of kernel 1 on a single position, [batch, inputs] to [batch, outputs]. */
    private FloatTensor pointwise(FloatTensor input, String vertex) {
        FoldedConvolution folded = weights.convolution(vertex);
        FloatTensor matrix =
                graph.floats(weightsOf(vertex), folded.transposedWeights(), folded.inputs(), folded.outputs());
        return input.linear(matrix, graph.floats(biasOf(vertex), folded.bias(), folded.outputs()));
    }

    private Convolution convolution(FloatTensor input, String vertex) {
        FoldedConvolution folded = weights.convolution(vertex);
        FloatTensor kernel = graph.floats(
                weightsOf(vertex), folded.weights(), folded.outputs(), folded.inputs(), 1, folded.kernel());
        FloatTensor bias = graph.floats(biasOf(vertex), folded.bias(), folded.outputs());
        return new Convolution(folded, kernel, input.convolve(kernel, bias, folded.kernel(), folded.stride()));
    }

    private static FloatTensor maskedRelu(FloatTensor values, FloatTensor mask) {
        return values.relu().times(mask);
    }

    /**
     * Adds global average pooling, [batch, channels].
     *
     * @param positionCount number of positions of each trajectory in the last stage, [batch, 1]
     */
    static FloatTensor addPooling(FloatTensor lastMap, FloatTensor positionCount) {
        return lastMap.sumDropping(2, 3).dividedBy(positionCount);
    }

    /** Adds a linear layer; its output, [batch, outputs], gets the given name. */
    FloatTensor addLinear(String name, FloatTensor pooled, String vertex, int outputs) {
        int width = architecture.widths().get(architecture.widths().size() - 1);
        FloatTensor matrix = graph.floats(weightsOf(vertex), weights.linear(vertex), width, outputs);
        FloatTensor bias = graph.floats(biasOf(vertex), weights.linearBias(vertex), outputs);
        return pooled.linear(matrix, bias).named(name);
    }

    private static String weightsOf(String vertex) {
        return vertex + ".weights";
    }

    private static String biasOf(String vertex) {
        return vertex + ".bias";
    }
}
