package io.wanderscope.dashboard.live;

import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.UndeterminedReason;
import java.util.Optional;

/**
 * Selects tracks of an acquisition.
 *
 * @param status only tracks with this status
 * @param label only tracks whose latest result has this label
 * @param reason only tracks whose latest result is undetermined for this reason
 * @param limit maximum number of tracks, the latest changed first; at least 1
 */
public record TrackFilter(
        Optional<TrackStatus> status, Optional<DiffusionLabel> label, Optional<UndeterminedReason> reason, int limit) {
    boolean accepts(LiveTrack track) {
        Result latest = track.latestResult();
        return status.map(TrackStatus.of(track)::equals).orElse(true)
                && label.map(wanted -> latest != null && latest.label() == wanted)
                        .orElse(true)
                && reason.map(wanted -> latest != null && latest.reason() == wanted)
                        .orElse(true);
    }
}
