package io.wanderscope.dashboard.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BeginningsTest {
    private static final TopicPartition FIRST = new TopicPartition("positions", 0);
    private static final TopicPartition SECOND = new TopicPartition("positions", 1);

    private final Beginnings beginnings = new Beginnings();

    @Test
    void onlyPartitionsFromWhichRetentionTookSomethingHaveMoved() {
        // Given
        Map<TopicPartition, Long> atFirst = beginnings.moved(Map.of(FIRST, 7L, SECOND, 0L));

        // When
        Map<TopicPartition, Long> later = beginnings.moved(Map.of(FIRST, 7L, SECOND, 3L));

        // Then
        assertThat(atFirst).containsExactly(Map.entry(FIRST, 7L));
        assertThat(later).containsExactly(Map.entry(SECOND, 3L));
    }

    @Test
    void aPartitionThatComesAgainMovesFromTheBeginning() {
        // Given
        beginnings.moved(Map.of(FIRST, 7L));
        beginnings.forget(FIRST);

        // When
        Map<TopicPartition, Long> moved = beginnings.moved(Map.of(FIRST, 2L));

        // Then
        assertThat(moved).containsExactly(Map.entry(FIRST, 2L));
    }
}
