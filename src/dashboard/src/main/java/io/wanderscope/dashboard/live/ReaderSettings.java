package io.wanderscope.dashboard.live;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Settings of every consumer with which the dashboard reads topics. */
public final class ReaderSettings {
    private ReaderSettings() {}

    /**
     * A copy of a Kafka consumer's configuration, with which a reader sees no aborted record, commits no offsets, goes on with
     * the earliest record where retention has taken others away, and does not bring back a topic that was deleted.
     */
    public static Map<String, Object> of(Map<String, ?> configuration) {
        Map<String, Object> entries = new HashMap<>(configuration);
        entries.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        entries.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        entries.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        entries.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return entries;
    }
}
