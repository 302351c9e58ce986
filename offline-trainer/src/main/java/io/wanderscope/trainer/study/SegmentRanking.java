package io.wanderscope.trainer.study;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Orders the segments of a track. */
final class SegmentRanking {
    private SegmentRanking() {}

    /** From the least salient segment to the most salient, by the mean weight of their points. */
    static List<BitSet> bySaliency(List<BitSet> segments, double[] weights) {
        return segments.stream()
                .sorted(Comparator.comparingDouble(segment -> segment.stream()
                        .mapToDouble(point -> weights[point])
                        .average()
                        .orElse(0)))
                .toList();
    }

    /** By chance. */
    static List<BitSet> random(List<BitSet> segments, long seed) {
        List<BitSet> shuffled = new ArrayList<>(segments);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }
}
