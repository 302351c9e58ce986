package io.wanderscope.app.command;

import io.wanderscope.app.acquisition.Acquisition;
import io.wanderscope.app.acquisition.AcquisitionNames;
import io.wanderscope.app.acquisition.PositionSequence;
import io.wanderscope.app.acquisition.Recording;
import io.wanderscope.app.acquisition.RecordingDetails;
import io.wanderscope.app.acquisition.TrackingFiles;
import io.wanderscope.app.configuration.ConfigurationException;
import io.wanderscope.app.rows.FollowedFile;
import io.wanderscope.app.rows.PublishedRows;
import io.wanderscope.app.terminal.CommandFailure;
import io.wanderscope.app.terminal.Counted;
import io.wanderscope.app.terminal.Logging;
import io.wanderscope.app.terminal.PrintableText;
import io.wanderscope.app.terminal.ProgressLines;
import io.wanderscope.cluster.RequiredTopics;
import io.wanderscope.ingest.Publication;
import io.wanderscope.ingest.RecordPublisher;
import io.wanderscope.ingest.RecordType;
import io.wanderscope.ingest.RowColumns;
import io.wanderscope.ingest.RowDefaults;
import io.wanderscope.ingest.RowException;
import io.wanderscope.ingest.RowReader;
import io.wanderscope.ingest.RowTimes;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.BrokerWatch;
import io.wanderscope.streaming.Clocks;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes a tracking file, or the rows that a tracker is writing. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Publishes the positions of a tracking file to a Kafka cluster. Without --follow and --localisations, FILE"
                    + " is a complete file in any format that classify reads.",
            "",
            "With --follow, it publishes the rows that a tracker is still writing, as they come, until it is stopped"
                    + " (Ctrl-C or SIGTERM) or, from a pipe, until the tracker ends. A row is a line: CSV whose first line"
                    + " names the columns, or one JSON object per line. The fields are those of the schema: track, frame,"
                    + " time, x, y, z, quality, length_unit, end_of_track. A line counts once it is complete; a file that"
                    + " is cut off, replaced or written anew is read from its beginning; while no broker answers, it waits.",
            "",
            "With --localisations, rows are localisations that the cluster links: tile, localisation_error,"
                    + " frame_localisations and end_of_acquisition instead of track and end_of_track.",
            "",
            "A row that cannot be used is named and left out. To publish a row twice does no harm, unless its track has"
                    + " ended.",
            ""
        },
        footer = {
            "",
            "Exit code 0, or 1 if rows were left out.",
            "",
            "Examples:",
            "  wanderscope publish cell1.xml --config wanderscope.properties --end-mark",
            "  my-tracker movie.tif | wanderscope publish - --follow --end-mark \\",
            "    --config wanderscope.properties --acquisition cell1 --frame-interval 0.02",
            "  wanderscope publish spots.csv --localisations --follow \\",
            "    --config wanderscope.properties --columns frame=t,x=xnm,y=ynm \\",
            "    --length-unit nm --start 2026-03-01T12:00:00Z --frame-interval 0.02"
        })
final class Publish implements Callable<Integer> {
    private static final Path STANDARD_INPUT = Path.of("-");

    /** Before a complete file is given up. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** In which records that are on their way when the command is stopped may still arrive. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Clocks clocks;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A tracking file, or rows. - is standard input.")
    private Path file;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private InputCluster cluster;

    @Option(
            names = "--acquisition",
            paramLabel = "NAME",
            description = "Name of the acquisition (default: that of the file).")
    private @Nullable String acquisition;

    @Option(names = "--follow", description = "Publish rows as they are written, until stopped.")
    private boolean follow;

    @Option(names = "--localisations", description = "FILE has localisations, which belong to no track yet.")
    private boolean localisations;

    @Option(
            names = "--end-mark",
            description = "In the end, publish a mark that each track has ended, or the acquisition with"
                    + " --localisations. Without it, they end by silence.")
    private boolean endMark;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            converter = DeadLetters.TimeConverter.class,
            description =
                    "Time of frame 0, such as 2026-03-01T12:00:00Z, for rows without a time and for complete files"
                            + " (default: now for rows from a pipe; for a complete file such that it ends now).")
    private @Nullable Instant start;

    @Option(
            names = "--frame-interval",
            paramLabel = "SECONDS",
            description = "Time between frames, for rows without a time and for files that do not give it (default for"
                    + " files: " + RecordingDetails.ASSUMED_INTERVAL + ").")
    private @Nullable Double frameInterval;

    @Option(
            names = "--length-unit",
            paramLabel = "UNIT",
            description = "Unit of all lengths, for rows without one (default: px).")
    private @Nullable String lengthUnit;

    @Mixin
    private RecordingOptions recording;

    @Option(names = "--force", description = "Read a file in which most tracks have several positions in a frame.")
    private boolean force;

    @Mixin
    private Logging logging;

    Publish(Clocks clocks) {
        this.clocks = clocks;
    }

    @Override
    public Integer call() throws ConfigurationException, IOException, InterruptedException {
        logging.showIfVerbose();
        requireUsable();
        InputCluster.Target target = cluster.target(false);
        return isRows() ? publishRows(target) : publishFile(target);
    }

    private boolean isRows() {
        return follow || localisations;
    }

    private void requireUsable() {
        if (frameInterval != null && !(frameInterval > 0 && frameInterval < Double.POSITIVE_INFINITY)) {
            throw new ParameterException(
                    spec.commandLine(), "--frame-interval must be above 0 seconds, got " + frameInterval);
        }
        if (isRows() && recording.pixelSize().isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--pixel-size is for complete tracking files; rows say their unit, or --length-unit does");
        }
        if (isRows() && start != null && frameInterval == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--start needs --frame-interval for rows: the time of a frame is start + frame × interval. Rows"
                            + " that say their time need neither");
        }
        if (isRows() && !file.equals(STANDARD_INPUT) && frameInterval != null && start == null) {
            throw new ParameterException(
                    spec.commandLine(), "--frame-interval needs --start, the time of frame 0, for rows of a file");
        }
        if (!isRows() && lengthUnit != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--length-unit is for rows, with --follow or --localisations; --pixel-size makes µm of pixels");
        }
    }

    private String name() {
        return acquisition == null ? AcquisitionNames.of(List.of(file)).get(0) : acquisition;
    }

    // A complete file

    private int publishFile(InputCluster.Target target) throws InterruptedException {
        PositionSequence sequence = sequence(recordingOfFile().acquisition().named(name()));
        requireNotAhead(sequence);
        String topic = target.topics().positions();
        RequiredTopics.ensure(target.admin(), List.of(topic), target.creation());
        ProgressLines progress =
                new ProgressLines(spec.commandLine().getErr(), "published", sequence.size(), clocks.nanoTime());
        try (RecordPublisher publisher = RecordPublisher.open(target.producer(), target.format(), PATIENCE)) {
            Publication<ParticlePosition> publication = publisher.begin(RecordType.POSITIONS, topic);
            for (ParticlePosition position : sequence) {
                publication.send(position);
                progress.advance(1);
            }
            report(publication.await(), topic, 0);
        }
        return ExitCode.OK;
    }

    private Recording recordingOfFile() {
        RecordingDetails details = new RecordingDetails(
                recording.reading(force),
                recording.pixelSize(),
                frameInterval == null ? OptionalDouble.empty() : OptionalDouble.of(frameInterval));
        List<String> problems = new ArrayList<>();
        List<Recording> read = TrackingFiles.read(List.of(file), details, problems::add, this::note);
        if (read.isEmpty()) {
            throw new CommandFailure(String.join("; ", problems));
        }
        return read.get(0);
    }

    private PositionSequence sequence(Acquisition read) {
        PositionSequence sequence = start == null
                ? PositionSequence.playing(
                        read, Double.POSITIVE_INFINITY, clocks.wall().instant())
                : PositionSequence.recorded(read, start);
        return endMark ? sequence : sequence.withoutMarks();
    }

    /** Kafka would refuse what is further ahead, after it had taken the records before. */
    private void requireNotAhead(PositionSequence sequence) {
        Instant latest = clocks.wall().instant().plus(RowReader.MAX_AHEAD);
        for (ParticlePosition position : sequence) {
            if (position.getTime().isAfter(latest)) {
                throw new CommandFailure("--start puts frame " + position.getFrame() + " at " + position.getTime()
                        + ", more than " + RowReader.MAX_AHEAD.toMinutes()
                        + " minutes ahead of this machine's clock, and"
                        + " Kafka takes nothing from the future");
            }
        }
    }

    // Rows

    private int publishRows(InputCluster.Target target) throws IOException {
        if (!localisations) {
            return publishRows(target, RecordType.POSITIONS, target.topics().positions());
        }
        String topic = target.topics()
                .localisations()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--localisations needs topics.localisations in the file of --config; without it, nothing links"
                                + " them"));
        return publishRows(target, RecordType.LOCALISATIONS, topic);
    }

    @SuppressWarnings("try") // the hook works beside it
    private <T extends SpecificRecordBase> int publishRows(InputCluster.Target target, RecordType<T> type, String topic)
            throws IOException {
        RequiredTopics.ensure(target.admin(), List.of(topic), target.creation());
        CountDownLatch finished = new CountDownLatch(1);
        Thread publishing = Thread.currentThread();
        try (FollowedFile followed = new FollowedFile(file, this::noteOfFile);
                InterruptedRun interrupted = InterruptedRun.watch(() -> finish(followed, publishing, finished))) {
            return publishRows(target, type, topic, followed);
        } finally {
            finished.countDown();
        }
    }

    /** Lets the command publish what it has read, and say how much it was, before the process ends. */
    private static void finish(FollowedFile followed, Thread publishing, CountDownLatch finished) {
        followed.stop();
        try {
            if (!finished.await(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                publishing.interrupt();
                var unused = finished.await(GRACE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("try") // the watch works beside it
    private <T extends SpecificRecordBase> int publishRows(
            InputCluster.Target target, RecordType<T> type, String topic, FollowedFile followed) throws IOException {
        ProgressLines progress = ProgressLines.endless(spec.commandLine().getErr(), "published", clocks.nanoTime());
        Duration patience = follow ? RecordPublisher.ENDLESS : PATIENCE;
        try (BrokerWatch brokers = BrokerWatch.start(target.admin(), clocks);
                RecordPublisher publisher = RecordPublisher.open(target.producer(), target.format(), patience)) {
            if (follow) {
                logging.showAsService();
            }
            Publication<T> publication = publisher.begin(type, topic);
            PublishedRows<T> rows = new PublishedRows<>(
                    type,
                    defaults(),
                    columns(),
                    publication,
                    this::noteOfFile,
                    clocks.wall(),
                    () -> progress.advance(1));
            boolean isComplete = isComplete(rows, publication, followed);
            progress.end();
            report(publication.acknowledged(), topic, rows.leftOut());
            return isComplete && rows.leftOut() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    /** Publishes until there is nothing more; whether Kafka has all of it. */
    private <T extends SpecificRecordBase> boolean isComplete(
            PublishedRows<T> rows, Publication<T> publication, FollowedFile followed) throws IOException {
        try {
            publishAll(rows, followed);
            if (endMark) {
                rows.end();
            }
            publication.await();
            return true;
        } catch (RowException e) {
            throw new CommandFailure(PrintableText.of(fileInWords() + ": " + e.getMessage()), e);
        } catch (InterruptedException | InterruptException e) {
            note("stopped before Kafka had all that was read; publish it again");
            return false;
        }
    }

    private void publishAll(PublishedRows<?> rows, FollowedFile followed) throws IOException, RowException {
        if (file.equals(STANDARD_INPUT)) {
            rows.publish(System.in);
        } else if (follow) {
            for (Optional<InputStream> lines = followed.next(); lines.isPresent(); lines = followed.next()) {
                rows.publish(lines.get());
            }
        } else {
            try (InputStream whole = Files.newInputStream(file)) {
                rows.publish(whole);
            }
        }
    }

    private RowDefaults defaults() {
        Optional<RowTimes> times = times();
        try {
            return new RowDefaults(name(), times, lengthUnit == null ? RowDefaults.PIXEL : lengthUnit);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--length-unit " + e.getMessage(), e);
        }
    }

    private Optional<RowTimes> times() {
        if (frameInterval == null) {
            return Optional.empty();
        }
        return Optional.of(new RowTimes(start == null ? clocks.wall().instant() : start, frameInterval));
    }

    private RowColumns columns() {
        try {
            return recording.typedColumns().map(RowColumns::parse).orElse(RowColumns.OWN_NAMES);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--columns " + e.getMessage(), e);
        }
    }

    private void noteOfFile(String notice) {
        note(fileInWords() + ": " + notice);
    }

    private String fileInWords() {
        return file.equals(STANDARD_INPUT) ? "standard input" : file.toString();
    }

    private void note(String notice) {
        PrintWriter print = spec.commandLine().getErr();
        print.println(PrintableText.of(spec.qualifiedName() + ": " + notice));
        print.flush();
    }

    private void report(long published, String topic, long leftOut) {
        PrintWriter print = spec.commandLine().getOut();
        print.println(Counted.of(published, "record") + " published to " + topic + " as acquisition " + name()
                + (leftOut == 0 ? "" : "; " + Counted.of(leftOut, "row") + " left out"));
        print.flush();
    }
}
