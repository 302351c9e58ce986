package io.wanderscope.dashboard.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** A consumer of topics with one partition each, whose records the test writes at any time. */
final class ScriptedConsumer extends MockConsumer<byte[], byte[]> {
    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> log = new HashMap<>();
    private final Map<TopicPartition, Long> firstReads = new HashMap<>();
    private KafkaException nextLookup;
    private Runnable nextPoll = () -> {};
    private int listings;

    ScriptedConsumer() {
        super("earliest");
    }

    synchronized void create(String topic) {
        log.put(topic, new ArrayList<>());
        updatePartitions(topic, List.of(new PartitionInfo(topic, 0, null, null, null)));
    }

    synchronized void delete(String topic) {
        log.remove(topic);
        updatePartitions(topic, List.of());
    }

    synchronized void write(String topic, byte[] key, byte[] value, Header... headers) {
        List<ConsumerRecord<byte[], byte[]>> records = log.get(topic);
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(topic, 0, records.size(), key, value);
        List.of(headers).forEach(record.headers()::add);
        records.add(record);
    }

    /** Makes the next lookup of offsets fail. */
    synchronized void failNextLookup(KafkaException failure) {
        nextLookup = failure;
    }

    /** Runs a task once, inside the next call of poll. */
    synchronized void atNextPoll(Runnable task) {
        nextPoll = task;
    }

    /** Where each partition was first read. */
    synchronized Map<TopicPartition, Long> firstReads() {
        return Map.copyOf(firstReads);
    }

    /** Number of times that the topics were listed. */
    synchronized int listings() {
        return listings;
    }

    @Override
    public synchronized Map<String, List<PartitionInfo>> listTopics() {
        listings++;
        return super.listTopics();
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
        if (nextLookup != null) {
            KafkaException failure = nextLookup;
            nextLookup = null;
            throw failure;
        }
        // As if every record were older than the requested time.
        return new HashMap<>();
    }

    @Override
    public synchronized Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        partitions.forEach(partition ->
                ends.put(partition, (long) log.get(partition.topic()).size()));
        return ends;
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        Runnable task = nextPoll;
        nextPoll = () -> {};
        task.run();
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> next = new HashMap<>();
        for (TopicPartition partition : assignment()) {
            List<ConsumerRecord<byte[], byte[]>> records = log.getOrDefault(partition.topic(), List.of());
            if (position(partition) > records.size()) { // as a consumer that resets to the earliest offset
                seek(partition, 0);
            }
            long position = position(partition);
            firstReads.putIfAbsent(partition, position);
            if (position < records.size()) {
                next.put(partition, List.copyOf(records.subList((int) position, records.size())));
                seek(partition, records.size());
            }
        }
        return new ConsumerRecords<>(next, Map.of());
    }
}
