package io.wanderscope.app.results;

import io.wanderscope.app.acquisition.RecordedTrack;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What has been read of a track's results so far: label and saliency are on different topics, so either may come first. */
final class OpenTrack {
    private final SortedMap<Integer, TrajectoryLabel> labels = new TreeMap<>();
    private @Nullable TrajectorySaliency saliency;

    void add(TrajectoryLabel label) {
        labels.put(label.getRevision(), label);
    }

    void add(TrajectorySaliency each) {
        if (each.getStatus() == ResultStatus.FINAL) {
            saliency = each;
        }
    }

    /** Whether it has its final label, and saliency if it was classified. */
    boolean isComplete() {
        if (labels.isEmpty()) {
            return false;
        }
        TrajectoryLabel last = Objects.requireNonNull(labels.get(labels.lastKey()));
        return last.getStatus() == ResultStatus.FINAL && (last.getProbabilities() == null || saliency != null);
    }

    TrackResult result(RecordedTrack track) {
        return new TrackResult(track, new ArrayList<>(labels.values()), Optional.ofNullable(saliency));
    }
}
