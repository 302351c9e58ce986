package io.wanderscope.trainer.network;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A loss that is computed trajectory by trajectory from the outputs of a linear layer: the negative log-density of a true value under
 * a Gaussian whose mean and standard deviation the network predicts.
 */
abstract class GaussianLoss implements ILossFunction {
    private static final long serialVersionUID = 1L;

    /** Factor on the log-density, relative to the classification loss. */
    @JsonProperty
    final double weight;

    GaussianLoss(double weight) {
        this.weight = weight;
    }

    /**
     * The loss of one trajectory.
     *
     * @param outputs outputs of the layer
     * @param truth labels of the same shape
     * @param gradient receives the gradient with respect to the outputs; 0 so far
     */
    abstract double score(float[] outputs, float[] truth, float[] gradient);

    @Override
    public final Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
        float[][] outputs = preOutput.toFloatMatrix();
        float[][] truth = labels.toFloatMatrix();
        float[][] gradient = new float[outputs.length][outputs[0].length];
        double score = 0;
        for (int trajectory = 0; trajectory < outputs.length; trajectory++) {
            score += score(outputs[trajectory], truth[trajectory], gradient[trajectory]);
        }
        return Pair.of(average ? score / outputs.length : score, Nd4j.create(gradient));
    }

    @Override
    public final double computeScore(
            INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
        return computeGradientAndScore(labels, preOutput, activation, mask, average)
                .getFirst();
    }

    @Override
    public final INDArray computeGradient(INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
        return computeGradientAndScore(labels, preOutput, activation, mask, false)
                .getSecond();
    }

    @Override
    public final INDArray computeScoreArray(
            INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
        float[][] outputs = preOutput.toFloatMatrix();
        float[][] truth = labels.toFloatMatrix();
        float[] scores = new float[outputs.length];
        for (int trajectory = 0; trajectory < scores.length; trajectory++) {
            scores[trajectory] =
                    (float) score(outputs[trajectory], truth[trajectory], new float[outputs[trajectory].length]);
        }
        return Nd4j.create(scores, new long[] {scores.length, 1}, 'c');
    }

    @Override
    public final String name() {
        return toString();
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "(weight=" + weight + ")";
    }
}
