package io.wanderscope.trainer.command;

import io.wanderscope.diffusion.DiffusionModel;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks options that set the number of trajectories in a test. */
final class TrajectoryCount {
    private TrajectoryCount() {}

    /** Requires at least one trajectory per class. */
    static void requireEnough(CommandSpec spec, String option, int trajectories) {
        if (trajectories < DiffusionModel.values().length) {
            throw new ParameterException(
                    spec.commandLine(), option + " must be at least 8, one per class, got " + trajectories);
        }
    }
}
