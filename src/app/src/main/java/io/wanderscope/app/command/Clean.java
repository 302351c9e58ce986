package io.wanderscope.app.command;

import io.wanderscope.app.configuration.RunConfiguration;
import io.wanderscope.cluster.ApplicationReset;
import picocli.CommandLine.Command;

/** Deletes an application and its results. */
@Command(
        name = "clean",
        mixinStandardHelpOptions = true,
        description = {
            "Deletes the application of a configuration; all its instances must be stopped. Deletes its group, the internal"
                    + " topics of its application.id, its state directory on this machine, and the topics of labels,"
                    + " saliency, composition, population and dead letters with everything in them. The positions are kept.",
            ""
        },
        footer = {
            "",
            "Exit code 0 when done, 1 when it fails, for example because an instance still runs, 2 without --yes.",
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
