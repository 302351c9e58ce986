package io.wanderscope.app.command;

import io.wanderscope.app.configuration.RunConfiguration;
import io.wanderscope.cluster.ApplicationReset;
import picocli.CommandLine.Command;

/** Resets an application to the beginning of its positions. */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description = {
            "Resets the application of a configuration to the beginning of its positions; all its instances must be"
                    + " stopped. Sets its offsets, and deletes the internal topics of its application.id and its state"
                    + " directory on this machine. The next run writes all results again, under the same identities;"
                    + " positions and results are kept.",
            ""
        },
        footer = {
            "",
            "Exit code 0 when done, 1 when it fails, for example because an instance still runs, 2 without --yes.",
            "",
            "Example:",
            "  wanderscope reset --config wanderscope.properties --yes"
        })
final class Reset extends StoppedApplication {
    @Override
    ApplicationReset plan(RunConfiguration configuration) {
        return ApplicationReset.toBeginning(configuration.streams(), configuration.admin(), configuration.topics());
    }
}
