package io.wanderscope.cluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
 * A Kafka cluster inside this process: one KRaft node, broker and controller in one, on free ports of the loopback
 * interface, with its data in a temporary directory. It is small: enough for one program, not for a laboratory.
 *
 * <p>Records never expire and may carry any timestamp, because a replayed record carries the time of its recording. A
 * topic must be created before it is used.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int ATTEMPTS = 5;

    private final TemporaryDirectory data;
    private final KafkaConfig configuration;
    /** The running server, shared with the shutdown hook. */
    private final AtomicReference<KafkaRaftServer> server;

    private final String bootstrapServers;
    private final Thread shutdownHook;

    private EmbeddedBroker(
            TemporaryDirectory data,
            KafkaConfig configuration,
            AtomicReference<KafkaRaftServer> server,
            String bootstrapServers,
            Thread shutdownHook) {
        this.data = data;
        this.configuration = configuration;
        this.server = server;
        this.bootstrapServers = bootstrapServers;
        this.shutdownHook = shutdownHook;
    }

    /**
     * Starts a broker and returns when it serves clients.
     *
     * @throws KafkaException when it does not start
     */
    public static EmbeddedBroker start() {
        return start(Map.of());
    }

    /**
     * Starts a broker whose configuration is partly overridden, for example with an authorizer.
     *
     * @throws KafkaException when it does not start
     */
    public static EmbeddedBroker start(Map<String, String> overrides) {
        // Another process may take a free port before the broker binds it.
        for (int attempt = 1; ; attempt++) {
            try {
                return startOn(freePort(), freePort(), overrides);
            } catch (KafkaException e) {
                LOG.info("event=embedded_broker_not_started attempt={}", attempt, e);
                if (attempt == ATTEMPTS) {
                    throw new KafkaException("the embedded Kafka broker does not start: " + e.getMessage(), e);
                }
            }
        }
    }

    private static EmbeddedBroker startOn(int brokerPort, int controllerPort, Map<String, String> overrides) {
        TemporaryDirectory data = TemporaryDirectory.create();
        AtomicReference<KafkaRaftServer> server = new AtomicReference<>();
        // Ctrl-C ends the process without closing anything, but the data must be deleted.
        Thread shutdownHook = new Thread(() -> stop(server.get(), data), "embedded-broker-exit");
        Runtime.getRuntime().addShutdownHook(shutdownHook);
        try {
            format(data.path());
            Map<String, String> entries =
                    EmbeddedBrokerConfiguration.entries(data.path(), address(brokerPort), address(controllerPort));
            entries.putAll(overrides);
            KafkaConfig configuration = KafkaConfig.apply(entries, false);
            server.set(startServer(configuration));
            LOG.info("event=embedded_broker_started port={} directory={}", brokerPort, data.path());
            return new EmbeddedBroker(data, configuration, server, address(brokerPort), shutdownHook);
        } catch (RuntimeException e) {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
            data.close();
            throw e;
        }
    }

    private static KafkaRaftServer startServer(KafkaConfig configuration) {
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

    /** A KRaft node starts only on a directory that carries a cluster id. */
    private static void format(Path directory) {
        PrintStream discarded = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        Formatter formatter = new Formatter()
                .setNodeId(Integer.parseInt(EmbeddedBrokerConfiguration.NODE_ID))
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(directory.toString())
                .setMetadataLogDirectory(directory.toString())
                .setControllerListenerName(EmbeddedBrokerConfiguration.CONTROLLER_LISTENER)
                .setPrintStream(discarded);
        try {
            formatter.run();
        } catch (Exception e) {
            throw new KafkaException("cannot format " + directory + " for a broker", e);
        }
    }

    /** What clients connect to, {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Stops the broker and starts it again on the same data and ports; clients cannot reach it for some seconds. */
    public void restart() {
        halt();
        resume();
    }

    /** Stops the broker and keeps its data. */
    public void halt() {
        stop(server.get());
    }

    /** Starts it again after {@link #halt()}, on the same data and ports. */
    public void resume() {
        server.set(startServer(configuration));
    }

    /** The directory of its data, until it is closed. */
    Path directory() {
        return data.path();
    }

    /** Stops the broker and deletes its data. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook is already stopping the broker.
            return;
        }
        stop(server.get(), data);
    }

    private static void stop(KafkaRaftServer server, TemporaryDirectory data) {
        if (server != null) {
            stop(server);
        }
        data.close();
    }

    private static void stop(KafkaRaftServer server) {
        server.shutdown();
        server.awaitShutdown();
    }
}
