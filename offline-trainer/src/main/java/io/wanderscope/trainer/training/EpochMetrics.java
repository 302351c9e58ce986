package io.wanderscope.trainer.training;

/**
 * Metrics of an epoch.
 *
 * @param progress progress of the run at its end
 * @param trajectoriesPerSecond speed
 * @param loss mean loss of the epoch's trajectories
 * @param validation results on the validation set, or null when the network was not validated
 * @param learningRate rate of the next step
 */
record EpochMetrics(
        Checkpoint.Progress progress,
        double trajectoriesPerSecond,
        double loss,
        Validation.Result validation,
        double learningRate) {}
