package io.wanderscope.app.results;

import io.wanderscope.dashboard.MotionClass;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.UndeterminedReason;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How many tracks of an acquisition have which final result. Not thread-safe. */
public final class AcquisitionCounts {
    private final String acquisition;
    private final Map<MotionClass, Integer> motions = new EnumMap<>(MotionClass.class);
    private final Map<UndeterminedReason, Integer> reasons = new EnumMap<>(UndeterminedReason.class);
    private final Map<List<DiffusionLabel>, Integer> openSets = new HashMap<>();
    private int tracks;

    /** No tracks yet. */
    public AcquisitionCounts(String acquisition) {
        this.acquisition = acquisition;
    }

    /** Counts a track by its final label. */
    public void add(TrajectoryLabel label) {
        tracks++;
        motions.merge(MotionClass.of(label.getLabel(), label.getReason()), 1, Integer::sum);
        if (label.getReason() != null) {
            reasons.merge(label.getReason(), 1, Integer::sum);
        }
        if (label.getReason() == UndeterminedReason.LOW_CONFIDENCE && label.getClassSet() != null) {
            openSets.merge(List.copyOf(label.getClassSet()), 1, Integer::sum);
        }
    }

    String acquisition() {
        return acquisition;
    }

    int tracks() {
        return tracks;
    }

    int of(MotionClass motion) {
        return motions.getOrDefault(motion, 0);
    }

    int of(UndeterminedReason reason) {
        return reasons.getOrDefault(reason, 0);
    }

    /** The reasons that occur. */
    Set<UndeterminedReason> reasons() {
        return reasons.keySet();
    }

    /** Tracks of low confidence by the set of classes between which the network could not decide. */
    Map<List<DiffusionLabel>, Integer> openSets() {
        return openSets;
    }
}
