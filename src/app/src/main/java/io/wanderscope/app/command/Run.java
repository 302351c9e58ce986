package io.wanderscope.app.command;

import io.wanderscope.app.configuration.ConfigurationException;
import io.wanderscope.app.configuration.RunConfiguration;
import io.wanderscope.app.configuration.ServerPorts;
import io.wanderscope.app.metrics.Metrics;
import io.wanderscope.app.terminal.CommandFailure;
import io.wanderscope.app.terminal.Logging;
import io.wanderscope.app.terminal.ShippedModel;
import io.wanderscope.app.terminal.ThreadDeaths;
import io.wanderscope.cluster.ClassificationStreams;
import io.wanderscope.cluster.ClientConfigurations;
import io.wanderscope.cluster.ClusterCheck;
import io.wanderscope.dashboard.HttpSettings;
import io.wanderscope.dashboard.OperationsServer;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.streaming.ClassificationTopology;
import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.InferenceThreads;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the topology on an existing cluster until it is stopped. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Classifies live: reads the positions topic of a Kafka cluster and writes labels, saliency and dead letters,"
                    + " until it is stopped (Ctrl-C or SIGTERM).",
            ""
        },
        footer = {
            "",
            "docs/configuration.md explains every key; docs/wanderscope.properties is an example.",
            "",
            "Example:",
            "  wanderscope run --config wanderscope.properties"
        })
final class Run implements Callable<Integer> {
    private final Clocks clocks;
    private final ThreadDeaths deaths;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Logging logging;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "Configuration, Java properties.")
    private Path config;

    Run(Clocks clocks, ThreadDeaths deaths) {
        this.clocks = clocks;
        this.deaths = deaths;
    }

    @Override
    public Integer call() throws ConfigurationException, InterruptedException {
        logging.showIfVerbose();
        RunConfiguration configuration = RunConfiguration.read(config, ShippedModel.path());
        AtomicReference<@Nullable Work> running = new AtomicReference<>();
        // Bind the port first: if it is taken, fail before joining the group.
        try (Metrics metrics = new Metrics();
                @Nullable
                        OperationsServer server = startServer(
                                configuration, () -> notReady(running.get()), () -> dead(running.get()), metrics);
                OnnxTrajectoryClassifier classifier = OnnxTrajectoryClassifier.open(
                        configuration.model(), configuration.provider(), InferenceThreads.PER_BATCH)) {
            if (server != null) {
                print("health and metrics: " + server.location());
            }
            List<String> problems = problems(configuration);
            if (!problems.isEmpty()) {
                report(problems);
                return ExitCode.SOFTWARE;
            }
            // Enable service logging only now, so that an unreachable cluster is reported in one line.
            logging.showAsService(() -> hasRun(running.get()));
            metrics.registerModelInfo(classifier);
            classifyUntilEnded(configuration, classifier, metrics, running);
            return ExitCode.OK;
        }
    }

    private void classifyUntilEnded(
            RunConfiguration configuration,
            OnnxTrajectoryClassifier classifier,
            Metrics metrics,
            AtomicReference<@Nullable Work> running)
            throws InterruptedException {
        InferenceThreads threads = configuration.inferenceThreads(classifier.provider());
        Topology topology = topology(configuration, classifier, metrics, threads);
        try (ClassificationStreams streams = ClassificationStreams.start(topology, configuration.streams())) {
            running.set(new Work(streams, threads));
            streams.showMetrics(metrics.registry());
            // However the process ends, the stream is closed before the classifier, and the classifier before the
            // process: a batch may still be in the model, which must not lose its native memory.
            List<Runnable> closing = List.of(streams::close, classifier::close);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> closing.forEach(Runnable::run), "stop"));
            configuration
                    .topics()
                    .localisations()
                    .ifPresent(topic -> print(
                            "linking " + topic + " to " + configuration.topics().positions()));
            print("classifying " + configuration.topics().positions() + " with model "
                    + classifier.model().name() + " on " + classifier.provider());
            streams.awaitEnd();
            streams.failure().ifPresent(failure -> {
                throw CommandFailure.ofThread(failure, streams.lack());
            });
        }
    }

    private record Work(ClassificationStreams streams, InferenceThreads threads) {}

    private static boolean hasRun(@Nullable Work work) {
        return work != null && work.streams().hasRun();
    }

    private Optional<String> notReady(@Nullable Work work) {
        return work == null
                ? Optional.of("it is starting")
                : dead(work).or(work.streams()::notReady).or(work.threads()::problem);
    }

    private Optional<String> dead(@Nullable Work work) {
        Optional<String> stopped =
                work == null ? Optional.empty() : work.streams().failure();
        return deaths.first().or(() -> stopped);
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    /** Null where the configuration gives no port. */
    private @Nullable OperationsServer startServer(
            RunConfiguration configuration,
            Supplier<Optional<String>> notReady,
            Supplier<Optional<String>> dead,
            Metrics metrics) {
        if (configuration.servers().metrics().isEmpty()) {
            return null;
        }
        try {
            return OperationsServer.start(
                    configuration.servers().metrics().get(),
                    notReady,
                    dead,
                    metrics.registry(),
                    metrics::scrape,
                    clocks.nanoTime());
        } catch (IOException e) {
            throw new CommandFailure(
                    e.getMessage() + "; change " + ServerPorts.METRICS_PORT + " or " + HttpSettings.HOST + " in "
                            + config,
                    e);
        }
    }

    private static List<String> problems(RunConfiguration configuration) {
        return ClusterCheck.problems(
                configuration.topics(),
                configuration.settings().rules(),
                configuration.topicCreation(),
                new ClientConfigurations(
                        configuration.streams(),
                        configuration.admin(),
                        configuration.producer(),
                        configuration.consumer()));
    }

    private void report(List<String> problems) {
        problems.forEach(problem -> spec.commandLine().getErr().println(spec.qualifiedName() + ": " + problem));
    }

    private Topology topology(
            RunConfiguration configuration,
            OnnxTrajectoryClassifier classifier,
            Metrics metrics,
            InferenceThreads threads) {
        try {
            return ClassificationTopology.build(
                    configuration.topics(),
                    configuration.settings(),
                    configuration.wireFormat(),
                    classifier,
                    metrics.registry(),
                    clocks,
                    threads);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(config + ": " + e.getMessage(), e);
        }
    }
}
