package io.wanderscope.trainer.network;

import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Loss of the localisation noise: the negative log-density of its true standard deviation under a Gaussian.
 *
 * <p>Inputs are [trajectories, 2]: the mean and the logarithm of the standard deviation. Labels have the same shape: the true
 * noise, and 1 where it is defined or 0 where it is not, which adds no loss.
 */
public final class NoiseLoss extends GaussianLoss {
    private static final long serialVersionUID = 1L;

    /** Minimum standard deviation that the network can predict, in units of the displacements' s.d. */
    public static final float MIN_SD = 0.01f;

    /** Maximum standard deviation that the exported model returns, in units of the displacements' s.d. */
    public static final float MAX_SD = 10;

    private static final float MIN_LOG_SD = (float) Math.log(MIN_SD);

    /**
     * Creates a loss.
     *
     * @param weight factor on the log-density, relative to the classification loss
     */
    public NoiseLoss(@JsonProperty("weight") double weight) {
        super(weight);
    }

    @Override
    double score(float[] output, float[] truth, float[] gradient) {
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
}
