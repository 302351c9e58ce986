package io.wanderscope.trainer.network;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Loss of the localisation noise: the negative log-density of its true standard deviation under a Gaussian.
 *
 * <p>Inputs are [trajectories, 2]: the mean and the logarithm of the standard deviation. Labels have the same shape: the true
 * noise, and 1 where it is defined or 0 where it is not, which adds no loss.
 */
public final class NoiseLoss implements ILossFunction {
    private static final long serialVersionUID = 1L;

    /** Minimum standard deviation that the network can predict, in units of the displacements' s.d. */
    public static final float MIN_SD = 0.01f;

    /** Maximum standard deviation that the exported model returns, in units of the displacements' s.d. */
    public static final float MAX_SD = 10;

    private static final float MIN_LOG_SD = (float) Math.log(MIN_SD);

    @JsonProperty
    private final double weight;

    /**
     * Creates a loss.
     *
     * @param weight factor on the log-density, relative to the classification loss
     */
    public NoiseLoss(@JsonProperty("weight") double weight) {
        this.weight = weight;
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
        float[][] outputs = preOutput.toFloatMatrix();
        float[][] truth = labels.toFloatMatrix();
        float[][] gradient = new float[outputs.length][2];
        double score = 0;
        for (int trajectory = 0; trajectory < outputs.length; trajectory++) {
            score += score(outputs[trajectory], truth[trajectory], gradient[trajectory]);
        }
        return Pair.of(average ? score / outputs.length : score, Nd4j.create(gradient));
    }

    private double score(float[] output, float[] truth, float[] gradient) {
        if (truth[1] == 0) {
            return 0;
        }
        double logSd = Math.max(MIN_LOG_SD, output[1]);
        double sd = Math.exp(logSd);
        double error = (truth[0] - output[0]) / sd;
        gradient[0] = (float) (-weight * error / sd);
        double logSdGradient = weight * (1 - error * error);
        gradient[1] = (float) (output[1] < MIN_LOG_SD ? Math.min(0, logSdGradient) : logSdGradient);
        return weight * (0.5 * error * error + logSd);
    }

    @Override
    public double computeScore(
            INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
        return computeGradientAndScore(labels, preOutput, activation, mask, average)
                .getFirst();
    }

    @Override
    public INDArray computeGradient(INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
        return computeGradientAndScore(labels, preOutput, activation, mask, false)
                .getSecond();
    }

    @Override
    public INDArray computeScoreArray(INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
        float[][] outputs = preOutput.toFloatMatrix();
        float[][] truth = labels.toFloatMatrix();
        float[] scores = new float[outputs.length];
        for (int trajectory = 0; trajectory < scores.length; trajectory++) {
            scores[trajectory] = (float) score(outputs[trajectory], truth[trajectory], new float[2]);
        }
        return Nd4j.create(scores, new long[] {scores.length, 1}, 'c');
    }

    @Override
    public String name() {
        return toString();
    }

    @Override
    public String toString() {
        return "NoiseLoss(weight=" + weight + ")";
    }
}
