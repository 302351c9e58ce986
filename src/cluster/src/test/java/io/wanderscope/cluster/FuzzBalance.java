package io.wanderscope.cluster;

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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What has become of the records of a positions topic with one partition: counted by a final result, or a dead letter. It
 * reads on where it stopped and keeps no record, so that millions may be balanced.
 */
final class FuzzBalance implements AutoCloseable {
    private final StreamTopics topics;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Deserializer<TrajectoryLabel> labels =
            WireFormat.singleObject().serde(TrajectoryLabel.class).deserializer();
    private final Set<Long> letters = new HashSet<>();
    private final List<Long> twice = new ArrayList<>();
    private long counted;
    private int rejected;

    FuzzBalance(Map<String, Object> client, StreamTopics topics) {
        this.topics = topics;
        Map<String, Object> entries = new HashMap<>(client);
        entries.put("isolation.level", "read_committed");
        consumer = new KafkaConsumer<>(entries, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        partitions = List.of(new TopicPartition(topics.labels(), 0), new TopicPartition(topics.deadLetters(), 0));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads what has come since, and returns how many records are accounted for by now, a letter sent twice as two. */
    long read() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
            consumer.poll(Duration.ofMillis(200)).forEach(this::take);
        }
        return counted + letters.size() + twice.size();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(topics.deadLetters())) {
            long origin = Long.parseLong(header(record, DeadLetterHeaders.OFFSET));
            if (!letters.add(origin)) {
                twice.add(origin);
            } else if (!header(record, DeadLetterHeaders.CAUSE).equals(DeadLetterCause.AFTER_FINAL.name())) {
                rejected++;
            }
        } else {
            TrajectoryLabel label = labels.deserialize("", record.value());
            if (label.getStatus() == ResultStatus.FINAL) {
                counted += label.getPositions() + label.getDuplicates();
            }
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** Number of records that became dead letters for what they hold, however late they came. */
    int rejected() {
        return rejected;
    }

    /** Offsets of the records that became dead letters more than once. */
    List<Long> twice() {
        return twice;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
