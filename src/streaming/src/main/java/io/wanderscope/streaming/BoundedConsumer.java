package io.wanderscope.streaming;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;

/** Kafka's consumer, which no record is too large for; see {@link BoundedPolling}. */
public class BoundedConsumer extends KafkaConsumer<byte[], byte[]> {
    private final BoundedPolling polling;

    /**
     * Opens a consumer.
     *
     * @param configuration of a Kafka consumer, without deserializers
     * @param bounds how much of a record is kept
     * @throws KafkaException when the configuration is rejected
     */
    public BoundedConsumer(Map<String, ?> configuration, RecordBounds bounds) {
        super(new HashMap<>(configuration), BoundedBytes.key(bounds), BoundedBytes.value(bounds));
        this.polling = new BoundedPolling(this, super::poll, configuration, bounds);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        return polling.poll(timeout);
    }
}
