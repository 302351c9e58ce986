package io.wanderscope.app.command;

import io.wanderscope.app.configuration.ConfigurationException;
import io.wanderscope.app.configuration.RunConfiguration;
import io.wanderscope.app.terminal.Logging;
import io.wanderscope.app.terminal.ShippedModel;
import io.wanderscope.app.triggers.TriggerLines;
import io.wanderscope.app.triggers.TriggerReader;
import io.wanderscope.cluster.RequiredTopics;
import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.schema.AcquisitionTrigger;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists the triggers of a cluster as they come. */
@Command(
        name = "triggers",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists triggers as they come until it is stopped (Ctrl-C or SIGTERM): the time of the event, the acquisition, the rule,"
                    + " and what led to it.",
            ""
        },
        footer = {
            "",
            "docs/triggers.md explains the rules that triggers come from.",
            "",
            "Examples:",
            "  wanderscope triggers --config wanderscope.properties",
            "  wanderscope triggers --config wanderscope.properties --from-beginning \\",
            "    --acquisition cell-1 --json"
        })
final class Triggers implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Logging logging;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "Configuration, as for run.")
    private Path config;

    @Option(names = "--acquisition", paramLabel = "NAME", description = "Only those of this acquisition.")
    private @Nullable String acquisition;

    @Option(
            names = "--from-beginning",
            description = "Those that the topic still has, the oldest of each partition first, before new ones.")
    private boolean fromBeginning;

    @Option(names = "--limit", paramLabel = "N", description = "End after N triggers.")
    private @Nullable Long limit;

    @Option(names = "--json", description = "A JSON object in each line, with the fields of the record.")
    private boolean json;

    @Override
    public Integer call() throws ConfigurationException {
        logging.showIfVerbose();
        if (limit != null && limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit must be 1 or more, got " + limit);
        }
        RunConfiguration configuration = RunConfiguration.read(config, ShippedModel.path());
        String topic = configuration.topics().triggers();
        RequiredTopics.ensure(configuration.admin(), List.of(topic), TopicCreation.none());
        try (TriggerReader reader = TriggerReader.open(
                configuration.consumer(), topic, configuration.wireFormat(), fromBeginning, this::warn)) {
            list(reader);
            return 0;
        }
    }

    private void list(TriggerReader reader) {
        PrintWriter out = spec.commandLine().getOut();
        long left = limit == null ? Long.MAX_VALUE : limit;
        while (left > 0) {
            for (AcquisitionTrigger trigger : reader.poll()) {
                boolean isWanted = acquisition == null || acquisition.equals(trigger.getAcquisition());
                if (isWanted && left > 0) {
                    out.println(json ? TriggerLines.json(trigger) : TriggerLines.forPeople(trigger));
                    left--;
                }
            }
            // So that a program that reads the lines need not wait.
            out.flush();
        }
    }

    private void warn(String problem) {
        spec.commandLine().getErr().println(spec.qualifiedName() + ": " + problem);
    }
}
