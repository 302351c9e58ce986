package io.wanderscope.dashboard.history;

import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serializer;

/** The partitions of a cluster's topics, which any number of consumers read. */
public final class TopicLog {
    public static final StreamTopics TOPICS = StreamTopics.defaults();
    public static final WireFormat FORMAT = WireFormat.singleObject();

    /** As many as one poll returns of a partition. */
    private static final int BATCH = 100;

    private final int partitions;
    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
    /** By the type of the records; they take long to make. */
    private final Map<Class<?>, Serializer<?>> serializers = new HashMap<>();

    private final Map<TopicPartition, Long> beginnings = new HashMap<>();
    private final Set<TopicPartition> deleted = ConcurrentHashMap.newKeySet();
    final AtomicInteger closed = new AtomicInteger();
    final AtomicLong read = new AtomicLong();
    /** Is called before each poll. */
    public volatile Runnable beforePoll = () -> {};

    public TopicLog(int partitions) {
        this.partitions = partitions;
    }

    /** A topic's record under the key of a track; all of a track are in one partition. */
    @SuppressWarnings("unchecked")
    public synchronized <T extends SpecificRecordBase> ConsumerRecord<byte[], byte[]> write(
            String topic, String key, T value) {
        Serializer<T> serializer = (Serializer<T>) serializers.computeIfAbsent(
                value.getClass(), type -> FORMAT.serde((Class<T>) type).serializer());
        byte[] bytes = serializer.serialize(topic, value);
        TopicPartition partition = new TopicPartition(topic, Math.floorMod(key.hashCode(), partitions));
        List<ConsumerRecord<byte[], byte[]>> ofPartition = records(partition);
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                topic, partition.partition(), ofPartition.size(), key.getBytes(StandardCharsets.UTF_8), bytes);
        ofPartition.add(record);
        return record;
    }

    private List<ConsumerRecord<byte[], byte[]>> records(TopicPartition partition) {
        return records.computeIfAbsent(partition, absent -> new ArrayList<>());
    }

    /** What is before an offset is gone. */
    synchronized void deleteBefore(TopicPartition partition, long offset) {
        beginnings.put(partition, offset);
    }

    /** A partition's topic is deleted and created again: its records are gone, and its offsets begin again. */
    synchronized void createAgain(TopicPartition partition) {
        records.put(partition, new ArrayList<>());
        beginnings.remove(partition);
    }

    /** Nobody knows a partition any more. */
    synchronized void delete(TopicPartition partition) {
        deleted.add(partition);
    }

    synchronized List<TopicPartition> partitions() {
        return List.copyOf(records.keySet());
    }

    synchronized long end(TopicPartition partition) {
        return records(partition).size();
    }

    private synchronized long beginning(TopicPartition partition) {
        return beginnings.getOrDefault(partition, 0L);
    }

    private synchronized List<ConsumerRecord<byte[], byte[]>> batch(TopicPartition partition, long from) {
        List<ConsumerRecord<byte[], byte[]>> all = records(partition);
        int first = (int) Math.max(from, beginning(partition));
        return first >= all.size() ? List.of() : List.copyOf(all.subList(first, Math.min(all.size(), first + BATCH)));
    }

    /** A history that has heard of all partitions as they are now, and begun to read them. */
    public History history() {
        return history(Duration.ofMinutes(1));
    }

    /** The same, with a patience. */
    History history(Duration patience) {
        History history = new History(this::consumer, TOPICS, FORMAT, patience, Clocks.system());
        partitions().forEach(partition -> history.starts(partition, end(partition)));
        history.caughtUp();
        history.start();
        return history;
    }

    /** Number of requests for whole acquisitions that a history reads or lets wait. */
    public static int admittedForAll(History history) {
        return history.admittedForAll();
    }

    public Consumer<byte[], byte[]> consumer() {
        return new Reading();
    }

    private final class Reading extends MockConsumer<byte[], byte[]> {
        Reading() {
            super("earliest");
        }

        @Override
        public synchronized void close() {
            closed.incrementAndGet();
            super.close();
        }

        @Override
        public synchronized Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> asked) {
            if (asked.stream().anyMatch(deleted::contains)) {
                throw new TimeoutException("no broker knows a partition of " + asked);
            }
            Map<TopicPartition, Long> found = new HashMap<>();
            asked.forEach(partition -> found.put(partition, beginning(partition)));
            return found;
        }

        /** Nothing stays paused, as in Kafka's consumer. */
        @Override
        public synchronized void assign(Collection<TopicPartition> assigned) {
            if (assigned.isEmpty()) {
                resume(paused());
            }
            super.assign(assigned);
        }

        @Override
        public synchronized OptionalLong currentLag(TopicPartition partition) {
            return OptionalLong.of(end(partition) - position(partition));
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            beforePoll.run();
            Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> next = new HashMap<>();
            for (TopicPartition partition : assignment()) {
                if (position(partition) > end(partition)) { // as a consumer that resets to the earliest offset
                    seek(partition, beginning(partition));
                }
                List<ConsumerRecord<byte[], byte[]>> batch =
                        paused().contains(partition) ? List.of() : batch(partition, position(partition));
                if (!batch.isEmpty()) {
                    next.put(partition, batch);
                    read.addAndGet(batch.size());
                    seek(partition, batch.get(batch.size() - 1).offset() + 1);
                }
            }
            return new ConsumerRecords<>(next, Map.of());
        }
    }
}
