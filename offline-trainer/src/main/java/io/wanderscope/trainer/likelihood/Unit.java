package io.wanderscope.trainer.likelihood;

/** Whether a classifier knows the unit of length, which is the standard deviation of the displacements without noise. */
enum Unit {
    /** It does. The scatter of a track then tells how strong the noise is. */
    KNOWN,
    /** It does not, like a network whose channels do not depend on the unit of length. */
    UNKNOWN
}
