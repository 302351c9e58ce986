package io.wanderscope.trainer.training;

/**
 * How long a run trains: a number of steps, or as many steps as fit into a time, see {@link StepEstimate}.
 *
 * @param steps number of steps, or 0 when {@code minutes} is given
 * @param minutes time in minutes, or 0 when {@code steps} is given
 */
public record RunLength(int steps, double minutes) {
    /** A number of steps. */
    public static RunLength ofSteps(int steps) {
        return new RunLength(steps, 0);
    }

    /** As many steps as fit into a time. */
    public static RunLength ofMinutes(double minutes) {
        return new RunLength(0, minutes);
    }
}
