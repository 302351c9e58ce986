package io.wanderscope.trainer.simulation;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;

/**
 * A simulated trajectory and the truth about it.
 *
 * @param trajectory what a tracker would see
 * @param model the model that made it
 * @param exponent its anomalous exponent
 */
public record LabelledTrajectory(Trajectory trajectory, DiffusionModel model, double exponent) {}
