package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes before a record that does not fit is read, and reading goes on behind its batch. */
class CarefulReaderTest {
    private static final TopicPartition PARTITION = new TopicPartition("positions", 0);
    private static final int END = 5000;

    /** Has a record at each offset; one does not fit into the memory, and those behind it in its batch need it. */
    private static final class FailingConsumer extends MockConsumer<byte[], byte[]> {
        private final long unreadable;
        private final long lastOfBatch;
        private int failures;

        FailingConsumer(long unreadable, long lastOfBatch) {
            super("none");
            this.unreadable = unreadable;
            this.lastOfBatch = lastOfBatch;
            updateEndOffsets(new HashMap<>(Map.of(PARTITION, (long) END)));
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            long position = position(PARTITION);
            if (position >= unreadable && position <= lastOfBatch) {
                failures++;
                throw new OutOfMemoryError("the record is too large, says the test");
            }
            seek(PARTITION, position + 1);
            ConsumerRecord<byte[], byte[]> record =
                    new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), position, new byte[1], new byte[1]);
            return new ConsumerRecords<>(
                    Map.of(PARTITION, List.of(record)), Map.of(PARTITION, new OffsetAndMetadata(position + 1)));
        }

        /** A reader does that, and the test goes on with it. */
        @Override
        public synchronized void close() {}
    }

    @ParameterizedTest
    @CsvSource({"8,8", "8,9", "8,10", "8,11", "8,500", "8,3000", "8,4999", "4999,4999", "4000,4998"})
    void goesOnBehindTheBatch(long unreadable, long lastOfBatch) {
        // Given
        FailingConsumer consumer = new FailingConsumer(unreadable, lastOfBatch);

        // When
        CarefulReader.Reading reading =
                new CarefulReader(consumer, 2 * END, RecordBounds.ofStream()).read(PARTITION, 3, Optional.empty());

        // Then
        assertThat(reading.next()).isEqualTo(lastOfBatch + 1);
        assertThat(reading.records()).hasSize((int) (unreadable - 3 + 1));
        ConsumerRecord<byte[], byte[]> instead =
                reading.records().get(reading.records().size() - 1);
        assertThat(instead.offset()).isEqualTo(unreadable);
        assertThat(instead.value()).isNull();
        assertThat(LeftOut.of(instead.headers()))
                .hasValueSatisfying(
                        parts -> assertThat(parts.contains("offsets to ")).isEqualTo(lastOfBatch > unreadable));
        assertThat(consumer.failures).as("each costs garbage collections").isLessThan(30);
    }

    @Test
    void aRecordWithoutRoomIsNotTriedAgainWhenItsPartitionIsReadAgainFromBeforeIt() {
        // Given a member that is shut out of its group while it finds out
        FailingConsumer consumer = new FailingConsumer(8, 10);
        BoundedPolling polling = new BoundedPolling(
                consumer,
                consumer::poll,
                () -> new CarefulReader(consumer, 100, RecordBounds.ofStream()),
                100,
                RecordBounds.ofStream());
        consumer.assign(List.of(PARTITION));
        consumer.seek(PARTITION, 8);
        ConsumerRecord<byte[], byte[]> first =
                polling.poll(Duration.ZERO).iterator().next();
        int failures = consumer.failures;

        // When
        consumer.seek(PARTITION, 6);
        ConsumerRecords<byte[], byte[]> again = polling.poll(Duration.ZERO);

        // Then
        assertThat(again).extracting(ConsumerRecord::offset).containsExactly(6L, 7L, 8L);
        assertThat(first.offset()).isEqualTo(8);
        assertThat(consumer.failures).isEqualTo(failures).isPositive();
        assertThat(consumer.position(PARTITION)).isEqualTo(11);
    }

    @Test
    void takesPartInItsGroupWhileNothingCanBeReadBeforeARecordWithoutRoom() {
        // Given
        FailingConsumer consumer = new FailingConsumer(8, 10);
        AtomicBoolean away = new AtomicBoolean();
        List<Set<TopicPartition>> pausedInPolls = new ArrayList<>();
        BoundedPolling polling = new BoundedPolling(
                consumer,
                timeout -> {
                    pausedInPolls.add(consumer.paused());
                    return away.get() ? ConsumerRecords.empty() : consumer.poll(timeout);
                },
                () -> {
                    if (away.get()) {
                        throw new TimeoutException("no broker answers, says the test");
                    }
                    return new CarefulReader(consumer, 100, RecordBounds.ofStream());
                },
                100,
                RecordBounds.ofStream());
        consumer.assign(List.of(PARTITION));
        consumer.seek(PARTITION, 8);
        polling.poll(Duration.ZERO);
        consumer.seek(PARTITION, 6);
        pausedInPolls.clear();
        away.set(true);

        // When
        ConsumerRecords<byte[], byte[]> nothing = polling.poll(Duration.ZERO);

        // Then
        assertThat(pausedInPolls).containsExactly(Set.of(PARTITION));
        assertThat(nothing).isEmpty();
        assertThat(consumer.paused()).isEmpty();
        assertThat(consumer.position(PARTITION)).isEqualTo(6);
    }

    @Test
    void readsAsManyRecordsAsAPoll() {
        // Given
        FailingConsumer consumer = new FailingConsumer(END, END);

        // When
        CarefulReader.Reading reading =
                new CarefulReader(consumer, 10, RecordBounds.ofStream()).read(PARTITION, 3, Optional.empty());

        // Then
        assertThat(reading.records())
                .extracting(ConsumerRecord::offset)
                .containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
        assertThat(reading.next()).isEqualTo(13);
    }
}
