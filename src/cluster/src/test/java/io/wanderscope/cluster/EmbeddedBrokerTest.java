package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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

    @Test
    void tellsWhyItHasStoppedWhenItsFolderIsGoneAndDoesNotEndTheProcess() throws Exception {
        // Given
        BlockingQueue<Lack> told = new LinkedBlockingQueue<>();
        EmbeddedBroker.whenHalted(told::add);
        EmbeddedBroker broker = EmbeddedBroker.start();
        Path data = broker.directory();

        // When
        TemporaryDirectory.deleteTree(data);
        // As the broker itself does when it creates a partition.
        Files.createDirectories(data);

        // Then
        Lack lack = told.poll(10, TimeUnit.MINUTES);
        broker.close();
        assertThat(lack).as("what was told").isNotNull();
        assertThat(lack).isEqualTo(broker.halted().orElseThrow());
        assertThat(lack.kind()).isEqualTo(Lack.Kind.DISK);
        assertThat(lack.text())
                .startsWith("the Kafka broker inside this process has stopped: its folder " + data
                        + " was deleted while it ran; ");
        assertThat(data).doesNotExist();
        assertThat(data.resolveSibling(data.getFileName() + ".lock")).doesNotExist();
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
    }
}
