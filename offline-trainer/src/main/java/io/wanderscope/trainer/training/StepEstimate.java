package io.wanderscope.trainer.training;

import java.util.OptionalInt;

/**
 * Estimates from the speed of the first steps how many fit into the minutes of a run. It measures for a tenth of the time,
 * at most 30 s. The first half of that warms up the JVM; the steps of the second half are timed.
 */
final class StepEstimate {
    private static final double MEASURED_SHARE = 0.1;
    private static final double MEASURED_SECONDS = 30;

    private final double runSeconds;
    private final double measuringSeconds;
    private final int warmUpSteps;

    private boolean timing;
    private double timedFrom;
    private int timedFromStep;

    /**
     * Creates an estimate for a run.
     *
     * @param minutes time of the run
     * @param warmUpSteps steps of the learning rate's warm-up; the number of steps must be known when it ends
     */
    StepEstimate(double minutes, int warmUpSteps) {
        this.runSeconds = 60 * minutes;
        this.measuringSeconds = Math.min(MEASURED_SECONDS, MEASURED_SHARE * runSeconds);
        this.warmUpSteps = warmUpSteps;
    }

    /**
     * Returns the number of steps of the whole run, once it is known.
     *
     * @param step steps done
     * @param seconds time since the start
     */
    OptionalInt afterStep(int step, double seconds) {
        if (!timing && seconds >= measuringSeconds / 2) {
            timing = true;
            timedFrom = seconds;
            timedFromStep = step;
        }
        int timed = step - timedFromStep;
        boolean enough = timed > 0 && seconds >= measuringSeconds;
        boolean warmUpEnds = step + 1 >= warmUpSteps;
        if (!timing || !(enough || warmUpEnds)) {
            return OptionalInt.empty();
        }
        double secondsPerStep = timed > 0 ? (seconds - timedFrom) / timed : seconds / step;
        return OptionalInt.of(step + (int) Math.max(1, Math.round((runSeconds - seconds) / secondsPerStep)));
    }
}
