package io.wanderscope.trainer.evaluation;

/**
 * A figure that a model has to reach before it is shipped.
 *
 * @param name what was measured
 * @param value the value with its standard error, which is 0 where there is none
 * @param detail where a largest value was found; may be empty
 * @param target the bound that the value has to keep
 */
public record Figure(String name, Share value, String detail, Target target) {
    /** Whether the target is reached. */
    public boolean isReached() {
        return target.isMetBy(value.value());
    }

    /** The value with its standard error and unit. */
    public String written() {
        return target.written(value);
    }
}
