package io.wanderscope.trainer.study;

import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/** A signed map without its signs. */
final class UnsignedMap {
    private UnsignedMap() {}

    /** How far each weight is from the median, upwards or downwards, since the sign of all weights of a track together says little. */
    static double[] of(double[] weights) {
        double median = new Median().evaluate(weights);
        return Arrays.stream(weights).map(weight -> Math.abs(weight - median)).toArray();
    }
}
