package io.wanderscope.streaming;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The configuration that the topology needs from the Kafka Streams client that runs it. */
public final class ClassificationStreamsConfig {
    private static final int MAX_STREAM_THREADS = 8;

    /**
     * A thread that waits for records does not see that the model is done. It polls this long at a time, which costs an
     * idle thread about a hundredth of a core.
     */
    private static final long POLL_MILLIS = 10;

    /**
     * The brokers need some milliseconds after a commit before they take the next transaction's first record. If it comes
     * earlier, they hold it for 20 ms; so it stays with the producer for half of that. A commit does not wait for it.
     */
    private static final int LINGER_MILLIS = 10;

    /** Offsets that come too early after a commit are refused, and tried again after this time. */
    private static final int RETRY_BACKOFF_MILLIS = 10;

    /**
     * While there is more to do than can be done at once: each commit costs several round trips. Results that somebody may be
     * waiting for are committed sooner, see {@link OutputCommits}.
     */
    private static final int COMMIT_MILLIS = 500;

    /**
     * Under exactly-once processing, Kafka Streams would let a record wait without end for a topic that was deleted, and
     * its thread with it, in a commit. Above the {@code request.timeout.ms} of 30 s, which it must not be below; short
     * enough that several attempts follow each other while a refusal is remembered.
     */
    private static final int DELIVERY_TIMEOUT_MILLIS = 60_000;

    /** Its constant is deprecated already, as the next major version will behave so by itself. */
    private static final String GLOBAL_HANDLER = "processing.exception.handler.global.enabled";

    private ClassificationStreamsConfig() {}

    /**
     * Defaults, which the user's configuration overrides: exactly-once processing; internal resources only with names
     * that the topology gives, so that an edit never orphans a changelog; bounded native memory; short waits, none of them without end. Keys of
     * Kafka's clients have no prefix here, because a key with a prefix would override the user's without one.
     */
    public static Map<String, Object> entries() {
        int cores = Runtime.getRuntime().availableProcessors();
        return Map.ofEntries(
                Map.entry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2),
                Map.entry(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true),
                // There is no global store. Kafka Streams warns at each start of what it would otherwise do about one,
                // and so does its assignor, which only sees the configuration of the consumer.
                Map.entry(GLOBAL_HANDLER, true),
                Map.entry(StreamsConfig.mainConsumerPrefix(GLOBAL_HANDLER), true),
                Map.entry(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDbMemory.class),
                Map.entry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, streamThreads(cores)),
                Map.entry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS),
                Map.entry(StreamsConfig.POLL_MS_CONFIG, POLL_MILLIS),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS),
                Map.entry(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, RETRY_BACKOFF_MILLIS));
    }

    /**
     * Half as many as there are cores, at least 1 and at most 8. The model has threads of its own, {@link
     * InferenceThreads}, and takes most of the time: a stream thread takes in positions for several of them.
     */
    static int streamThreads(int cores) {
        return Math.max(1, Math.min(MAX_STREAM_THREADS, cores / 2));
    }
}
