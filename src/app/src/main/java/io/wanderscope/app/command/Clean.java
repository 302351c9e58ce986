package io.wanderscope.app.command;

import io.wanderscope.app.configuration.RunConfiguration;
import io.wanderscope.cluster.ApplicationReset;
import picocli.CommandLine.Command;

/** Removes an application and its results. */
@Command(
        name = "clean",
        mixinStandardHelpOptions = true,
        description = {
            "Removes the application of a configuration, while none of its instances runs: its group, the internal"
                    + " topics of its application.id, its state directory on this machine, and the topics of labels,"
                    + " saliency, composition and dead letters with everything in them. The positions stay.",
            ""
        },
        footer = {
            "",
            "Exit code 0 when it is done, 1 when it cannot be, as when an instance still runs, 2 without --yes.",
            "",
            "Example:",
            "  wanderscope clean --config wanderscope.properties --yes"
        })
final class Clean extends StoppedApplication {
    @Override
    ApplicationReset plan(RunConfiguration configuration) {
        return ApplicationReset.toNothing(configuration.streams(), configuration.admin(), configuration.topics());
    }
}
