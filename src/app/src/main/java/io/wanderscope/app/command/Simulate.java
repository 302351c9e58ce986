package io.wanderscope.app.command;

import io.wanderscope.app.acquisition.PacedPublisher;
import io.wanderscope.app.acquisition.PositionSequence;
import io.wanderscope.app.acquisition.SimulatedAcquisition;
import io.wanderscope.app.configuration.ConfigurationException;
import io.wanderscope.app.terminal.Counted;
import io.wanderscope.app.terminal.Logging;
import io.wanderscope.app.terminal.ProgressLines;
import io.wanderscope.cluster.RequiredTopics;
import io.wanderscope.ingest.RecordType;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.Clocks;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Publishes a simulated acquisition with known classes. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Publishes a simulated acquisition to the positions topic of a Kafka cluster: particles of all eight"
                    + " diffusion models and, on request, of other motion that appear, move and leave. The same seed gives"
                    + " the same particles.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  wanderscope simulate --config wanderscope.properties --acquisition test-1 \\",
            "    --tracks 200 --seed 1 --truth truth.csv",
            "  wanderscope simulate --bootstrap-servers localhost:9092 --create-topic \\",
            "    --speed 0"
        })
final class Simulate implements Callable<Integer> {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})");

    private final Clocks clocks;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Logging logging;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private InputCluster cluster;

    @Option(names = "--create-topic", description = "Create the positions topic if it is missing.")
    private boolean createTopic;

    @Option(
            names = "--acquisition",
            paramLabel = "NAME",
            description =
                    "Name of the acquisition, which must be new to the cluster: tracks that have ended accept no more"
                            + " positions (default: simulated- and the time).")
    private @Nullable String acquisition;

    @Option(names = "--tracks", description = "Number of tracks (default: ${DEFAULT-VALUE}).")
    private int tracks = 100;

    @Option(
            names = "--points",
            paramLabel = "MIN-MAX",
            description = "Points of a track, uniform between the two (default: ${DEFAULT-VALUE}).")
    private String points = "10-300";

    @Option(
            names = "--noise",
            description = "Standard deviation of the localisation noise, in units of the displacements' s.d."
                    + " (default: ${DEFAULT-VALUE}).")
    private double noise = 0.1;

    @Option(
            names = "--other-motion",
            paramLabel = "SHARE",
            description =
                    "Share of the tracks whose motion is none of the eight models but immobile, confined, directed or"
                            + " switching, 0 to 1; immobile only with localisation noise (default: ${DEFAULT-VALUE}).")
    private double otherMotion;

    @Option(names = "--seed", description = "Random seed (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--frame-interval",
            paramLabel = "SECONDS",
            description = "Time from one frame to the next (default: ${DEFAULT-VALUE}).")
    private double frameInterval = 0.02;

    @Option(
            names = "--speed",
            description = "Playback speed relative to real time: 2 is twice as fast, 0 as fast as possible (default:"
                    + " ${DEFAULT-VALUE}).")
    private double speed = 1;

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description = "File for the ground truth of each track: track, model, exponent, noise. Of other"
                    + " motion, model is its family, such as CONFINED, and exponent is empty.")
    private @Nullable Path truth;

    Simulate(Clocks clocks) {
        this.clocks = clocks;
    }

    @Override
    public Integer call() throws ConfigurationException, IOException {
        logging.showIfVerbose();
        SimulatedAcquisition simulated = simulate();
        InputCluster.Target target = cluster.target(createTopic);
        RequiredTopics.ensure(target.admin(), List.of(target.topics().positions()), target.creation());
        if (truth != null) {
            writeTruth(simulated.truths(), truth);
        }
        publish(simulated, target);
        return 0;
    }

    private void publish(SimulatedAcquisition simulated, InputCluster.Target target) {
        double factor = speed == 0 ? Double.POSITIVE_INFINITY : speed;
        PositionSequence sequence = PositionSequence.playing(
                simulated.acquisition(), factor, clocks.wall().instant());
        ProgressLines progress =
                new ProgressLines(spec.commandLine().getErr(), "published", sequence.size(), clocks.nanoTime());
        String topic = target.topics().positions();
        try (PacedPublisher<ParticlePosition> publisher = PacedPublisher.open(
                target.producer(), RecordType.POSITIONS, topic, target.format(), clocks.nanoTime())) {
            publisher.publish(sequence, factor, published -> progress.advance(1));
        }
        PrintWriter print = spec.commandLine().getOut();
        print.println(Counted.of(simulated.truths().size(), "track") + ", "
                + Counted.of(simulated.acquisition().positions(), "position") + " published to " + topic
                + " as acquisition " + simulated.acquisition().name());
        print.flush();
    }

    private SimulatedAcquisition simulate() {
        Matcher range = RANGE.matcher(points);
        if (!range.matches()) {
            throw new ParameterException(spec.commandLine(), "--points must be MIN-MAX, as in 10-300, got " + points);
        }
        if (!(speed >= 0 && speed < Double.POSITIVE_INFINITY)) {
            throw new ParameterException(spec.commandLine(), "--speed must be 0 or more, got " + speed);
        }
        try {
            return SimulatedAcquisition.of(
                    new SimulatedAcquisition.Plan(
                            acquisition == null
                                    ? "simulated-" + STAMP.format(clocks.wall().instant())
                                    : acquisition,
                            tracks,
                            Integer.parseInt(range.group(1)),
                            Integer.parseInt(range.group(2)),
                            noise,
                            otherMotion,
                            frameInterval),
                    seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void writeTruth(List<SimulatedAcquisition.Truth> truths, Path file) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file);
                CSVPrinter printer = new CSVPrinter(
                        writer,
                        CSVFormat.RFC4180.builder().setRecordSeparator('\n').get())) {
            printer.printRecord("track", "model", "exponent", "noise");
            for (SimulatedAcquisition.Truth each : truths) {
                OptionalDouble exponent = each.exponent();
                printer.printRecord(
                        each.track(),
                        each.motion(),
                        exponent.isPresent() ? exponent.getAsDouble() : null,
                        each.noise());
            }
        }
    }
}
