package io.wanderscope.diffusion.process;

import org.apache.commons.rng.UniformRandomProvider;

/** Durations with a power-law tail: P(duration &gt; t) = t^(−tail) for t ≥ 1. */
final class HeavyTail {
    private HeavyTail() {}

    /** Draws a duration of at least 1; it may be infinite. */
    static double duration(UniformRandomProvider uniform, double tail) {
        return Math.pow(1 - uniform.nextDouble(), -1 / tail);
    }
}
