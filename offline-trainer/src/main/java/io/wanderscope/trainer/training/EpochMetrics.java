package io.wanderscope.trainer.training;

import org.jspecify.annotations.Nullable;

/**
 * The metrics of an epoch.
 *
 * @param progress progress of the run at the end of the epoch
 * @param trajectoriesPerSecond training speed
 * @param loss mean loss per trajectory
 * @param validation results on the validation set, or null when the network was not validated
 * @param learningRate learning rate of the next step
 */
record EpochMetrics(
        Checkpoint.Progress progress,
        double trajectoriesPerSecond,
        double loss,
        Validation.@Nullable Result validation,
        double learningRate) {}
