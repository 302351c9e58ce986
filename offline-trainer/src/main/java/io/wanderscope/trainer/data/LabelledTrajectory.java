package io.wanderscope.trainer.data;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;

/**
 * A simulated trajectory with its ground truth.
 *
 * @param trajectory the trajectory as a tracker would report it
 * @param model the diffusion model that it was simulated with
 * @param exponent its anomalous exponent
 */
public record LabelledTrajectory(Trajectory trajectory, DiffusionModel model, double exponent) {}
