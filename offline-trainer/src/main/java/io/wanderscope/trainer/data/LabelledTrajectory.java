package io.wanderscope.trainer.data;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A simulated trajectory with its ground truth.
 *
 * @param observed the trajectory as a tracker would report it, with what is known of the imaging conditions
 * @param family the family of its motion
 * @param model the diffusion model that it was simulated with; null unless the family is that of the models
 * @param exponent its anomalous exponent; NaN without a model
 * @param noise mean standard deviation of the localisation noise along the track, in units of the displacements' s.d.
 *     without noise; NaN if it is immobile
 * @param probabilities probability of each model given the positions, as far as it can be computed; otherwise 1 for
 *     the model itself. Empty without a model
 */
public record LabelledTrajectory(
        ObservedTrajectory observed,
        MotionFamily family,
        @Nullable DiffusionModel model,
        double exponent,
        double noise,
        Map<DiffusionModel, Double> probabilities) {
    /**
     * Checks that there is a model where the family demands one, and copies the map.
     *
     * @throws IllegalArgumentException if a trajectory of the models' family has no model, or another has one
     */
    public LabelledTrajectory {
        if ((family == MotionFamily.DIFFUSION_MODEL) != (model != null)) {
            throw new IllegalArgumentException(
                    "a trajectory has a model if its family is DIFFUSION_MODEL and none otherwise, got " + family
                            + " and " + model);
        }
        probabilities = Map.copyOf(probabilities);
    }

    /** A trajectory whose model, if it has one, is certain. */
    public LabelledTrajectory(
            ObservedTrajectory observed,
            MotionFamily family,
            @Nullable DiffusionModel model,
            double exponent,
            double noise) {
        this(observed, family, model, exponent, noise, model == null ? Map.of() : Map.of(model, 1.0));
    }

    /** A trajectory of one of the eight models. */
    public static LabelledTrajectory ofModel(
            ObservedTrajectory observed, DiffusionModel model, double exponent, double noise) {
        return new LabelledTrajectory(observed, MotionFamily.DIFFUSION_MODEL, model, exponent, noise);
    }

    /** A trajectory of one of the eight models all of whose points were seen, under unknown imaging conditions. */
    public static LabelledTrajectory ofModel(
            Trajectory trajectory, DiffusionModel model, double exponent, double noise) {
        return ofModel(ObservedTrajectory.complete(trajectory), model, exponent, noise);
    }

    /** A trajectory of another family. */
    public static LabelledTrajectory ofFamily(ObservedTrajectory observed, MotionFamily family, double noise) {
        return new LabelledTrajectory(observed, family, null, Double.NaN, noise);
    }

    /** This trajectory with the probability of each model given its positions. */
    public LabelledTrajectory withProbabilities(Map<DiffusionModel, Double> known) {
        return new LabelledTrajectory(observed, family, model, exponent, noise, known);
    }

    /** Its points, the missing ones filled in. */
    public Trajectory trajectory() {
        return observed.trajectory();
    }

    /**
     * The diffusion model.
     *
     * @throws IllegalStateException if it has none
     */
    public DiffusionModel requireModel() {
        if (model == null) {
            throw new IllegalStateException("a trajectory of the family " + family + " has no diffusion model");
        }
        return model;
    }
}
