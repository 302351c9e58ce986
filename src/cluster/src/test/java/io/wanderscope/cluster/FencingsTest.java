package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.streaming.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.junit.jupiter.api.Test;

/** The number of times that threads were shut out, on a clock that the test moves. */
class FencingsTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private Duration now = Duration.ZERO;
    private final Fencings fencings = new Fencings(2, new Clocks(() -> BEGIN.plus(now), () -> now.toNanos()));

    private void count(int times) {
        for (int time = 0; time < times; time++) {
            fencings.noteDeath(new InvalidTxnStateException("it has timed out"));
        }
    }

    @Test
    void eachThreadMayBeShutOutTwice() {
        // When
        count(2 * Fencings.PER_THREAD);

        // Then
        assertThat(fencings.reason()).isEmpty();
        assertThat(fencings.total()).isEqualTo(4);
    }

    @Test
    void moreThanThatIsRepeatedAndSaysSinceWhen() {
        // Given
        now = Duration.ofSeconds(2);

        // When
        count(2 * Fencings.PER_THREAD + 1);

        // Then
        assertThat(fencings.reason())
                .hasValueSatisfying(text -> assertThat(text).contains("5 times since 2026-01-01T00:00:02Z"));
    }

    @Test
    void oneThatItsProducerIsToldOfAndItsThreadDiesOfCountsOnce() {
        // Given
        Exception shutOut = new ProducerFencedException("there is a newer one");
        Fencings.OfProducer producer = fencings.ofProducer();
        producer.note(null);
        producer.note(shutOut);
        producer.note(shutOut);

        // When
        fencings.noteDeath(shutOut);

        // Then
        assertThat(fencings.total()).isEqualTo(1);
    }

    @Test
    void eachProducerCounts() {
        // Given
        fencings.ofProducer().note(new CommitFailedException("the generation is not valid"));

        // When
        fencings.ofProducer().note(new InvalidProducerEpochException("it is old"));

        // Then
        assertThat(fencings.total()).isEqualTo(2);
    }

    @Test
    void aTransactionThatTheBrokersEndedCountsWhenItsThreadDies() {
        // Given
        Exception ended = new TransactionAbortableException("it has timed out");
        fencings.ofProducer().note(ended);

        // When
        fencings.noteDeath(ended);

        // Then
        assertThat(fencings.total()).isEqualTo(1);
    }

    @Test
    void aThreadThatAskedForAPositionTooEarlyWasNotShutOut() {
        // When
        fencings.noteDeath(new NoOffsetForPartitionException(List.of(new TopicPartition("positions", 0))));
        fencings.noteDeath(new IllegalStateException("No current assignment for partition positions-0"));

        // Then
        assertThat(fencings.total()).isZero();
    }

    @Test
    void theyAreForgottenAfterTheirPeriod() {
        // Given
        count(2 * Fencings.PER_THREAD + 1);

        // When
        now = Fencings.PERIOD.plusNanos(1);

        // Then
        assertThat(fencings.reason()).isEmpty();
    }
}
