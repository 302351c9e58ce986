package io.wanderscope.app.results;

import io.wanderscope.app.acquisition.RecordedTrack;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import java.util.List;
import java.util.Optional;

/**
 * All results of one track.
 *
 * @param labels by revision; the last one is final
 * @param saliency that of the final result; empty if the track was not classified
 */
public record TrackResult(RecordedTrack track, List<TrajectoryLabel> labels, Optional<TrajectorySaliency> saliency) {
    /** Copies the list. */
    public TrackResult {
        labels = List.copyOf(labels);
    }

    /** The final label. */
    public TrajectoryLabel last() {
        return labels.get(labels.size() - 1);
    }

    /** What became of the track's positions. */
    public TrackPositions positions() {
        return TrackPositions.of(track.track().positions().size(), last());
    }
}
