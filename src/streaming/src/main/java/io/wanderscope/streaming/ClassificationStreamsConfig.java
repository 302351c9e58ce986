package io.wanderscope.streaming;

import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;

/** The configuration that the topology needs from the Kafka Streams client that runs it. */
public final class ClassificationStreamsConfig {
    private ClassificationStreamsConfig() {}

    /**
     * Defaults, which the user's configuration overrides: exactly-once processing; internal resources only with names
     * that the topology gives, so that an edit never orphans a changelog; bounded native memory.
     */
    public static Map<String, Object> entries() {
        return Map.of(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true,
                StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDbMemory.class);
    }
}
