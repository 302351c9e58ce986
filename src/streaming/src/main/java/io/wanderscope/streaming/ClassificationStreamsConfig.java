package io.wanderscope.streaming;

import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;

/** What the topology relies on in the configuration of the Kafka Streams client that runs it. */
public final class ClassificationStreamsConfig {
    private ClassificationStreamsConfig() {}

    /**
     * Entries to start from; what the user configures goes over them.
     *
     * <p>Exactly once; internal resources only under names that the topology gives, so that an edit never orphans a
     * changelog; bounded native memory.
     */
    public static Map<String, Object> entries() {
        return Map.of(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true,
                StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDbMemory.class);
    }
}
