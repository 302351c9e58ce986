package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.Trajectory;
import java.util.List;

/** A method, or several that share a run of the model, that says which points of a trajectory led to its answer. */
interface Attribution {
    /** The names of its methods. */
    List<String> methods();

    /** Whether weights below zero are evidence against the answer; otherwise weights say how much, but not which way. */
    default boolean isSigned() {
        return true;
    }

    /** A map of each method for one trajectory. Thread-safe. */
    List<AttributionMap> of(Trajectory trajectory);
}
