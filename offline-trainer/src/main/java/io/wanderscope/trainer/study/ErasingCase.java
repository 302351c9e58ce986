package io.wanderscope.trainer.study;

import java.util.BitSet;
import java.util.List;

/**
 * A part of a track that is erased.
 *
 * @param ranking what orders the segments of the track: the name of a stage, or {@link #RANDOM}
 * @param part which segments of that order
 * @param tenths tenths of the track that are erased, or the number of the one that is, from 1
 * @param segmentation how the track is divided
 * @param erasure how it is erased
 */
record ErasingCase(String ranking, Part part, int tenths, Segmentation segmentation, Erasure erasure) {
    /** The ranking by chance. */
    static final String RANDOM = "random";

    /** A part of a track that is divided into tenths. */
    static ErasingCase ofTenths(String ranking, Part part, int tenths, Erasure erasure) {
        return new ErasingCase(ranking, part, tenths, Segmentation.TENTHS, erasure);
    }

    /** Half of a track, as nearly as the segments allow, cut out. */
    static ErasingCase half(String ranking, Part part, Segmentation segmentation) {
        return new ErasingCase(ranking, part, 5, segmentation, Erasure.CUT);
    }

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
        int size = ascending.size();
        int count = size * tenths / 10;
        List<BitSet> segments = switch (part) {
            case DECILE -> ascending.subList(size * (tenths - 1) / 10, count);
            case MOST -> ascending.subList(size - count, size);
            case LEAST -> ascending.subList(0, count);
        };
        BitSet points = new BitSet();
        segments.forEach(points::or);
        return points;
    }
}
