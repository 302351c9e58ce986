package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.Trajectory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The paper's windows of a track: 32 of 225 points, 25 points apart, in a track of 1000 points; in one of another length, as many in
 * proportion.
 *
 * @param points number of points of the track, at least {@link #MINIMUM_POINTS}
 */
record StatisticsWindows(int points) {
    /** Windows of a track. */
    static final int COUNT = 32;
    /** The shortest track whose windows have five displacements in each quarter, of which a kurtosis needs four. */
    static final int MINIMUM_POINTS = 100;

    /** Of a track of 1000 points. */
    static final int WINDOW = 225;
    /** Of a track of 1000 points. */
    static final int STRIDE = 25;

    private static final int PAPER_POINTS = 1000;

    /** The first point of a window. */
    int start(int window) {
        return inProportion(window * STRIDE);
    }

    /** The point after the last one of a window. */
    int end(int window) {
        return start(window) + inProportion(WINDOW);
    }

    /** The first point of a window's middle, which is as long as the distance between windows. */
    int middle(int window) {
        return inProportion(window * STRIDE + (WINDOW - STRIDE) / 2);
    }

    /** The statistics of each window. */
    List<WindowStatistics> statistics(Trajectory trajectory) {
        return IntStream.range(0, COUNT)
                .mapToObj(window -> WindowStatistics.of(trajectory, start(window), end(window)))
                .toList();
    }

    /** The mean of the points' weights in the middle of each window. */
    double[] inMiddles(double[] weights) {
        return IntStream.range(0, COUNT)
                .mapToDouble(window -> mean(weights, middle(window), middle(window + 1)))
                .toArray();
    }

    /**
     * The mean of the points' weights in as many parts of the track as there are windows, each as long as the others: the positions of
     * the paper's last stage.
     */
    double[] inParts(double[] weights) {
        return IntStream.range(0, COUNT)
                .mapToDouble(part -> mean(weights, part * points / COUNT, (part + 1) * points / COUNT))
                .toArray();
    }

    private static double mean(double[] weights, int from, int to) {
        return Arrays.stream(weights, from, to).average().orElseThrow();
    }

    private int inProportion(int ofPaper) {
        return (int) ((long) ofPaper * points / PAPER_POINTS);
    }
}
