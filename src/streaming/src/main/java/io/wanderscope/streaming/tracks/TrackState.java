package io.wanderscope.streaming.tracks;

import io.wanderscope.schema.ResultStatus;
import io.wanderscope.streaming.silence.PartitionClock;
import java.time.Instant;

/**
 * A track's state, without its positions. Its size does not depend on the track's length.
 *
 * @param opening the record that opened the track
 * @param counts its positions so far
 * @param window which of its positions may still be classified
 * @param activity its latest record
 * @param progress progress of its results
 * @param storage which entries of the store of positions may exist
 */
public record TrackState(
        Opening opening, Counts counts, Window window, Activity activity, Progress progress, Storage storage) {

    /**
     * The track's first record.
     *
     * @param lengthUnit unit of the track's coordinates
     */
    public record Opening(String lengthUnit, long firstFrame, Instant firstTime) {}

    /**
     * The track's positions so far.
     *
     * @param accepted positions accepted into the store
     * @param duplicates positions ignored because their frame already had one
     */
    public record Counts(long accepted, long duplicates) {
        private Counts withPosition() {
            return new Counts(accepted + 1, duplicates);
        }

        private Counts withDuplicate() {
            return new Counts(accepted, duplicates + 1);
        }
    }

    /**
     * The positions that later results may need.
     *
     * @param oldestFrame positions of earlier frames have slid out of the window; they stay in the store until no result
     *     that is due needs them, and none of those stored with them is in the window
     * @param stored positions in the store from {@code oldestFrame} on
     */
    public record Window(long oldestFrame, long stored) {
        private Window withPosition() {
            return new Window(oldestFrame, stored + 1);
        }
    }

    /**
     * The track's latest record.
     *
     * @param streamTime stream time when it arrived, milliseconds since 1970
     * @param elapsed reading of the {@link PartitionClock} when it arrived, milliseconds
     * @param offset its offset in the partition
     */
    public record Activity(long streamTime, long elapsed, long offset) {}

    /**
     * Progress of the track's results.
     *
     * @param revision revision of the latest result that fell due; 0 before the first
     * @param sinceDue positions accepted since then
     * @param ending whether the final result has fallen due, so that no more positions are accepted
     */
    public record Progress(int revision, long sinceDue, boolean ending) {
        private Progress withPosition() {
            return new Progress(revision, sinceDue + 1, ending);
        }

        private Progress withDue(ResultStatus status) {
            return new Progress(revision + 1, 0, status == ResultStatus.FINAL);
        }
    }

    /**
     * Where the track's positions are kept, apart from the latest ones, which are beside this state.
     *
     * @param singles of the positions up to this ordinal, each has an entry of its own, as an earlier version wrote them;
     *     0 for no such position
     * @param firstBlock number of the first block of positions that may exist, from 0
     */
    public record Storage(long singles, long firstBlock) {}

    static TrackState opened(Opening opening, Activity activity) {
        return new TrackState(
                opening, new Counts(0, 0), new Window(0, 0), activity, new Progress(0, 0, false), new Storage(0, 0));
    }

    TrackState withActivity(Activity latest) {
        return new TrackState(opening, counts, window, latest, progress, storage);
    }

    TrackState withPosition() {
        return new TrackState(
                opening, counts.withPosition(), window.withPosition(), activity, progress.withPosition(), storage);
    }

    TrackState withDuplicate() {
        return new TrackState(opening, counts.withDuplicate(), window, activity, progress, storage);
    }

    TrackState withWindow(Window slid) {
        return new TrackState(opening, counts, slid, activity, progress, storage);
    }

    /** With one more due result. */
    TrackState withDue(ResultStatus status) {
        return new TrackState(opening, counts, window, activity, progress.withDue(status), storage);
    }

    TrackState withStorage(Storage changed) {
        return new TrackState(opening, counts, window, activity, progress, changed);
    }

    boolean isEnding() {
        return progress.ending();
    }

    /**
     * Whether the partition's clock has advanced by the inactivity or more since the track's latest record.
     *
     * @param now reading of the clock, milliseconds
     * @param inactivity in milliseconds
     */
    boolean isInactive(long now, long inactivity) {
        return now - activity.elapsed() >= inactivity;
    }
}
