package io.wanderscope.ingest;

import io.wanderscope.wire.WireFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/** Publishes records so that each is on its topic once, in the order of those with the same key. Thread-safe. */
public final class RecordPublisher implements AutoCloseable {
    /** So long that no outage of a broker makes a record fail: 24 days. */
    public static final Duration ENDLESS = Duration.ofMillis(Integer.MAX_VALUE);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    /** A broker that has not answered by then is asked again; Kafka's default. */
    private static final int MAX_REQUEST_MS = 30_000;

    private static final int LINGER_MS = 5;
    private static final int BATCH_BYTES = 131_072;

    private final Producer<byte[], byte[]> producer;
    private final WireFormat format;
    private volatile boolean isClosed;

    /**
     * Publishes through a producer, which it closes.
     *
     * @param format of the records
     */
    public RecordPublisher(Producer<byte[], byte[]> producer, WireFormat format) {
        this.producer = producer;
        this.format = format;
    }

    /**
     * Opens a publisher that tries for a limited time: a record that no broker has taken by then has failed.
     *
     * @param configuration of a Kafka producer, without serializers
     * @param patience from handing a record over to its failure, from 2 s to {@link #ENDLESS}
     * @throws org.apache.kafka.common.KafkaException when the configuration is rejected
     */
    public static RecordPublisher open(Map<String, ?> configuration, WireFormat format, Duration patience) {
        Map<String, Object> entries = entries(configuration);
        int milliseconds = Math.toIntExact(patience.toMillis());
        entries.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, milliseconds);
        entries.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(MAX_REQUEST_MS, milliseconds / 2));
        entries.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, milliseconds / 2);
        return open(entries, format);
    }

    private static Map<String, Object> entries(Map<String, ?> configuration) {
        Map<String, Object> entries = new HashMap<>(configuration);
        entries.put(ProducerConfig.ACKS_CONFIG, "all");
        entries.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        entries.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
        entries.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        entries.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        return entries;
    }

    private static RecordPublisher open(Map<String, Object> entries, WireFormat format) {
        return new RecordPublisher(
                new KafkaProducer<>(entries, new ByteArraySerializer(), new ByteArraySerializer()), format);
    }

    /** Begins to publish records of a type to a topic. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback receives the failure
    public <T extends SpecificRecordBase> Publication<T> begin(RecordType<T> type, String topic) {
        Serializer<T> serializer = format.serde(type.type()).serializer();
        return new Publication<>(
                topic,
                (record, done) -> producer.send(
                        new ProducerRecord<>(
                                topic,
                                null,
                                // Kafka has no timestamps before 1970.
                                Math.max(0, type.time(record).toEpochMilli()),
                                type.key(record),
                                serializer.serialize(topic, record)),
                        done));
    }

    /** Whether it is closed, which fails the records that Kafka has not acknowledged. */
    public boolean isClosed() {
        return isClosed;
    }

    @Override
    public void close() {
        isClosed = true;
        producer.close(CLOSE_TIMEOUT);
    }
}
