package io.wanderscope.app.bench;

import io.wanderscope.app.configuration.ConfigurationException;
import io.wanderscope.app.configuration.RunConfiguration;
import io.wanderscope.app.terminal.CommandFailure;
import io.wanderscope.cluster.ApplicationReset;
import io.wanderscope.cluster.ClientConfigurations;
import io.wanderscope.cluster.ClusterCheck;
import io.wanderscope.cluster.EmbeddedBroker;
import io.wanderscope.cluster.Lack;
import io.wanderscope.cluster.TemporaryDirectory;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that is measured: a broker in this process, or one that a file configures. All topics, groups and states have
 * names of their own, so that nothing else on the cluster is touched, and are deleted in the end, also after Ctrl-C.
 */
public final class BenchCluster implements AutoCloseable {
    private static final int EMBEDDED_PARTITIONS = 4;
    private static final Path OPTIONS = Path.of("--set");
    private static final long SECONDS_TO_END = 60;

    private final RunConfiguration configuration;
    private final String prefix;
    private final TemporaryDirectory state;
    private final @Nullable EmbeddedBroker broker;
    private final Set<Long> brokerThreads;
    private final Stop stop = new Stop();
    /** Whether there may be something to delete. */
    private boolean used;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread atExit = new Thread(this::endEarly, "bench-exit");

    private BenchCluster(
            RunConfiguration configuration,
            String prefix,
            TemporaryDirectory state,
            @Nullable EmbeddedBroker broker,
            Set<Long> brokerThreads) {
        this.configuration = configuration;
        this.prefix = prefix;
        this.state = state;
        this.broker = broker;
        this.brokerThreads = brokerThreads;
    }

    /**
     * Starts a broker in this process.
     *
     * @param settings entries of a configuration file that differ from the defaults
     * @param model the model to use when the settings name none
     * @throws ConfigurationException when a setting is unknown or out of its range
     */
    public static BenchCluster embedded(Map<String, String> settings, Path model) throws ConfigurationException {
        String prefix = newPrefix();
        TemporaryDirectory state = TemporaryDirectory.create();
        state.deleteAtExit();
        try {
            Map<String, String> entries = new HashMap<>();
            entries.put("topics.partitions", Integer.toString(EMBEDDED_PARTITIONS));
            entries.putAll(own(prefix, state, settings));
            entries.put("topics.replication.factor", "1");
            // Before the broker starts, so that a wrong setting is reported at once.
            entries.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "embedded");
            RunConfiguration.of(OPTIONS, entries, model);
            Set<Long> before = threads();
            EmbeddedBroker broker = EmbeddedBroker.start();
            Set<Long> brokerThreads = threads();
            brokerThreads.removeAll(before);
            entries.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
            return new BenchCluster(RunConfiguration.of(OPTIONS, entries, model), prefix, state, broker, brokerThreads);
        } catch (ConfigurationException | RuntimeException e) {
            state.close();
            throw e;
        }
    }

    /**
     * Uses the cluster of a configuration file.
     *
     * @param settings entries that override those of the file
     * @param model the model to use when the file names none
     * @throws ConfigurationException when the file cannot be read, or an entry is unknown or out of its range
     */
    public static BenchCluster configured(Path file, Map<String, String> settings, Path model)
            throws ConfigurationException {
        String prefix = newPrefix();
        TemporaryDirectory state = TemporaryDirectory.create();
        state.deleteAtExit();
        try {
            RunConfiguration configuration = RunConfiguration.read(file, own(prefix, state, settings), model);
            BenchCluster cluster = new BenchCluster(configuration, prefix, state, null, Set.of());
            Runtime.getRuntime().addShutdownHook(cluster.atExit);
            return cluster;
        } catch (ConfigurationException | RuntimeException e) {
            state.close();
            throw e;
        }
    }

    private static String newPrefix() {
        return "wanderscope-bench-" + UUID.randomUUID().toString().substring(0, 8) + "-";
    }

    /** The settings, with names that nothing else on the cluster has. */
    private static Map<String, String> own(String prefix, TemporaryDirectory state, Map<String, String> settings) {
        Map<String, String> entries = new HashMap<>();
        entries.put(StreamsConfig.STATE_DIR_CONFIG, state.path().toString());
        entries.putAll(settings);
        entries.put("topics.create", "true");
        for (String topic : List.of("positions", "labels", "saliency", "composition", "population", "triggers")) {
            entries.put("topics." + topic, prefix + topic);
        }
        entries.put("topics.dead.letters", prefix + "dead-letters");
        entries.put(StreamsConfig.APPLICATION_ID_CONFIG, prefix + "stream");
        // Names the threads, so that their CPU time can be told apart.
        entries.put(StreamsConfig.CLIENT_ID_CONFIG, prefix + "stream");
        return entries;
    }

    private static Set<Long> threads() {
        return Arrays.stream(ManagementFactory.getThreadMXBean().getAllThreadIds())
                .boxed()
                .collect(Collectors.toCollection(HashSet::new));
    }

    /**
     * Creates the topics and checks that the stream can run.
     *
     * @throws CommandFailure when it cannot
     */
    void prepare() {
        List<String> problems = ClusterCheck.problems(
                configuration.topics(),
                configuration.settings().rules(),
                configuration.topicCreation(),
                new ClientConfigurations(
                        configuration.streams(),
                        configuration.admin(),
                        configuration.producer(),
                        configuration.consumer()));
        used = true;
        if (!problems.isEmpty()) {
            throw new CommandFailure(String.join("; ", problems));
        }
    }

    /** What the stream and all clients are configured with. */
    public RunConfiguration configuration() {
        return configuration;
    }

    /** What the names of all its topics and groups start with. */
    String prefix() {
        return prefix;
    }

    /** Application id of the stream that is measured. */
    String application() {
        return prefix + "stream";
    }

    /** Application id of the bare topology that it is compared with. */
    String bareApplication() {
        return prefix + "bare";
    }

    /** Ids of the threads of the broker in this process; empty when it is elsewhere. */
    Set<Long> brokerThreads() {
        return brokerThreads;
    }

    /** Whether the broker runs in this process. */
    boolean isEmbedded() {
        return broker != null;
    }

    /** What the broker in this process lacks; empty if it lacks nothing, or is elsewhere. */
    Optional<Lack> brokerLack() {
        return broker == null ? Optional.empty() : broker.lack();
    }

    /** Whether the measurement should end early. */
    Stop stop() {
        return stop;
    }

    /** Configuration of a Kafka Streams client of this name. */
    Map<String, Object> streams(String application) {
        Map<String, Object> entries = new HashMap<>(configuration.streams());
        entries.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        entries.put(StreamsConfig.CLIENT_ID_CONFIG, application);
        return entries;
    }

    /** Runs at Ctrl-C: lets the measuring thread end by itself, so that nothing is left on the cluster. */
    private void endEarly() {
        stop.request();
        if (broker != null && broker.halted().isPresent()) {
            // Nothing is left to wait for.
            return;
        }
        try {
            if (!ended.await(SECONDS_TO_END, TimeUnit.SECONDS)) {
                System.err.println("wanderscope bench: topics named " + prefix + "* are left on the cluster");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            if (broker != null) {
                broker.close();
            } else if (used) {
                deleteTraces();
            }
        } finally {
            ended.countDown();
            state.close();
            forgetExit();
        }
    }

    private void forgetExit() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook has waited for this.
        }
    }

    private void deleteTraces() {
        for (String application : List.of(application(), bareApplication())) {
            try (ApplicationReset traces =
                    ApplicationReset.toNothing(streams(application), configuration.admin(), configuration.topics())) {
                traces.execute(step -> {});
            }
        }
        try (Admin admin = Admin.create(configuration.admin())) {
            Set<String> left = new LinkedHashSet<>(admin.listTopics().names().get());
            left.removeIf(topic -> !topic.startsWith(prefix));
            admin.deleteTopics(left).all().get();
        } catch (ExecutionException e) {
            throw new KafkaException("the topics named " + prefix + "* cannot be deleted: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
