package io.wanderscope.app.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.wire.WireFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class PositionPublisherTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final double AT_ONCE = Double.POSITIVE_INFINITY;

    @Test
    void keysEachRecordByItsTrackAndStampsItWithItsTime() {
        // Given
        MockProducer<String, ParticlePosition> broker = broker(true);
        PositionPublisher publisher = new PositionPublisher(broker, "positions", System::nanoTime);

        // When
        publisher.publish(sequence(0, 4), AT_ONCE, count -> {});

        // Then
        assertThat(broker.history()).extracting(ProducerRecord::topic).containsOnly("positions");
        assertThat(broker.history()).extracting(ProducerRecord::key).containsOnly("cell/a");
        assertThat(broker.history())
                .extracting(ProducerRecord::timestamp)
                .containsExactly(NOW.toEpochMilli() - 2000, NOW.toEpochMilli(), NOW.toEpochMilli());
    }

    @Test
    void reportsTheNumberPublished() {
        // Given
        PositionPublisher publisher = new PositionPublisher(broker(true), "positions", System::nanoTime);
        List<Long> counts = new ArrayList<>();

        // When
        publisher.publish(sequence(0, 1), AT_ONCE, counts::add);

        // Then
        assertThat(counts).containsExactly(1L, 2L, 3L);
    }

    @Test
    void stampsPositionsBefore1970WithKafkasEarliestTime() {
        // Given
        MockProducer<String, ParticlePosition> broker = broker(true);
        PositionPublisher publisher = new PositionPublisher(broker, "positions", System::nanoTime);

        // When
        publisher.publish(sequence(Long.MIN_VALUE, 0), AT_ONCE, count -> {});

        // Then
        assertThat(broker.history().get(0).timestamp()).isZero();
    }

    @Test
    void failsWhenTheBrokerRefusesARecord() {
        // Given
        MockProducer<String, ParticlePosition> broker = broker(false);
        PositionPublisher publisher = new PositionPublisher(broker, "positions", System::nanoTime);

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

    private static MockProducer<String, ParticlePosition> broker(boolean answering) {
        return new MockProducer<>(
                answering,
                null,
                new StringSerializer(),
                WireFormat.singleObject().serde(ParticlePosition.class).serializer());
    }
}
