package io.wanderscope.dashboard.live;

import io.wanderscope.schema.DiffusionLabel;
import java.util.Optional;

/**
 * Which tracks of an acquisition are asked for.
 *
 * @param status of these only
 * @param label whose latest result has this label only
 * @param limit most of them, the latest changed first; at least 1
 */
public record TrackFilter(Optional<TrackStatus> status, Optional<DiffusionLabel> label, int limit) {
    boolean accepts(LiveTrack track) {
        return status.map(TrackStatus.of(track)::equals).orElse(true)
                && label.map(wanted -> track.latestResult() != null
                                && track.latestResult().label() == wanted)
                        .orElse(true);
    }
}
