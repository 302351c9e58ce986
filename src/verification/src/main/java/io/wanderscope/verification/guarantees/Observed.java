package io.wanderscope.verification.guarantees;

import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.streaming.DeadLetterCause;
import io.wanderscope.streaming.DeadLetterHeaders;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * The committed records of the output topics.
 *
 * @param results labels, in order within each partition
 * @param deadLetters dead letters
 */
public record Observed(List<ObservedResult> results, List<ObservedDeadLetter> deadLetters) {
    private static final Duration POLL = Duration.ofMillis(200);

    /** Copies the lists. */
    public Observed {
        results = List.copyOf(results);
        deadLetters = List.copyOf(deadLetters);
    }

    /**
     * Reads the topics from the beginning to their current end.
     *
     * @param client configuration that reaches the cluster, with {@code bootstrap.servers}
     * @param format how labels are framed
     */
    public static Observed read(Map<String, Object> client, StreamTopics topics, WireFormat format) {
        Map<String, Object> configuration = new HashMap<>(client);
        configuration.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return read(consumer, topics, format.serde(TrajectoryLabel.class).deserializer());
        }
    }

    private static Observed read(
            Consumer<byte[], byte[]> consumer, StreamTopics topics, Deserializer<TrajectoryLabel> labels) {
        List<ObservedResult> results = new ArrayList<>();
        List<ObservedDeadLetter> deadLetters = new ArrayList<>();
        List<TopicPartition> partitions = Stream.of(topics.labels(), topics.deadLetters())
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.topic().equals(topics.labels())) {
                    results.add(result(record, labels));
                } else {
                    deadLetters.add(deadLetter(record));
                }
            }
        }
        return new Observed(results, deadLetters);
    }

    /** The final results. */
    public List<ObservedResult> finals() {
        return results.stream()
                .filter(result -> result.status() == ResultStatus.FINAL)
                .toList();
    }

    /** The dead letters of rejected records; without those of trajectories on which the model failed. */
    public List<ObservedDeadLetter> rejections() {
        return deadLetters.stream()
                .filter(each -> !each.cause().equals(DeadLetterCause.INFERENCE_FAILED.name()))
                .toList();
    }

    /** Whether every expected result and dead letter has arrived, so that waiting can end. */
    public boolean isComplete(Truth truth) {
        return finals().size() >= truth.tracks().size() && rejections().size() >= truth.rejected();
    }

    private static ObservedResult result(ConsumerRecord<byte[], byte[]> record, Deserializer<TrajectoryLabel> labels) {
        TrajectoryLabel label = labels.deserialize(record.topic(), record.value());
        return ObservedResult.of(text(record.key()), record.partition(), label);
    }

    private static ObservedDeadLetter deadLetter(ConsumerRecord<byte[], byte[]> record) {
        String origin = header(record, DeadLetterHeaders.TOPIC) + "-" + header(record, DeadLetterHeaders.PARTITION)
                + "@" + header(record, DeadLetterHeaders.OFFSET);
        return new ObservedDeadLetter(text(record.key()), header(record, DeadLetterHeaders.CAUSE), origin);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : text(header.value());
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
