package io.wanderscope.app.cluster;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** The contract on Kafka in a container, in the version of the client. Skipped without a Docker engine. */
@Tag("container")
class ContainerTopologyTest extends LiveTopologyContract {
    private static KafkaContainer kafka;

    /** Before each test, so that Maven counts what it skips. */
    @BeforeEach
    void start() {
        Assumptions.assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(), "skipped: no Docker engine is available");
        if (kafka == null) {
            kafka = new KafkaContainer("apache/kafka:" + System.getProperty("kafka.version"));
            kafka.start();
        }
    }

    @AfterAll
    static void stop() {
        if (kafka != null) {
            kafka.stop();
        }
    }

    @Override
    String bootstrapServers() {
        return kafka.getBootstrapServers();
    }
}
