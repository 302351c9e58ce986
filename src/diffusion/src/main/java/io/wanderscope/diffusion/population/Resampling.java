package io.wanderscope.diffusion.population;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Poisson bootstrap: what would be inferred had other tracks been seen. Each count is replaced by a random one with that mean, and
 * inferred from where the inference of the real counts ended. The seed is fixed, so that the same counts give the same samples.
 *
 * <p>Segments of one track are not independent. If all tracks had as many segments of equal length, as many segments would come or
 * go together; {@code clustering} is that number for tracks of unequal length.
 */
final class Resampling {
    /** The fifth smallest and the fifth largest of a hundred enclose 90 %. */
    private static final int SAMPLES = 100;

    private static final int STEPS = 10;
    private static final long SEED = 20_261_129;

    private final DisplacementCells cells;
    private final StateArray array;
    private final double clustering;

    /**
     * Of cells.
     *
     * @param clustering number of segments that come and go together, 1 or more
     */
    Resampling(DisplacementCells cells, StateArray array, double clustering) {
        this.cells = cells;
        this.array = array;
        this.clustering = clustering;
    }

    /**
     * Displacements in each state, by sample.
     *
     * @param inferred from the real counts
     */
    List<double[]> samples(double[] inferred) {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(SEED);
        List<double[]> samples = new ArrayList<>();
        for (int sample = 0; sample < SAMPLES; sample++) {
            double[] counts = new double[cells.size()];
            double sum = 0;
            for (int cell = 0; cell < counts.length; cell++) {
                counts[cell] = clustering
                        * PoissonSampler.of(random, cells.counts()[cell] / clustering)
                                .sample();
                sum += counts[cell];
            }
            samples.add(
                    sum == 0
                            ? inferred
                            : array.inferInSteps(counts, inferred, OccupationEstimator.CONCENTRATION, STEPS));
        }
        return samples;
    }
}
