package io.wanderscope.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.wire.SampleRecords;
import io.wanderscope.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class RecordPublisherTest {
    private final MockProducer<byte[], byte[]> broker =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final RecordPublisher publisher = new RecordPublisher(broker, WireFormat.singleObject());
    private final Publication<ParticlePosition> publication = publisher.begin(RecordType.POSITIONS, "positions");

    @Test
    void aRecordHasTheKeyTheTimeAndTheBytesThatTheStreamExpects() {
        // Given
        ParticlePosition position = SampleRecords.moving("a/7", 3);

        // When
        publication.send(position);

        // Then
        ProducerRecord<byte[], byte[]> sent = broker.history().get(0);
        assertThat(sent.topic()).isEqualTo("positions");
        assertThat(sent.key()).asString(StandardCharsets.UTF_8).isEqualTo("cell/a/7");
        assertThat(sent.timestamp()).isEqualTo(position.getTime().toEpochMilli());
        assertThat(WireFormat.singleObject()
                        .serde(ParticlePosition.class)
                        .deserializer()
                        .deserialize("positions", sent.value()))
                .isEqualTo(position);
    }

    @Test
    void timesBefore1970GetKafkasEarliestTimestamp() {
        // Given
        ParticlePosition position = ParticlePosition.newBuilder(SampleRecords.moving("1", 0))
                .setTime(Instant.parse("0001-01-01T00:00:00Z"))
                .build();

        // When
        publication.send(position);

        // Then
        assertThat(broker.history().get(0).timestamp()).isZero();
    }

    @Test
    void waitsUntilTheBrokerHasAllRecords() throws Exception {
        // Given
        publication.send(SampleRecords.moving("1", 0));
        publication.send(SampleRecords.moving("1", 1));
        broker.completeNext();
        CompletableFuture<Long> waiting = CompletableFuture.supplyAsync(this::await);

        // When
        boolean isOverBeforeTheLast = waiting.isDone();
        broker.completeNext();

        // Then
        assertThat(isOverBeforeTheLast).isFalse();
        assertThat(waiting.get(1, TimeUnit.MINUTES)).isEqualTo(2);
    }

    private long await() {
        try {
            return publication.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void oneFailureIsThatOfAll() {
        // Given
        publication.send(SampleRecords.moving("1", 0));
        publication.send(SampleRecords.moving("1", 1));
        broker.errorNext(new TimeoutException("too late"));
        broker.completeNext();

        // When
        assertThatThrownBy(publication::await)
                // Then
                .isInstanceOf(KafkaException.class)
                .hasMessage("cannot publish to the topic positions: too late");
        assertThat(publication.acknowledged()).isEqualTo(1);
        assertThatThrownBy(() -> publication.send(SampleRecords.moving("1", 2))).isInstanceOf(KafkaException.class);
    }

    @Test
    void whatTheProducerDoesNotTakeIsNotWaitedFor() throws Exception {
        // Given
        publication.send(SampleRecords.moving("1", 0));
        broker.completeNext();
        broker.sendException = new KafkaException("no memory");
        assertThatThrownBy(() -> publication.send(SampleRecords.moving("1", 1))).hasMessage("no memory");

        // When
        long published = publication.await();

        // Then
        assertThat(published).isEqualTo(1);
    }
}
