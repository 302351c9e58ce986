package io.wanderscope.dashboard.picture;

import java.awt.Color;

/**
 * The colours of saliency, from blue for what speaks against the class through grey to red for what speaks for it. The
 * two ends differ for every kind of colour vision, and the middle is darker than the paper and lighter than both ends.
 */
final class SaliencyColours {
    private static final Color[] STOPS = {
        new Color(0x08306B), new Color(0x2B7BBA), new Color(0xC9C6C0), new Color(0xE8603C), new Color(0x8E0B1E)
    };

    private SaliencyColours() {}

    /** The colour of a weight from −1 to 1. */
    static Color of(double weight) {
        double place = (weight + 1) / 2 * (STOPS.length - 1);
        int stop = Math.min((int) place, STOPS.length - 2);
        return between(STOPS[stop], STOPS[stop + 1], place - stop);
    }

    private static Color between(Color from, Color to, double fraction) {
        return new Color(
                between(from.getRed(), to.getRed(), fraction),
                between(from.getGreen(), to.getGreen(), fraction),
                between(from.getBlue(), to.getBlue(), fraction));
    }

    private static int between(int from, int to, double fraction) {
        return (int) Math.round(from + (to - from) * fraction);
    }

    /**
     * Weights scaled to their largest magnitude, so that the most telling point of each trajectory is at an end of the
     * colours; a weight that is not finite counts as 0.
     */
    static double[] scaled(float[] weights) {
        double largest = 0;
        for (float weight : weights) {
            largest = Float.isFinite(weight) ? Math.max(largest, Math.abs(weight)) : largest;
        }
        double[] scaled = new double[weights.length];
        for (int point = 0; point < weights.length; point++) {
            scaled[point] = largest > 0 && Float.isFinite(weights[point]) ? weights[point] / largest : 0;
        }
        return scaled;
    }
}
