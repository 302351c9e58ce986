package io.wanderscope.app.results;

import io.wanderscope.app.acquisition.Acquisition;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.DeadLetterCause;
import io.wanderscope.streaming.DeadLetterHeaders;
import io.wanderscope.streaming.TrackKey;
import io.wanderscope.tracks.Track;
import io.wanderscope.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Deserializer;

/** Counts dead letters by acquisition and cause, and remembers where the first is. Not thread-safe. */
final class Rejections {
    private final Deserializer<ParticlePosition> positions;
    private final Map<String, Map<DeadLetterCause, Tally>> tallies = new HashMap<>();

    private static final class Tally {
        private final Map<String, Long> firstFrames = new HashMap<>();
        private int number;

        void add(String track, long frame) {
            number++;
            firstFrames.merge(track, frame, Math::min);
        }

        Optional<String> first(List<Track> tracks) {
            return tracks.stream()
                    .map(Track::id)
                    .filter(firstFrames::containsKey)
                    .findFirst();
        }
    }

    Rejections(WireFormat format) {
        this.positions = format.serde(ParticlePosition.class).deserializer();
    }

    void add(ConsumerRecord<byte[], byte[]> deadLetter) {
        DeadLetterCause cause = cause(deadLetter);
        if (!isPosition(cause)) {
            addByKey(cause, deadLetter.key() == null ? "" : new String(deadLetter.key(), StandardCharsets.UTF_8));
            return;
        }
        ParticlePosition position = positions.deserialize(deadLetter.topic(), deadLetter.value());
        if (!position.getEndOfTrack()) {
            add(position.getAcquisition(), cause, position.getTrack(), position.getFrame());
        }
    }

    /** Of no acquisition if the key is none of a track. */
    private void addByKey(DeadLetterCause cause, String key) {
        int separator = key.indexOf(TrackKey.SEPARATOR);
        add(separator < 0 ? "" : key.substring(0, separator), cause, key.substring(separator + 1), 0);
    }

    private void add(String acquisition, DeadLetterCause cause, String track, long frame) {
        tallies.computeIfAbsent(acquisition, name -> new EnumMap<>(DeadLetterCause.class))
                .computeIfAbsent(cause, each -> new Tally())
                .add(track, frame);
    }

    private static DeadLetterCause cause(ConsumerRecord<byte[], byte[]> deadLetter) {
        Header cause = deadLetter.headers().lastHeader(DeadLetterHeaders.CAUSE);
        return DeadLetterCause.valueOf(new String(cause.value(), StandardCharsets.UTF_8));
    }

    private static boolean isPosition(DeadLetterCause cause) {
        return cause != DeadLetterCause.UNREADABLE && cause != DeadLetterCause.INFERENCE_FAILED;
    }

    /** Those of the acquisitions, in their order, then those of others. */
    List<Rejection> of(List<Acquisition> acquisitions) {
        List<Rejection> all = new ArrayList<>();
        Set<String> others = new TreeSet<>(tallies.keySet());
        for (Acquisition acquisition : acquisitions) {
            others.remove(acquisition.name());
            of(acquisition.name())
                    .forEach((cause, tally) ->
                            all.add(rejection(acquisition.name(), cause, tally, tally.first(acquisition.tracks()))));
        }
        others.forEach(
                name -> of(name).forEach((cause, tally) -> all.add(rejection(name, cause, tally, Optional.empty()))));
        return all;
    }

    private Map<DeadLetterCause, Tally> of(String acquisition) {
        return tallies.getOrDefault(acquisition, Map.of());
    }

    private static Rejection rejection(String acquisition, DeadLetterCause cause, Tally tally, Optional<String> track) {
        OptionalLong frame = track.filter(first -> isPosition(cause))
                .map(first -> OptionalLong.of(Objects.requireNonNull(tally.firstFrames.get(first))))
                .orElse(OptionalLong.empty());
        // A network that fails on a track fails on each of its revisions.
        int number = cause == DeadLetterCause.INFERENCE_FAILED ? tally.firstFrames.size() : tally.number;
        return new Rejection(acquisition, cause, number, track, frame);
    }
}
