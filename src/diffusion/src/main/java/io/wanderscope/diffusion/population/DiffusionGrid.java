package io.wanderscope.diffusion.population;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A logarithmic grid of diffusion coefficients over {@value #DECADES} decades, that begins at a power of ten.
 *
 * @param lowestDecade logarithm to base 10 of where it begins
 */
record DiffusionGrid(int lowestDecade) {
    static final int DECADES = 5;
    static final int BINS_PER_DECADE = 25;
    static final int SIZE = DECADES * BINS_PER_DECADE;

    /** Share of the moving displacements that are slower than the upper end of the grid, each taken by itself. */
    private static final double COVERED = 0.995;

    /** Energy of a displacement per unit of time and diffusion coefficient: the variance 2 D along each of two axes. */
    private static final double ENERGY_PER_DIFFUSION = 4;

    /**
     * The grid that suits segments: it ends at the first power of ten below which nearly all their displacements are. As this is far
     * above the diffusion coefficient of the fastest particles, and whole decades apart, it hardly ever changes as tracks are added.
     */
    static DiffusionGrid covering(DisplacementCells cells) {
        int[] moving = IntStream.range(0, cells.size())
                .filter(cell -> cells.energy(cell) > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(cells::energy))
                .mapToInt(Integer::intValue)
                .toArray();
        double left = COVERED
                * Arrays.stream(moving).mapToDouble(cells::displacements).sum();
        for (int cell : moving) {
            left -= cells.displacements(cell);
            if (left <= 0) {
                double fastest = cells.energy(cell) / ENERGY_PER_DIFFUSION;
                return new DiffusionGrid((int) Math.ceil(Math.log10(fastest)) - DECADES);
            }
        }
        return new DiffusionGrid(-DECADES);
    }

    /** Centre of a bin, counted from 0, on the logarithmic scale. */
    double centre(int bin) {
        return edge(bin + 1.0 / 2);
    }

    /** Where a bin begins. */
    double edge(double bin) {
        return Math.pow(10, lowestDecade + bin / BINS_PER_DECADE);
    }

    /** The centre of the first bin and of every so many after it. */
    double[] every(int bins) {
        double[] centres = new double[(SIZE + bins - 1) / bins];
        Arrays.setAll(centres, place -> centre(place * bins));
        return centres;
    }

    double[] centres() {
        double[] centres = new double[SIZE];
        Arrays.setAll(centres, this::centre);
        return centres;
    }
}
