package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("broker")
class RequiredTopicsTest {
    private static EmbeddedBroker broker;
    private static Map<String, Object> client;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start();
        client = Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void areCreatedAsRequestedWhereTheyAreMissing() throws Exception {
        // Given
        RequiredTopics.ensure(client, List.of("there-already"), TopicCreation.onOneBroker(1));

        // When
        RequiredTopics.ensure(client, List.of("there-already", "new"), TopicCreation.onOneBroker(5));

        // Then
        Map<String, TopicDescription> topics = described(List.of("there-already", "new"));
        assertThat(topics.get("there-already").partitions()).hasSize(1);
        assertThat(topics.get("new").partitions()).hasSize(5);
    }

    @Test
    void areNamedWhenTheyAreMissingAndMustNotBeCreated() {
        // When
        assertThatThrownBy(() -> RequiredTopics.ensure(client, List.of("lost", "gone"), TopicCreation.none()))
                // Then
                .isInstanceOf(ClusterException.class)
                .hasMessage("missing on the cluster: the topics lost, gone; create them, or have them created with"
                        + " topics.create=true");
    }

    @Test
    void nameTheTopicThatTheClusterWillNotCreate() {
        // Given
        TopicCreation onThreeBrokers = new TopicCreation(true, Optional.of(1), Optional.of((short) 3));

        // When
        assertThatThrownBy(() -> RequiredTopics.ensure(client, List.of("replicated"), onThreeBrokers))
                // Then
                .isInstanceOf(ClusterException.class)
                .hasMessageStartingWith("cannot create the topic replicated: ")
                .hasMessageContaining("replication factor");
    }

    @Test
    void nameTheClusterThatDoesNotAnswer() {
        // Given port 9, where nothing listens
        Map<String, Object> nowhere = Map.of("bootstrap.servers", "127.0.0.1:9");

        // When
        assertThatThrownBy(() ->
                        RequiredTopics.ensure(nowhere, List.of("any"), TopicCreation.none(), Duration.ofSeconds(1)))
                // Then
                .isInstanceOf(ClusterException.class)
                .hasMessageStartingWith("no Kafka cluster answers at 127.0.0.1:9 within 1 s; check bootstrap.servers");
    }

    @Test
    void nameAnInvalidAddress() {
        // Given
        Map<String, Object> nonsense = Map.of("bootstrap.servers", "no port");

        // When
        assertThatThrownBy(() -> RequiredTopics.ensure(nonsense, List.of("any"), TopicCreation.none()))
                // Then
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("bootstrap.servers: no port");
    }

    private static Map<String, TopicDescription> described(List<String> topics) throws Exception {
        try (Admin admin = Admin.create(client)) {
            return admin.describeTopics(topics).allTopicNames().get();
        }
    }

    @Test
    void areServedByTheirLeadersOnceCreated() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            // Given enough partitions that their leaders need a moment
            int partitions = 300;
            Map<String, Object> impatient =
                    Map.of("bootstrap.servers", broker.bootstrapServers(), AdminClientConfig.RETRIES_CONFIG, 0);
            Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, partitions)
                    .boxed()
                    .collect(Collectors.toMap(
                            partition -> new TopicPartition("many", partition), partition -> OffsetSpec.latest()));

            // When
            RequiredTopics.ensure(
                    Map.of("bootstrap.servers", broker.bootstrapServers()),
                    List.of("many"),
                    TopicCreation.onOneBroker(partitions));

            // Then
            try (Admin admin = Admin.create(impatient)) {
                assertThat(admin.listOffsets(ends).all().get()).hasSize(partitions);
            }
        }
    }
}
