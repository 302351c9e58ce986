package io.wanderscope.diffusion.population;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;

/**
 * Second moments of segments of successive displacements, summed over both axes and over all segments of the same length. A
 * segment looks alike from either end, so the product of two displacements and that of their mirror images are one moment.
 */
final class SegmentMoments {
    /** Fewest displacements of a segment: one alone says nothing about an exponent. */
    static final int SHORTEST = 2;

    /** Most displacements of a segment: a longer run is divided into segments of about equal length. */
    static final int LONGEST = 8;

    /** Number of moments of all lengths together. */
    static final int MOMENTS = first(LONGEST + 1);

    private final long[] segments = new long[LONGEST + 1];
    private final double[] moments = new double[MOMENTS];

    /** Of the runs of successive observed frames of a track. */
    static SegmentMoments of(ObservedTrajectory track) {
        SegmentMoments all = new SegmentMoments();
        int start = 0;
        for (int point = 1; point <= track.size(); point++) {
            if (point == track.size() || !track.isObserved(point)) {
                all.addRun(track.trajectory(), start, point - 1 - start);
                start = point + 1;
            }
        }
        return all;
    }

    private void addRun(Trajectory track, int start, int displacements) {
        int parts = (displacements + LONGEST - 1) / LONGEST;
        for (int part = 0; part < parts; part++) {
            int from = part * displacements / parts;
            int length = (part + 1) * displacements / parts - from;
            if (length >= SHORTEST) {
                addSegment(track, start + from, length);
            }
        }
    }

    private void addSegment(Trajectory track, int start, int length) {
        double[] x = new double[length];
        double[] y = new double[length];
        for (int step = 0; step < length; step++) {
            x[step] = track.x(start + step + 1) - track.x(start + step);
            y[step] = track.y(start + step + 1) - track.y(start + step);
        }
        segments[length]++;
        int moment = first(length);
        for (int i = 0; i < length; i++) {
            for (int j = i; i + j < length; j++) {
                moments[moment++] += withMirrorImage(x, i, j) + withMirrorImage(y, i, j);
            }
        }
    }

    private static double withMirrorImage(double[] displacements, int i, int j) {
        int last = displacements.length - 1;
        double product = displacements[i] * displacements[j];
        return i + j == last ? product : product + displacements[last - i] * displacements[last - j];
    }

    /** Place of the first moment of a length among those of all lengths; they are in the order of {@code i}, then {@code j}. */
    static int first(int length) {
        int first = 0;
        for (int shorter = SHORTEST; shorter < length; shorter++) {
            first += (shorter + 1) * (shorter + 1) / 4;
        }
        return first;
    }

    /** Number of segments with a number of displacements, {@link #SHORTEST} to {@link #LONGEST}. */
    long segments(int length) {
        return segments[length];
    }

    /** A moment, by its place among those of all lengths. */
    double moment(int place) {
        return moments[place];
    }

    /** Adds to the number of segments of a length. */
    void addSegments(int length, long number) {
        segments[length] += number;
    }

    /** Adds to a moment. */
    void addMoment(int place, double value) {
        moments[place] += value;
    }

    /** Adds the moments of other segments, {@code sign} times: 1, or −1 to take them away. */
    SegmentMoments plus(SegmentMoments other, int sign) {
        SegmentMoments sum = new SegmentMoments();
        for (int length = SHORTEST; length <= LONGEST; length++) {
            sum.segments[length] = segments[length] + sign * other.segments[length];
        }
        for (int place = 0; place < MOMENTS; place++) {
            sum.moments[place] = moments[place] + sign * other.moments[place];
        }
        return sum;
    }

    /** Sum of the squared displacements of the segments of a length. */
    double squares(int length) {
        double sum = 0;
        int moment = first(length);
        for (int i = 0; i < length; i++) {
            for (int j = i; i + j < length; j++) {
                sum += i == j ? moments[moment] : 0;
                moment++;
            }
        }
        return sum;
    }

    /** Mean square of the displacements along an axis; NaN without a segment. */
    double variance() {
        double sum = 0;
        double displacements = 0;
        for (int length = SHORTEST; length <= LONGEST; length++) {
            sum += squares(length);
            displacements += 2.0 * length * segments[length];
        }
        return sum / displacements;
    }
}
