package io.wanderscope.dashboard.live;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Assigns a consumer every partition of its topics, each from the recent past on, and knows when that past has been
 * read. Not thread-safe.
 */
final class PartitionAssignment {
    private final Consumer<byte[], byte[]> consumer;
    private final Set<String> topics;
    private final Duration history;
    private final InstantSource clock;
    private final ReadingListener listener;

    /** For each partition still catching up, the end it had when it was assigned. */
    private final Map<TopicPartition, Long> catchUpEnds = new HashMap<>();
    /** The offset up to which each partition has been read, exclusive. */
    private final Map<TopicPartition, Long> next = new HashMap<>();

    /**
     * Nothing is assigned at first.
     *
     * @param history how far back to begin, by the records' timestamps; not negative
     * @param clock the wall clock
     * @param listener hears where each partition is read from, and which are gone
     */
    PartitionAssignment(
            Consumer<byte[], byte[]> consumer,
            Set<String> topics,
            Duration history,
            InstantSource clock,
            ReadingListener listener) {
        this.consumer = consumer;
        this.topics = topics;
        this.history = history;
        this.clock = clock;
        this.listener = listener;
    }

    /** Assigns the partitions that the cluster lists now. */
    void refresh() {
        Map<String, List<PartitionInfo>> known = consumer.listTopics();
        Set<TopicPartition> listed = new HashSet<>();
        for (String topic : topics) {
            known.getOrDefault(topic, List.of())
                    .forEach(info -> listed.add(new TopicPartition(topic, info.partition())));
        }
        if (!listed.equals(consumer.assignment())) {
            assign(listed);
        }
    }

    /** Partitions that are assigned already keep their place; added ones start in the recent past. */
    private void assign(Set<TopicPartition> listed) {
        Set<TopicPartition> added = new HashSet<>(listed);
        added.removeAll(consumer.assignment());
        Set<TopicPartition> gone = new HashSet<>(consumer.assignment());
        gone.removeAll(listed);
        long since = clock.millis() - history.toMillis();
        Map<TopicPartition, Long> times = new HashMap<>();
        added.forEach(partition -> times.put(partition, since));
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
        Map<TopicPartition, Long> ends = consumer.endOffsets(added);
        // Only once all offsets are known: a partition that is assigned without a seek is read from its beginning.
        consumer.assign(listed);
        gone.forEach(listener::ends);
        for (TopicPartition partition : added) {
            OffsetAndTimestamp start = starts.get(partition);
            long end = Objects.requireNonNull(ends.get(partition));
            long first = start == null ? end : start.offset();
            consumer.seek(partition, first);
            listener.starts(partition, first);
            catchUpEnds.put(partition, end);
            next.put(partition, first);
        }
        catchUpEnds.keySet().retainAll(listed);
        next.keySet().retainAll(listed);
    }

    boolean isEmpty() {
        return consumer.assignment().isEmpty();
    }

    boolean contains(TopicPartition partition) {
        return consumer.assignment().contains(partition);
    }

    /** The topics that the cluster does not have, as a reason why the dashboard is not ready; empty if it has all. */
    Optional<String> missingTopics() {
        List<String> missing = topics.stream()
                .filter(topic -> consumer.assignment().stream()
                        .noneMatch(partition -> partition.topic().equals(topic)))
                .sorted()
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("the cluster has no topic " + String.join(", ", missing));
    }

    /**
     * Tells the listener of topics that were deleted and created again so soon that they were never missing: their partitions begin
     * again, whether they have records or not.
     *
     * @param polled what was read now
     */
    void noticeBeginnings(ConsumerRecords<byte[], byte[]> polled) {
        for (TopicPartition partition : consumer.assignment()) {
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
            OptionalLong first = records.isEmpty()
                    ? position(partition)
                    : OptionalLong.of(records.get(0).offset());
            if (first.isPresent() && first.getAsLong() < next.getOrDefault(partition, 0L)) {
                beginAgain(partition, first.getAsLong());
            }
        }
    }

    /** Where a partition is read next, if that is known without waiting; it is not while a broker is asked for it. */
    private OptionalLong position(TopicPartition partition) {
        try {
            return OptionalLong.of(consumer.position(partition, Duration.ZERO));
        } catch (TimeoutException e) {
            return OptionalLong.empty();
        }
    }

    /** Notes it at once, so that the partition does not begin once more if its records cannot be handled. */
    private void beginAgain(TopicPartition partition, long first) {
        next.put(partition, first);
        catchUpEnds.remove(partition);
        listener.ends(partition);
        listener.starts(partition, first);
    }

    /**
     * Notes how far the partitions have been read.
     *
     * @param polled what was read now
     */
    void advance(ConsumerRecords<byte[], byte[]> polled) {
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
            next.put(partition, records.get(records.size() - 1).offset() + 1);
        }
        catchUpEnds.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** Whether every partition has been read up to the end that it had when it was assigned. */
    boolean isCaughtUp() {
        return catchUpEnds.isEmpty();
    }
}
