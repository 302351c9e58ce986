package io.wanderscope.app.command;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.TrackKey;
import io.wanderscope.verification.guarantees.TrackTruth;
import io.wanderscope.verification.guarantees.Truth;
import io.wanderscope.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** The ground truth of what a test has published, if no position follows the end of its track and all poison is unreadable. */
final class PublishedTruth {
    private final Map<String, Set<Long>> frames = new HashMap<>();
    private final Map<String, Long> positions = new HashMap<>();
    private final Map<String, String> poison = new HashMap<>();

    private PublishedTruth() {}

    /** The ground truth of the records in a topic of positions. */
    static Truth of(Map<String, Object> client, String topic) {
        Deserializer<ParticlePosition> deserializer =
                WireFormat.singleObject().serde(ParticlePosition.class).deserializer();
        PublishedTruth truth = new PublishedTruth();
        for (ConsumerRecord<byte[], byte[]> record : CommittedRecords.of(client, topic)) {
            try {
                truth.add(deserializer.deserialize(topic, record.value()));
            } catch (SerializationException e) {
                truth.poison.put(new String(record.key(), StandardCharsets.UTF_8), "UNREADABLE");
            }
        }
        return truth.whole();
    }

    private void add(ParticlePosition position) {
        String track = new TrackKey(position.getAcquisition(), position.getTrack()).text();
        Set<Long> seen = frames.computeIfAbsent(track, key -> new HashSet<>());
        if (!position.getEndOfTrack()) {
            seen.add(position.getFrame());
            positions.merge(track, 1L, Long::sum);
        }
    }

    private Truth whole() {
        Map<String, TrackTruth> tracks = new HashMap<>();
        frames.forEach((track, seen) ->
                tracks.put(track, new TrackTruth(seen.size(), positions.getOrDefault(track, 0L) - seen.size(), 0)));
        return new Truth(tracks, poison);
    }
}
