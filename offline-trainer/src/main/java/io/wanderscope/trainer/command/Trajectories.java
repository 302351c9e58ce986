package io.wanderscope.trainer.command;

import io.wanderscope.diffusion.DiffusionModel;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The number of trajectories of a test, as an option. */
final class Trajectories {
    private Trajectories() {}

    /** Requires one trajectory of each class. */
    static void requireEnough(CommandSpec spec, String option, int trajectories) {
        if (trajectories < DiffusionModel.values().length) {
            throw new ParameterException(
                    spec.commandLine(), option + " must be at least 8, one of each class, got " + trajectories);
        }
    }
}
