package io.wanderscope.dashboard.live;

import io.wanderscope.schema.DiffusionLabel;
import java.util.Optional;

/**
 * Selects tracks of an acquisition.
 *
 * @param status only tracks with this status
 * @param label only tracks whose latest result has this label
 * @param limit maximum number of tracks, the latest changed first; at least 1
 */
public record TrackFilter(Optional<TrackStatus> status, Optional<DiffusionLabel> label, int limit) {
    boolean accepts(LiveTrack track) {
        return status.map(TrackStatus.of(track)::equals).orElse(true)
                && label.map(wanted -> track.latestResult() != null
                                && track.latestResult().label() == wanted)
                        .orElse(true);
    }
}
