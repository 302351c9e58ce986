package io.wanderscope.inference;

/** What a classification says about the points that led to it. */
public enum Explanation {
    /** Grad-CAM: the weight of every point at every residual stage. */
    GRAD_CAM,
    /** Nothing, in little more than half the time: the backward pass is not run. */
    NONE
}
