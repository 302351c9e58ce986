package io.wanderscope.trainer.training;

/**
 * The length of a run: a number of steps, or a time, from which {@link StepEstimate} derives the steps.
 *
 * @param steps number of steps, or 0 if {@code minutes} is given
 * @param minutes time in minutes, or 0 if {@code steps} is given
 */
public record RunLength(int steps, double minutes) {
    /** A run of a number of steps. */
    public static RunLength ofSteps(int steps) {
        return new RunLength(steps, 0);
    }

    /** A run of a number of minutes. */
    public static RunLength ofMinutes(double minutes) {
        return new RunLength(0, minutes);
    }
}
