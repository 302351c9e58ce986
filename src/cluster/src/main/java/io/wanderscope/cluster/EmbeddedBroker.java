package io.wanderscope.cluster;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka cluster inside this process: one KRaft node, broker and controller in one, on ports of the loopback
 * interface that are free, with its data in a temporary directory. It is small: enough for one program, not for a laboratory.
 *
 * <p>Records never expire and may carry any timestamp, because a replayed record carries the time of its recording. A
 * topic must be created before it is used.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int ATTEMPTS = 5;

    private final TemporaryDirectory data;
    private final BrokerHalt.Watch watch;
    private final KafkaConfig configuration;
    /** The running server, shared with the shutdown hook. */
    private final AtomicReference<KafkaRaftServer> server;

    private final String bootstrapServers;
    private final Thread shutdownHook;

    private EmbeddedBroker(
            TemporaryDirectory data,
            BrokerHalt.Watch watch,
            KafkaConfig configuration,
            AtomicReference<KafkaRaftServer> server,
            String bootstrapServers,
            Thread shutdownHook) {
        this.data = data;
        this.watch = watch;
        this.configuration = configuration;
        this.server = server;
        this.bootstrapServers = bootstrapServers;
        this.shutdownHook = shutdownHook;
    }

    /**
     * Starts a broker and returns when it serves clients.
     *
     * @throws KafkaException when it does not start, with a {@link LackException} as its cause if it lacks something
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
        return start(EmbeddedBroker::freePort, overrides);
    }

    /**
     * Starts a broker on one port, which clients can know beforehand; otherwise as {@link #start(Map)}.
     *
     * @param port from 1 to 65535
     * @throws BindException when another process has that port
     */
    public static EmbeddedBroker startAt(int port, Map<String, String> overrides) throws BindException {
        requireFree(port);
        return start(() -> port, overrides);
    }

    private static void requireFree(int port) throws BindException {
        try (ServerSocket socket = new ServerSocket()) {
            // The broker sets it too: old connections of a broker that has ended do not keep the port from the next
            // one.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(LOOPBACK, port));
        } catch (BindException e) {
            throw e;
        } catch (IOException e) {
            throw new KafkaException("it cannot be found out whether port " + port + " is free", e);
        }
    }

    private static EmbeddedBroker start(IntSupplier brokerPort, Map<String, String> overrides) {
        // Another process may take a free port before the broker binds it.
        for (int attempt = 1; ; attempt++) {
            try {
                return startOn(brokerPort.getAsInt(), freePort(), overrides);
            } catch (KafkaException e) {
                LOG.info("event=embedded_broker_not_started attempt={}", attempt, e);
                // No other port makes up for a lack.
                if (attempt == ATTEMPTS || e instanceof LackException) {
                    throw new KafkaException("the embedded Kafka broker does not start: " + e.getMessage(), e);
                }
            }
        }
    }

    /**
     * Who is told when a broker in this process stops by itself, because its folder is full or gone. Kafka would end the
     * process then, without a word. Called on one of the broker's threads, which must not wait; more than once where nobody knows
     * which of several brokers it is.
     */
    public static void whenHalted(Consumer<Lack> told) {
        BrokerHalt.tell(told);
    }

    private static EmbeddedBroker startOn(int brokerPort, int controllerPort, Map<String, String> overrides) {
        TemporaryDirectory data = TemporaryDirectory.create();
        BrokerHalt.Watch watch = BrokerHalt.watch(data.path());
        AtomicReference<KafkaRaftServer> server = new AtomicReference<>();
        // Ctrl-C ends the process without closing anything, but the data must be deleted.
        Thread shutdownHook = new Thread(() -> stop(server.get(), watch, data), "embedded-broker-exit");
        Runtime.getRuntime().addShutdownHook(shutdownHook);
        try {
            EmbeddedBrokerConfiguration node =
                    new EmbeddedBrokerConfiguration(1, address(brokerPort), List.of(address(controllerPort)));
            node.format(data.path(), Uuid.randomUuid().toString());
            Map<String, String> entries = node.entries(data.path());
            entries.putAll(overrides);
            KafkaConfig configuration = KafkaConfig.apply(entries, false);
            server.set(startServer(configuration));
            LOG.info("event=embedded_broker_started port={} directory={}", brokerPort, data.path());
            return new EmbeddedBroker(data, watch, configuration, server, address(brokerPort), shutdownHook);
        } catch (RuntimeException | BrokerHalt e) {
            Optional<Lack> lack = watch.halted().or(() -> Lack.ofFolder(data.path(), e));
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
            watch.close();
            data.close();
            throw lack.<RuntimeException>map(each -> new LackException(each, e))
                    .orElseGet(() -> e instanceof RuntimeException failed ? failed : new KafkaException(e));
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

    static String address(int port) {
        return LOOPBACK.getHostAddress() + ":" + port;
    }

    /** What clients connect to, {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Stops the broker and keeps its data; clients cannot reach it then. */
    public void halt() {
        stop(server.get());
    }

    /** Starts it again after {@link #halt()}, on the same data and ports. */
    public void resume() {
        server.set(startServer(configuration));
    }

    /** Why it has stopped by itself; empty while it has not. */
    public Optional<Lack> halted() {
        return watch.halted();
    }

    /** Why it has stopped by itself, or is about to: clients may notice before it does that its folder is full or gone. */
    public Optional<Lack> lack() {
        return watch.halted().or(watch::lack);
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
        stop(server.get(), watch, data);
    }

    private static void stop(@Nullable KafkaRaftServer server, BrokerHalt.Watch watch, TemporaryDirectory data) {
        if (watch.halted().isPresent()) {
            // Kafka never stops such a broker, and nobody knows whether it can be.
            data.deleteUntilItStaysAway();
        } else if (server != null) {
            stop(server);
        }
        watch.close();
        data.close();
    }

    private static void stop(KafkaRaftServer server) {
        server.shutdown();
        server.awaitShutdown();
    }
}
