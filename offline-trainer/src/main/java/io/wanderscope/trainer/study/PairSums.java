package io.wanderscope.trainer.study;

/**
 * The sums over pairs of values from which Pearson's correlation follows.
 *
 * @param count number of pairs
 * @param x sum of the first values
 * @param y sum of the second values
 * @param xx sum of the squares of the first values
 * @param yy sum of the squares of the second values
 * @param xy sum of the products
 */
record PairSums(double count, double x, double y, double xx, double yy, double xy) {
    private static final double ROUNDING = 1e-12;

    static final PairSums NONE = new PairSums(0, 0, 0, 0, 0, 0);

    /** The sums over the pairs of which both values are numbers. */
    static PairSums of(double[] first, double[] second) {
        PairSums sums = NONE;
        for (int pair = 0; pair < first.length; pair++) {
            if (Double.isFinite(first[pair]) && Double.isFinite(second[pair])) {
                sums = sums.plus(ofOne(first[pair], second[pair]));
            }
        }
        return sums;
    }

    private static PairSums ofOne(double x, double y) {
        return new PairSums(1, x, y, x * x, y * y, x * y);
    }

    PairSums plus(PairSums other) {
        return new PairSums(count + other.count, x + other.x, y + other.y, xx + other.xx, yy + other.yy, xy + other.xy);
    }

    /** The same pairs, moved so that both means are 0. */
    PairSums centred() {
        return count == 0
                ? NONE
                : new PairSums(count, 0, 0, xx - x * x / count, yy - y * y / count, xy - x * y / count);
    }

    /** Pearson's correlation; NaN if one of the values is always the same. */
    double correlation() {
        PairSums centred = centred();
        boolean isConstant = centred.xx <= ROUNDING * xx || centred.yy <= ROUNDING * yy;
        return isConstant ? Double.NaN : centred.xy / Math.sqrt(centred.xx * centred.yy);
    }
}
