package io.wanderscope.streaming.linking;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.FieldKey;
import io.wanderscope.streaming.TopologyNames;
import io.wanderscope.streaming.TrackKey;
import io.wanderscope.streaming.stores.BinarySerdes;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Writes the positions of linked localisations and the end-of-track marks. The timestamp of each is the time of its frame, but
 * never after stream time: brokers refuse timestamps in the future.
 */
final class LinkedPositions {
    private final ProcessorContext<Object, Object> context;

    LinkedPositions(ProcessorContext<Object, Object> context) {
        this.context = context;
    }

    void send(FieldKey field, long track, StoredLocalisation localisation, String lengthUnit) {
        TrackKey key = field.track(track);
        Instant time = BinarySerdes.instant(localisation.time());
        send(
                key,
                new ParticlePosition(
                        key.acquisition(),
                        key.track(),
                        localisation.frame(),
                        time,
                        localisation.x(),
                        localisation.y(),
                        localisation.z(),
                        localisation.quality(),
                        lengthUnit,
                        false));
    }

    void sendMark(FieldKey field, EndedTrack track, String lengthUnit) {
        TrackKey key = field.track(track.number());
        @Nullable Double none = null;
        send(
                key,
                new ParticlePosition(
                        key.acquisition(),
                        key.track(),
                        track.frame(),
                        BinarySerdes.instant(track.time()),
                        none,
                        none,
                        none,
                        none,
                        lengthUnit,
                        true));
    }

    private void send(TrackKey key, ParticlePosition position) {
        // Before 1970, Kafka has no timestamps.
        long timestamp = Math.max(0, Math.min(position.getTime().toEpochMilli(), context.currentStreamTimeMs()));
        context.forward(new Record<>(key.text(), position, timestamp), TopologyNames.LINKED_POSITIONS_SINK);
    }
}
