package io.wanderscope.streaming.silence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartitionInactivityTest {
    private final PartitionInactivity inactivity = new PartitionInactivity(Duration.ofSeconds(60));

    @Test
    void needsOnePunctuationMoreThanFitIntoIt() {
        // Given
        int punctuations = 12;

        // When, Then
        assertThat(inactivity.interval().multipliedBy(punctuations)).isEqualTo(Duration.ofSeconds(60));
        assertThat(IntStream.range(0, punctuations)).noneMatch(punctuation -> inactivity.punctuate());
        assertThat(inactivity.punctuate()).isTrue();
    }

    @Test
    void aPartOfItIsOverOnce() {
        // Given
        Duration part = Duration.ofSeconds(12);

        // When
        List<Integer> over = IntStream.rangeClosed(1, 12)
                .filter(punctuation -> !inactivity.punctuate() && inactivity.completes(part))
                .boxed()
                .toList();

        // Then the fourth, at least 15 s after the latest record
        assertThat(over).containsExactly(4);
    }

    @Test
    void startsOverWithARecord() {
        // Given
        IntStream.range(0, 12).forEach(punctuation -> inactivity.punctuate());

        // When
        inactivity.recordArrived();

        // Then
        assertThat(inactivity.punctuate()).isFalse();
    }
}
