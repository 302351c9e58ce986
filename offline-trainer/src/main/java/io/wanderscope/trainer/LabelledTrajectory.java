package io.wanderscope.trainer;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;

/** A simulated trajectory and the model that made it. */
record LabelledTrajectory(Trajectory trajectory, DiffusionModel model) {}
