package io.wanderscope.verification.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

/** The feed goes on after an outage, however long brokers may take to come back. */
class AcquisitionFeedTest {
    @Test
    void waitsForTheTopicAsLongAsForTheBrokers() {
        // When
        Map<String, Object> configuration = AcquisitionFeed.configuration("127.0.0.1:1");

        // Then
        int longest = (int) ChaosCluster.TIMEOUT.toMillis();
        assertThat(configuration)
                .containsEntry(ProducerConfig.MAX_BLOCK_MS_CONFIG, longest)
                .containsEntry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, longest);
    }
}
