package io.wanderscope.dashboard.live;

import io.wanderscope.dashboard.live.RejectedRecords.CauseCount;
import io.wanderscope.streaming.DeadLetterCause;
import io.wanderscope.streaming.FieldKey;
import io.wanderscope.streaming.PositionRules;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts dead letters by acquisition and cause, of as many acquisitions as are kept. Not thread-safe. */
final class Rejections {
    /** For these causes, the key does not tell the acquisition. */
    private static final Set<DeadLetterCause> WITHOUT_A_NAME =
            EnumSet.of(DeadLetterCause.MISSING_IDENTITY, DeadLetterCause.AMBIGUOUS_IDENTITY, DeadLetterCause.WRONG_KEY);

    private final int maxAcquisitions;
    /** By the name of the acquisition; the one that was rejected last is at the end. */
    private final LinkedHashMap<String, Tally> tallies = new LinkedHashMap<>();

    private final Tally others = new Tally();

    /** None yet. */
    Rejections(int maxAcquisitions) {
        this.maxAcquisitions = maxAcquisitions;
    }

    private static final class Tally {
        private final Map<DeadLetterCause, Long> causes = new EnumMap<>(DeadLetterCause.class);
        private long unknown;

        void add(Optional<DeadLetterCause> cause) {
            cause.ifPresentOrElse(known -> causes.merge(known, 1L, Long::sum), () -> unknown++);
        }

        void addAll(Tally other) {
            other.causes.forEach((cause, records) -> causes.merge(cause, records, Long::sum));
            unknown += other.unknown;
        }

        RejectedRecords of(@Nullable String acquisition) {
            List<CauseCount> counts = new ArrayList<>();
            causes.forEach((cause, records) -> counts.add(new CauseCount(cause.name(), cause.meaning(), records)));
            if (unknown > 0) {
                counts.add(new CauseCount("UNKNOWN", "of something that this version does not know", unknown));
            }
            counts.sort(Comparator.comparingLong(CauseCount::records).reversed());
            long records = counts.stream().mapToLong(CauseCount::records).sum();
            return new RejectedRecords(acquisition, records, List.copyOf(counts));
        }
    }

    /**
     * Counts a dead letter.
     *
     * @param key of the rejected record; null if it has none
     * @param cause empty if this version does not know it
     */
    void add(byte @Nullable [] key, Optional<DeadLetterCause> cause) {
        Optional<String> acquisition =
                cause.filter(WITHOUT_A_NAME::contains).isPresent() ? Optional.empty() : name(key);
        if (acquisition.isEmpty()) {
            others.add(cause);
            return;
        }
        Tally tally = tallies.remove(acquisition.get());
        tally = tally == null ? new Tally() : tally;
        tally.add(cause);
        tallies.put(acquisition.get(), tally);
        if (tallies.size() > maxAcquisitions) {
            Iterator<Tally> oldest = tallies.values().iterator();
            others.addAll(oldest.next());
            oldest.remove();
        }
    }

    /** Anyone may write a key: one that is long or no text names nothing. */
    private static Optional<String> name(byte @Nullable [] key) {
        if (key == null || key.length > PositionRules.MAX_KEY_BYTES) {
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(key))
                    .toString();
            return Optional.of(FieldKey.of(text).acquisition()).filter(name -> !name.isEmpty());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The acquisition that was rejected last comes first, and at the end what belongs to none that is known. */
    List<RejectedRecords> all() {
        List<RejectedRecords> all = new ArrayList<>();
        tallies.forEach((name, tally) -> all.add(0, tally.of(name)));
        RejectedRecords rest = others.of(null);
        if (rest.records() > 0) {
            all.add(rest);
        }
        return all;
    }
}
