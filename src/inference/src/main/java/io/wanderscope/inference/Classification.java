package io.wanderscope.inference;

import io.wanderscope.diffusion.DiffusionModel;

/**
 * The classification of one trajectory: the probability of each diffusion model, the anomalous exponent, and how much
 * each point counted towards the most probable model at each residual stage. Immutable.
 */
public final class Classification {
    private final float[] probabilities;
    private final float alpha;
    private final float alphaSd;
    private final float[][] saliency;

    /**
     * Takes ownership of the given arrays; the caller must keep no reference to them.
     *
     * @param probabilities probability of each {@link DiffusionModel}, by class index
     * @param alpha estimate of the anomalous exponent
     * @param alphaSd standard deviation of the estimate, not negative
     * @param saliency signed Grad-CAM weights [stage][point], from the finest stage to the coarsest, explaining
     *     {@link #mostProbable()}
     */
    public Classification(float[] probabilities, float alpha, float alphaSd, float[][] saliency) {
        if (probabilities.length != DiffusionModel.values().length) {
            throw new IllegalArgumentException("a classification needs " + DiffusionModel.values().length
                    + " probabilities, got " + probabilities.length);
        }
        this.probabilities = probabilities;
        this.alpha = alpha;
        this.alphaSd = alphaSd;
        this.saliency = saliency;
    }

    /** Probability of the given model, 0 to 1; the eight sum to 1 if the result {@link #isFinite()}. */
    public float probability(DiffusionModel model) {
        return probabilities[model.classIndex()];
    }

    /** The most probable model; the first one on a tie. */
    public DiffusionModel mostProbable() {
        int best = 0;
        for (int model = 1; model < probabilities.length; model++) {
            if (probabilities[model] > probabilities[best]) {
                best = model;
            }
        }
        return DiffusionModel.ofClassIndex(best);
    }

    /** Probability of {@link #mostProbable()}, 0 to 1. */
    public float confidence() {
        return probability(mostProbable());
    }

    /** Estimate of the anomalous exponent α: the mean over the classes, weighted by their probabilities; no unit. */
    public float alpha() {
        return alpha;
    }

    /** Standard deviation of {@link #alpha()}, not negative; it includes the disagreement between classes. */
    public float alphaSd() {
        return alphaSd;
    }

    /** Number of residual stages with saliency. */
    public int stages() {
        return saliency.length;
    }

    /** A copy of the signed Grad-CAM weights of the points at a stage, counted from 0 at the finest. */
    public float[] saliency(int stage) {
        return saliency[stage].clone();
    }

    /** Whether every probability, exponent and weight is finite; if not, the model failed on this trajectory. */
    public boolean isFinite() {
        boolean finite = allFinite(probabilities) && Float.isFinite(alpha) && Float.isFinite(alphaSd);
        for (float[] weights : saliency) {
            finite &= allFinite(weights);
        }
        return finite;
    }

    private static boolean allFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
