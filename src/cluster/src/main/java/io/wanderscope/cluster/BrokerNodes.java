package io.wanderscope.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;

/**
 * The nodes of a small Kafka cluster on this machine, each to be run by a {@link BrokerProgram}. Each node is broker and
 * controller in one, on free ports of the loopback interface. With several nodes each has a replica of everything, and a record
 * counts as written when all but one of the replicas have it.
 *
 * @param configurations files with the configuration of each node, for its program
 * @param bootstrapServers what clients connect to: {@code host:port} of each node, separated by commas
 */
public record BrokerNodes(List<Path> configurations, String bootstrapServers) {
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** Copies the list. */
    public BrokerNodes {
        configurations = List.copyOf(configurations);
    }

    /**
     * Prepares the nodes without starting any.
     *
     * @param number of nodes, from 1
     * @param directory existing folder for their configurations and data
     * @throws KafkaException when that is not possible
     */
    public static BrokerNodes prepare(int number, Path directory) {
        List<String> addresses = freeAddresses(2 * number);
        List<String> brokers = addresses.subList(0, number);
        List<String> controllers = addresses.subList(number, 2 * number);
        String cluster = Uuid.randomUuid().toString();
        List<Path> configurations = new ArrayList<>();
        for (int id = 1; id <= number; id++) {
            EmbeddedBrokerConfiguration node = new EmbeddedBrokerConfiguration(id, brokers.get(id - 1), controllers);
            Path data = directory.resolve("broker-" + id);
            node.format(data, cluster);
            configurations.add(write(directory.resolve("broker-" + id + ".properties"), node.entries(data)));
        }
        return new BrokerNodes(configurations, String.join(",", brokers));
    }

    private static List<String> freeAddresses(int number) {
        return Stream.generate(EmbeddedBroker::freePort)
                .distinct()
                .limit(number)
                .map(EmbeddedBroker::address)
                .toList();
    }

    private static Path write(Path file, Map<String, String> entries) {
        Properties properties = new Properties();
        properties.putAll(entries);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /**
     * Whether all nodes serve clients and all replicas are in sync. Each is asked by itself: after a quick restart, the others
     * may not have noticed yet that it was away.
     */
    public boolean areInSync() {
        return Stream.of(bootstrapServers.split(",", -1)).allMatch(this::seesAllInSync);
    }

    private boolean seesAllInSync(String address) {
        try (ClusterAdmin admin = ClusterAdmin.open(Map.of("bootstrap.servers", address), ANSWER)) {
            return admin.await(admin.calls().describeCluster().nodes(), AclOperation.DESCRIBE)
                                    .size()
                            == configurations.size()
                    && areReplicasInSync(admin);
        } catch (ClusterException | KafkaException e) {
            // One is starting, or an election is under way.
            return false;
        }
    }

    private static boolean areReplicasInSync(ClusterAdmin admin) {
        ListTopicsOptions all = new ListTopicsOptions().listInternal(true);
        return admin
                .described(admin.await(admin.calls().listTopics(all).names(), AclOperation.DESCRIBE))
                .values()
                .stream()
                .map(TopicDescription::partitions)
                .flatMap(List::stream)
                .allMatch(partition -> partition.leader() != null
                        && partition.isr().size() == partition.replicas().size());
    }
}
