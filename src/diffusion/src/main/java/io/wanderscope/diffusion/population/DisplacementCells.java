package io.wanderscope.diffusion.population;

import java.util.stream.IntStream;

/** The filled cells of {@link DisplacementStatistics}, as parallel arrays that nobody changes. */
final class DisplacementCells {
    private final int[] lengths;
    private final double[] lowerEnergies;
    private final double[] upperEnergies;
    private final double[] counts;

    /**
     * Takes ownership of the arrays.
     *
     * @param lengths number of displacements of each segment of the cell
     * @param lowerEnergies energy per unit of time in the lower third of the frequencies, over both axes, of each segment
     * @param upperEnergies the same in the upper two thirds
     * @param counts number of segments
     */
    DisplacementCells(int[] lengths, double[] lowerEnergies, double[] upperEnergies, double[] counts) {
        this.lengths = lengths;
        this.lowerEnergies = lowerEnergies;
        this.upperEnergies = upperEnergies;
        this.counts = counts;
    }

    int[] lengths() {
        return lengths;
    }

    double[] lowerEnergies() {
        return lowerEnergies;
    }

    double[] upperEnergies() {
        return upperEnergies;
    }

    double[] counts() {
        return counts;
    }

    static DisplacementCells of(SufficientStatistics sums) {
        int first = sums.firstPlace(Sections.DISPLACEMENTS);
        int size = sums.firstPlace(Sections.DISPLACEMENTS + DisplacementStatistics.CELLS) - first;
        int[] lengths = new int[size];
        double[] lowerEnergies = new double[size];
        double[] upperEnergies = new double[size];
        double[] counts = new double[size];
        for (int place = 0; place < size; place++) {
            int cell = sums.index(first + place) - Sections.DISPLACEMENTS;
            double energy = DisplacementStatistics.length(cell) * DisplacementStatistics.energy(cell);
            lengths[place] = DisplacementStatistics.length(cell);
            upperEnergies[place] = energy * DisplacementStatistics.upperShare(cell);
            lowerEnergies[place] = energy - upperEnergies[place];
            counts[place] = sums.value(first + place);
        }
        return new DisplacementCells(lengths, lowerEnergies, upperEnergies, counts);
    }

    int size() {
        return counts.length;
    }

    /** Energy per displacement and unit of time, over both axes. */
    double energy(int cell) {
        return (lowerEnergies[cell] + upperEnergies[cell]) / lengths[cell];
    }

    /** Number of displacements of a cell. */
    double displacements(int cell) {
        return counts[cell] * lengths[cell];
    }

    double displacements() {
        return IntStream.range(0, size()).mapToDouble(this::displacements).sum();
    }

    /** Sum over the segments of the squares of their numbers of displacements. */
    double squaredDisplacements() {
        return IntStream.range(0, size())
                .mapToDouble(cell -> displacements(cell) * lengths[cell])
                .sum();
    }
}
