package io.wanderscope.app.command;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** The same on Kafka in a container, of the version of the client; counted as skipped where there is no Docker engine. */
@Tag("container")
class ContainerTopologyTest extends LiveTopologyContract {
    private static KafkaContainer kafka;

    /** Before each test, so that Maven counts what it skips. */
    @BeforeEach
    void start() {
        Assumptions.assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(), "skipped: there is no Docker engine");
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
