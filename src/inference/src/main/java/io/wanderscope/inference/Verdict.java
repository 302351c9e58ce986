package io.wanderscope.inference;

import io.wanderscope.diffusion.MotionFamily;

/** Whether a trajectory gets the most probable diffusion model as its label, or why not. */
public enum Verdict {
    /** It gets its label. */
    LABELLED,
    /** Another family of motion is the most probable: {@link MotionFamily#IMMOBILE}. */
    IMMOBILE,
    /** Another family of motion is the most probable: {@link MotionFamily#CONFINED}. */
    CONFINED,
    /** Another family of motion is the most probable: {@link MotionFamily#DIRECTED}. */
    DIRECTED,
    /** Another family of motion is the most probable: {@link MotionFamily#SWITCHING}. */
    SWITCHING,
    /** Another family of motion is the most probable: {@link MotionFamily#ARTEFACT}. */
    ARTEFACT,
    /** It is unlike the trajectories of training. */
    UNFAMILIAR,
    /** Its confidence is below the minimum. */
    LOW_CONFIDENCE;

    /** The minimum confidence of a label unless another is asked for. */
    public static final double DEFAULT_MINIMUM = 0.5;

    /**
     * What the motion is comes before how sure the model is of it: another family is named at whatever probability and
     * novelty.
     *
     * @param family the most probable family
     * @param unfamiliar whether the trajectory is unlike those of training
     * @param confidence that of the most probable model, 0 to 1
     * @param minimum lowest confidence that suffices for a label, 0 to 1
     */
    public static Verdict of(MotionFamily family, boolean unfamiliar, double confidence, double minimum) {
        if (family != MotionFamily.DIFFUSION_MODEL) {
            return valueOf(family.name());
        }
        if (unfamiliar) {
            return UNFAMILIAR;
        }
        return confidence < minimum ? LOW_CONFIDENCE : LABELLED;
    }
}
