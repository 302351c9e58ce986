package io.wanderscope.app.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.ingest.RecordPublisher;
import io.wanderscope.ingest.RecordType;
import io.wanderscope.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class TrackFeedTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final MockProducer<byte[], byte[]> broker =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    /** Tracks of 2, 1 and 3 positions in two recordings. */
    private final List<Acquisition> acquisitions = List.of(
            new Acquisition("one", "px", 1, List.of(Positions.track("a", 0, 1), Positions.track("b", 0))),
            new Acquisition("two", "px", 1, List.of(Positions.track("a", 0, 1, 2))));

    @Test
    void publishesEachRecordOnceTrackByTrackInTheOrderOfTheFiles() {
        // Given
        TrackFeed feed = feed(1_000);

        // When
        feed.publish(0);
        feed.publish(0);

        // Then
        assertThat(published())
                .containsExactly("one/a", "one/a", "one/a", "one/b", "one/b", "two/a", "two/a", "two/a", "two/a");
    }

    @Test
    void beginsNoTrackWhileTooManyRecordsHaveNoResult() {
        // Given a limit within the second track
        TrackFeed feed = feed(4);

        // When
        feed.publish(0);
        feed.publish(1);

        // Then
        assertThat(published()).containsExactly("one/a", "one/a", "one/a", "one/b", "one/b");
    }

    @Test
    void goesOnWhenEarlierTracksHaveTheirResults() {
        // Given
        TrackFeed feed = feed(4);
        feed.publish(0);

        // When
        feed.publish(3);

        // Then
        assertThat(published()).hasSize(9).endsWith("two/a");
    }

    private TrackFeed feed(long limit) {
        return new TrackFeed(
                new PacedPublisher<>(
                        new RecordPublisher(broker, WireFormat.singleObject()),
                        RecordType.POSITIONS,
                        "positions",
                        System::nanoTime,
                        nanoseconds -> {}),
                acquisitions,
                NOW,
                limit);
    }

    private List<String> published() {
        return broker.history().stream()
                .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                .toList();
    }
}
