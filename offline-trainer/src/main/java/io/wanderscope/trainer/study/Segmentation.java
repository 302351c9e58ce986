package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Windows;
import java.util.BitSet;
import java.util.List;

/**
 * How a track is divided into segments.
 *
 * @param points observed points of a segment; 0 for four segments to each tenth of the track or, in a track so short that some would
 *     be single points, one
 */
record Segmentation(int points) {
    private static final int SEGMENTS = 40;
    private static final int SEGMENTS_OF_SHORT_TRACKS = 10;
    private static final List<Integer> LENGTHS = List.of(1, 4, 8, 25, 50, 100);
    private static final int FEWEST_SEGMENTS = 4;

    /** The division whose parts are tenths. */
    static final Segmentation TENTHS = new Segmentation(0);

    /** The division into tenths, for people. */
    static final String DESCRIPTION = SEGMENTS + " segments of equal length (" + SEGMENTS_OF_SHORT_TRACKS
            + " if it has under " + 2 * SEGMENTS + " points)";

    /** Divisions into segments of one point to a hundred, as far as every track has at least four. */
    static List<Segmentation> ofEveryLength(StudyTracks tracks) {
        int shortest = tracks.observed().stream()
                .mapToInt(ObservedTrajectory::observedPoints)
                .min()
                .orElse(0);
        return LENGTHS.stream()
                .filter(length -> FEWEST_SEGMENTS * length <= shortest)
                .map(Segmentation::new)
                .toList();
    }

    /** The segments of a track, of as equal numbers of observed points as possible. */
    List<BitSet> of(ObservedTrajectory track) {
        return Windows.ofObserved(track, count(track.observedPoints()));
    }

    private int count(int observed) {
        if (points > 0) {
            return observed / points;
        }
        return observed < 2 * SEGMENTS ? SEGMENTS_OF_SHORT_TRACKS : SEGMENTS;
    }
}
