package io.wanderscope.verification.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.cluster.BrokerNodes;
import io.wanderscope.cluster.Lack;
import io.wanderscope.cluster.Polling;
import io.wanderscope.verification.ChaosFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers that are processes of their own, and cannot start. */
class BrokerProcessesTest {
    private static final String NOWHERE = "127.0.0.1:1";
    private static final String POSITIONS = "positions";
    private static final int KILLS = 4;
    private static final Polling POLLING = new Polling(Time.SYSTEM, Duration.ofMinutes(1), Duration.ofMillis(100));

    @TempDir
    private Path logs;

    @Test
    @Tag("broker")
    void startOnOtherPortsWhereOneWasTaken() throws IOException {
        // Given
        List<BrokerNodes> prepared = new ArrayList<>();
        try (ServerSocket taken = new ServerSocket()) {
            // When
            try (BrokerProcesses cluster = BrokerProcesses.start(
                    directory -> {
                        BrokerNodes nodes = BrokerNodes.prepare(1, directory);
                        prepared.add(nodes);
                        if (prepared.size() == 1) {
                            take(taken, nodes.bootstrapServers());
                        }
                        return nodes;
                    },
                    logs)) {
                // Then
                assertThat(prepared).hasSize(2);
                BrokerNodes nodes = prepared.get(1);
                assertThat(cluster.bootstrapServers()).isEqualTo(nodes.bootstrapServers());
                assertThat(nodes.areInSync()).isTrue();
                assertThat(new BrokerNodes(nodes.configurations(), nodes.bootstrapServers() + "," + NOWHERE)
                                .areInSync())
                        .as("each address must answer by itself")
                        .isFalse();
            }
        }
    }

    /** If the controller does not fence the earlier broker first, every second kill leaves a transaction open (KAFKA-20734). */
    @Test
    @Tag("broker")
    void endTheTransactionsThatAKillInterrupts() throws Exception {
        // Given
        try (BrokerProcesses cluster = BrokerProcesses.start(1, logs);
                Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(POSITIONS, KILLS, (short) 1)))
                    .all()
                    .get();

            // When
            for (int partition = 0; partition < KILLS; partition++) {
                try (Producer<byte[], byte[]> producer = producer(cluster, partition)) {
                    producer.initTransactions();
                    producer.beginTransaction();
                    producer.send(new ProducerRecord<>(POSITIONS, partition, null, new byte[1]))
                            .get();
                    cluster.kill(0);
                    producer.close(Duration.ZERO);
                }
                cluster.restore();
            }

            // Then
            assertThat(POLLING.until(ends -> !ends.contains(0L), () -> committedEnds(admin)))
                    .as("offset in each partition before which all transactions have ended")
                    .containsOnly(2L);
        }
    }

    /** Its transaction has timed out when the next broker starts. */
    private static Producer<byte[], byte[]> producer(BrokerProcesses cluster, int partition) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        cluster.bootstrapServers(),
                        "transactional.id",
                        "interrupted-" + partition,
                        "transaction.timeout.ms",
                        1000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static List<Long> committedEnds(Admin admin) throws Exception {
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, KILLS)
                .mapToObj(partition -> new TopicPartition(POSITIONS, partition))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        return admin
                .listOffsets(ends, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get()
                .values()
                .stream()
                .map(ListOffsetsResultInfo::offset)
                .toList();
    }

    @Test
    void sayWhatTheyLackAndAreNotTriedAgain() {
        // Given
        List<Path> folders = new ArrayList<>();

        // When
        assertThatThrownBy(() -> BrokerProcesses.start(
                        folder -> {
                            folders.add(folder);
                            delete(folder);
                            return new BrokerNodes(List.of(folder.resolve("broker-1.properties")), NOWHERE);
                        },
                        logs))
                // Then
                .isInstanceOfSatisfying(
                        ChaosFailure.class,
                        failure -> assertThat(failure.lack())
                                .hasValueSatisfying(
                                        lack -> assertThat(lack.kind()).isEqualTo(Lack.Kind.DISK)))
                .hasMessageStartingWith("broker 1 has ended by itself with exit code 1; what it printed is in "
                        + logs.resolve("broker-1.log") + "; its folder " + folders.get(0) + " was deleted");
        assertThat(folders).hasSize(1);
    }

    private static void take(ServerSocket socket, String address) {
        try {
            int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try {
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
