package io.wanderscope.app.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.ingest.RecordPublisher;
import io.wanderscope.ingest.RecordType;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.wire.WireFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacedPublisherTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final double AT_ONCE = Double.POSITIVE_INFINITY;

    @Test
    void reportsTheNumberPublished() {
        // Given
        PacedPublisher<ParticlePosition> publisher = publisher(broker(true));
        List<Long> counts = new ArrayList<>();

        // When
        publisher.publish(sequence(0, 1), AT_ONCE, counts::add);

        // Then
        assertThat(counts).containsExactly(1L, 2L, 3L);
    }

    @Test
    void failsWhenTheBrokerRefusesARecord() {
        // Given
        MockProducer<byte[], byte[]> broker = broker(false);
        PacedPublisher<ParticlePosition> publisher = publisher(broker);

        // When
        assertThatThrownBy(() -> publisher.publish(
                        sequence(0), AT_ONCE, count -> broker.errorNext(new RecordTooLargeException("too large"))))
                // Then
                .isInstanceOf(KafkaException.class)
                .hasMessage("cannot publish to the topic positions: too large");
    }

    @ParameterizedTest
    @CsvSource({"1, 500", "2, 250", "0.5, 1000"})
    void eachRecordIsPublishedAtTheTimeOfItsFrame(double speed, long intervalMs) {
        // Given a recording with a frame every 500 ms, and a clock that stands still but while the publisher sleeps
        AtomicLong clock = new AtomicLong(1_000);
        PacedPublisher<ParticlePosition> publisher =
                publisher(broker(true), clock, nanoseconds -> clock.addAndGet(Math.max(0, nanoseconds)));
        List<Long> published = new ArrayList<>();

        // When
        publisher.publish(recorded(0, 1, 3), speed, count -> published.add(clock.get()));

        // Then
        long interval = TimeUnit.MILLISECONDS.toNanos(intervalMs);
        assertThat(published).containsExactly(1_000L, 1_000 + interval, 1_000 + 3 * interval);
    }

    @Test
    void aRecordingThatWasHeldUpCatchesUp() {
        // Given a broker that takes two intervals for the first record
        AtomicLong clock = new AtomicLong();
        List<Long> slept = new ArrayList<>();
        PacedPublisher<ParticlePosition> publisher = publisher(broker(true), clock, nanoseconds -> {
            slept.add(nanoseconds);
            clock.addAndGet(Math.max(0, nanoseconds));
        });

        // When
        publisher.publish(recorded(0, 1, 2, 3), 1, count -> clock.addAndGet(count == 1 ? 1_000_000_000L : 0));

        // Then the third is due at once, and the fourth at its time
        assertThat(slept.subList(1, 4)).containsExactly(-500_000_000L, 0L, 500_000_000L);
    }

    @Test
    void withoutAPaceNothingIsWaitedFor() {
        // Given
        AtomicLong clock = new AtomicLong(5);
        List<Long> slept = new ArrayList<>();
        PacedPublisher<ParticlePosition> publisher = publisher(broker(true), clock, slept::add);

        // When
        publisher.publish(recorded(0, 1_000_000), AT_ONCE, count -> {});

        // Then
        assertThat(slept).containsExactly(0L, 0L);
    }

    /** With the times that its frames had. */
    private static PositionSequence recorded(long... frames) {
        Acquisition acquisition = new Acquisition("cell", "px", 0.5, List.of(Positions.track("a", frames)));
        return PositionSequence.recorded(acquisition, NOW).withoutMarks();
    }

    private static PositionSequence sequence(long... frames) {
        Acquisition acquisition = new Acquisition("cell", "px", 0.5, List.of(Positions.track("a", frames)));
        return PositionSequence.playing(acquisition, AT_ONCE, NOW);
    }

    private static MockProducer<byte[], byte[]> broker(boolean answering) {
        return new MockProducer<>(answering, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static PacedPublisher<ParticlePosition> publisher(MockProducer<byte[], byte[]> broker) {
        return publisher(broker, new AtomicLong(), nanoseconds -> {});
    }

    private static PacedPublisher<ParticlePosition> publisher(
            MockProducer<byte[], byte[]> broker, AtomicLong clock, PacedPublisher.Sleep sleep) {
        return new PacedPublisher<>(
                new RecordPublisher(broker, WireFormat.singleObject()),
                RecordType.POSITIONS,
                "positions",
                clock::get,
                sleep);
    }
}
