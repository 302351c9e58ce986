package io.wanderscope.app.command;

import io.wanderscope.app.acquisition.Acquisition;
import io.wanderscope.app.acquisition.PositionPublisher;
import io.wanderscope.app.acquisition.PositionSequence;
import io.wanderscope.app.acquisition.SimulatedMicroscope;
import io.wanderscope.app.acquisition.TrackingFiles;
import io.wanderscope.app.configuration.HttpConfiguration;
import io.wanderscope.app.metrics.Metrics;
import io.wanderscope.cluster.ClassificationStreams;
import io.wanderscope.cluster.EmbeddedBroker;
import io.wanderscope.cluster.RequiredTopics;
import io.wanderscope.cluster.TemporaryDirectory;
import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.dashboard.Dashboard;
import io.wanderscope.dashboard.HttpSettings;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.streaming.ClassificationStreamsConfig;
import io.wanderscope.streaming.ClassificationTopology;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TimeSettings;
import io.wanderscope.wire.WireFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.streams.StreamsConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** All of it on one machine: broker, microscope, topology and dashboard. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows it live: starts a Kafka broker inside the process, a simulated microscope or the replay of a tracking"
                    + " file, the classification and the dashboard, whose address it prints. Ends with Ctrl-C.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  wanderscope demo",
            "  wanderscope demo --particles 200 --frame-interval 0.02",
            "  wanderscope demo --replay cell1.xml --speed 2"
        })
final class Demo implements Callable<Integer> {
    private static final StreamTopics TOPICS = StreamTopics.defaults();
    private static final WireFormat FORMAT = WireFormat.singleObject();
    private static final int PARTITIONS = 2;
    /** Short, so that the composition has several windows within the first minute. */
    private static final Duration COMPOSITION_WINDOW = Duration.ofSeconds(10);
    /** Long enough to see the last results of a recording before it begins again. */
    private static final Duration BETWEEN_REPLAYS = Duration.ofSeconds(5);
    /** A demo may run for days, and what the dashboard has forgotten nobody reads again. */
    private static final Map<String, String> LITTLE_DISK = Map.of(
            "log.retention.bytes", Integer.toString(64 << 20),
            "log.segment.bytes", Integer.toString(16 << 20));

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "Show this tracking file at its own frame rate instead of a simulated microscope.")
    private Path replay;

    @Option(names = "--once", description = "Show the file once, and not again and again.")
    private boolean once;

    @Option(names = "--speed", description = "Times faster than life, above 0 (default: ${DEFAULT-VALUE}).")
    private double speed = 1;

    @Option(
            names = "--frame-interval",
            paramLabel = "SECONDS",
            description = "Time from one frame to the next, of the simulation and of files that do not say it"
                    + " (default: ${DEFAULT-VALUE}).")
    private double frameInterval = 0.05;

    @Option(names = "--particles", description = "Simulated particles at once (default: ${DEFAULT-VALUE}).")
    private int particles = 40;

    @Option(
            names = "--noise",
            description = "Standard deviation of the simulated localisation noise, in standard deviations of a"
                    + " displacement (default: ${DEFAULT-VALUE}).")
    private double noise = 0.1;

    @Option(names = "--seed", description = "What every simulated draw follows from (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--port",
            description = "Port of the dashboard on this machine; 0 for any that is free (default: ${DEFAULT-VALUE}).")
    private int port = HttpConfiguration.DASHBOARD_PORT.defaultValue();

    @Mixin
    private ModelOptions model;

    @Mixin
    private Logging logging;

    @Override
    public Integer call() throws InterruptedException {
        logging.showIfVerbose();
        HttpSettings http = http();
        Consumer<PositionPublisher> microscope = microscope();
        try (Metrics metrics = new Metrics();
                OnnxTrajectoryClassifier classifier = model.open();
                TemporaryDirectory state = deletedAtExit();
                EmbeddedBroker broker = EmbeddedBroker.start(LITTLE_DISK)) {
            Map<String, Object> client =
                    Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
            RequiredTopics.ensure(client, RequiredTopics.of(TOPICS), TopicCreation.onOneBroker(PARTITIONS));
            try (Dashboard dashboard = dashboard(client, http, metrics);
                    ClassificationStreams streams = ClassificationStreams.start(
                            ClassificationTopology.build(
                                    TOPICS, settings(classifier.model()), FORMAT, classifier, metrics.registry()),
                            streams(client, state))) {
                metrics.tell(classifier);
                streams.showMetrics(metrics.registry());
                tell(dashboard, classifier);
                showUntilEnded(streams, client, microscope);
                return 0;
            }
        }
    }

    private void showUntilEnded(
            ClassificationStreams streams, Map<String, Object> client, Consumer<PositionPublisher> microscope)
            throws InterruptedException {
        DemoMicroscope publishing = DemoMicroscope.start(
                () -> PositionPublisher.open(client, TOPICS.positions(), FORMAT),
                microscope,
                spec.commandLine().getErr());
        try {
            streams.awaitEnd();
        } finally {
            publishing.close();
        }
        streams.failure().ifPresent(failure -> {
            throw new CommandFailure(failure);
        });
    }

    private HttpSettings http() {
        try {
            return HttpSettings.onLoopback(port);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--port: " + e.getMessage(), e);
        }
    }

    private Consumer<PositionPublisher> microscope() {
        if (!(speed > 0 && speed < Double.POSITIVE_INFINITY)) {
            throw new ParameterException(spec.commandLine(), "--speed is above 0, got " + speed);
        }
        if (!(frameInterval > 0 && frameInterval < Double.POSITIVE_INFINITY)) {
            throw new ParameterException(
                    spec.commandLine(), "--frame-interval is above 0 seconds, got " + frameInterval);
        }
        return replay == null ? simulated() : replayed();
    }

    private Consumer<PositionPublisher> simulated() {
        try {
            SimulatedMicroscope.Plan plan =
                    new SimulatedMicroscope.Plan("simulated", particles, noise, frameInterval / speed);
            return publisher ->
                    publisher.publish(new SimulatedMicroscope(plan, seed, Instant.now()), 1, published -> {});
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Consumer<PositionPublisher> replayed() {
        Acquisition recording = TrackingFiles.read(List.of(replay), frameInterval, problem -> {
                    throw new CommandFailure(problem);
                })
                .get(0);
        return publisher -> {
            show(recording, publisher);
            for (int time = 2; !once; time++) {
                Acquisition again = recording.named(recording.name() + "-" + time);
                tellInALine("it is shown again as " + again.name());
                pauseBetweenReplays();
                show(again, publisher);
            }
        };
    }

    private void show(Acquisition recording, PositionPublisher publisher) {
        publisher.publish(PositionSequence.playing(recording, speed, Instant.now()), speed, published -> {});
        tellInALine("all of " + replay + " has been shown");
    }

    private static void pauseBetweenReplays() {
        try {
            TimeUnit.NANOSECONDS.sleep(BETWEEN_REPLAYS.toNanos());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void tellInALine(String text) {
        PrintWriter print = spec.commandLine().getOut();
        print.println(text);
        print.flush();
    }

    private static TemporaryDirectory deletedAtExit() {
        TemporaryDirectory directory = TemporaryDirectory.create();
        directory.deleteAtExit();
        return directory;
    }

    private StreamSettings settings(ModelDescription description) {
        StreamSettings live = StreamSettings.defaults()
                .with(TimeSettings.COMPOSITION_WINDOW, COMPOSITION_WINDOW)
                .within(description);
        return replay == null ? live : live.forRecordings();
    }

    private static Map<String, Object> streams(Map<String, Object> client, TemporaryDirectory state) {
        Map<String, Object> entries = new HashMap<>(ClassificationStreamsConfig.entries());
        entries.putAll(client);
        entries.put(StreamsConfig.APPLICATION_ID_CONFIG, "wanderscope-demo");
        entries.put(StreamsConfig.STATE_DIR_CONFIG, state.path().toString());
        return entries;
    }

    private Dashboard dashboard(Map<String, Object> client, HttpSettings http, Metrics metrics) {
        try {
            return Dashboard.start(
                    new Dashboard.Source(client, TOPICS, FORMAT, Duration.ofDays(1)),
                    http,
                    metrics.registry(),
                    metrics::scrape);
        } catch (IOException e) {
            throw new CommandFailure(e.getMessage() + "; choose another with --port", e);
        }
    }

    private void tell(Dashboard dashboard, OnnxTrajectoryClassifier classifier) {
        tellInALine("model " + classifier.model().name() + " on " + classifier.provider());
        tellInALine("dashboard: " + dashboard.address() + "  (Ctrl-C ends it)");
    }
}
