package io.wanderscope.diffusion.population;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws the shares of a mixture from their posterior distribution by Metropolis steps, each of which moves some of the share of one
 * component to another. Their prior distributions are Dirichlet distributions. That of the models has a concentration which
 * is drawn, too: a low one where few models explain the tracks, a high one where all do.
 */
final class MixtureSampler {
    /** Concentrations of the models, equally probable before anything is seen. */
    private static final double[] CONCENTRATIONS = {0.03, 0.06, 0.12, 0.25, 0.5, 1, 2, 4};

    /** Concentration of the other families: they are absent unless the tracks demand them. */
    private static final double OTHER_FAMILIES = 0.01;

    /** Concentration of the recordings: most tracks were recorded alike. */
    private static final double RECORDINGS = 0.05;

    /** Step in units of the standard deviation that the likelihood leaves to a pair of shares. */
    private static final double STEP = 2.4;

    /** Standard deviation of a step of the logarithm of the ratio of two shares, for shares near 0. */
    private static final double LOGARITHMIC_STEP = 2.5;

    private static final double LEAST = 1e-12;

    private final int kinds;
    private final double[][] curvature;
    private final double[] slope;
    private final double[] shares;
    private final double[] concentrations;
    private final double[] logNormalisers = new double[CONCENTRATIONS.length];
    private final SplittableRandom random;

    /** Starts where the likelihood was expanded. */
    MixtureSampler(int kinds, Mixture.Expansion likelihood, SplittableRandom random) {
        this.kinds = kinds;
        this.curvature = likelihood.curvature();
        this.slope = likelihood.slope();
        this.shares = likelihood.shares();
        this.concentrations = new double[shares.length];
        this.random = random;
        Arrays.fill(concentrations, 0, ClassStatistics.MODELS, 1);
        Arrays.fill(concentrations, ClassStatistics.MODELS, kinds, OTHER_FAMILIES);
        Arrays.fill(concentrations, kinds, shares.length, RECORDINGS);
        double others = OTHER_FAMILIES * (kinds - ClassStatistics.MODELS);
        for (int index = 0; index < CONCENTRATIONS.length; index++) {
            double each = CONCENTRATIONS[index];
            logNormalisers[index] =
                    logGamma(ClassStatistics.MODELS * each + others) - ClassStatistics.MODELS * logGamma(each);
        }
    }

    /**
     * Draws.
     *
     * @param discarded number of draws that are left out at the beginning
     * @param kept number of draws
     * @return the shares of each draw
     */
    double[][] draw(int discarded, int kept) {
        double[][] draws = new double[kept][];
        for (int draw = -discarded; draw < kept; draw++) {
            sweep();
            if (draw >= 0) {
                draws[draw] = shares.clone();
            }
        }
        return draws;
    }

    private void sweep() {
        for (int to = 1; to < shares.length; to++) {
            for (int from = to < kinds ? 0 : kinds; from < to; from++) {
                move(from, to);
            }
        }
        drawConcentration();
    }

    private void move(int from, int to) {
        double both = shares[from] + shares[to];
        boolean logarithmic = random.nextBoolean();
        double proposed = logarithmic ? logarithmicStep(to, both) : step(from, to);
        double left = both - proposed;
        if (!(proposed > LEAST && left > LEAST)) {
            return;
        }
        double change = proposed - shares[to];
        double toRatio = Math.log(proposed / shares[to]);
        double fromRatio = Math.log(left / shares[from]);
        double gain = change * (slope[to] - slope[from]) - change * change * stiffness(from, to) / 2;
        double prior = (concentrations[to] - 1) * toRatio + (concentrations[from] - 1) * fromRatio;
        double jacobian = logarithmic ? toRatio + fromRatio : 0;
        if (Math.log(random.nextDouble()) < gain + prior + jacobian) {
            accept(from, to, proposed, left, change);
        }
    }

    private double step(int from, int to) {
        return shares[to] + STEP * random.nextGaussian() / Math.sqrt(Math.max(stiffness(from, to), LEAST));
    }

    private double logarithmicStep(int to, double both) {
        double odds = shares[to] / (both - shares[to]) * Math.exp(LOGARITHMIC_STEP * random.nextGaussian());
        return both * odds / (1 + odds);
    }

    private double stiffness(int from, int to) {
        return curvature[from][from] + curvature[to][to] - 2 * curvature[from][to];
    }

    private void accept(int from, int to, double proposed, double left, double change) {
        shares[to] = proposed;
        shares[from] = left;
        for (int index = 0; index < slope.length; index++) {
            slope[index] -= change * (curvature[index][to] - curvature[index][from]);
        }
    }

    private void drawConcentration() {
        double logShares = 0;
        for (int model = 0; model < ClassStatistics.MODELS; model++) {
            logShares += Math.log(shares[model]);
        }
        double[] weights = new double[CONCENTRATIONS.length];
        for (int index = 0; index < weights.length; index++) {
            weights[index] = logNormalisers[index] + (CONCENTRATIONS[index] - 1) * logShares;
        }
        Arrays.fill(concentrations, 0, ClassStatistics.MODELS, CONCENTRATIONS[drawn(weights)]);
    }

    /** Index drawn with a probability that has this logarithm, but for a constant. */
    private int drawn(double[] logWeights) {
        double largest = Arrays.stream(logWeights).max().orElseThrow();
        double[] weights =
                Arrays.stream(logWeights).map(each -> Math.exp(each - largest)).toArray();
        double left = random.nextDouble() * Arrays.stream(weights).sum();
        int index = 0;
        while (index < weights.length - 1 && left >= weights[index]) {
            left -= weights[index++];
        }
        return index;
    }

    /** Logarithm of the gamma function of a positive number, by Stirling's series. */
    private static double logGamma(double x) {
        double shift = 0;
        double large = x;
        while (large < 10) {
            shift += Math.log(large++);
        }
        return (large - 0.5) * Math.log(large)
                - large
                + Math.log(2 * Math.PI) / 2
                + 1 / (12 * large)
                - 1 / (360 * large * large * large)
                - shift;
    }
}
