package io.wanderscope.trainer.network;

import io.wanderscope.diffusion.DiffusionModel;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Loss of the anomalous exponent: the negative log-density of the true exponent under a Gaussian. The network predicts a
 * mean and a standard deviation for each class; only those of the true class enter the loss (a mixture of experts whose
 * gate is known in training; Bishop, Mixture Density Networks, 1994).
 *
 * <p>Inputs are [trajectories, 2 × classes]: first the logit of the mean per class, whose sigmoid is the mean's place in
 * the class's range of exponents from 0 to 1, then the logarithm of the standard deviation per class. Labels have the same
 * shape: the true exponent in the true class's column of the first half, and 1 in its column of the second half. A class
 * with a fixed exponent adds no loss.
 */
public final class ExponentLoss extends GaussianLoss {
    private static final long serialVersionUID = 1L;

    /** Minimum standard deviation that the network can predict for an exponent; no unit. */
    public static final float MIN_SD = 0.01f;

    private static final int CLASSES = DiffusionModel.values().length;
    private static final float MIN_LOG_SD = (float) Math.log(MIN_SD);

    /**
     * Creates a loss.
     *
     * @param weight factor on the log-density, relative to the classification loss
     */
    public ExponentLoss(@JsonProperty("weight") double weight) {
        super(weight);
    }

    /** Converts the logit of a class to its mean exponent. */
    public static double mean(DiffusionModel model, double logit) {
        return model.minimumExponent() + range(model) / (1 + Math.exp(-logit));
    }

    private static double range(DiffusionModel model) {
        return model.maximumExponent() - model.minimumExponent();
    }

    /** Standard deviation from its logarithm, at least {@link #MIN_SD}. */
    private static double sd(double logSd) {
        return Math.exp(Math.max(MIN_LOG_SD, logSd));
    }

    @Override
    double score(float[] outputs, float[] truth, float[] gradient) {
        double score = 0;
        for (DiffusionModel model : DiffusionModel.values()) {
            int meanColumn = model.classIndex();
            int sdColumn = CLASSES + meanColumn;
            if (truth[sdColumn] == 0 || range(model) == 0) {
                continue;
            }
            double mean = mean(model, outputs[meanColumn]);
            double sd = sd(outputs[sdColumn]);
            double error = (truth[meanColumn] - mean) / sd;
            double slope = (mean - model.minimumExponent()) * (model.maximumExponent() - mean) / range(model);
            score += weight * (0.5 * error * error + Math.log(sd));
            gradient[meanColumn] = (float) (-weight * error / sd * slope);
            double logSdGradient = weight * (1 - error * error);
            gradient[sdColumn] = (float) (outputs[sdColumn] < MIN_LOG_SD ? Math.min(0, logSdGradient) : logSdGradient);
        }
        return score;
    }
}
