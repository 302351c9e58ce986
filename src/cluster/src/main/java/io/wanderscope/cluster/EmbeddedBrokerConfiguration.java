package io.wanderscope.cluster;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * The configuration of a KRaft node, broker and controller in one, small, that keeps what it is given: an {@link EmbeddedBroker}
 * or one of {@link BrokerNodes}.
 *
 * @param id of the node, from 1
 * @param broker {@code host:port} for clients
 * @param controllers {@code host:port} of the controller of each node of the cluster, in the order of their ids
 */
record EmbeddedBrokerConfiguration(int id, String broker, List<String> controllers) {
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    /** Other nodes replace one that is lost this soon. */
    private static final Map<String, String> SHORT_SESSION =
            Map.of("broker.session.timeout.ms", "5000", "broker.heartbeat.interval.ms", "500");

    /**
     * Nothing replaces a node that is alone. After a pause of its process its controller would take it for lost: for a moment its
     * partitions would have no leader, and transactions that end then could stay open for ever (KAFKA-20734).
     */
    private static final Map<String, String> ENDLESS_SESSION =
            Map.of("broker.session.timeout.ms", Integer.toString(Integer.MAX_VALUE));

    EmbeddedBrokerConfiguration {
        controllers = List.copyOf(controllers);
    }

    /**
     * The entries.
     *
     * @param data directory of the records
     */
    Map<String, String> entries(Path data) {
        Map<String, String> entries = new HashMap<>(listeners());
        entries.put("log.dirs", data.toString());
        entries.put("auto.create.topics.enable", "false");
        entries.putAll(replication());
        entries.putAll(shortWaits());
        entries.putAll(session());
        entries.putAll(unlimitedRetention());
        entries.putAll(smallFootprint());
        return entries;
    }

    /**
     * Makes a directory one of the cluster's, without which the node does not start on it.
     *
     * @throws KafkaException when that is not possible
     */
    void format(Path directory, String cluster) {
        PrintStream discarded = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        Formatter formatter = new Formatter()
                .setNodeId(id)
                .setClusterId(cluster)
                .addDirectory(directory.toString())
                .setMetadataLogDirectory(directory.toString())
                .setControllerListenerName(CONTROLLER_LISTENER)
                .setPrintStream(discarded);
        try {
            formatter.run();
        } catch (Exception e) {
            throw new KafkaException("cannot format " + directory + " for a broker", e);
        }
    }

    private Map<String, String> listeners() {
        String voters = IntStream.range(0, controllers.size())
                .mapToObj(index -> (index + 1) + "@" + controllers.get(index))
                .collect(Collectors.joining(","));
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(id),
                "controller.quorum.voters",
                voters,
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "listeners",
                "BROKER://" + broker + "," + CONTROLLER_LISTENER + "://" + controllers.get(id - 1),
                "inter.broker.listener.name",
                "BROKER",
                "listener.security.protocol.map",
                "BROKER:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    }

    /** A replica of everything on each node, of which one may be lost if there are several. */
    private Map<String, String> replication() {
        String replicas = Integer.toString(controllers.size());
        String inSync = Integer.toString(Math.max(1, controllers.size() - 1));
        return Map.ofEntries(
                Map.entry("default.replication.factor", replicas),
                Map.entry("min.insync.replicas", inSync),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("offsets.topic.replication.factor", replicas),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", replicas),
                Map.entry("transaction.state.log.min.isr", inSync),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", replicas),
                Map.entry("share.coordinator.state.topic.min.isr", inSync));
    }

    private Map<String, String> session() {
        return controllers.size() == 1 ? ENDLESS_SESSION : SHORT_SESSION;
    }

    /** No wait for further group members, and short sessions: a dead client is found soon. */
    private static Map<String, String> shortWaits() {
        return Map.ofEntries(
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("group.min.session.timeout.ms", "1000"),
                Map.entry("group.streams.initial.rebalance.delay.ms", "0"),
                Map.entry("group.streams.min.session.timeout.ms", "1000"),
                Map.entry("group.streams.min.heartbeat.interval.ms", "100"),
                Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"));
    }

    /** A replayed record carries the time of its recording, which may be years ago; none may expire before it is read. */
    private static Map<String, String> unlimitedRetention() {
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

    private static Map<String, String> smallFootprint() {
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
}
