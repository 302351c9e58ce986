package io.wanderscope.app.triggers;

import io.wanderscope.schema.AcquisitionTrigger;
import io.wanderscope.streaming.BoundedConsumer;
import io.wanderscope.streaming.RecordBounds;
import io.wanderscope.wire.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads triggers as they are committed. It joins no group, so any number of readers get all of them. Not thread-safe. */
public final class TriggerReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(250);

    private final Consumer<byte[], byte[]> consumer;
    private final Deserializer<AcquisitionTrigger> triggers;
    private final java.util.function.Consumer<String> skipped;

    private TriggerReader(
            Consumer<byte[], byte[]> consumer,
            Deserializer<AcquisitionTrigger> triggers,
            java.util.function.Consumer<String> skipped) {
        this.consumer = consumer;
        this.triggers = triggers;
        this.skipped = skipped;
    }

    /**
     * Opens the topic.
     *
     * @param configuration of a consumer, without a group
     * @param topic an existing topic
     * @param fromBeginning whether to begin with the oldest trigger that is kept, instead of the next one
     * @param skipped receives a sentence on each record that is no trigger
     * @throws KafkaException when the topic cannot be read
     */
    public static TriggerReader open(
            Map<String, Object> configuration,
            String topic,
            WireFormat format,
            boolean fromBeginning,
            java.util.function.Consumer<String> skipped) {
        Map<String, Object> entries = new HashMap<>(configuration);
        entries.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        entries.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        entries.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        entries.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        Consumer<byte[], byte[]> consumer = new BoundedConsumer(entries, RecordBounds.ofResults());
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            consumer.assign(partitions);
            place(consumer, partitions, fromBeginning);
            return new TriggerReader(
                    consumer, format.serde(AcquisitionTrigger.class).deserializer(), skipped);
        } catch (KafkaException e) {
            consumer.close();
            throw e;
        }
    }

    /** Now, not with the first poll: what is committed in between shall not be missed. */
    private static void place(
            Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, boolean fromBeginning) {
        Map<TopicPartition, Long> places =
                fromBeginning ? consumer.beginningOffsets(partitions) : consumer.endOffsets(partitions);
        places.forEach(consumer::seek);
    }

    /** Those that have come since the last call; waits a little for the first. */
    public List<AcquisitionTrigger> poll() {
        List<AcquisitionTrigger> found = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            try {
                AcquisitionTrigger trigger = triggers.deserialize(record.topic(), record.headers(), record.value());
                if (trigger != null) {
                    found.add(trigger);
                }
            } catch (SerializationException e) {
                skipped.accept("skipped " + record.topic() + ", partition " + record.partition() + ", offset "
                        + record.offset() + ", which is no trigger: " + e.getMessage());
            }
        }
        return found;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
