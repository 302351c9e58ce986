package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassificationStreamsConfigTest {
    private static StreamsConfig configuration(Map<String, Object> more) {
        Map<String, Object> entries = new HashMap<>(ClassificationStreamsConfig.entries());
        entries.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        entries.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "not.used:9092");
        entries.putAll(more);
        return new StreamsConfig(entries);
    }

    private static Object linger(StreamsConfig configuration) {
        return configuration.getProducerConfigs("client").get(ProducerConfig.LINGER_MS_CONFIG);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "4, 2", "16, 8", "128, 8"})
    void hasThreadsForHalfTheCores(int cores, int threads) {
        // Given, When, Then
        assertThat(ClassificationStreamsConfig.streamThreads(cores)).isEqualTo(threads);
    }

    @Test
    void isOverriddenWithOrWithoutPrefix() {
        // Given, When
        StreamsConfig ours = configuration(Map.of());
        StreamsConfig plain = configuration(Map.of("linger.ms", 50));
        StreamsConfig prefixed = configuration(Map.of("producer.linger.ms", 60));

        // Then
        assertThat(linger(ours)).isEqualTo(10);
        assertThat(linger(plain)).isEqualTo(50);
        assertThat(linger(prefixed)).isEqualTo(60);
    }

    @Test
    void noRecordWaitsWithoutEndForItsTopic() {
        // Given, When
        Map<String, Object> producer = configuration(Map.of()).getProducerConfigs("client");

        // Then
        assertThat(producer).containsEntry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 60_000);
    }

    @Test
    void isTakenByKafkaStreams() {
        // Given
        Map<String, Object> nothingElse = Map.of();

        // When
        StreamsConfig config = configuration(nothingElse);

        // Then
        assertThat(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG)).isEqualTo("exactly_once_v2");
        assertThat(config.getBoolean(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG))
                .isTrue();
        assertThat(config.getBoolean("processing.exception.handler.global.enabled"))
                .as("without it, each start logs a warning")
                .isTrue();
        assertThat(config.getClass(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG))
                .isEqualTo(BoundedRocksDbMemory.class);
    }
}
