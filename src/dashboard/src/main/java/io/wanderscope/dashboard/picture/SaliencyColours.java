package io.wanderscope.dashboard.picture;

import io.wanderscope.diffusion.ColourPalette;
import java.awt.Color;

/**
 * How saliency is drawn: from blue, negative weights, through grey to red, positive ones. Redder points of a path
 * support the class more than its bluer ones; that all are red or all blue says little.
 */
final class SaliencyColours {
    private SaliencyColours() {}

    /** The colour of a weight from −1 to 1. */
    static Color of(double weight) {
        return new Color(ColourPalette.saliency(weight));
    }

    /**
     * Weights scaled to their largest magnitude, so that each trajectory reaches an end of the colours; a
     * weight that is not finite counts as 0.
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
