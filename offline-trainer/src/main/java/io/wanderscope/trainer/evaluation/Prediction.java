package io.wanderscope.trainer.evaluation;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.data.LabelledTrajectory;

/**
 * The classification of a trajectory of one of the eight models, with its ground truth.
 *
 * @param model the model that it was simulated with
 * @param exponent its anomalous exponent
 * @param points its length in points
 * @param noise standard deviation of the localisation noise, in units of the displacements' s.d.
 * @param answer what the classifier says of it
 */
public record Prediction(DiffusionModel model, double exponent, int points, double noise, Answer answer) {

    static Prediction of(LabelledTrajectory truth, double noise, Answer answer) {
        return new Prediction(
                truth.requireModel(), truth.exponent(), truth.trajectory().size(), noise, answer);
    }

    /** Whether the most probable model is the true one. */
    public boolean isCorrect() {
        return answer.predicted() == model;
    }

    /** Absolute error of the exponent. */
    public double exponentError() {
        return Math.abs(answer.alpha() - exponent);
    }
}
