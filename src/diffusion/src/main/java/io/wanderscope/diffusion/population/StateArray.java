package io.wanderscope.diffusion.population;

import java.util.Arrays;

/**
 * Infers which share of the displacements belongs to each of many given states, each a pair of diffusion coefficient and
 * localisation error, by variational Bayes: the state array of Heckert, Dahal, Tjian and Darzacq, eLife 11, e70169 (2022). Each
 * segment is in one state; how many displacements are in which has a Dirichlet prior. Likelihoods are computed once; an
 * iteration multiplies and adds.
 */
final class StateArray {
    /** Likelihoods are cut off below this share of the highest. */
    private static final double NEGLIGIBLE = 1e-12;

    /** Share of a state that an extrapolation keeps at least. */
    private static final double LEAST_KEPT = 1e-3;

    private final DisplacementCells cells;
    private final int states;

    /** Likelihood of a segment of each cell in each state, divided by that in its best state; cells outside. */
    private final double[] likelihoods;

    /** Logarithms of what each row was divided by. */
    private final double[] logScales;

    /** First and last state, exclusive, between which the likelihoods of a row count. */
    private final int[] firsts;

    private final int[] ends;

    /**
     * Computes the likelihoods.
     *
     * @param variances of the displacements along an axis per unit of time in each state
     * @param covariances of neighbours, likewise
     */
    StateArray(DisplacementCells cells, double[] variances, double[] covariances) {
        this.cells = cells;
        states = variances.length;
        likelihoods = new double[cells.size() * states];
        logScales = new double[cells.size()];
        firsts = new int[cells.size()];
        ends = new int[cells.size()];
        fillLogLikelihoods(variances, covariances);
        for (int cell = 0; cell < cells.size(); cell++) {
            scale(cell);
        }
    }

    /** Each group of frequencies has a mean variance, which enters by its logarithm and its reciprocal. */
    private void fillLogLikelihoods(double[] variances, double[] covariances) {
        double[][] logs = new double[SineTransform.LONGEST + 1][states];
        double[][] lowerFactors = new double[SineTransform.LONGEST + 1][states];
        double[][] upperFactors = new double[SineTransform.LONGEST + 1][states];
        for (int length = 1; length <= SineTransform.LONGEST; length++) {
            for (int state = 0; state < states; state++) {
                double lower = variances[state] + 2 * covariances[state] * SineTransform.lowerCosine(length);
                double upper = variances[state] + 2 * covariances[state] * SineTransform.upperCosine(length);
                logs[length][state] =
                        SineTransform.lower(length) * Math.log(lower) + SineTransform.upper(length) * Math.log(upper);
                lowerFactors[length][state] = 1 / (2 * lower);
                upperFactors[length][state] = 1 / (2 * upper);
            }
        }
        for (int cell = 0; cell < cells.size(); cell++) {
            int length = cells.lengths()[cell];
            for (int state = 0; state < states; state++) {
                likelihoods[cell * states + state] = -logs[length][state]
                        - cells.lowerEnergies()[cell] * lowerFactors[length][state]
                        - cells.upperEnergies()[cell] * upperFactors[length][state];
            }
        }
    }

    /** From logarithms to likelihoods relative to the highest. */
    private void scale(int cell) {
        int row = cell * states;
        double highest = Arrays.stream(likelihoods, row, row + states).max().orElseThrow();
        logScales[cell] = highest;
        for (int state = 0; state < states; state++) {
            likelihoods[row + state] = Math.exp(likelihoods[row + state] - highest);
        }
        while (likelihoods[row + firsts[cell]] < NEGLIGIBLE) {
            firsts[cell]++;
        }
        ends[cell] = states;
        while (likelihoods[row + ends[cell] - 1] < NEGLIGIBLE) {
            ends[cell]--;
        }
    }

    /**
     * Displacements in each state under equal prior probabilities, to begin with.
     *
     * @param counts number of segments of each cell
     */
    double[] start(double[] counts) {
        double[] equal = new double[states];
        Arrays.fill(equal, 1.0 / states);
        return assigned(displacements(counts), equal);
    }

    /**
     * Infers the displacements in each state.
     *
     * @param start displacements in each state from which to begin
     * @param concentration of the prior, in displacements per state; above 0
     */
    double[] infer(double[] counts, double[] start, double concentration, int iterations) {
        double[] weights = displacements(counts);
        double[] found = start;
        double[] prior = new double[states];
        for (int iteration = 0; iteration < iterations; iteration++) {
            for (int state = 0; state < states; state++) {
                prior[state] = Math.exp(Digamma.of(found[state] + concentration));
            }
            found = assigned(weights, prior);
        }
        return found;
    }

    /**
     * Infers as {@link #infer} does, with the squared extrapolations of Varadhan and Roland (Scandinavian Journal of Statistics 35, 335,
     * 2008). Where states overlap, iterations approach the result slowly along a straight line, and a step goes along it.
     *
     * @param steps of three iterations each
     */
    double[] inferInSteps(double[] counts, double[] start, double concentration, int steps) {
        double[] found = start;
        for (int step = 0; step < steps; step++) {
            double[] first = infer(counts, found, concentration, 1);
            double[] second = infer(counts, first, concentration, 1);
            found = infer(counts, extrapolated(found, first, second), concentration, 1);
        }
        return found;
    }

    /** At least as far as the second iteration, with as many displacements. */
    private static double[] extrapolated(double[] start, double[] first, double[] second) {
        double moved = 0;
        double bent = 0;
        for (int state = 0; state < start.length; state++) {
            double bend = second[state] - 2 * first[state] + start[state];
            moved += (first[state] - start[state]) * (first[state] - start[state]);
            bent += bend * bend;
        }
        double length = bent == 0 ? 1 : Math.max(1, Math.sqrt(moved / bent));
        double[] result = new double[start.length];
        for (int state = 0; state < start.length; state++) {
            double bend = second[state] - 2 * first[state] + start[state];
            double reached = start[state] + 2 * length * (first[state] - start[state]) + length * length * bend;
            result[state] = Math.max(LEAST_KEPT * second[state], reached);
        }
        double factor = Arrays.stream(second).sum() / Arrays.stream(result).sum();
        return Arrays.stream(result).map(each -> factor * each).toArray();
    }

    private double[] displacements(double[] counts) {
        double[] displacements = new double[counts.length];
        Arrays.setAll(displacements, cell -> counts[cell] * cells.lengths()[cell]);
        return displacements;
    }

    /**
     * Weights of cells divided among the states, in proportion to likelihood and prior.
     *
     * @param prior of the states, up to a factor
     */
    double[] assigned(double[] weights, double[] prior) {
        double[] sums = new double[states];
        for (int cell = 0; cell < weights.length; cell++) {
            if (weights[cell] > 0) {
                int row = cell * states;
                double share = weights[cell] / product(cell, prior);
                for (int state = firsts[cell]; state < ends[cell]; state++) {
                    sums[state] += share * likelihoods[row + state];
                }
            }
        }
        for (int state = 0; state < states; state++) {
            sums[state] *= prior[state];
        }
        return sums;
    }

    /** Four sums side by side, which do not wait for each other. */
    private double product(int cell, double[] prior) {
        int row = cell * states;
        int end = ends[cell];
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int state = firsts[cell];
        for (; state + 3 < end; state += 4) {
            a += likelihoods[row + state] * prior[state];
            b += likelihoods[row + state + 1] * prior[state + 1];
            c += likelihoods[row + state + 2] * prior[state + 2];
            d += likelihoods[row + state + 3] * prior[state + 3];
        }
        for (; state < end; state++) {
            a += likelihoods[row + state] * prior[state];
        }
        return a + b + c + d;
    }

    /**
     * Logarithm of the likelihood of all segments, up to a constant that depends on neither the states nor their shares.
     *
     * @param shares of the states, which sum to 1
     */
    double logLikelihood(double[] shares) {
        double sum = 0;
        for (int cell = 0; cell < cells.size(); cell++) {
            sum += cells.counts()[cell] * (logScales[cell] + Math.log(product(cell, shares)));
        }
        return sum;
    }
}
