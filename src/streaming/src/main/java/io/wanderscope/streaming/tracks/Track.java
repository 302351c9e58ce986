package io.wanderscope.streaming.tracks;

import io.wanderscope.streaming.TrackKey;
import io.wanderscope.streaming.silence.LinkedOrder;
import org.jspecify.annotations.Nullable;

/** A track in memory. {@link Tracks} changes it. */
final class Track {
    final TrackKey key;

    /** Among the open tracks, by their latest records. */
    final LinkedOrder.Place<Track> amongOpen = new LinkedOrder.Place<>(this);

    /** Among those whose memory can be freed. */
    final LinkedOrder.Place<Track> amongFreeable = new LinkedOrder.Place<>(this);

    /** As in the store. */
    TrackState state;

    /** All its positions that are kept; null while they are only in the stores. */
    @Nullable
    TrackPositions positions;

    /** Its result that is due and not handed out, if a newer result is to take its place. */
    @Nullable
    DueResult waiting;

    /** The bytes that count as memory of windows. */
    long countedBytes;

    Track(TrackKey key, TrackState state) {
        this.key = key;
        this.state = state;
    }

    boolean isEnding() {
        return state.isEnding();
    }
}
