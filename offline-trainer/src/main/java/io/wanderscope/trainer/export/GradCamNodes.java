package io.wanderscope.trainer.export;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.inference.ModelContract;
import io.wanderscope.trainer.export.ForwardNodes.Block;
import io.wanderscope.trainer.export.ForwardNodes.Convolution;
import io.wanderscope.trainer.network.ResidualNetwork;
import io.wanderscope.trainer.onnx.BooleanTensor;
import io.wanderscope.trainer.onnx.FloatTensor;
import io.wanderscope.trainer.onnx.Graph;
import io.wanderscope.trainer.onnx.LongTensor;
import java.util.List;

/**
 * Adds Grad-CAM (Selvaraju et al., arXiv 1610.02391). It needs the gradient of a class score with respect to the feature
 * map of each stage, so the graph contains the backward pass, from the coarsest stage to the finest. After global pooling,
 * the gradient is a row of the linear layer's weights divided by the number of positions. A ReLU multiplies it by the sign
 * of its output, a convolution of stride 1 convolves it with the flipped kernel, and one of stride 2 applies the transposed
 * convolution.
 */
final class GradCamNodes {
    private static final int CLASSES = DiffusionModel.values().length;
    private static final int POSITIONS_AXIS = 3;

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
     * Adds the saliency, [batch, stages, points].
     *
     * @param stages the blocks of each stage
     * @param probabilities calibrated, [batch, classes]; the most probable class by them is explained unless another is asked for
     * @param explainedClass index of the class to explain, or −1 for the most probable one
     * @param positionCount number of positions of each trajectory in the last stage, [batch, 1]
     */
    FloatTensor addSaliency(
            List<List<Block>> stages, FloatTensor probabilities, LongTensor explainedClass, FloatTensor positionCount) {
        FloatTensor gradient = scoreGradient(explained(probabilities, explainedClass), positionCount);
        FloatTensor[] maps = new FloatTensor[stages.size()];
        for (int stage = stages.size() - 1; stage >= 0; stage--) {
            List<Block> blocks = stages.get(stage);
            FloatTensor features = blocks.get(blocks.size() - 1).output();
            FloatTensor map = gradCam(features, gradient, masks.stage(stage));
            maps[stage] = perPoint(map, ResidualNetwork.stageStride(stage));
            for (int block = blocks.size() - 1; block >= 0 && stage > 0; block--) {
                gradient = blockGradient(blocks.get(block), gradient);
            }
        }
        return masks.valid().where(graph.concat(1, maps), 0).named(ModelContract.SALIENCY);
    }

    /** Index of the class to explain, [batch] or [1]. */
    private static LongTensor explained(FloatTensor probabilities, LongTensor explainedClass) {
        LongTensor predicted = probabilities.argMax(1);
        BooleanTensor isMostProbable = explainedClass.lessThan(0);
        return isMostProbable.where(predicted, explainedClass).named("explained");
    }

    /**
     * Gradient of the explained class's score with respect to the last feature map, [batch, channels, 1, positions].
     */
    private FloatTensor scoreGradient(LongTensor explained, FloatTensor positionCount) {
        int width = architecture.widths().get(architecture.widths().size() - 1);
        FloatTensor rows = graph.floats(
                ResidualNetwork.OUTPUT + ".rows",
                transposed(weights.linear(ResidualNetwork.OUTPUT), width),
                CLASSES,
                width);
        FloatTensor row = rows.gather(explained).dividedBy(positionCount);
        return row.unsqueeze(2, 3).times(masks.last());
    }

    private static float[] transposed(float[] matrix, int rows) {
        float[] result = new float[matrix.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < CLASSES; column++) {
                result[column * rows + row] = matrix[row * CLASSES + column];
            }
        }
        return result;
    }

    /** Σ over channels of feature map × mean of its gradient over the trajectory's positions, [batch, 1, positions]. */
    private static FloatTensor gradCam(FloatTensor features, FloatTensor gradient, FloatTensor mask) {
        FloatTensor sum = gradient.times(mask).sum(2, POSITIONS_AXIS);
        FloatTensor count = mask.sum(2, POSITIONS_AXIS);
        FloatTensor channelWeights = sum.dividedBy(count).squeeze(3).transpose(0, 2, 1);
        return channelWeights.matMul(features.squeeze(2));
    }

    /** Gives each point the weight of the position that covers it, [batch, 1, points]. */
    private FloatTensor perPoint(FloatTensor map, int stride) {
        return map.gather(2, masks.pointIndices().dividedBy(stride));
    }

    /** Gradient with respect to a block's input, from the gradient with respect to its output. */
    private FloatTensor blockGradient(Block block, FloatTensor outputGradient) {
        FloatTensor gated = outputGradient.times(block.output().sign());
        FloatTensor hidden = convolutionGradient(gated, block.second(), block.inputMask());
        FloatTensor gatedHidden = hidden.times(block.hidden().sign());
        FloatTensor residualBranch = convolutionGradient(gatedHidden, block.first(), block.inputMask());
        FloatTensor shortcutBranch =
                block.shortcut() == null ? gated : convolutionGradient(gated, block.shortcut(), block.inputMask());
        return residualBranch.plus(shortcutBranch);
    }

    private FloatTensor convolutionGradient(FloatTensor gradient, Convolution convolution, FloatTensor inputMask) {
        FoldedConvolution folded = convolution.folded();
        if (folded.stride() == 1) {
            FloatTensor kernel = graph.floats(
                    folded.vertex() + ".gradient_weights",
                    folded.gradientWeights(),
                    folded.inputs(),
                    folded.outputs(),
                    1,
                    folded.kernel());
            return gradient.convolve(kernel, folded.kernel());
        }
        FloatTensor uncropped = gradient.convolveTransposed(convolution.kernel(), folded.kernel(), folded.stride());
        return cropTo(uncropped, inputMask);
    }

    /** Crops values to the length of a mask: the transposed convolution returns an even length, one too long for an odd input. */
    private static FloatTensor cropTo(FloatTensor values, FloatTensor mask) {
        return values.slice(POSITIONS_AXIS, 0, mask.shape().elements(POSITIONS_AXIS, POSITIONS_AXIS + 1));
    }
}
