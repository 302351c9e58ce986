package io.wanderscope.app.command;

import io.wanderscope.app.acquisition.Acquisition;
import io.wanderscope.app.acquisition.PacedPublisher;
import io.wanderscope.app.acquisition.PositionSequence;
import io.wanderscope.app.acquisition.Recording;
import io.wanderscope.app.acquisition.RecordingDetails;
import io.wanderscope.app.acquisition.SimulatedMicroscope;
import io.wanderscope.app.acquisition.TrackingFiles;
import io.wanderscope.app.camera.CameraRun;
import io.wanderscope.app.camera.LinkingWatch;
import io.wanderscope.app.camera.SimulatedCamera;
import io.wanderscope.app.configuration.ConfigurationException;
import io.wanderscope.app.configuration.RunConfiguration;
import io.wanderscope.app.configuration.ServerPorts;
import io.wanderscope.app.embedded.DemoMicroscope;
import io.wanderscope.app.embedded.LatenessNotices;
import io.wanderscope.app.embedded.StoppedStream;
import io.wanderscope.app.metrics.Metrics;
import io.wanderscope.app.terminal.CommandFailure;
import io.wanderscope.app.terminal.Counted;
import io.wanderscope.app.terminal.Logging;
import io.wanderscope.app.terminal.ModelOptions;
import io.wanderscope.app.terminal.PrintableText;
import io.wanderscope.app.terminal.ThreadDeaths;
import io.wanderscope.cluster.ClassificationStreams;
import io.wanderscope.cluster.EmbeddedBroker;
import io.wanderscope.cluster.RequiredTopics;
import io.wanderscope.cluster.TemporaryDirectory;
import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.dashboard.Dashboard;
import io.wanderscope.dashboard.DashboardModel;
import io.wanderscope.dashboard.HttpSettings;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.ingest.RecordType;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.ClassificationStreamsConfig;
import io.wanderscope.streaming.ClassificationTopology;
import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.InferenceThreads;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.wire.WireFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs everything in one process: broker, microscope, topology and dashboard. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows live classification: starts a Kafka broker inside this process, the classification, the dashboard, whose"
                    + " address it prints, and a simulated microscope, a simulated camera, the replay of a tracking file, or what"
                    + " you send to it yourself. Ctrl-C ends it.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  wanderscope demo",
            "  wanderscope demo --particles 200 --frame-interval 0.02",
            "  wanderscope demo --camera --missed 0.1",
            "  wanderscope demo --ingest --broker-port 9094",
            "  wanderscope demo --replay cell1.xml --speed 2"
        })
final class Demo implements Callable<Integer> {
    private static final String ACQUISITION = "simulated";
    private static final WireFormat FORMAT = WireFormat.singleObject();
    private static final int PARTITIONS = 2;
    private static final int MAX_PORT = 65_535;
    /** Long enough to see the last results of a recording before it starts again. */
    private static final Duration BETWEEN_REPLAYS = Duration.ofSeconds(5);
    /** A demo may run for days, and nothing older than the dashboard's memory is read again. */
    private static final Map<String, String> LIMITED_RETENTION = Map.of(
            "log.retention.bytes", Integer.toString(64 << 20),
            "log.segment.bytes", Integer.toString(16 << 20));

    /** Enough to see all four kinds beside the eight classes. */
    private static final double OTHER_MOTION = 0.25;

    private final Clocks clocks;
    private final ThreadDeaths deaths;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--camera",
            description =
                    "Simulate a camera with a spot detector instead: its localisations belong to no track yet, some are"
                            + " missing and some are false. They are linked, and the page tells how well.")
    private boolean camera;

    @Option(
            names = "--missed",
            paramLabel = "SHARE",
            description = "With --camera: probability that a particle is not found in a frame, 0 to 1 (default:"
                    + " ${DEFAULT-VALUE}).")
    private double missed = 0.05;

    @Option(
            names = "--false",
            paramLabel = "SHARE",
            description = "With --camera: false localisations, as a multiple of those of particles, 0 to 1 (default:"
                    + " ${DEFAULT-VALUE}).")
    private double falseShare = 0.05;

    @Option(
            names = "--ingest",
            description =
                    "Take in what you send over HTTP instead, as docs/camera.md says, and print a command to begin with.")
    private boolean ingest;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "With --ingest: a configuration as run has it. Topics, linking, rules, other settings of the stream and"
                            + " http.ingest.* count; how to reach brokers, the model and the rest of http.* do not (default: that of"
                            + " docs/camera.md).")
    private @Nullable Path config;

    @Option(
            names = "--broker-port",
            paramLabel = "PORT",
            description =
                    "With --ingest: port of the broker on this machine, so that other programs know it in advance (default:"
                            + " any free port).")
    private @Nullable Integer brokerPort;

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "Replay this tracking file, or standard input if it is -, at its own frame rate instead of a"
                    + " simulated microscope.")
    private @Nullable Path replay;

    @Mixin
    private RecordingOptions recording;

    @Option(
            names = "--force",
            description = "Replay a file although most of its tracks have several positions in a frame.")
    private boolean force;

    @Option(names = "--once", description = "Play the file once instead of looping.")
    private boolean once;

    @Option(
            names = "--speed",
            description =
                    "Playback speed relative to real time, above 0: 2 is twice as fast (default: ${DEFAULT-VALUE}).")
    private double speed = 1;

    @Option(
            names = "--frame-interval",
            paramLabel = "SECONDS",
            description = "Time from one frame to the next, in the simulation and for files that do not give it"
                    + " (default: " + RecordingDetails.ASSUMED_INTERVAL + ").")
    private @Nullable Double frameInterval;

    @Option(names = "--particles", description = "Number of simulated particles at a time (default: ${DEFAULT-VALUE}).")
    private int particles = 40;

    @Option(
            names = "--noise",
            description = "Standard deviation of the simulated localisation noise, in units of the"
                    + " displacements' s.d. (default: ${DEFAULT-VALUE}).")
    private double noise = 0.1;

    @Option(names = "--seed", description = "Random seed (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--port",
            description = "Port of the dashboard on this machine; 0 for any free port (default: ${DEFAULT-VALUE}).")
    private int port = ServerPorts.DASHBOARD_PORT.defaultValue();

    @Mixin
    private ModelOptions model;

    @Mixin
    private Logging logging;

    Demo(Clocks clocks, ThreadDeaths deaths) {
        this.clocks = clocks;
        this.deaths = deaths;
    }

    @Override
    public Integer call() throws ConfigurationException, InterruptedException {
        logging.showIfVerbose();
        HttpSettings loopback = http();
        requireOptions();
        RunConfiguration configuration = configuration();
        HttpSettings http =
                loopback.withIngest(configuration.servers().dashboard().ingest());
        Optional<CameraRun> cameraRun = camera ? Optional.of(cameraRun()) : Optional.empty();
        Source source = source(configuration.topics(), cameraRun);
        try (Metrics metrics = new Metrics();
                OnnxTrajectoryClassifier classifier = model.open();
                TemporaryDirectory state = deletedAtExit();
                EmbeddedBroker broker = broker()) {
            Map<String, Object> client =
                    Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
            RequiredTopics.ensure(
                    client,
                    configuration.topics(),
                    configuration.settings().rules(),
                    TopicCreation.onOneBroker(PARTITIONS));
            StreamSettings settings = settings(configuration, classifier.model());
            DashboardModel explaining = new DashboardModel(classifier::model, () -> classifier, settings.imaging());
            try (Dashboard dashboard = dashboard(configuration, client, explaining, http, metrics);
                    ClassificationStreams streams = ClassificationStreams.start(
                            ClassificationTopology.build(
                                    configuration.topics(),
                                    settings,
                                    FORMAT,
                                    classifier,
                                    metrics.registry(),
                                    clocks,
                                    InferenceThreads.of(InferenceThreads.defaultNumber(
                                            classifier.provider().kind()))),
                            streams(client, state))) {
                metrics.registerModelInfo(classifier);
                streams.showMetrics(metrics.registry());
                announce(configuration, dashboard, broker, classifier);
                Optional<LinkingWatch> watch = linkingWatch(configuration.topics(), cameraRun, client, dashboard);
                try {
                    acquireUntilEnded(streams, broker, client, source, metrics);
                } finally {
                    watch.ifPresent(LinkingWatch::close);
                }
                return 0;
            }
        }
    }

    private EmbeddedBroker broker() {
        if (brokerPort == null) {
            return EmbeddedBroker.start(LIMITED_RETENTION);
        }
        try {
            return EmbeddedBroker.startAt(brokerPort, LIMITED_RETENTION);
        } catch (BindException e) {
            throw new CommandFailure(
                    "the broker cannot have port " + brokerPort + ": " + e.getMessage()
                            + "; choose another with --broker-port",
                    e);
        }
    }

    private RunConfiguration configuration() throws ConfigurationException {
        if (ingest) {
            return config == null ? DemoConfiguration.ofIngest() : DemoConfiguration.ofIngest(config);
        }
        return camera ? DemoConfiguration.ofCamera() : DemoConfiguration.ofTracks();
    }

    private Source source(StreamTopics topics, Optional<CameraRun> cameraRun) {
        if (ingest) {
            return (client, problems) -> DemoMicroscope.none();
        }
        return cameraRun.map(run -> camera(topics, run)).orElseGet(() -> microscope(topics));
    }

    private void acquireUntilEnded(
            ClassificationStreams streams,
            EmbeddedBroker broker,
            Map<String, Object> client,
            Source source,
            Metrics metrics)
            throws InterruptedException {
        DemoMicroscope running = source.start(client, spec.commandLine().getErr());
        Optional<LatenessNotices> notices = latenessNotices(metrics);
        try {
            streams.awaitEnd();
        } finally {
            notices.ifPresent(LatenessNotices::close);
            running.close();
        }
        StoppedStream.failure(streams, broker::lack).ifPresent(failure -> {
            throw failure;
        });
    }

    /**
     * None at another speed than that of the recording, and for what others send: positions then have other times than those of
     * their arrival.
     */
    private Optional<LatenessNotices> latenessNotices(Metrics metrics) {
        if (ingest || (replay != null && speed != 1)) {
            return Optional.empty();
        }
        String load = replay == null ? particles + " particles" : replay + " at --speed 1";
        String remedy = replay == null && particles > 1
                ? "try --particles " + Math.max(1, particles / 4)
                : "try --speed " + speed / 4;
        return Optional.of(LatenessNotices.start(
                metrics.registry(), load, remedy, spec.commandLine().getErr(), clocks.nanoTime()));
    }

    private HttpSettings http() {
        try {
            return HttpSettings.onLoopback(port);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--port: " + e.getMessage(), e);
        }
    }

    /** What publishes an acquisition. */
    private interface Source {
        DemoMicroscope start(Map<String, Object> client, PrintWriter problems);
    }

    private void requireOptions() {
        if (!(speed > 0 && speed < Double.POSITIVE_INFINITY)) {
            throw wrong("--speed must be above 0, got " + speed);
        }
        if (frameInterval != null && !(frameInterval > 0 && frameInterval < Double.POSITIVE_INFINITY)) {
            throw wrong("--frame-interval must be above 0 seconds, got " + frameInterval);
        }
        if (replay == null && (recording.isGiven() || force)) {
            throw wrong("--columns, --pixel-size and --force are about a file; name it with --replay");
        }
        if (replay != null && camera) {
            throw wrong("--camera and --replay exclude each other: one simulates, the other plays a file");
        }
        if (ingest && (replay != null || camera)) {
            throw wrong("--ingest waits for what you send; leave it out, or --camera and --replay");
        }
        if (config != null && !ingest) {
            throw wrong("--config needs --ingest; add it, or start run with the file");
        }
        if (brokerPort != null && !ingest) {
            throw wrong("--broker-port needs --ingest; add it, or leave out --broker-port");
        }
        if (brokerPort != null && (brokerPort < 1 || brokerPort > MAX_PORT)) {
            throw wrong("--broker-port must be from 1 to " + MAX_PORT + ", got " + brokerPort);
        }
        for (String option : List.of("--missed", "--false")) {
            if (!camera && spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw wrong(option + " needs --camera; add it, or leave out " + option);
            }
        }
    }

    private ParameterException wrong(@Nullable String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Source microscope(StreamTopics topics) {
        Consumer<PacedPublisher<ParticlePosition>> acquire = replay == null ? simulated() : replayed(replay);
        return (client, problems) -> DemoMicroscope.start(
                () -> PacedPublisher.open(client, RecordType.POSITIONS, topics.positions(), FORMAT, clocks.nanoTime()),
                acquire,
                problems);
    }

    private Source camera(StreamTopics topics, CameraRun run) {
        String topic = topics.localisations().orElseThrow();
        return (client, problems) -> DemoMicroscope.start(
                () -> PacedPublisher.open(client, RecordType.LOCALISATIONS, topic, FORMAT, clocks.nanoTime()),
                run::publish,
                problems);
    }

    private CameraRun cameraRun() {
        try {
            SimulatedCamera.Detector detector = new SimulatedCamera.Detector(missed, falseShare);
            SimulatedMicroscope.Plan plan = plan();
            return new CameraRun(
                    () -> new SimulatedCamera(microscope(plan), detector, seed),
                    StreamSettings.defaults().maximumGap());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Optional<LinkingWatch> linkingWatch(
            StreamTopics topics, Optional<CameraRun> run, Map<String, Object> client, Dashboard dashboard) {
        return run.map(each -> LinkingWatch.start(
                client,
                topics.positions(),
                FORMAT,
                each.links(),
                quality -> dashboard.showLinking(ACQUISITION, quality)));
    }

    private Consumer<PacedPublisher<ParticlePosition>> simulated() {
        SimulatedMicroscope.Plan plan = plan();
        return publisher -> publisher.publish(microscope(plan), 1, published -> {});
    }

    private SimulatedMicroscope microscope(SimulatedMicroscope.Plan plan) {
        return new SimulatedMicroscope(plan, seed, clocks.wall().instant());
    }

    private SimulatedMicroscope.Plan plan() {
        double interval = frameInterval == null ? RecordingDetails.ASSUMED_INTERVAL : frameInterval;
        try {
            return new SimulatedMicroscope.Plan(ACQUISITION, particles, noise, OTHER_MOTION, interval / speed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Consumer<PacedPublisher<ParticlePosition>> replayed(Path file) {
        RecordingDetails details = new RecordingDetails(
                recording.reading(force),
                recording.pixelSize(),
                frameInterval == null ? OptionalDouble.empty() : OptionalDouble.of(frameInterval));
        Recording read = TrackingFiles.read(
                        List.of(file),
                        details,
                        problem -> {
                            throw new CommandFailure(problem);
                        },
                        this::print)
                .get(0);
        if (read.unlinked() > 0) {
            print(file + ": left out, because they belong to no track: " + Counted.of(read.unlinked(), "position"));
        }
        Acquisition acquisition = read.acquisition();
        return publisher -> {
            play(file, acquisition, publisher);
            for (int repetition = 2; !once; repetition++) {
                Acquisition again = acquisition.named(acquisition.name() + "-" + repetition);
                print("replaying as " + again.name());
                pauseBetweenReplays();
                play(file, again, publisher);
            }
        };
    }

    private void play(Path file, Acquisition recording, PacedPublisher<ParticlePosition> publisher) {
        publisher.publish(
                PositionSequence.playing(recording, speed, clocks.wall().instant()), speed, published -> {});
        print("finished replaying " + file);
    }

    private static void pauseBetweenReplays() {
        try {
            TimeUnit.NANOSECONDS.sleep(BETWEEN_REPLAYS.toNanos());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(PrintableText.of(line));
        out.flush();
    }

    private static TemporaryDirectory deletedAtExit() {
        TemporaryDirectory directory = TemporaryDirectory.create();
        directory.deleteAtExit();
        return directory;
    }

    private StreamSettings settings(RunConfiguration configuration, ModelDescription description) {
        StreamSettings live = configuration.settings().within(description);
        return replay == null ? live : live.forRecordings();
    }

    private static Map<String, Object> streams(Map<String, Object> client, TemporaryDirectory state) {
        Map<String, Object> entries = new HashMap<>(ClassificationStreamsConfig.entries());
        entries.putAll(client);
        entries.put(StreamsConfig.APPLICATION_ID_CONFIG, "wanderscope-demo");
        entries.put(StreamsConfig.STATE_DIR_CONFIG, state.path().toString());
        return entries;
    }

    private Dashboard dashboard(
            RunConfiguration configuration,
            Map<String, Object> client,
            DashboardModel explaining,
            HttpSettings http,
            Metrics metrics) {
        try {
            return Dashboard.start(
                    new Dashboard.Source(
                            client,
                            client,
                            configuration.topics(),
                            configuration.settings().rules(),
                            FORMAT,
                            Duration.ofDays(1)),
                    explaining,
                    http,
                    deaths::first,
                    metrics.registry(),
                    metrics::scrape,
                    clocks);
        } catch (IOException e) {
            throw new CommandFailure(e.getMessage() + "; choose another with --port", e);
        }
    }

    private void announce(
            RunConfiguration configuration,
            Dashboard dashboard,
            EmbeddedBroker broker,
            OnnxTrajectoryClassifier classifier) {
        print("model " + classifier.model().name() + " on " + classifier.provider());
        if (ingest) {
            print("broker, for other programs on this machine: " + broker.bootstrapServers());
            print("send to it from another terminal, such as:");
            boolean linking = configuration.topics().localisations().isPresent();
            DemoConfiguration.example(
                            dashboard.address(), linking, clocks.wall().instant())
                    .forEach(this::print);
        }
        print("dashboard: " + dashboard.address() + "  (Ctrl-C ends it)");
    }
}
