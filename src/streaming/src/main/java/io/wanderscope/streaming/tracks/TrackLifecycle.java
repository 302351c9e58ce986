package io.wanderscope.streaming.tracks;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.TrackKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A track from its first record to its final result. It ends by its mark or by inactivity: either its own, measured by
 * the {@link PartitionClock}, or that of the whole partition, detected by {@link PartitionInactivity}. A track is in one
 * of these states:
 *
 * <pre>
 *                position                      end mark, inactivity              FINAL sent
 *   (unknown) ──────────────▶ OPEN ────────────────────────────────▶ ENDING ────────────────▶ ENDED
 *       │                    │    ▲                                  ▲ │  ▲                   │   ▲
 *       │                    └────┘                                  │ └──┘                   └───┘
 *       │       position: stored, LIVE due (live.every.points)       │ position: rejected     position: rejected
 *       └────────────────────────────────────────────────────────────┘ mark: ignored          mark: ignored
 *                                    end mark
 * </pre>
 *
 * OPEN and ENDING tracks have an entry in the store {@code tracks}, and their positions in {@code positions}. An ENDED
 * track has only an entry in {@code ended}, its key and the stream time of its end, until the retention has passed.
 *
 * <p>Nothing here depends on the wall clock, except that all tracks end when the partition is inactive. By the
 * partition's clock, a track ends with the first record at which the clock has advanced by the inactivity since the
 * track's latest record. It makes no difference whether a punctuation came first, so the same input gives the same
 * results.
 */
public final class TrackLifecycle {
    /** The outcome for a record. */
    public enum Outcome {
        /** The position was stored. */
        ACCEPTED,
        /** The frame already had a position, which is kept; this one is ignored. */
        DUPLICATE,
        /** Rejected: in another unit of length than the track's first record. */
        UNIT_CHANGED,
        /** Rejected: the window had slid past the frame. */
        BEFORE_WINDOW,
        /** An end mark: the track ends now, or had ended before. */
        END_MARK,
        /** Rejected: the track had ended. */
        AFTER_FINAL
    }

    private final StreamSettings settings;
    private final PositionStore positions;
    private final KeyValueStore<TrackKey, TrackState> tracks;
    private final EndedTracks ended;
    private final DueQueue due;
    private final PartitionClock clock;

    TrackLifecycle(
            StreamSettings settings,
            PositionStore positions,
            KeyValueStore<TrackKey, TrackState> tracks,
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
     * Receives a valid position or end mark.
     *
     * @param streamTime largest record timestamp of the partition, this record's included; milliseconds since 1970
     * @param offset the record's offset in its partition
     * @param now wall-clock time, milliseconds since 1970
     */
    public Outcome receive(TrackKey track, ParticlePosition record, long streamTime, long offset, long now) {
        TrackState.Activity activity = new TrackState.Activity(streamTime, clock.advanceTo(streamTime), offset);
        TrackState state = tracks.get(track);
        if (state != null && !state.isEnding() && isInactive(state)) {
            state = end(track, state, now);
        }
        boolean hasEnded = state == null ? ended.contains(track, streamTime) : state.isEnding();
        if (hasEnded) {
            return record.getEndOfTrack() ? Outcome.END_MARK : Outcome.AFTER_FINAL;
        }
        TrackState open = state == null ? TrackState.opened(opening(record), activity) : state.withActivity(activity);
        if (record.getEndOfTrack()) {
            end(track, open, now);
            return Outcome.END_MARK;
        }
        return add(track, open, record, now);
    }

    /** Ends the open tracks that are inactive by the partition's clock, and deletes expired entries of ended tracks. */
    public void endInactive(long streamTime, long now) {
        endWhere(this::isInactive, now);
        ended.deleteExpired(streamTime);
    }

    /** Ends all open tracks, because the whole partition is inactive. */
    public void endAll(long now) {
        endWhere(state -> true, now);
    }

    /**
     * Notes that a result has been sent. After its final result, only the entry in {@code ended} remains of a track.
     */
    public void complete(DueResult sent) {
        due.remove(sent);
        if (sent.isFinal()) {
            positions.deleteAll(sent.track());
            tracks.delete(sent.track());
            ended.add(sent.track(), sent.streamTime());
        } else {
            deleteBeforeWindow(sent);
        }
    }

    /** Unless another result of the track is due, which may need those positions. */
    private void deleteBeforeWindow(DueResult sent) {
        TrackState state = tracks.get(sent.track());
        if (state.progress().revision() == sent.revision()) {
            positions.deleteBefore(sent.track(), state.window().oldestFrame());
        }
    }

    private static TrackState.Opening opening(ParticlePosition record) {
        return new TrackState.Opening(record.getLengthUnit(), record.getFrame(), record.getTime());
    }

    private boolean isInactive(TrackState state) {
        return state.isInactive(clock.elapsed(), settings.streamTimeInactivity().toMillis());
    }

    private Outcome add(TrackKey track, TrackState state, ParticlePosition record, long now) {
        Optional<Outcome> rejection = rejection(state, record);
        if (rejection.isPresent()) {
            tracks.put(track, state);
            return rejection.get();
        }
        StoredPosition position =
                new StoredPosition(state.counts().accepted() + 1, record.getX(), record.getY(), record.getTime());
        if (!positions.add(track, record.getFrame(), position)) {
            tracks.put(track, state.withDuplicate());
            return Outcome.DUPLICATE;
        }
        TrackState grown = state.withPosition();
        tracks.put(track, isLiveDue(grown) ? makeDue(track, slid(track, grown), ResultStatus.LIVE, now) : grown);
        return Outcome.ACCEPTED;
    }

    private static Optional<Outcome> rejection(TrackState state, ParticlePosition record) {
        if (!record.getLengthUnit().equals(state.opening().lengthUnit())) {
            return Optional.of(Outcome.UNIT_CHANGED);
        }
        return record.getFrame() < state.window().oldestFrame() ? Optional.of(Outcome.BEFORE_WINDOW) : Optional.empty();
    }

    private boolean isLiveDue(TrackState state) {
        return state.counts().accepted() >= settings.minimumPoints()
                && state.progress().sinceDue() >= settings.liveEvery();
    }

    /** Lets the window slide past the positions that no later result needs. */
    private TrackState slid(TrackKey track, TrackState state) {
        TrackState.Window window = state.window();
        long surplus = window.stored() - settings.maximumPoints();
        if (surplus <= 0) {
            return state;
        }
        long oldestFrame = positions.firstFrameAfter(track, window.oldestFrame(), surplus);
        return state.withWindow(new TrackState.Window(oldestFrame, window.stored() - surplus));
    }

    private TrackState end(TrackKey track, TrackState state, long now) {
        TrackState ending = makeDue(track, state, ResultStatus.FINAL, now);
        tracks.put(track, ending);
        return ending;
    }

    private TrackState makeDue(TrackKey track, TrackState state, ResultStatus status, long now) {
        TrackState counted = state.withDue(status);
        due.add(track, status, counted, now);
        return counted;
    }

    private void endWhere(Predicate<TrackState> shouldEnd, long now) {
        List<KeyValue<TrackKey, TrackState>> toEnd = new ArrayList<>();
        try (KeyValueIterator<TrackKey, TrackState> all = tracks.all()) {
            all.forEachRemaining(entry -> {
                if (!entry.value.isEnding() && shouldEnd.test(entry.value)) {
                    toEnd.add(entry);
                }
            });
        }
        toEnd.forEach(entry -> end(entry.key, entry.value, now));
    }
}
