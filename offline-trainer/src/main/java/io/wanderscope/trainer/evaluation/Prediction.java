package io.wanderscope.trainer.evaluation;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.inference.Classification;
import io.wanderscope.trainer.data.LabelledTrajectory;

/**
 * The classification of a simulated trajectory with its ground truth.
 *
 * @param model the model that it was simulated with
 * @param exponent its anomalous exponent
 * @param points its length in points
 * @param noise standard deviation of the localisation noise, in units of the displacements' s.d.
 * @param predicted the most probable model
 * @param confidence probability of {@code predicted}, 0 to 1
 * @param alpha estimated exponent
 * @param alphaSd predicted standard deviation of {@code alpha}
 */
public record Prediction(
        DiffusionModel model,
        double exponent,
        int points,
        double noise,
        DiffusionModel predicted,
        double confidence,
        double alpha,
        double alphaSd) {

    static Prediction of(LabelledTrajectory truth, double noise, Classification classification) {
        return new Prediction(
                truth.model(),
                truth.exponent(),
                truth.trajectory().size(),
                noise,
                classification.mostProbable(),
                classification.confidence(),
                classification.alpha(),
                classification.alphaSd());
    }

    /** Whether the most probable model is the true one. */
    public boolean isCorrect() {
        return predicted == model;
    }

    /** Absolute error of the exponent. */
    public double exponentError() {
        return Math.abs(alpha - exponent);
    }
}
