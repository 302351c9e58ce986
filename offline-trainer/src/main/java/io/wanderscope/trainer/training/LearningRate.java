package io.wanderscope.trainer.training;

/**
 * The learning rate schedule: a linear warm-up to the peak, then half a cosine that reaches 0 at the last step
 * (Loshchilov and Hutter, arXiv 1608.03983). While a run given in minutes still estimates
 * its number of steps, it is in the warm-up, which does not depend on that number.
 *
 * @param peak peak learning rate
 * @param warmUpSteps steps of the warm-up
 */
record LearningRate(double peak, int warmUpSteps) {
    /**
     * The learning rate of a step.
     *
     * @param step number of the step, from 0
     * @param steps steps of the whole run; any number during the warm-up
     */
    double of(int step, int steps) {
        if (step < warmUpSteps) {
            return peak * (step + 1) / warmUpSteps;
        }
        double done = (double) (step - warmUpSteps) / Math.max(1, steps - warmUpSteps);
        return peak * (0.5 + 0.5 * Math.cos(Math.PI * Math.min(1, done)));
    }
}
