package io.wanderscope.trainer.export;

import static io.wanderscope.trainer.export.ModelInputs.BATCH;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.inference.ModelContract;
import io.wanderscope.trainer.export.ForwardNodes.Block;
import io.wanderscope.trainer.network.ResidualNetwork;
import io.wanderscope.trainer.onnx.BooleanTensor;
import io.wanderscope.trainer.onnx.Dimension;
import io.wanderscope.trainer.onnx.FloatTensor;
import io.wanderscope.trainer.onnx.Graph;
import io.wanderscope.trainer.onnx.LongTensor;
import java.util.List;
import java.util.Objects;

/**
 * Adds Grad-CAM (Selvaraju et al., arXiv 1610.02391), and beside it a map without its cancellation, absolute Grad-CAM. Both need the gradient of a class score with respect to the feature
 * map of each stage, so the graph contains the backward pass, from the coarsest stage to the finest. After global pooling,
 * the gradient is a row of the linear layer's weights divided by the number of positions. A ReLU passes the gradient where its
 * output is not 0, and a convolution convolves it with the flipped kernel. Where the stride is 2, the gradients of even and
 * odd positions are two convolutions, which is faster than a transposed one. Of the finest stage only the mean gradient is
 * needed, which is a product of matrices.
 */
final class GradCamNodes {
    /** Suffix of the constant with the output's weights by class. */
    static final String ROWS = ".rows";
    /** Suffix of the constant with a convolution's weights for the sum of its gradient. */
    static final String GRADIENT_MATRIX = ".gradient_matrix";

    private static final int CLASSES = DiffusionModel.values().length;
    private static final int POSITIONS_AXIS = 3;

    /** Keeps the map of a trajectory whose feature map is the same everywhere at 0. */
    private static final float SMALLEST_MEAN = 1e-30f;

    private final Graph graph;
    private final ResidualNetwork architecture;
    private final TrainedWeights weights;
    private final MaskNodes masks;

    GradCamNodes(Graph graph, ResidualNetwork architecture, TrainedWeights weights, MaskNodes masks) {
        this.graph = graph;
        this.architecture = architecture;
        this.weights = weights;
        this.masks = masks;
    }

    /**
     * The maps of a trajectory.
     *
     * @param stages signed Grad-CAM of each stage, [batch, stages, points]
     * @param absolute absolute Grad-CAM of all stages together, [batch, points]
     */
    record Saliency(FloatTensor stages, FloatTensor absolute) {}

    /**
     * Adds the saliency.
     *
     * @param stages the blocks of each stage
     * @param probabilities calibrated, [batch, classes]; the most probable class by them is explained unless another is asked for
     * @param explainedClass index of the class to explain, or −1 for the most probable one
     */
    Saliency addSaliency(List<List<Block>> stages, FloatTensor probabilities, LongTensor explainedClass) {
        int last = stages.size() - 1;
        FloatTensor meanGradient = scoreGradient(explained(probabilities, explainedClass));
        FloatTensor gradient = meanGradient.transpose(0, 2, 1).unsqueeze(2);
        FloatTensor[] maps = new FloatTensor[stages.size()];
        maps[last] = map(meanGradient, stages, last);
        FloatTensor absolute = absoluteMap(meanGradient, stages, last);
        for (int stage = last; stage > 0; stage--) {
            List<Block> blocks = stages.get(stage);
            for (int block = blocks.size() - 1; block > 0; block--) {
                gradient = inputGradient(blocks.get(block), gradient, stage);
            }
            if (stage > 1) {
                gradient = stridedInputGradient(blocks.get(0), gradient, stage);
                meanGradient = masks.mean(gradient, stage - 1);
            } else {
                meanGradient = meanInputGradient(blocks.get(0), gradient, stage);
            }
            maps[stage - 1] = map(meanGradient, stages, stage - 1);
            absolute = absolute.plus(absoluteMap(meanGradient, stages, stage - 1));
        }
        return new Saliency(
                graph.concat(1, maps).times(masks.points()).named(ModelContract.SALIENCY),
                absolute.times(masks.points())
                        .dividedBy(stages.size())
                        .squeeze(1)
                        .named(ModelContract.ABSOLUTE_SALIENCY));
    }

    /** Index of the class to explain, [batch] or [1]. */
    private static LongTensor explained(FloatTensor probabilities, LongTensor explainedClass) {
        LongTensor predicted = probabilities.argMax(1);
        BooleanTensor isMostProbable = explainedClass.lessThan(0);
        return isMostProbable.where(predicted, explainedClass).named("explained");
    }

    /**
     * Gradient of the explained class's score with respect to the last feature map, the same at each position,
     * [batch, 1, channels].
     */
    private FloatTensor scoreGradient(LongTensor explained) {
        int last = architecture.widths().size() - 1;
        int width = architecture.widths().get(last);
        FloatTensor rows = graph.floats(
                ResidualNetwork.OUTPUT + ROWS,
                transposed(weights.linear(ResidualNetwork.OUTPUT), width),
                CLASSES,
                width);
        FloatTensor positionCount = masks.stage(last).squeeze(2).sum(2);
        return rows.gather(explained).unsqueeze(1).dividedBy(positionCount);
    }

    /** Weights [rows, classes], flat, as [classes, rows]. */
    static float[] transposed(float[] matrix, int rows) {
        float[] result = new float[matrix.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < CLASSES; column++) {
                result[column * rows + row] = matrix[row * CLASSES + column];
            }
        }
        return result;
    }

    /**
     * Σ over the channels of a stage's feature map × mean of its gradient over the trajectory's positions, [batch, 1, points]. Each
     * point gets the value of the position that covers it.
     *
     * @param meanGradient [batch, 1, channels]
     */
    private FloatTensor map(FloatTensor meanGradient, List<List<Block>> stages, int stage) {
        return eachPoint(meanGradient.matMul(features(stages, stage).squeeze(2)), stage);
    }

    /**
     * Σ over the channels of |mean of the gradient| × |feature map − its mean over the trajectory|, divided by its mean over the
     * trajectory, [batch, 1, points]. Channels for the class do not cancel those against it, and what is the same
     * along the whole trajectory does not count.
     */
    private FloatTensor absoluteMap(FloatTensor meanGradient, List<List<Block>> stages, int stage) {
        FloatTensor features = features(stages, stage);
        FloatTensor mean = masks.mean(features, stage).transpose(0, 2, 1);
        FloatTensor departure = features.squeeze(2).minus(mean).abs();
        FloatTensor map = meanGradient.abs().matMul(departure);
        FloatTensor meanOfMap = map.times(masks.means().get(stage)).sum(2).atLeast(SMALLEST_MEAN);
        return eachPoint(map.dividedBy(meanOfMap), stage);
    }

    private static FloatTensor features(List<List<Block>> stages, int stage) {
        List<Block> blocks = stages.get(stage);
        return blocks.get(blocks.size() - 1).output();
    }

    private FloatTensor eachPoint(FloatTensor map, int stage) {
        return map.gather(2, masks.pointIndices().dividedBy(ResidualNetwork.stageStride(stage)));
    }

    /** Gradient with respect to the input of a block of stride 1 with the identity as its shortcut. */
    private FloatTensor inputGradient(Block block, FloatTensor outputGradient, int stage) {
        FloatTensor gated = gated(outputGradient, block.output());
        FloatTensor gatedHidden = gatedHidden(block, gated, stage);
        return gradient(gatedHidden, block.first(), 0, stage).plus(gated);
    }

    /** Gradient with respect to the input of a block of stride 2, from the gradient with respect to its output. */
    private FloatTensor stridedInputGradient(Block block, FloatTensor outputGradient, int stage) {
        FloatTensor gated = gated(outputGradient, block.output());
        FloatTensor gatedHidden = gatedHidden(block, gated, stage);
        FloatTensor even = gradient(gatedHidden, block.first(), 0, stage)
                .plus(gradient(gated, Objects.requireNonNull(block.shortcut()), 0, stage));
        FloatTensor odd = gradient(gatedHidden, block.first(), 1, stage);
        LongTensor inputPositions = masks.stage(stage - 1).shape().elements(POSITIONS_AXIS, POSITIONS_AXIS + 1);
        return even.interleave(odd).slice(POSITIONS_AXIS, 0, inputPositions);
    }

    /** Mean over the input positions of {@link #stridedInputGradient}, [batch, 1, channels]. */
    private FloatTensor meanInputGradient(Block block, FloatTensor outputGradient, int stage) {
        FloatTensor gated = gated(outputGradient, block.output());
        FloatTensor gatedHidden = gatedHidden(block, gated, stage);
        FloatTensor sum = inputGradientSum(gatedHidden, block.first(), stage)
                .plus(inputGradientSum(gated, Objects.requireNonNull(block.shortcut()), stage));
        return sum.dividedBy(masks.stage(stage - 1).squeeze(2).sum(2));
    }

    /**
     * Sum of a convolution's gradient over the positions of its input, [batch, 1, inputs]. Each tap sums the output's gradient over the
     * positions at which it reads the trajectory and not the padding.
     */
    private FloatTensor inputGradientSum(FloatTensor gradient, FoldedConvolution convolution, int stage) {
        int kernel = convolution.kernel();
        float[] eachTap = new float[kernel * kernel];
        for (int tap = 0; tap < kernel; tap++) {
            eachTap[tap * kernel + tap] = 1;
        }
        FloatTensor taps = graph.floats(convolution.vertex() + ".taps", eachTap, kernel, 1, 1, kernel);
        FloatTensor reads = masks.stage(stage - 1)
                .convolve(taps, kernel, convolution.stride())
                .squeeze(2);
        FloatTensor sums = reads.matMul(gradient.squeeze(2).transpose(0, 2, 1));
        FloatTensor matrix = graph.floats(
                convolution.vertex() + GRADIENT_MATRIX,
                convolution.gradientMatrix(),
                kernel * (long) convolution.outputs(),
                convolution.inputs());
        return sums.reshape(0, 1, -1).matMul(matrix);
    }

    /** The gradient that passes a ReLU. */
    private static FloatTensor gated(FloatTensor gradient, FloatTensor activation) {
        return gradient.times(activation.isNotZero().toFloats());
    }

    private FloatTensor gatedHidden(Block block, FloatTensor gated, int stage) {
        return gated(gradient(gated, block.second(), 0, stage), block.hidden());
    }

    /** Name of the constant with the kernel of {@link FoldedConvolution#gradientKernel}. */
    static String gradientOf(String vertex, int phase) {
        return vertex + ".gradient" + phase + ".weights";
    }

    /** Gradient of a convolution with respect to its input positions of a phase, as many as the stage has. */
    private FloatTensor gradient(FloatTensor gradient, FoldedConvolution convolution, int phase, int stage) {
        GradientKernel kernel = convolution.gradientKernel(phase);
        FloatTensor weightsOfPhase = graph.floats(
                gradientOf(convolution.vertex(), phase),
                kernel.weights(),
                convolution.inputs(),
                convolution.outputs(),
                1,
                kernel.length());
        return gradient.convolve(weightsOfPhase, kernel.length(), kernel.before(), kernel.after())
                .ofShape(BATCH, Dimension.of(convolution.inputs()), Dimension.of(1), ForwardNodes.positions(stage));
    }
}
