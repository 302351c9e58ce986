package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("broker")
class EmbeddedBrokerTest {
    @Test
    void listensOnTheLoopbackInterfaceOnly() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Admin admin = admin(broker)) {
            // When
            Collection<Node> nodes = admin.describeCluster().nodes().get();

            // Then
            assertThat(nodes)
                    .singleElement()
                    .satisfies(node ->
                            assertThat(InetAddress.getByName(node.host())).matches(InetAddress::isLoopbackAddress));
        }
    }

    @Test
    void keepsRecordsOfAnyTimeForEver() throws Exception {
        // Given
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "positions");
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic(topic.name(), 3, (short) 1)))
                    .all()
                    .get();

            // When
            Config effective = admin.describeConfigs(List.of(topic)).all().get().get(topic);

            // Then
            assertThat(effective.get(TopicConfig.RETENTION_MS_CONFIG).value()).isEqualTo("-1");
            assertThat(effective.get(TopicConfig.RETENTION_BYTES_CONFIG).value())
                    .isEqualTo("-1");
            assertThat(effective
                            .get(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG)
                            .value())
                    .isEqualTo(Long.toString(Long.MAX_VALUE));
        }
    }

    @Test
    void leavesNothingBehind() {
        // Given
        EmbeddedBroker broker = EmbeddedBroker.start();
        Path data = broker.directory();
        assertThat(data).isNotEmptyDirectory();

        // When
        broker.close();

        // Then
        assertThat(Files.exists(data)).isFalse();
    }

    @Test
    void isIndependentOfAnotherOne() {
        try (EmbeddedBroker one = EmbeddedBroker.start()) {
            // When
            try (EmbeddedBroker other = EmbeddedBroker.start()) {
                // Then
                assertThat(other.bootstrapServers()).isNotEqualTo(one.bootstrapServers());
                assertThat(other.directory()).isNotEqualTo(one.directory());
            }
        }
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
    }
}
