package io.wanderscope.trainer.export;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.inference.ModelContract;
import io.wanderscope.trainer.network.ExponentLoss;
import io.wanderscope.trainer.onnx.FloatTensor;
import io.wanderscope.trainer.onnx.Graph;

/**
 * Adds the anomalous exponent: mean and standard deviation of a mixture of Gaussians, one per class, weighted by the class
 * probabilities. {@link ExponentLoss} explains the network's outputs.
 */
final class ExponentNodes {
    private static final int CLASSES = DiffusionModel.values().length;
    private static final int CLASS_AXIS = 1;

    private ExponentNodes() {}

    /**
     * Adds mean and standard deviation, [batch, 2].
     *
     * @param raw outputs of the network, [batch, 2 × classes]
     * @param probabilities [batch, classes]
     */
    static FloatTensor addAlpha(Graph graph, FloatTensor raw, FloatTensor probabilities) {
        FloatTensor fraction = classColumns(raw, 0).sigmoid();
        FloatTensor range = graph.floats("exponent_range", ranges(), CLASSES);
        FloatTensor inRange = fraction.times(range);
        FloatTensor means = inRange.plus(graph.floats("smallest_exponent", minimumExponents(), CLASSES));
        FloatTensor minLogSd = graph.scalar((float) Math.log(ExponentLoss.MIN_SD));
        FloatTensor sds = classColumns(raw, CLASSES).max(minLogSd).exp();
        FloatTensor hasRange = range.sign();
        FloatTensor classSds = sds.times(hasRange);
        FloatTensor mean = expected(means, probabilities);
        FloatTensor difference = means.minus(mean);
        FloatTensor variance = expected(classSds.square().plus(difference.square()), probabilities);
        return graph.concat(CLASS_AXIS, mean, variance.sqrt()).named(ModelContract.ALPHA);
    }

    private static FloatTensor classColumns(FloatTensor raw, int first) {
        return raw.slice(CLASS_AXIS, first, first + CLASSES);
    }

    private static float[] minimumExponents() {
        float[] minimum = new float[CLASSES];
        for (DiffusionModel model : DiffusionModel.values()) {
            minimum[model.classIndex()] = (float) model.minimumExponent();
        }
        return minimum;
    }

    private static float[] ranges() {
        float[] range = new float[CLASSES];
        for (DiffusionModel model : DiffusionModel.values()) {
            range[model.classIndex()] = (float) (model.maximumExponent() - model.minimumExponent());
        }
        return range;
    }

    /** Mean over the classes, weighted by their probabilities, [batch, 1]. */
    private static FloatTensor expected(FloatTensor values, FloatTensor probabilities) {
        return probabilities.times(values).sum(CLASS_AXIS);
    }
}
