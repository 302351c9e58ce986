package io.wanderscope.diffusion.population;

import io.wanderscope.diffusion.ObservedTrajectory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the exponent of a population rests on: moments of the displacements of all tracks as whole numbers, apart for groups of
 * tracks, so that the scatter between the groups shows how far the exponent can be trusted. A track belongs to a group by
 * chance, but always to the same.
 *
 * <p>The squares of lengths of all units and particles would not fit into whole numbers of one size. So every track counts in
 * units that suit their size: those of most tracks, in micrometres or pixels, are the same.
 */
final class ExponentStatistics {
    /** Groups of tracks. */
    static final int GROUPS = 8;

    /** Steps of a moment, per mean square, that tell two tracks apart; so many that the group is a matter of chance. */
    private static final double GROUPING_PRECISION = 4096;

    /** Tracks that the exponent rests on. */
    private static final int TRACKS = Sections.EXPONENT;

    private static final int CELLS = Sections.EXPONENT + 100;

    /** Room for the numbers of segments, from index 0, and for their moments, from index {@link #FIRST_MOMENT}. */
    private static final int CELL = 100;

    private static final int FIRST_MOMENT = 10;

    /**
     * The magnitude of a track is 0 if the mean square of its displacements is from 2^{@value #LOWEST}, and it is 1 more for every
     * {@value #BITS} bits. Tracks of another magnitude than these count for nothing: their squares are next to no numbers.
     */
    private static final int SMALLEST = -10;

    private static final int LARGEST = 10;
    private static final int LOWEST = -14;
    private static final int BITS = 24;

    /** The unit is smaller by so many bits than the smallest mean square of a magnitude. */
    private static final int PRECISION = 8;

    private ExponentStatistics() {}

    /** Adds what a track tells; nothing if it has no two successive displacements, or never moves. */
    static void add(ObservedTrajectory track, SufficientStatistics.Builder sums) {
        SegmentMoments moments = SegmentMoments.of(track);
        double variance = moments.variance();
        int magnitude = Math.floorDiv(Math.getExponent(variance) - LOWEST, BITS);
        if (!(variance > 0) || magnitude < SMALLEST || magnitude > LARGEST) {
            return;
        }
        long[] values = cell(moments, magnitude);
        int start = start(magnitude, group(moments, variance));
        sums.add(TRACKS, 1);
        for (int entry = 0; entry < CELL; entry++) {
            if (values[entry] != 0) {
                sums.add(start + entry, values[entry]);
            }
        }
    }

    private static long[] cell(SegmentMoments moments, int magnitude) {
        long[] values = new long[CELL];
        for (int length = SegmentMoments.SHORTEST; length <= SegmentMoments.LONGEST; length++) {
            values[length] = moments.segments(length);
        }
        for (int place = 0; place < SegmentMoments.MOMENTS; place++) {
            values[FIRST_MOMENT + place] = Math.round(moments.moment(place) / unit(magnitude));
        }
        return values;
    }

    private static double unit(int magnitude) {
        return Math.scalb(1.0, BITS * magnitude + LOWEST - PRECISION);
    }

    private static int start(int magnitude, int group) {
        return CELLS + CELL * (GROUPS * (magnitude - SMALLEST) + group);
    }

    /** Depends on the moments only, not on their unit. */
    private static int group(SegmentMoments moments, double variance) {
        long[] ratios = new long[SegmentMoments.MOMENTS];
        Arrays.setAll(ratios, place -> Math.round(moments.moment(place) / variance * GROUPING_PRECISION));
        return Math.floorMod((Arrays.hashCode(ratios) * 0x9E37_79B9) >>> 16, GROUPS);
    }

    /** Number of tracks that count. */
    static long tracks(SufficientStatistics sums) {
        return sums.at(TRACKS);
    }

    /** The moments of each group that has any. */
    static List<SegmentMoments> groups(SufficientStatistics sums) {
        return IntStream.range(0, GROUPS)
                .mapToObj(group -> ofGroup(sums, group))
                .filter(group -> group.variance() > 0)
                .toList();
    }

    private static SegmentMoments ofGroup(SufficientStatistics sums, int group) {
        SegmentMoments moments = new SegmentMoments();
        for (int magnitude = SMALLEST; magnitude <= LARGEST; magnitude++) {
            int start = start(magnitude, group);
            int place = sums.firstPlace(start);
            for (; place < sums.size() && sums.index(place) < start + CELL; place++) {
                int entry = sums.index(place) - start;
                if (entry < FIRST_MOMENT) {
                    moments.addSegments(entry, sums.value(place));
                } else {
                    moments.addMoment(entry - FIRST_MOMENT, unit(magnitude) * sums.value(place));
                }
            }
        }
        return moments;
    }
}
