package io.wanderscope.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreTimeTest {
    private static final TopicPartition FIRST = new TopicPartition("tracks-changelog", 0);
    private static final TopicPartition SECOND = new TopicPartition("due-changelog", 0);
    private static final TopicPartition EMPTY = new TopicPartition("empty-changelog", 0);

    private final AtomicLong now = new AtomicLong(-4_000_000_000L);
    private final RestoreTime time = new RestoreTime(now::get);

    @Test
    void lastsFromTheFirstStoreToTheLast() {
        // Given two stores that are read at the same time, before and after others without records
        time.onRestoreStart(EMPTY, "clock", 0, 0);
        time.onRestoreEnd(EMPTY, "clock", 0);
        now.addAndGet(3_000_000_000L);
        time.onRestoreStart(FIRST, "tracks", 0, 100);
        now.addAndGet(1_000_000_000L);
        time.onRestoreStart(SECOND, "due", 0, 10);
        now.addAndGet(500_000_000L);
        time.onRestoreEnd(SECOND, "due", 10);
        now.addAndGet(2_000_000_000L);
        time.onRestoreEnd(FIRST, "tracks", 100);
        now.addAndGet(7_000_000_000L);
        time.onRestoreStart(EMPTY, "ended", 5, 5);
        time.onRestoreEnd(EMPTY, "ended", 0);

        // When
        double seconds = time.seconds();

        // Then
        assertThat(seconds).isEqualTo(3.5);
    }

    @Test
    void isZeroIfNothingWasRead() {
        // When
        double seconds = time.seconds();

        // Then
        assertThat(seconds).isZero();
    }
}
