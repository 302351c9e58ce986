package io.wanderscope.cluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka cluster in this process: one KRaft node, broker and controller in one, listening on free ports of the
 * loopback interface, its data in a temporary directory. Small: it serves one program's topics, not a laboratory's.
 *
 * <p>Nothing expires on it, and record timestamps may be any, because what is replayed carries the times at which it
 * was recorded. Topics are made by whoever needs them; none is made by being used.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int ATTEMPTS = 5;

    private final TemporaryDirectory data;
    private final KafkaConfig configuration;
    /** The server that runs, for the shutdown hook too. */
    private final AtomicReference<KafkaRaftServer> server;

    private final String bootstrapServers;
    private final Thread exit;

    private EmbeddedBroker(
            TemporaryDirectory data,
            KafkaConfig configuration,
            AtomicReference<KafkaRaftServer> server,
            String bootstrapServers,
            Thread exit) {
        this.data = data;
        this.configuration = configuration;
        this.server = server;
        this.bootstrapServers = bootstrapServers;
        this.exit = exit;
    }

    /**
     * Starts a broker and returns when it serves clients.
     *
     * @throws KafkaException when it cannot be started
     */
    public static EmbeddedBroker start() {
        return start(Map.of());
    }

    /**
     * Starts a broker with entries of a broker's configuration over its own, such as an authorizer.
     *
     * @throws KafkaException when it cannot be started
     */
    public static EmbeddedBroker start(Map<String, String> overrides) {
        KafkaException failure = null;
        // A free port may be taken by another process before the broker binds it.
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return startOn(freePort(), freePort(), overrides);
            } catch (KafkaException e) {
                LOG.info("event=embedded_broker_not_started attempt={}", attempt + 1, e);
                failure = e;
            }
        }
        throw new KafkaException("the embedded Kafka broker does not start: " + failure.getMessage(), failure);
    }

    private static EmbeddedBroker startOn(int brokerPort, int controllerPort, Map<String, String> overrides) {
        TemporaryDirectory data = TemporaryDirectory.create();
        AtomicReference<KafkaRaftServer> started = new AtomicReference<>();
        // Ctrl-C ends the process without unwinding it, and must not leave the data behind.
        Thread exit = new Thread(() -> stop(started.get(), data), "embedded-broker-exit");
        Runtime.getRuntime().addShutdownHook(exit);
        try {
            format(data);
            Map<String, String> entries = configuration(data, brokerPort, controllerPort);
            entries.putAll(overrides);
            KafkaConfig configuration = KafkaConfig.apply(entries, false);
            started.set(started(configuration));
            LOG.info("event=embedded_broker_started port={} directory={}", brokerPort, data.path());
            return new EmbeddedBroker(data, configuration, started, address(brokerPort), exit);
        } catch (RuntimeException e) {
            Runtime.getRuntime().removeShutdownHook(exit);
            data.close();
            throw e;
        }
    }

    private static KafkaRaftServer started(KafkaConfig configuration) {
        KafkaRaftServer server = new KafkaRaftServer(configuration, Time.SYSTEM);
        server.startup();
        return server;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new KafkaException("no port of the loopback interface is free", e);
        }
    }

    private static String address(int port) {
        return LOOPBACK.getHostAddress() + ":" + port;
    }

    /** A KRaft node starts only on storage that carries the cluster's id. */
    private static void format(TemporaryDirectory data) {
        PrintStream unread = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        Formatter formatter = new Formatter()
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(data.path().toString())
                .setMetadataLogDirectory(data.path().toString())
                .setControllerListenerName("CONTROLLER")
                .setPrintStream(unread);
        try {
            formatter.run();
        } catch (Exception e) {
            throw new KafkaException("cannot format " + data.path() + " for a broker", e);
        }
    }

    private static Map<String, String> configuration(TemporaryDirectory data, int brokerPort, int controllerPort) {
        String controller = address(controllerPort);
        Map<String, String> entries = new HashMap<>(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@" + controller,
                "controller.listener.names", "CONTROLLER",
                "listeners", "BROKER://" + address(brokerPort) + ",CONTROLLER://" + controller,
                "inter.broker.listener.name", "BROKER",
                "listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs", data.path().toString(),
                "auto.create.topics.enable", "false"));
        entries.putAll(oneNode());
        entries.putAll(replays());
        entries.putAll(littleMemory());
        return entries;
    }

    /** There is nobody to replicate to, no group member to wait for, and a dead client is soon known to be. */
    private static Map<String, String> oneNode() {
        return Map.ofEntries(
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("group.min.session.timeout.ms", "1000"),
                Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"));
    }

    /** Records carry the times of the recording, which may be long ago, and none may expire under its reader. */
    private static Map<String, String> replays() {
        return Map.of(
                "log.retention.ms",
                "-1",
                "log.retention.bytes",
                "-1",
                "log.message.timestamp.before.max.ms",
                Long.toString(Long.MAX_VALUE),
                "log.message.timestamp.after.max.ms",
                Long.toString(Long.MAX_VALUE));
    }

    private static Map<String, String> littleMemory() {
        return Map.of(
                "num.network.threads", "1",
                "num.io.threads", "2",
                "background.threads", "2",
                "num.recovery.threads.per.data.dir", "1",
                "log.cleaner.dedupe.buffer.size", Integer.toString(2 << 20),
                "log.cleaner.io.buffer.size", Integer.toString(128 << 10),
                "log.index.size.max.bytes", Integer.toString(1 << 20),
                "offsets.topic.segment.bytes", Integer.toString(16 << 20),
                "transaction.state.log.segment.bytes", Integer.toString(16 << 20));
    }

    /** What clients connect to, {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Stops the broker and starts it again, on the same data and ports; clients see it gone for some seconds. */
    public void restart() {
        halt();
        goOn();
    }

    /** Stops the broker; its data stay. */
    public void halt() {
        KafkaRaftServer running = server.get();
        running.shutdown();
        running.awaitShutdown();
    }

    /** Starts it again after {@link #halt()}, on the same data and ports. */
    public void goOn() {
        server.set(started(configuration));
    }

    /** Where its data lies until it is closed. */
    Path directory() {
        return data.path();
    }

    /** Stops the broker and deletes its data. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(exit);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook is stopping the broker already.
            return;
        }
        stop(server.get(), data);
    }

    private static void stop(KafkaRaftServer started, TemporaryDirectory data) {
        if (started != null) {
            started.shutdown();
            started.awaitShutdown();
        }
        data.close();
    }
}
