package io.wanderscope.trainer.evaluation;

import java.util.function.Function;

/**
 * Results on the same trajectories without and with knowledge of their imaging conditions.
 *
 * @param unknown with unknown localisation noise and exposure
 * @param known with both known
 * @param <T> the kind of result
 */
public record ByImaging<T>(T unknown, T known) {
    /** Maps both results. */
    public <R> ByImaging<R> map(Function<T, R> function) {
        return new ByImaging<>(function.apply(unknown), function.apply(known));
    }
}
