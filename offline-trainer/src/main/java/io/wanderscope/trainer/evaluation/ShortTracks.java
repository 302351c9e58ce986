package io.wanderscope.trainer.evaluation;

import io.wanderscope.diffusion.DiffusionModel;
import java.util.function.Predicate;

/**
 * What short trajectories of each model are called, and what prior probabilities change for Brownian motion.
 *
 * @param points range of the lengths, for reports
 * @param equalPriors results with equal priors, as in training
 * @param brownianHalf results on the same trajectories for a user who expects half of them to be Brownian motion
 */
public record ShortTracks(String points, Evaluation equalPriors, Evaluation brownianHalf) {
    /** Prior probability of Brownian motion in {@code brownianHalf}; the other models share the rest. */
    public static final double BROWNIAN_PRIOR = 0.5;

    /** Number of a model's trajectories. */
    public int tracks(DiffusionModel model) {
        return of(equalPriors, model).predictions().size();
    }

    /** Share of a model's trajectories whose most probable model it is. */
    public Share recognised(DiffusionModel model) {
        return share(equalPriors, model, Prediction::isCorrect);
    }

    /** Share of a model's trajectories whose most probable model is Brownian motion. */
    public Share takenForBrownian(DiffusionModel model) {
        return share(equalPriors, model, each -> each.answer().predicted() == DiffusionModel.BROWNIAN);
    }

    /** Share of the Brownian trajectories that get the label BROWNIAN. */
    public static Share labelledRightly(Evaluation evaluation, double minimumConfidence) {
        return share(
                evaluation,
                DiffusionModel.BROWNIAN,
                each -> each.answer().isLabelled(minimumConfidence) && each.isCorrect());
    }

    /** Share of the Brownian trajectories that get another label. */
    public static Share labelledWrongly(Evaluation evaluation, double minimumConfidence) {
        return share(
                evaluation,
                DiffusionModel.BROWNIAN,
                each -> each.answer().isLabelled(minimumConfidence) && !each.isCorrect());
    }

    private static Share share(Evaluation evaluation, DiffusionModel model, Predicate<Prediction> condition) {
        return of(evaluation, model).share(condition);
    }

    private static Evaluation of(Evaluation evaluation, DiffusionModel model) {
        return evaluation.where("", each -> each.model() == model);
    }
}
