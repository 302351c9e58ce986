package io.wanderscope.trainer.study;

import java.util.BitSet;
import java.util.List;

/**
 * A part of a track that is erased.
 *
 * @param ranking what orders the segments of the track: the name of a stage, or {@link #RANDOM}
 * @param part which segments of that order
 * @param tenths tenths of the track that are erased, or the number of the one that is, from 1
 * @param erasure how it is erased
 */
record ErasingCase(String ranking, Part part, int tenths, Erasure erasure) {
    /** The ranking by chance. */
    static final String RANDOM = "random";

    /** Segments of a track; four for each tenth. */
    static final int SEGMENTS = 40;

    private static final int SEGMENTS_OF_TENTH = SEGMENTS / 10;

    /** A choice of segments from an order. */
    enum Part {
        /** One tenth, counted from the least salient. */
        DECILE,
        /** The most salient tenths. */
        MOST,
        /** The least salient tenths. */
        LEAST
    }

    /**
     * The points that are erased.
     *
     * @param ascending the segments, from the least salient to the most
     */
    BitSet points(List<BitSet> ascending) {
        int count = tenths * SEGMENTS_OF_TENTH;
        List<BitSet> segments = switch (part) {
            case DECILE -> ascending.subList(count - SEGMENTS_OF_TENTH, count);
            case MOST -> ascending.subList(SEGMENTS - count, SEGMENTS);
            case LEAST -> ascending.subList(0, count);
        };
        BitSet points = new BitSet();
        segments.forEach(points::or);
        return points;
    }
}
