package io.wanderscope.dashboard.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TimeIndexTest {
    private static final long ALL = Long.MAX_VALUE;

    private final TimeIndex index = new TimeIndex();

    private static TopicPartition partition(int number) {
        return new TopicPartition("positions", number);
    }

    private static boolean holds(Stretch stretch, int partition, long offset) {
        return stretch.ranges().stream()
                .anyMatch(range -> range.partition().partition() == partition
                        && range.first() <= offset
                        && offset <= range.last());
    }

    @Property
    void everyRecordOfAStretchIsInItsRanges(
            @ForAll @Size(min = 1, max = 600) List<@LongRange(min = -10_000_000, max = 10_000_000) Long> times,
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 599) int some,
            @ForAll @LongRange(min = 0, max = 1_000_000) long window) {
        // Given records in any order
        List<Integer> order = new ArrayList<>();
        for (int record = 0; record < times.size(); record++) {
            order.add(record);
        }
        Collections.shuffle(order, new Random(seed));
        order.forEach(record -> index.add(times.get(record), record % 3, record, false));
        long to = times.get(some % times.size());

        // When
        Stretch stretch = index.stretch(to - window, to, ALL, TimeIndexTest::partition);

        // Then
        assertThat(stretch.from()).isEqualTo(to - window);
        for (int record = 0; record < times.size(); record++) {
            if (times.get(record) >= to - window && times.get(record) <= to) {
                assertThat(holds(stretch, record % 3, record))
                        .as("record " + record)
                        .isTrue();
            }
        }
    }

    @Property
    void aStretchOfFewerRecordsBeginsLaterAndLacksNoneFromThereOn(
            @ForAll @Size(min = 1, max = 600) List<@LongRange(min = 0, max = 10_000_000) Long> times,
            @ForAll @IntRange(min = 1, max = 100) int most) {
        // Given
        for (int record = 0; record < times.size(); record++) {
            index.add(times.get(record), 0, record, false);
        }

        // When
        Stretch stretch = index.stretch(0, 10_000_000, most, TimeIndexTest::partition);

        // Then
        for (int record = 0; record < times.size(); record++) {
            if (times.get(record) >= stretch.from()) {
                assertThat(holds(stretch, 0, record)).isTrue();
            }
        }
    }

    @Test
    void aLongAcquisitionCostsNoMoreThanAShortOne() {
        // Given
        for (int second = 0; second < TimeIndex.MAX_BINS; second++) {
            index.add(1000L * second, 0, second, false);
        }
        long bytes = index.bytes();

        // When
        for (int second = TimeIndex.MAX_BINS; second < 100_000; second++) {
            index.add(1000L * second, 0, second, false);
        }

        // Then
        assertThat(index.bytes()).isLessThanOrEqualTo(bytes);
        assertThat(index.count()).isEqualTo(100_000);
    }

    @Test
    void anIntervalCostsAsMuchAsThePartitionsThatItIsIn() {
        // Given
        TimeIndex first = new TimeIndex();
        first.add(0, 0, 1, false);

        // When
        index.add(0, 999, 1, false);

        // Then
        assertThat(index.bytes()).isEqualTo(first.bytes());
    }

    @Test
    void whatTheClusterNoLongerHasIsForgotten() {
        // Given
        for (int second = 0; second < 100; second++) {
            index.add(1000L * second, 0, second, false);
        }

        // When
        index.forgetBefore(0, 40);

        // Then
        assertThat(index.count()).isEqualTo(60);
        assertThat(index.firstTime()).isBetween(39_800L, 40_000L);
        assertThat(index.stretch(0, 100_000, ALL, TimeIndexTest::partition).ranges())
                .containsExactly(new OffsetRange(partition(0), 40, 99));
    }
}
