package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class ClassificationStreamsConfigTest {
    @Test
    void isTakenByKafkaStreams() {
        // Given
        Map<String, Object> entries = new HashMap<>(ClassificationStreamsConfig.entries());
        entries.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        entries.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "not.used:9092");

        // When
        StreamsConfig config = new StreamsConfig(entries);

        // Then
        assertThat(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG)).isEqualTo("exactly_once_v2");
        assertThat(config.getBoolean(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG))
                .isTrue();
        assertThat(config.getClass(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG))
                .isEqualTo(BoundedRocksDbMemory.class);
    }
}
