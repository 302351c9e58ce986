package io.wanderscope.diffusion.population;

/**
 * Finds the localisation noise that all segments share: the one under which they are most likely, with the occupation that suits it.
 */
final class NoiseSearch {
    /** Standard deviations down from that which would explain all displacements without motion, each half the one before. */
    private static final int OCTAVES = 7;

    private static final int REFINEMENTS = 9;
    private static final int ITERATIONS = 25;

    /** Bins of the grid from one diffusion coefficient to the next; the noise needs no finer ones. */
    private static final int SPACING = 3;

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final DisplacementCells cells;
    private final double[] diffusionCoefficients;
    private final BrownianDisplacements displacements;

    NoiseSearch(DisplacementCells cells, DiffusionGrid grid, BrownianDisplacements displacements) {
        this.cells = cells;
        this.diffusionCoefficients = grid.every(SPACING);
        this.displacements = displacements;
    }

    /** The variance of the noise along an axis per unit of time, 0 or more. */
    double find() {
        double most = noiseWithoutMotion();
        if (most == 0) {
            return 0;
        }
        double best = 0;
        double bestFit = fit(0);
        for (int octave = 0; octave <= OCTAVES; octave++) {
            double noise = most * Math.pow(4, -octave);
            double fit = fit(noise);
            if (fit > bestFit) {
                bestFit = fit;
                best = noise;
            }
        }
        return best == 0 ? 0 : refined(Math.log(best / 4), Math.log(Math.min(best * 4, 1.2 * most)));
    }

    /** By golden sections of the logarithm. */
    private double refined(double lower, double upper) {
        double from = lower;
        double to = upper;
        double left = to - GOLDEN * (to - from);
        double right = from + GOLDEN * (to - from);
        double leftFit = fit(Math.exp(left));
        double rightFit = fit(Math.exp(right));
        for (int step = 0; step < REFINEMENTS; step++) {
            if (leftFit > rightFit) {
                to = right;
                right = left;
                rightFit = leftFit;
                left = to - GOLDEN * (to - from);
                leftFit = fit(Math.exp(left));
            } else {
                from = left;
                left = right;
                leftFit = rightFit;
                right = from + GOLDEN * (to - from);
                rightFit = fit(Math.exp(right));
            }
        }
        return Math.exp((from + to) / 2);
    }

    /** Half the mean square of the displacements along an axis. */
    private double noiseWithoutMotion() {
        double energy = 0;
        for (int cell = 0; cell < cells.size(); cell++) {
            energy += cells.counts()[cell] * (cells.lowerEnergies()[cell] + cells.upperEnergies()[cell]);
        }
        return energy / (4 * cells.displacements());
    }

    double fit(double noise) {
        StateArray array = displacements.stateArray(cells, diffusionCoefficients, noise);
        double[] found =
                array.infer(cells.counts(), array.start(cells.counts()), OccupationEstimator.CONCENTRATION, ITERATIONS);
        return array.logLikelihood(OccupationEstimator.normalised(found));
    }
}
