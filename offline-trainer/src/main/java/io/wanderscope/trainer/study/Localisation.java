package io.wanderscope.trainer.study;

import io.wanderscope.inference.Faithfulness;
import java.util.BitSet;
import org.apache.commons.math3.stat.ranking.NaturalRanking;

/**
 * How well a map finds a feature at a known place.
 *
 * @param area area under the receiver operating characteristic: the probability that a point of the feature has a larger weight than
 *     a point elsewhere, 0 to 1; chance is 0.5
 * @param hit whether the point with the largest weight is near the feature, which is called the pointing game (Zhang et al., Int. J.
 *     Comput. Vis. 126, 1084 (2018))
 * @param atEnd whether the point with the largest weight is among the {@value #END} at either end of the track
 */
record Localisation(double area, boolean hit, boolean atEnd) {
    /** Points to either side of a feature's middle that count as near it. */
    static final int TOLERANCE = Faithfulness.WITHIN_POINTS;
    /** Points of an end of the track. */
    static final int END = 50;

    /**
     * Compares a map with the truth.
     *
     * @param weights weight of each point
     * @param truth the points of the feature
     */
    static Localisation of(double[] weights, BitSet truth) {
        double[] ranks = new NaturalRanking().rank(weights);
        double inside = truth.stream().mapToDouble(point -> ranks[point]).sum();
        double count = truth.cardinality();
        double area = (inside - count * (count + 1) / 2) / (count * (weights.length - count));
        double middle = (truth.nextSetBit(0) + truth.length() - 1) / 2.0;
        double largest = largest(weights);
        return new Localisation(
                area, Math.abs(largest - middle) <= TOLERANCE, largest < END || largest > weights.length - 1 - END);
    }

    /** The middle of the first run of points with the largest weight. */
    private static double largest(double[] weights) {
        int first = 0;
        for (int point = 1; point < weights.length; point++) {
            if (weights[point] > weights[first]) {
                first = point;
            }
        }
        int last = first;
        while (last + 1 < weights.length && weights[last + 1] == weights[first]) {
            last++;
        }
        return (first + last) / 2.0;
    }
}
