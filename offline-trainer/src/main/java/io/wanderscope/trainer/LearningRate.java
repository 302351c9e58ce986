package io.wanderscope.trainer;

/**
 * The learning rate of every step: a linear rise to its peak, and a fall along half a cosine to 0 at the last step
 * (Loshchilov and Hutter, arXiv 1608.03983). While a run measures how many steps its minutes allow, it is in the rise,
 * which does not depend on that number.
 *
 * @param peak largest rate
 * @param riseSteps steps of the rise
 */
record LearningRate(double peak, int riseSteps) {
    /**
     * The rate of a step.
     *
     * @param step from 0
     * @param steps steps of the whole run; any number while {@code step} is in the rise
     */
    double of(int step, int steps) {
        if (step < riseSteps) {
            return peak * (step + 1) / riseSteps;
        }
        double done = (double) (step - riseSteps) / Math.max(1, steps - riseSteps);
        return peak * (0.5 + 0.5 * Math.cos(Math.PI * Math.min(1, done)));
    }
}
