package io.wanderscope.app.results;

import io.wanderscope.app.terminal.Counted;
import io.wanderscope.dashboard.MotionClass;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.UndeterminedReason;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How many tracks of an acquisition have which final result, and what became of their positions. Not thread-safe. */
public final class AcquisitionCounts {
    private final String acquisition;
    private final Map<MotionClass, Integer> motions = new EnumMap<>(MotionClass.class);
    private final Map<UndeterminedReason, Integer> reasons = new EnumMap<>(UndeterminedReason.class);
    private final Map<List<DiffusionLabel>, Integer> openSets = new HashMap<>();
    private final Map<PositionFate, Long> positions = new EnumMap<>(PositionFate.class);
    private int tracks;
    private long longest;

    /** No tracks yet. */
    public AcquisitionCounts(String acquisition) {
        this.acquisition = acquisition;
    }

    /** Counts a track by its final label, and its positions. */
    public void add(TrackResult result) {
        TrajectoryLabel label = result.last();
        TrackPositions each = result.positions();
        tracks++;
        longest = Math.max(longest, each.observed());
        count(fateOf(label.getReason()), each.observed());
        count(PositionFate.OUTSIDE_RUN, each.outside());
        count(PositionFate.SHARED_FRAME, each.duplicates());
        motions.merge(MotionClass.of(label.getLabel(), label.getReason()), 1, Integer::sum);
        if (label.getReason() != null) {
            reasons.merge(label.getReason(), 1, Integer::sum);
        }
        if (label.getReason() == UndeterminedReason.LOW_CONFIDENCE && label.getClassSet() != null) {
            openSets.merge(List.copyOf(label.getClassSet()), 1, Integer::sum);
        }
    }

    private static PositionFate fateOf(@Nullable UndeterminedReason reason) {
        if (reason == UndeterminedReason.TOO_SHORT) {
            return PositionFate.TOO_SHORT;
        }
        return reason == UndeterminedReason.INFERENCE_FAILED ? PositionFate.NETWORK_FAILED : PositionFate.USED;
    }

    private void count(PositionFate fate, long number) {
        positions.merge(fate, number, Long::sum);
    }

    /** The name of the acquisition. */
    public String acquisition() {
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

    /** What became of the positions of the tracks, except those that were rejected. */
    Map<PositionFate, Long> positions() {
        return positions;
    }

    /** That no track has the points that it takes to be classified, and how many it takes; empty if one has. */
    public Optional<String> allTooShort(RunFacts run) {
        return of(UndeterminedReason.TOO_SHORT) < tracks
                ? Optional.empty()
                : Optional.of((tracks == 1 ? "its only track is" : "all " + tracks + " tracks are")
                        + " too short: " + (tracks == 1 ? "it" : "the longest") + " has "
                        + Counted.of(longest, "point") + ", and "
                        + run.settings().minimumPoints()
                        + " are needed (--min-points, " + run.model().minimumPoints() + " or more)");
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
