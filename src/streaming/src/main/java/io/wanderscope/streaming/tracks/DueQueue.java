package io.wanderscope.streaming.tracks;

import io.wanderscope.schema.ResultStatus;
import io.wanderscope.streaming.LiveWhenBehind;
import io.wanderscope.streaming.StreamMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The results that are due, in the order in which they fell due. They wait in a store, so a crash loses none. Only this
 * class writes that store and numbers its entries.
 *
 * <p>The numbers follow each other without gaps, so the next result is found by its number: nothing is searched for
 * past results that have left, and a result that waits takes no memory, however many do.
 *
 * <p>Unless all LIVE results are wanted, a newer result of a track takes the place and the number of the LIVE result
 * that still waits, so a track that grows fast is not set back by it.
 */
public final class DueQueue {
    private static final Logger LOG = LoggerFactory.getLogger(DueQueue.class);

    /** How many results are left out at a time at most, so that handing out the others stays short. */
    private static final int MAX_LEFT_OUT = 1_000;

    private final KeyValueStore<Long, DueResult> store;
    private final Tracks tracks;
    private final boolean isOnlyLatestWanted;
    private final StreamMetrics metrics;

    /** Number of the first result that was not handed out, if it exists. */
    private long nextOut;

    private long nextIn;
    private int size;

    /** What {@link #nextOut} is the number of; null when it has not been read. */
    private @Nullable DueResult first;

    /**
     * Resumes with what the store holds from before a restart.
     *
     * @param ending learns which final results are due
     */
    DueQueue(
            KeyValueStore<Long, DueResult> store,
            Tracks tracks,
            LiveWhenBehind behind,
            StreamMetrics metrics,
            EndingTracks ending) {
        this.store = store;
        this.tracks = tracks;
        this.isOnlyLatestWanted = behind == LiveWhenBehind.LATEST;
        this.metrics = metrics;
        readWaiting(ending);
    }

    private void readWaiting(EndingTracks ending) {
        try (KeyValueIterator<Long, DueResult> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<Long, DueResult> entry = all.next();
                nextOut = size == 0 ? entry.key : nextOut;
                nextIn = entry.key + 1;
                size++;
                noteWaiting(entry.value);
                if (entry.value.isFinal()) {
                    ending.addFinal(entry.value);
                }
            }
        }
    }

    private void noteWaiting(DueResult due) {
        Track track = isOnlyLatestWanted ? tracks.findOpen(due.track()) : null;
        if (track != null) {
            track.waiting = due;
        }
    }

    /** How many results wait and have not been handed out. */
    public int size() {
        return size;
    }

    /** Since when the first of them has waited, wall-clock milliseconds since 1970; empty when none waits. */
    public OptionalLong waitingSince() {
        DueResult waiting = first();
        return waiting == null ? OptionalLong.empty() : OptionalLong.of(waiting.dueSince());
    }

    /**
     * Hands out the results that have waited longest, longest first. They are not handed out again before a restart,
     * and stay in the store until {@link TrackLifecycle#complete}.
     *
     * <p>What need not be computed is left out and deleted: LIVE results that a newer one of their track has overtaken,
     * unless all are wanted, and results without their track. Of those there are some after a crash under
     * at-least-once, when this store was ahead of that of the tracks: they fall due again, or have left.
     *
     * @return at most {@code limit} results; fewer, or none, if many are left out
     */
    public List<DueResult> take(int limit) {
        List<DueResult> taken = new ArrayList<>();
        int leftOut = 0;
        while (taken.size() < limit && leftOut < MAX_LEFT_OUT) {
            DueResult due = first();
            if (due == null) {
                break;
            }
            passFirst();
            Track track = tracks.find(due.track());
            noLongerWaits(track, due);
            if (track == null || isUnknownTo(track, due)) {
                leaveOutOrphan(due);
                leftOut++;
            } else if (isOvertaken(track, due)) {
                leaveOutOvertaken(due);
                leftOut++;
            } else {
                taken.add(due);
            }
        }
        tracks.freeMemory();
        return taken;
    }

    private @Nullable DueResult first() {
        while (first == null && nextOut < nextIn) {
            first = store.get(nextOut);
            if (first == null) {
                nextOut++;
            }
        }
        return first;
    }

    private void passFirst() {
        first = null;
        nextOut++;
        size--;
    }

    /** Its number has been passed, so that no newer result may take its place; one that waits behind it keeps its own. */
    private static void noLongerWaits(@Nullable Track track, DueResult due) {
        if (track != null && track.waiting != null && track.waiting.sequence() == due.sequence()) {
            track.waiting = null;
        }
    }

    /** Whether it was counted by a state of the track that the store had not kept; a final result is a track's last. */
    private static boolean isUnknownTo(Track track, DueResult due) {
        int latest = track.state.progress().revision();
        return due.isFinal() ? !track.isEnding() || due.revision() != latest : due.revision() > latest;
    }

    private boolean isOvertaken(Track track, DueResult due) {
        return isOnlyLatestWanted
                && !due.isFinal()
                && due.revision() < track.state.progress().revision();
    }

    private void leaveOutOrphan(DueResult due) {
        remove(due);
        metrics.orphan();
        LOG.warn(
                "event=orphan_left_out track={} status={} revision={} a result was due whose track is not in the store",
                due.track().text(),
                due.status(),
                due.revision());
    }

    private void leaveOutOvertaken(DueResult due) {
        remove(due);
        metrics.overtaken();
    }

    /**
     * Adds a result at the end or, if an earlier one of the track waits whose place it takes, there.
     *
     * @param track with this result counted
     * @param now wall-clock time, milliseconds since 1970
     */
    void add(Track track, ResultStatus status, long now) {
        DueResult overtaken = track.waiting;
        if (overtaken == null) {
            put(track, DueResult.of(nextIn, track.key, status, track.state, now));
            nextIn++;
            size++;
        } else {
            metrics.overtaken();
            put(track, DueResult.of(overtaken.sequence(), track.key, status, track.state, overtaken.dueSince()));
        }
    }

    private void put(Track track, DueResult due) {
        store.put(due.sequence(), due);
        track.waiting = isOnlyLatestWanted ? due : null;
        if (first != null && first.sequence() == due.sequence()) {
            first = due;
        }
    }

    /** Removes a result that is not waiting any more. */
    void remove(DueResult due) {
        store.delete(due.sequence());
    }
}
