package io.wanderscope.app.results;

import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The results of one acquisition, by track.
 *
 * @param labels all labels of each track, LIVE and FINAL, by revision; tracks in the order of the acquisition
 * @param saliency the saliency of the final result of each classified track
 */
public record AcquisitionResults(
        String acquisition,
        String lengthUnit,
        Map<String, List<TrajectoryLabel>> labels,
        Map<String, TrajectorySaliency> saliency) {

    /** The final label of each track, in the order of the tracks. */
    public List<TrajectoryLabel> finals() {
        List<TrajectoryLabel> finals = new ArrayList<>();
        labels.values().forEach(revisions -> finals.add(revisions.get(revisions.size() - 1)));
        return finals;
    }

    /** Saliency of a track's final result; empty if the track was not classified. */
    public Optional<TrajectorySaliency> saliencyOf(String track) {
        return Optional.ofNullable(saliency.get(track));
    }
}
