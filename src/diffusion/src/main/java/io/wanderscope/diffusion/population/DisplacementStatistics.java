package io.wanderscope.diffusion.population;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;

/**
 * What the displacements of a track tell about its diffusion coefficient, as counts. Its runs of successive observed frames are
 * cut into segments of at most {@value SineTransform#LONGEST} displacements. The sine transform makes the displacements of a
 * segment independent, so all that matters about it is how much energy, the sum of squares over both axes, is at which
 * frequency. Of that a segment keeps three things: its number of displacements, its energy per displacement and unit of time in
 * bins of a twentieth of a decade, and the share of the upper two thirds of the frequencies in tenths. Localisation noise has
 * hardly any energy in the lower third. A segment adds one to the count of its cell.
 *
 * <p>There are {@value #CELLS} cells, of which an acquisition fills some hundreds to a few thousand.
 */
final class DisplacementStatistics {
    /** Energies of a displacement per unit of time from 1e−12 to 1e12, beyond which they count as that; and no energy at all. */
    private static final int LOWEST_DECADE = -12;

    private static final int DECADES = 24;
    private static final int BINS_PER_DECADE = 20;
    private static final int ENERGY_BINS = DECADES * BINS_PER_DECADE + 2;
    private static final int SHARE_BINS = 10;

    /** Number of cells. */
    static final int CELLS = SineTransform.LONGEST * ENERGY_BINS * SHARE_BINS;

    private DisplacementStatistics() {}

    /**
     * Adds what a track tells.
     *
     * @param frameInterval in the unit of time of the population, above 0
     */
    static void add(ObservedTrajectory track, double frameInterval, SufficientStatistics.Builder sums) {
        Trajectory path = track.trajectory();
        double[] x = new double[SineTransform.LONGEST];
        double[] y = new double[SineTransform.LONGEST];
        int length = 0;
        long displacements = 0;
        for (int point = 1; point < track.size(); point++) {
            if (track.isObserved(point) && track.isObserved(point - 1)) {
                x[length] = path.x(point) - path.x(point - 1);
                y[length] = path.y(point) - path.y(point - 1);
                length++;
                displacements++;
                if (length < SineTransform.LONGEST) {
                    continue;
                }
            }
            addSegment(x, y, length, frameInterval, sums);
            length = 0;
        }
        addSegment(x, y, length, frameInterval, sums);
        sums.add(Sections.SQUARED_DISPLACEMENTS, displacements * displacements);
    }

    private static void addSegment(
            double[] x, double[] y, int length, double frameInterval, SufficientStatistics.Builder sums) {
        if (length > 0) {
            double lower = SineTransform.lowerEnergy(x, length) + SineTransform.lowerEnergy(y, length);
            double upper = SineTransform.upperEnergy(x, length) + SineTransform.upperEnergy(y, length);
            double energy = lower + upper;
            sums.add(
                    Sections.DISPLACEMENTS + cell(length, energyBin(energy / (length * frameInterval)), upper / energy),
                    1);
        }
    }

    private static int cell(int length, int energyBin, double upperShare) {
        int shareBin = Math.min(SHARE_BINS - 1, (int) (upperShare * SHARE_BINS));
        return ((length - 1) * ENERGY_BINS + energyBin) * SHARE_BINS + shareBin;
    }

    private static int energyBin(double energy) {
        if (energy == 0) {
            return 0;
        }
        long bin = Math.round((Math.log10(energy) - LOWEST_DECADE) * BINS_PER_DECADE);
        return 1 + (int) Math.max(0, Math.min(bin, ENERGY_BINS - 2));
    }

    /** Number of displacements in sums. */
    static long displacements(SufficientStatistics sums) {
        long displacements = 0;
        for (int place = sums.firstPlace(Sections.DISPLACEMENTS);
                place < sums.firstPlace(Sections.DISPLACEMENTS + CELLS);
                place++) {
            displacements += sums.value(place) * length(sums.index(place) - Sections.DISPLACEMENTS);
        }
        return displacements;
    }

    /** Number of displacements of the segments of a cell, 1 to {@value SineTransform#LONGEST}. */
    static int length(int cell) {
        return 1 + cell / (ENERGY_BINS * SHARE_BINS);
    }

    /** Energy of a displacement per unit of time in a cell, over both axes; 0 or more. */
    static double energy(int cell) {
        int bin = cell / SHARE_BINS % ENERGY_BINS;
        return bin == 0 ? 0 : Math.pow(10, LOWEST_DECADE + (bin - 1) / (double) BINS_PER_DECADE);
    }

    /** Share of the upper two thirds of the frequencies in the energy of a cell, above 0 and below 1; 0 for a single displacement. */
    static double upperShare(int cell) {
        return length(cell) == 1 ? 0 : (cell % SHARE_BINS + 1.0 / 2) / SHARE_BINS;
    }
}
