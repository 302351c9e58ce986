package io.wanderscope.app.camera;

import io.wanderscope.dashboard.LinkingQuality;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.wire.WireFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the tracks that the linker writes, on a thread of its own, and says how good their links are. */
public final class LinkingWatch implements AutoCloseable {
    private static final Duration BETWEEN_ANSWERS = Duration.ofSeconds(1);

    private final KafkaConsumer<byte[], ParticlePosition> consumer;
    private final KnownLinks links;
    private final Consumer<LinkingQuality> quality;
    private final Thread thread = new Thread(this::read, "linking-quality");

    private LinkingWatch(
            KafkaConsumer<byte[], ParticlePosition> consumer, KnownLinks links, Consumer<LinkingQuality> quality) {
        this.consumer = consumer;
        this.links = links;
        this.quality = quality;
    }

    /**
     * Reads the positions topic from its beginning.
     *
     * @param configuration of a Kafka consumer in no group, without deserializers
     * @param quality receives that of all links so far whenever positions have come, and once a second
     */
    public static LinkingWatch start(
            Map<String, Object> configuration,
            String topic,
            WireFormat format,
            KnownLinks links,
            Consumer<LinkingQuality> quality) {
        Map<String, Object> entries = new HashMap<>(configuration);
        entries.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        KafkaConsumer<byte[], ParticlePosition> consumer = new KafkaConsumer<>(
                entries,
                new ByteArrayDeserializer(),
                format.serde(ParticlePosition.class).deserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(each -> new TopicPartition(topic, each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        LinkingWatch watch = new LinkingWatch(consumer, links, quality);
        watch.thread.start();
        return watch;
    }

    private void read() {
        try (consumer) {
            while (true) {
                ConsumerRecords<byte[], ParticlePosition> records = consumer.poll(BETWEEN_ANSWERS);
                for (ConsumerRecord<byte[], ParticlePosition> record : records) {
                    links.compare(record.value());
                }
                quality.accept(links.quality());
            }
        } catch (WakeupException e) {
            // close() ends the reading.
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
