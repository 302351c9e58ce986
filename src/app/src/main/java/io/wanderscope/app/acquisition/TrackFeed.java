package io.wanderscope.app.acquisition;

import io.wanderscope.schema.ParticlePosition;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/**
 * Publishes recordings track by track, and no further ahead of their results than a limit, so that the memory that results
 * take while they wait for their turn does not depend on the size of the recordings. Not thread-safe.
 */
public final class TrackFeed {
    private final PacedPublisher<ParticlePosition> publisher;
    private final RecordedTracks tracks;
    private final Instant end;
    private final long limit;
    private final Map<String, TrackRecords> records = new HashMap<>();
    private long published;
    private boolean flushed;

    /**
     * Begins with the first track.
     *
     * @param end when the last frame of each recording was taken
     * @param limit number of records published at which no further track begins until earlier ones have their results
     */
    public TrackFeed(
            PacedPublisher<ParticlePosition> publisher, List<Acquisition> acquisitions, Instant end, long limit) {
        this.publisher = publisher;
        this.tracks = new RecordedTracks(acquisitions);
        this.end = end;
        this.limit = limit;
    }

    /**
     * Publishes whole tracks until the limit is reached, or until the broker has all of them.
     *
     * @param done how many of the published records belong to tracks that have their results
     * @throws KafkaException when a record cannot be published
     */
    public void publish(long done) {
        while (tracks.hasNext() && published - done < limit) {
            publish(tracks.next());
        }
        if (!tracks.hasNext() && !flushed) {
            publisher.flush();
            flushed = true;
        }
    }

    private void publish(RecordedTrack track) {
        publisher.publish(recordsOf(track.acquisition()).of(track.track()));
        published += track.records();
    }

    private TrackRecords recordsOf(Acquisition acquisition) {
        return records.computeIfAbsent(acquisition.name(), name -> TrackRecords.endingAt(acquisition, end));
    }
}
