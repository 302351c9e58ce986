package io.wanderscope.cluster;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The broker configuration of an {@link EmbeddedBroker}: one KRaft node, small, that keeps what it is given. */
final class EmbeddedBrokerConfiguration {
    static final String NODE_ID = "1";
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private EmbeddedBrokerConfiguration() {}

    /**
     * The entries.
     *
     * @param data directory of the records
     * @param broker {@code host:port} for clients
     * @param controller {@code host:port} for the controller
     */
    static Map<String, String> entries(Path data, String broker, String controller) {
        Map<String, String> entries = new HashMap<>(listeners(broker, controller));
        entries.put("log.dirs", data.toString());
        entries.put("auto.create.topics.enable", "false");
        entries.putAll(singleNode());
        entries.putAll(unlimitedRetention());
        entries.putAll(smallFootprint());
        return entries;
    }

    private static Map<String, String> listeners(String broker, String controller) {
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                NODE_ID,
                "controller.quorum.voters",
                NODE_ID + "@" + controller,
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "listeners",
                "BROKER://" + broker + "," + CONTROLLER_LISTENER + "://" + controller,
                "inter.broker.listener.name",
                "BROKER",
                "listener.security.protocol.map",
                "BROKER:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    }

    /** One replica of everything, no wait for further group members, and short sessions: a dead client is found soon. */
    private static Map<String, String> singleNode() {
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
