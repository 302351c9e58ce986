package io.wanderscope.streaming.tracks;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.TrackIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What becomes of a track, from its first record to its FINAL. Every track of a partition is in one of these states:
 *
 * <pre>
 *                position                        end mark, silence               FINAL left
 *   (unknown) ──────────────▶ OPEN ────────────────────────────────▶ ENDING ────────────────▶ ENDED
 *       │                    │    ▲                                  ▲ │  ▲                   │   ▲
 *       │                    └────┘                                  │ └──┘                   └───┘
 *       │       position: stored, LIVE due every so many             │ position: refused      position: refused
 *       └────────────────────────────────────────────────────────────┘ mark: nothing          mark: nothing
 *                                    end mark
 * </pre>
 *
 * OPEN and ENDING tracks are entries of the store {@code tracks}, their positions lie in {@code positions}. An ENDED
 * track has only an entry of {@code ended}: its key and the stream time of its end, until the retention has passed.
 *
 * <p>Nothing here depends on the wall clock except the end of tracks in a silent partition. By the partition's clock, a
 * track has ended when the first record arrives at which it shows the inactivity more than at the track's last one,
 * whether or not a punctuation has come by; so the same input gives the same results.
 */
public final class TrackLifecycle {
    /** What became of a record. */
    public enum Outcome {
        /** Taken in. */
        ACCEPTED,
        /** The track has a position in this frame already; the first one stays. */
        DUPLICATE,
        /** In another unit of length than the track's first record. */
        UNIT_CHANGED,
        /** The window had slid past this frame. */
        BEFORE_WINDOW,
        /** An end mark: the track has ended now, or had before. */
        MARKED,
        /** A position of a track that has ended. */
        AFTER_FINAL
    }

    private final StreamSettings settings;
    private final PositionStore positions;
    private final KeyValueStore<TrackIdentity, TrackState> tracks;
    private final EndedTracks ended;
    private final DueQueue due;
    private final PartitionClock clock;

    public TrackLifecycle(
            StreamSettings settings,
            PositionStore positions,
            KeyValueStore<TrackIdentity, TrackState> tracks,
            EndedTracks ended,
            DueQueue due,
            PartitionClock clock) {
        this.settings = settings;
        this.positions = positions;
        this.tracks = tracks;
        this.ended = ended;
        this.due = due;
        this.clock = clock;
    }

    /**
     * Takes in a valid position or end mark.
     *
     * @param streamTime largest record timestamp of the partition, this record's included; milliseconds since 1970
     * @param offset where the record lies in its partition
     * @param now wall-clock time, milliseconds since 1970
     */
    public Outcome receive(TrackIdentity track, ParticlePosition record, long streamTime, long offset, long now) {
        long heard = clock.tell(streamTime);
        TrackState state = tracks.get(track);
        if (state != null && !state.ending() && isSilent(state)) {
            state = end(track, state, now);
        }
        boolean over = state == null ? ended.contains(track, streamTime) : state.ending();
        if (over) {
            return record.getEndOfTrack() ? Outcome.MARKED : Outcome.AFTER_FINAL;
        }
        TrackState open =
                state == null ? opened(record, streamTime, heard, offset) : state.active(streamTime, heard, offset);
        if (record.getEndOfTrack()) {
            end(track, open, now);
            return Outcome.MARKED;
        }
        return add(track, open, record, now);
    }

    /** Ends the open tracks that have been silent by the partition's clock, and forgets those that ended long ago. */
    public void endSilent(long streamTime, long now) {
        endWhere(this::isSilent, now);
        ended.forgetExpired(streamTime);
    }

    /** Ends all open tracks, the whole partition having been silent. */
    public void endAll(long now) {
        endWhere(state -> true, now);
    }

    /** The state of a track that is open or ending. */
    public TrackState state(TrackIdentity track) {
        return tracks.get(track);
    }

    /** Notes that a result has left; a FINAL leaves nothing behind but the track's tombstone. */
    public void left(DueResult result) {
        due.remove(result);
        if (result.isFinal()) {
            positions.forget(result.track());
            tracks.delete(result.track());
            ended.add(result.track(), result.streamTime());
        } else {
            forgetWhatSlidOut(result);
        }
    }

    /** Unless another result of the track waits, which may need it. */
    private void forgetWhatSlidOut(DueResult left) {
        TrackState state = state(left.track());
        if (state.revision() == left.revision()) {
            positions.forgetBefore(left.track(), state.oldestFrame());
        }
    }

    private static TrackState opened(ParticlePosition record, long streamTime, long heard, long offset) {
        return TrackState.opened(
                record.getLengthUnit(), record.getFrame(), record.getTime(), streamTime, heard, offset);
    }

    private boolean isSilent(TrackState state) {
        return state.isSilent(clock.elapsed(), settings.streamTimeInactivity().toMillis());
    }

    private Outcome add(TrackIdentity track, TrackState state, ParticlePosition record, long now) {
        Optional<Outcome> refusal = refusal(state, record);
        if (refusal.isPresent()) {
            tracks.put(track, state);
            return refusal.get();
        }
        StoredPosition position =
                new StoredPosition(state.accepted() + 1, record.getX(), record.getY(), record.getTime());
        if (!positions.add(track, record.getFrame(), position)) {
            tracks.put(track, state.withDuplicate());
            return Outcome.DUPLICATE;
        }
        TrackState grown = state.withPosition();
        tracks.put(track, isLiveDue(grown) ? liveDue(track, grown, now) : grown);
        return Outcome.ACCEPTED;
    }

    private static Optional<Outcome> refusal(TrackState state, ParticlePosition record) {
        if (!record.getLengthUnit().equals(state.lengthUnit())) {
            return Optional.of(Outcome.UNIT_CHANGED);
        }
        return record.getFrame() < state.oldestFrame() ? Optional.of(Outcome.BEFORE_WINDOW) : Optional.empty();
    }

    private boolean isLiveDue(TrackState state) {
        return state.accepted() >= settings.minimumPoints() && state.sinceResult() >= settings.liveEvery();
    }

    private TrackState liveDue(TrackIdentity track, TrackState state, long now) {
        TrackState next = slid(track, state).liveDue();
        makeDue(track, next, ResultStatus.LIVE, now);
        return next;
    }

    /** Lets the window slide: what is further back than its length, no later result needs. */
    private TrackState slid(TrackIdentity track, TrackState state) {
        long surplus = state.stored() - settings.maximumPoints();
        return surplus > 0
                ? state.slid(surplus, positions.firstFrameAfter(track, state.oldestFrame(), surplus))
                : state;
    }

    private TrackState end(TrackIdentity track, TrackState state, long now) {
        TrackState ending = state.finalDue();
        makeDue(track, ending, ResultStatus.FINAL, now);
        tracks.put(track, ending);
        return ending;
    }

    private void makeDue(TrackIdentity track, TrackState state, ResultStatus status, long now) {
        due.add(new DueResult(
                due.nextSequence(),
                track,
                status,
                state.revision(),
                state.accepted(),
                state.duplicates(),
                state.lastActivity(),
                now));
    }

    private void endWhere(Predicate<TrackState> isOver, long now) {
        List<KeyValue<TrackIdentity, TrackState>> over = new ArrayList<>();
        try (KeyValueIterator<TrackIdentity, TrackState> all = tracks.all()) {
            all.forEachRemaining(entry -> {
                if (!entry.value.ending() && isOver.test(entry.value)) {
                    over.add(entry);
                }
            });
        }
        over.forEach(entry -> end(entry.key, entry.value, now));
    }
}
