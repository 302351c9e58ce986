package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.report.figure.Interval;

/**
 * How a statistic goes with the saliency of the last stage.
 *
 * @param model the class
 * @param statistic the statistic
 * @param tracks number of tracks
 * @param undefined share of the windows that do not have the statistic
 * @param pooled correlation over the windows of all tracks; a statistic that a window does not have counts as 0
 * @param within correlation within the tracks
 * @param moving correlation over the windows of all tracks in which the particle moves enough to have the statistic
 * @param position as pooled, but with the paper's pairing of windows with saliency: by their numbers
 * @param rests as position, but with windows at rest counted before anything is scaled, see {@link WindowStatistics#withRests()}
 */
record StatisticsFinding(
        DiffusionModel model,
        WindowStatistic statistic,
        int tracks,
        double undefined,
        Interval pooled,
        Interval within,
        Interval moving,
        Interval position,
        Interval rests) {}
