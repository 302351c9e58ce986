package io.wanderscope.trainer;

/**
 * How long a run trains: a number of steps, or as many as fit into a time, which the run measures in its first seconds.
 *
 * @param steps steps, or 0 when {@code minutes} says it
 * @param minutes minutes, or 0 when {@code steps} says it
 */
record RunLength(int steps, double minutes) {
    private static final double MEASURED_SHARE = 0.1;
    private static final double MEASURED_SECONDS = 30;

    static RunLength ofSteps(int steps) {
        return new RunLength(steps, 0);
    }

    static RunLength ofMinutes(double minutes) {
        return new RunLength(0, minutes);
    }

    /** Seconds after which a run knows how fast it is: a tenth of its time, at most half a minute. */
    double measuringSeconds() {
        return Math.min(MEASURED_SECONDS, MEASURED_SHARE * 60 * minutes);
    }

    /** Steps of the whole run, when so many were done after some seconds and each takes so long. */
    int stepsAt(int done, double seconds, double secondsPerStep) {
        return done + (int) Math.max(1, Math.round((60 * minutes - seconds) / secondsPerStep));
    }
}
