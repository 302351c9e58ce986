package io.wanderscope.app.command;

import io.wanderscope.app.configuration.RunConfiguration;
import io.wanderscope.cluster.ApplicationReset;
import picocli.CommandLine.Command;

/** Takes an application back to the beginning of its positions. */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description = {
            "Takes the application of a configuration back to the beginning of its positions, while none of its"
                    + " instances runs: sets its offsets, deletes the internal topics of its application.id and its"
                    + " state directory on this machine. The next run writes all results again, under the same"
                    + " identities; positions and results stay.",
            ""
        },
        footer = {
            "",
            "Exit code 0 when it is done, 1 when it cannot be, as when an instance still runs, 2 without --yes.",
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
