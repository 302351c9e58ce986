package io.wanderscope.cluster;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Time;

/**
 * The broker that a node was before it was killed. When the only node of a cluster starts again, its controller waits until the
 * session of that broker is over, and only then takes away the leader of all its partitions, which the new broker has led until
 * then. What its transaction coordinator is about to end at that moment stays open for ever: since Kafka 4.3 it takes a
 * partition without a leader for one that was deleted (KAFKA-20734). So the controller first runs alone.
 */
final class EarlierIncarnation {
    /** Made when a controller first becomes active. */
    private static final Path QUORUM_STATE = Path.of("__cluster_metadata-0", "quorum-state");

    private static final String BEANS = "kafka.controller:type=KafkaController,name=";
    /** Nobody renews the session. */
    private static final Map<String, String> SESSION_THAT_ENDS =
            Map.of("broker.session.timeout.ms", "500", "broker.heartbeat.interval.ms", "100");

    /** Much longer than the session. */
    private static final Duration UNTIL_FENCED = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration INTERVAL = Duration.ofMillis(50);

    private EarlierIncarnation() {}

    /**
     * Has it fenced, if there was one.
     *
     * @param node configuration of an {@link EmbeddedBrokerConfiguration} that does not run
     * @throws KafkaException when that takes too long
     */
    static void fence(Properties node) {
        if (isAlone(node) && Files.exists(Path.of(node.getProperty("log.dirs")).resolve(QUORUM_STATE))) {
            KafkaRaftServer controller = new KafkaRaftServer(KafkaConfig.apply(controller(node), false), Time.SYSTEM);
            try {
                controller.startup();
                awaitFenced();
            } finally {
                controller.shutdown();
                controller.awaitShutdown();
            }
        }
    }

    private static boolean isAlone(Properties node) {
        return !node.getProperty("controller.quorum.voters").contains(",");
    }

    private static Properties controller(Properties node) {
        Properties entries = new Properties();
        entries.putAll(node);
        entries.putAll(SESSION_THAT_ENDS);
        entries.put("process.roles", "controller");
        entries.put("listeners", EmbeddedBrokerConfiguration.CONTROLLER_LISTENER + "://" + address(node));
        entries.remove("inter.broker.listener.name");
        return entries;
    }

    private static String address(Properties node) {
        String voter = node.getProperty("controller.quorum.voters");
        return voter.substring(voter.indexOf('@') + 1);
    }

    private static void awaitFenced() {
        // At first no broker is active because the controller has not read its log, so only the fenced one tells. There
        // is none
        // where the node was killed before it had a broker.
        boolean fenced = within(UNTIL_FENCED, () -> brokers("FencedBrokerCount") == 1);
        if (!fenced && !within(PATIENCE, () -> brokers("ActiveBrokerCount") == 0)) {
            throw new KafkaException("the broker that was killed is not fenced within " + PATIENCE.toSeconds() + " s");
        }
    }

    private static boolean within(Duration time, BooleanSupplier condition) {
        return new Polling(Time.SYSTEM, time, INTERVAL).until(met -> met, condition::getAsBoolean);
    }

    /** A number of the controller, which it tells nowhere else. */
    private static int brokers(String number) {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            return (Integer) beans.getAttribute(new ObjectName(BEANS + number), "Value");
        } catch (JMException e) {
            throw new KafkaException("the controller does not tell its " + number, e);
        }
    }
}
