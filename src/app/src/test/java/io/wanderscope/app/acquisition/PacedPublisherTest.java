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
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

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

    private static PositionSequence sequence(long... frames) {
        Acquisition acquisition = new Acquisition("cell", "px", 0.5, List.of(Positions.track("a", frames)));
        return PositionSequence.playing(acquisition, AT_ONCE, NOW);
    }

    private static MockProducer<byte[], byte[]> broker(boolean answering) {
        return new MockProducer<>(answering, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static PacedPublisher<ParticlePosition> publisher(MockProducer<byte[], byte[]> broker) {
        return new PacedPublisher<>(
                new RecordPublisher(broker, WireFormat.singleObject()),
                RecordType.POSITIONS,
                "positions",
                System::nanoTime);
    }
}
