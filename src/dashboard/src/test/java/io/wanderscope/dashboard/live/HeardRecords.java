package io.wanderscope.dashboard.live;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Remembers what a reader says that it reads. */
final class HeardRecords implements ReadingListener {
    private final Map<TopicPartition, Long> starts = new ConcurrentHashMap<>();
    private final List<TopicPartition> ended = new CopyOnWriteArrayList<>();
    private final List<SpecificRecordBase> values = new CopyOnWriteArrayList<>();
    private volatile boolean isCaughtUp;

    @Override
    public void starts(TopicPartition partition, long offset) {
        starts.put(partition, offset);
    }

    @Override
    public void ends(TopicPartition partition) {
        starts.remove(partition);
        ended.add(partition);
    }

    @Override
    public void caughtUp() {
        isCaughtUp = true;
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record, SpecificRecordBase value) {
        values.add(value);
    }

    boolean isCaughtUp() {
        return isCaughtUp;
    }

    Map<TopicPartition, Long> starts() {
        return Map.copyOf(starts);
    }

    /** In the order in which they ended. */
    List<TopicPartition> ended() {
        return List.copyOf(ended);
    }

    List<SpecificRecordBase> values() {
        return List.copyOf(values);
    }
}
