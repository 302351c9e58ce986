package io.wanderscope.app.command;

import io.wanderscope.app.configuration.ConfigurationException;
import io.wanderscope.app.configuration.RunConfiguration;
import io.wanderscope.app.deadletters.DeadLetterList;
import io.wanderscope.app.deadletters.DeadLetterPublisher;
import io.wanderscope.app.deadletters.DeadLetterReader;
import io.wanderscope.app.deadletters.DeadLetterSelection;
import io.wanderscope.app.terminal.Logging;
import io.wanderscope.app.terminal.ProgressLines;
import io.wanderscope.app.terminal.ShippedModel;
import io.wanderscope.cluster.RequiredTopics;
import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.DeadLetterCause;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Lists the dead letters of a cluster and publishes them back. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists the dead letters committed so far: the place of each, its cause, where it was read, its key and what was"
                    + " wrong; and the number of each cause.",
            "",
            "With --replay, those listed are then published back to the topic and partition where they were read, with"
                    + " unchanged bytes and headers and the timestamp of the dead letter: the record's own, or the time"
                    + " used instead where it had none or one too far ahead. They also remain dead letters; one that"
                    + " fails again is listed twice.",
            ""
        },
        footer = {
            "",
            "INFERENCE_FAILED (a trajectory, not a position) and dead letters without their value are never replayed.",
            "",
            "Examples:",
            "  wanderscope dead-letters --config wanderscope.properties",
            "  wanderscope dead-letters --config wanderscope.properties --from 0@1500 \\",
            "    --cause WRONG_KEY --limit 10",
            "  wanderscope dead-letters --config wanderscope.properties --replay \\",
            "    --cause UNREADABLE"
        })
final class DeadLetters implements Callable<Integer> {
    private static final Pattern PLACE = Pattern.compile("(\\d{1,9})@(\\d{1,18})");

    private final Clocks clocks;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Logging logging;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "Configuration, as for run.")
    private Path config;

    @Option(
            names = "--cause",
            paramLabel = "CAUSE",
            description = "Only this cause; may be repeated. One of ${COMPLETION-CANDIDATES}.")
    private Set<DeadLetterCause> causes = Set.of();

    @Option(
            names = "--from",
            paramLabel = "PARTITION@OFFSET",
            description = "Only this partition, from this offset on; may be repeated for other partitions.")
    private List<String> places = List.of();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Only timestamps from this time on, such as 2026-03-01T12:00:00Z.")
    private @Nullable Instant since;

    @Option(names = "--limit", paramLabel = "N", description = "Only the first N.")
    private @Nullable Long limit;

    @Option(
            names = "--all",
            description = "Select all dead letters; required by --replay when no other selection is given.")
    private boolean all;

    @Option(names = "--replay", description = "Publish them back to where they were read.")
    private boolean replay;

    @Option(
            names = "--format",
            paramLabel = "table|csv",
            description =
                    "Format of the list (default: ${DEFAULT-VALUE}). With csv, everything else goes to standard error.")
    private DeadLetterList.Format format = DeadLetterList.Format.TABLE;

    DeadLetters(Clocks clocks) {
        this.clocks = clocks;
    }

    @Override
    public Integer call() throws ConfigurationException {
        logging.showIfVerbose();
        DeadLetterSelection selection = selection();
        if (replay && !all && selection.equals(DeadLetterSelection.all())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--replay needs a selection: use --cause, --from, --since or --limit, or say --all");
        }
        RunConfiguration configuration = RunConfiguration.read(config, ShippedModel.path());
        String topic = configuration.topics().deadLetters();
        RequiredTopics.ensure(configuration.admin(), List.of(topic), TopicCreation.none());
        try (DeadLetterReader reader = DeadLetterReader.open(configuration.consumer(), topic, clocks.nanoTime())) {
            requirePartitions(selection, reader, topic);
            DeadLetterList list = new DeadLetterList(spec.commandLine().getOut(), format);
            reader.read(selection, list::add);
            list.summary(topic).forEach(notes()::println);
            if (replay) {
                replay(configuration, reader, selection, list);
            }
            return 0;
        }
    }

    private DeadLetterSelection selection() {
        try {
            return new DeadLetterSelection(
                    causes,
                    from(),
                    Optional.ofNullable(since),
                    limit == null ? OptionalLong.empty() : OptionalLong.of(limit));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--limit: " + e.getMessage(), e);
        }
    }

    private Map<Integer, Long> from() {
        Map<Integer, Long> from = new HashMap<>();
        for (String place : places) {
            Matcher parts = PLACE.matcher(place);
            if (!parts.matches()) {
                throw new ParameterException(
                        spec.commandLine(), "--from must be PARTITION@OFFSET, as in 0@1500, got " + place);
            }
            from.put(Integer.valueOf(parts.group(1)), Long.valueOf(parts.group(2)));
        }
        return from;
    }

    private void requirePartitions(DeadLetterSelection selection, DeadLetterReader reader, String topic) {
        Set<Integer> missing = new TreeSet<>(selection.from().keySet());
        missing.removeAll(reader.partitions());
        if (!missing.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--from: " + topic + " has no partition "
                            + missing.stream().map(String::valueOf).collect(Collectors.joining(", "))
                            + "; its partitions are 0 to " + Collections.max(reader.partitions()));
        }
    }

    private void replay(
            RunConfiguration configuration,
            DeadLetterReader reader,
            DeadLetterSelection selection,
            DeadLetterList list) {
        // Publishing must not recreate a topic that was deleted.
        RequiredTopics.ensure(configuration.admin(), new ArrayList<>(list.origins()), TopicCreation.none());
        ProgressLines progress =
                new ProgressLines(spec.commandLine().getErr(), "replayed", list.replayable(), clocks.nanoTime());
        try (DeadLetterPublisher publisher = DeadLetterPublisher.open(configuration.producer())) {
            reader.read(selection, letter -> {
                if (letter.obstacle().isEmpty()) {
                    publisher.publish(letter);
                    progress.advance(1);
                }
            });
            publisher.flush();
        }
        notes().println(list.replayable() + " replayed"
                + (list.origins().isEmpty() ? "" : " to " + String.join(", ", list.origins())));
        notes().flush();
    }

    private PrintWriter notes() {
        return format == DeadLetterList.Format.CSV
                ? spec.commandLine().getErr()
                : spec.commandLine().getOut();
    }

    /** Reads a time without naming classes of Java when it cannot. */
    static final class TimeConverter implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String value) {
            try {
                return Instant.parse(value);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("must be a time such as 2026-03-01T12:00:00Z, got " + value);
            }
        }
    }
}
