package io.wanderscope.trainer.network;

import io.wanderscope.diffusion.DiffusionModel;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Loss of the anomalous exponent: the negative log-density of the true exponent under a Gaussian. The network outputs
 * its mean and standard deviation for each class; only those of the true class count (a mixture of experts whose gate
 * is known in training; Bishop, Mixture Density Networks, 1994).
 *
 * <p>Inputs are [trajectories, 2 × classes]: first a number per class whose logistic function places the mean within
 * the class's range of exponents, then the logarithm of the standard deviation per class. Labels have the same shape:
 * the true exponent in the true class's column of the first half, and 1 in its column of the second half. A class with
 * a fixed exponent adds no loss.
 */
public final class ExponentLoss implements ILossFunction {
    private static final long serialVersionUID = 1L;

    /** Smallest standard deviation of an exponent that the network may claim; no unit. */
    public static final float SMALLEST_DEVIATION = 0.01f;

    private static final int CLASSES = DiffusionModel.values().length;
    private static final float SMALLEST_LOGARITHM = (float) Math.log(SMALLEST_DEVIATION);

    @JsonProperty
    private final double weight;

    /**
     * Creates a loss.
     *
     * @param weight factor on the log-density, against the loss of the classes
     */
    public ExponentLoss(@JsonProperty("weight") double weight) {
        this.weight = weight;
    }

    /** Converts a raw output of the network to the mean exponent of a class. */
    public static double mean(DiffusionModel model, double number) {
        return model.minimumExponent() + range(model) / (1 + Math.exp(-number));
    }

    private static double range(DiffusionModel model) {
        return model.maximumExponent() - model.minimumExponent();
    }

    /** Converts a raw output of the network to a standard deviation. */
    public static double deviation(double number) {
        return Math.exp(Math.max(SMALLEST_LOGARITHM, number));
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
        float[][] numbers = preOutput.toFloatMatrix();
        float[][] truth = labels.toFloatMatrix();
        float[][] gradient = new float[numbers.length][numbers[0].length];
        double score = 0;
        for (int trajectory = 0; trajectory < numbers.length; trajectory++) {
            score += score(numbers[trajectory], truth[trajectory], gradient[trajectory]);
        }
        return Pair.of(average ? score / numbers.length : score, Nd4j.create(gradient));
    }

    private double score(float[] numbers, float[] truth, float[] gradient) {
        double score = 0;
        for (DiffusionModel model : DiffusionModel.values()) {
            int place = model.classIndex();
            int spread = CLASSES + place;
            if (truth[spread] == 0 || range(model) == 0) {
                continue;
            }
            double mean = mean(model, numbers[place]);
            double deviation = deviation(numbers[spread]);
            double error = (truth[place] - mean) / deviation;
            double slope = (mean - model.minimumExponent()) * (model.maximumExponent() - mean) / range(model);
            score += weight * (0.5 * error * error + Math.log(deviation));
            gradient[place] = (float) (-weight * error / deviation * slope);
            double bySpread = weight * (1 - error * error);
            gradient[spread] = (float) (numbers[spread] < SMALLEST_LOGARITHM ? Math.min(0, bySpread) : bySpread);
        }
        return score;
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
        float[][] numbers = preOutput.toFloatMatrix();
        float[][] truth = labels.toFloatMatrix();
        float[] scores = new float[numbers.length];
        for (int trajectory = 0; trajectory < scores.length; trajectory++) {
            scores[trajectory] = (float) score(numbers[trajectory], truth[trajectory], new float[numbers[0].length]);
        }
        return Nd4j.create(scores, new long[] {scores.length, 1}, 'c');
    }

    @Override
    public String name() {
        return toString();
    }

    @Override
    public String toString() {
        return "ExponentLoss(weight=" + weight + ")";
    }
}
