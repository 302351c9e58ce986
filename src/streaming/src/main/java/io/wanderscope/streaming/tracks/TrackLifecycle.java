package io.wanderscope.streaming.tracks;

import io.wanderscope.diffusion.LengthNames;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.TrackKey;
import io.wanderscope.streaming.silence.EndedNames;
import io.wanderscope.streaming.silence.PartitionClock;
import io.wanderscope.streaming.silence.PartitionInactivity;
import io.wanderscope.streaming.stores.BinarySerdes;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A track from its first record to its final result. It ends by its mark or by inactivity: either its own, measured by
 * the {@link PartitionClock}, or that of the whole partition, detected by {@link PartitionInactivity}. A track is in
 * one of these states:
 *
 * <pre>
 *                position                      end mark, inactivity              FINAL sent
 *   (unknown) ──────────────▶ OPEN ────────────────────────────────▶ ENDING ────────────────▶ ENDED
 *       │                    │    ▲                                  ▲ │  ▲                   │   ▲
 *       │                    └────┘                                  │ └──┘                   └───┘
 *       │       position: stored, LIVE due (live.*)                  │ position: rejected     position: rejected
 *       └────────────────────────────────────────────────────────────┘ mark: ignored          mark: ignored
 *                                    end mark
 * </pre>
 *
 * OPEN and ENDING tracks have an entry in the store {@code tracks} with their latest positions, and the others in
 * {@code positions}. An ENDED track has only an entry in {@code ended}, its key and the stream time of its end, until
 * the retention has passed.
 *
 * <p>Nothing here depends on the wall clock, except that all tracks end when the partition is inactive. By the
 * partition's clock, a track ends with the first record at which the clock has advanced by the inactivity since the
 * track's latest record. It makes no difference how soon it is found to have ended, so the same input gives the same
 * results, although only so many tracks are ended at a time.
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

    private static final Logger LOG = LoggerFactory.getLogger(TrackLifecycle.class);

    private final LiveInterval liveInterval;
    private final int maximumPoints;
    private final long inactivity;
    private final Tracks tracks;
    private final EndedNames<TrackKey> ended;
    private final DueQueue due;
    private final PartitionClock clock;

    /** Offset of the latest record when the whole partition was last inactive: tracks without a later one have ended. */
    private long inactiveThrough = -1;

    TrackLifecycle(
            StreamSettings settings, Tracks tracks, EndedNames<TrackKey> ended, DueQueue due, PartitionClock clock) {
        this.liveInterval = LiveInterval.of(settings);
        this.maximumPoints = settings.maximumPoints();
        this.inactivity = settings.streamTimeInactivity().toMillis();
        this.tracks = tracks;
        this.ended = ended;
        this.due = due;
        this.clock = clock;
    }

    /**
     * Resumes tracks that have ended and whose final result is not due, as after a crash under at-least-once that kept
     * the latest entries of one store and not of another. Either the result had left, as the entry in {@code ended}
     * shows, and the track is removed now; or the result falls due again.
     *
     * @param ending has read all tracks and results
     * @param now wall-clock time, milliseconds since 1970
     */
    void resume(EndingTracks ending, long now) {
        if (!ending.areAllDue()) {
            tracks.withoutFinal(ending).forEach(track -> resume(track, now));
        }
    }

    private void resume(Track track, long now) {
        boolean hasLeft = ended.contains(track.key, track.state.activity().streamTime());
        LOG.warn(
                "event=final_not_due track={} revision={} a track had ended without its result among those that are due;"
                        + " it {}",
                track.key.text(),
                track.state.progress().revision(),
                hasLeft ? "had left" : "falls due again");
        if (hasLeft) {
            tracks.remove(track);
            clock.write();
        } else {
            due.add(track, ResultStatus.FINAL, now);
        }
    }

    /**
     * Receives a valid position or end mark.
     *
     * @param streamTime largest record timestamp of the partition, this record's included; milliseconds since 1970
     * @param offset the record's offset in its partition
     * @param now wall-clock time, milliseconds since 1970
     */
    public Outcome receive(TrackKey key, ParticlePosition record, long streamTime, long offset, long now) {
        if (offset <= inactiveThrough) {
            // The offsets have begun again, in a topic that was truncated or made anew.
            inactiveThrough = -1;
        }
        TrackState.Activity activity = new TrackState.Activity(streamTime, clock.advanceTo(streamTime), offset);
        Outcome outcome = receive(key, record, activity, now);
        tracks.freeMemory();
        return outcome;
    }

    private Outcome receive(TrackKey key, ParticlePosition record, TrackState.Activity activity, long now) {
        Track track = tracks.find(key);
        if (track != null && !track.isEnding() && hasEndedByInactivity(track)) {
            end(track, track.state, now);
        }
        if (track == null ? ended.contains(key, activity.streamTime()) : track.isEnding()) {
            // No track's state will have this record's reading.
            clock.write();
            return record.getEndOfTrack() ? Outcome.END_MARK : Outcome.AFTER_FINAL;
        }
        Track open = track == null ? tracks.open(key, TrackState.opened(opening(record), activity)) : track;
        TrackState active = open.state.withActivity(activity);
        if (record.getEndOfTrack()) {
            end(open, active, now);
            return Outcome.END_MARK;
        }
        return add(open, active, record, now);
    }

    /**
     * Ends open tracks that are inactive, those first that have been so for longest: by the partition's clock, or
     * because the whole partition was. Costs nothing when there is none.
     *
     * @param limit maximum number of tracks; the others follow when this is called again
     * @return whether there are others
     */
    public boolean endInactive(int limit, long now) {
        Track track = tracks.longestSilent();
        for (int count = 0; count < limit && track != null && hasEndedByInactivity(track); count++) {
            end(track, track.state, now);
            track = tracks.longestSilent();
        }
        tracks.freeMemory();
        return track != null && hasEndedByInactivity(track);
    }

    /** Lets all open tracks end, because the whole partition is inactive; {@link #endInactive} does it. */
    public void endAll() {
        Track latest = tracks.latest();
        if (latest != null) {
            inactiveThrough = latest.state.activity().offset();
        }
    }

    /** Deletes expired entries of ended tracks. */
    public void forgetEnded(long streamTime) {
        ended.deleteExpired(streamTime);
    }

    /**
     * Notes that a result has been sent. After its final result, only the entry in {@code ended} remains of a track.
     */
    public void complete(DueResult sent) {
        due.remove(sent);
        Track track = tracks.find(sent.track());
        if (track != null && sent.isFinal()) {
            tracks.remove(track);
            ended.add(sent.track(), sent.streamTime());
            clock.write();
        } else if (track != null && isLatest(track, sent)) {
            tracks.deleteBeforeWindow(track);
        }
        tracks.freeMemory();
    }

    /** Frees memory that other tasks of the process need, without a record: call it now and then. */
    public void freeMemory() {
        tracks.freeMemory();
    }

    /** Returns the memory of the task. Everything is in the stores. */
    public void close() {
        tracks.close();
    }

    /** Otherwise another result of the track is due, which may need positions that have slid out of the window. */
    private static boolean isLatest(Track track, DueResult sent) {
        return track.state.progress().revision() == sent.revision();
    }

    private static TrackState.Opening opening(ParticlePosition record) {
        return new TrackState.Opening(record.getLengthUnit(), record.getFrame(), record.getTime());
    }

    private boolean hasEndedByInactivity(Track track) {
        return track.state.activity().offset() <= inactiveThrough
                || track.state.isInactive(clock.elapsed(), inactivity);
    }

    private Outcome add(Track track, TrackState active, ParticlePosition record, long now) {
        Optional<Outcome> rejection = rejection(active, record);
        if (rejection.isPresent()) {
            tracks.writeActive(track, active);
            return rejection.get();
        }
        TrackPositions positions = tracks.positions(track);
        if (positions.hasFrame(record.getFrame())) {
            tracks.writeActive(track, active.withDuplicate());
            return Outcome.DUPLICATE;
        }
        TrackState grown = active.withPosition();
        positions.add(
                grown.counts().accepted(),
                record.getFrame(),
                record.getX(),
                record.getY(),
                BinarySerdes.microseconds(record.getTime()));
        grow(track, positions, grown, now);
        return Outcome.ACCEPTED;
    }

    private void grow(Track track, TrackPositions positions, TrackState grown, long now) {
        if (liveInterval.isDue(grown)) {
            tracks.writeGrown(track, slid(positions, grown).withDue(ResultStatus.LIVE));
            due.add(track, ResultStatus.LIVE, now);
        } else {
            tracks.writeGrown(track, grown);
        }
    }

    private static Optional<Outcome> rejection(TrackState state, ParticlePosition record) {
        if (!LengthNames.areSame(record.getLengthUnit(), state.opening().lengthUnit())) {
            return Optional.of(Outcome.UNIT_CHANGED);
        }
        return record.getFrame() < state.window().oldestFrame() ? Optional.of(Outcome.BEFORE_WINDOW) : Optional.empty();
    }

    /** Lets the window slide past the positions that no later result needs. */
    private TrackState slid(TrackPositions positions, TrackState state) {
        TrackState.Window window = state.window();
        long surplus = window.stored() - maximumPoints;
        if (surplus <= 0) {
            return state;
        }
        long oldestFrame = positions.firstFrameAfter(window.oldestFrame(), surplus);
        return state.withWindow(new TrackState.Window(oldestFrame, window.stored() - surplus));
    }

    private void end(Track track, TrackState state, long now) {
        tracks.writeEnding(track, state.withDue(ResultStatus.FINAL));
        due.add(track, ResultStatus.FINAL, now);
    }
}
