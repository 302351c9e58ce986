package io.wanderscope.diffusion.population;

import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.population.PopulationEstimate.Fraction;
import io.wanderscope.diffusion.population.PopulationEstimate.Occupation;
import io.wanderscope.diffusion.population.PopulationEstimate.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Estimates how the motion of a population divides among diffusion coefficients: the localisation error that suits all
 * segments best, unless it is known; with it the occupation of a grid by a {@link StateArray}; its peaks; and intervals. A unit
 * of time is that of the energies of the segments.
 */
final class OccupationEstimator {
    /** Of the prior, in displacements per diffusion coefficient. */
    static final double CONCENTRATION = 1;

    static final int ITERATIONS = 200;

    /** Standard deviation in bins over which the occupation is smoothed to find its valleys. */
    private static final double SMOOTHING = 3;

    /** Weight of a bin by its distance. */
    private static final double[] SMOOTHING_WEIGHTS = IntStream.range(0, DiffusionGrid.SIZE)
            .mapToDouble(distance -> Math.exp(-square(distance / SMOOTHING) / 2))
            .toArray();

    private final DisplacementCells cells;
    private final DiffusionGrid grid;
    private final StateArray array;
    private final double noise;
    private final double frameInterval;
    private final double[] countedShares;
    private final double squaredDisplacements;

    /**
     * Finds the localisation error.
     *
     * @param sums with at least one displacement
     * @param frameInterval mean over the tracks, in units of time
     */
    OccupationEstimator(
            SufficientStatistics sums, ImagingConditions imaging, OptionalDouble focalDepth, double frameInterval) {
        this.cells = DisplacementCells.of(sums);
        this.frameInterval = frameInterval;
        this.grid = DiffusionGrid.covering(cells);
        BrownianDisplacements displacements = new BrownianDisplacements(imaging.blur());
        this.noise = imaging.localisationNoise().isPresent()
                ? square(imaging.localisationNoise().getAsDouble()) / frameInterval
                : new NoiseSearch(cells, grid, displacements).find();
        this.array = displacements.stateArray(cells, grid.centres(), noise);
        this.countedShares = countedShares(focalDepth);
        this.squaredDisplacements = sums.at(Sections.SQUARED_DISPLACEMENTS);
    }

    private double[] countedShares(OptionalDouble focalDepth) {
        double[] shares = new double[DiffusionGrid.SIZE];
        Arrays.fill(shares, 1);
        focalDepth.ifPresent(depth ->
                Arrays.setAll(shares, bin -> new FocalDepth(depth).countedShare(grid.centre(bin), frameInterval)));
        return shares;
    }

    private static double square(double number) {
        return number * number;
    }

    /**
     * What was found.
     *
     * @param localisationError along an axis, in the unit of length
     * @param occupation of the bins of the grid
     * @param states its peaks, ascending
     */
    record Result(double localisationError, List<Occupation> occupation, List<State> states) {}

    /** Infers the occupation, its peaks and their intervals. */
    Result estimate() {
        double[] assigned = array.infer(cells.counts(), array.start(cells.counts()), CONCENTRATION, ITERATIONS);
        double[] occupation = normalised(assigned);
        List<Peak> peaks = noticeable(
                new PeakFit(array, cells.counts(), clustering(), DiffusionGrid.SIZE).find(occupation), occupation);
        Inferred found = inferred(assigned, peaks);
        List<Inferred> resampled = new Resampling(cells, array, clustering())
                .samples(assigned).stream().map(each -> inferred(each, peaks)).toList();
        return new Result(
                Math.sqrt(noise * frameInterval),
                IntStream.range(0, DiffusionGrid.SIZE)
                        .mapToObj(bin -> new Occupation(
                                grid.centre(bin), fraction(found, resampled, each -> each.share(bin, bin + 1))))
                        .toList(),
                IntStream.range(0, peaks.size())
                        .mapToObj(peak -> state(found, resampled, peak))
                        .toList());
    }

    /** What is inferred from counts. */
    private static final class Inferred {
        /** Of the particles in focus, by bin. */
        private final double[] shares;

        /** Bins at which states begin and end. */
        private final int[] bounds;

        Inferred(double[] shares, int[] bounds) {
            this.shares = shares;
            this.bounds = bounds;
        }

        double share(int from, int to) {
            return Math.min(1, Arrays.stream(shares, from, to).sum());
        }

        double ofState(int state) {
            return share(bounds[state], bounds[state + 1]);
        }
    }

    /** From displacements in each bin. Where peaks meet is as uncertain as the displacements are. */
    private Inferred inferred(double[] displacements, List<Peak> peaks) {
        return new Inferred(corrected(displacements), bounds(peaks, displacements));
    }

    /**
     * How many times the variance of a share is that of independent segments: the sum of squares of the displacements of the tracks, by that
     * of the segments.
     */
    private double clustering() {
        return Math.max(1, squaredDisplacements / cells.squaredDisplacements());
    }

    /** Shares of the particles in focus, from displacements that were counted. */
    private double[] corrected(double[] displacements) {
        double[] particles = new double[displacements.length];
        Arrays.setAll(particles, bin -> displacements[bin] / countedShares[bin]);
        return normalised(particles);
    }

    static double[] normalised(double[] values) {
        double sum = Arrays.stream(values).sum();
        return Arrays.stream(values).map(value -> value / sum).toArray();
    }

    /** The peaks without those between whose bounds there is next to nothing, though the fit has them. */
    private static List<Peak> noticeable(List<Peak> peaks, double[] occupation) {
        int[] bounds = bounds(peaks, occupation);
        double[] shares = IntStream.range(0, peaks.size())
                .mapToDouble(peak -> Arrays.stream(occupation, bounds[peak], bounds[peak + 1])
                        .sum())
                .toArray();
        int smallest = IntStream.range(0, shares.length)
                .boxed()
                .min(Comparator.comparingDouble(peak -> shares[peak]))
                .orElseThrow();
        if (shares[smallest] >= PeakFit.SMALLEST) {
            return peaks;
        }
        List<Peak> others = new ArrayList<>(peaks);
        others.remove(smallest);
        return noticeable(others, occupation);
    }

    /** The bins at which peaks begin and end: where there is least between two of them. */
    private static int[] bounds(List<Peak> peaks, double[] shares) {
        double[] smooth = smooth(shares);
        List<Integer> bounds = new ArrayList<>(List.of(0));
        for (int right = 1; right < peaks.size(); right++) {
            int least = peaks.get(right - 1).bin() + 1;
            for (int bin = least; bin <= peaks.get(right).bin(); bin++) {
                if (smooth[bin] < smooth[least]) {
                    least = bin;
                }
            }
            bounds.add(least);
        }
        bounds.add(DiffusionGrid.SIZE);
        return bounds.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Weighted means, so that there is no less at the ends of the grid because it ends there. */
    private static double[] smooth(double[] shares) {
        double[] smooth = new double[shares.length];
        for (int bin = 0; bin < shares.length; bin++) {
            double weights = 0;
            for (int other = 0; other < shares.length; other++) {
                double weight = SMOOTHING_WEIGHTS[Math.abs(bin - other)];
                smooth[bin] += shares[other] * weight;
                weights += weight;
            }
            smooth[bin] /= weights;
        }
        return smooth;
    }

    private State state(Inferred found, List<Inferred> resampled, int state) {
        int from = found.bounds[state];
        int to = found.bounds[state + 1];
        double product = 0;
        for (int bin = from; bin < to; bin++) {
            product += found.shares[bin] * grid.centre(bin);
        }
        return new State(
                product / Arrays.stream(found.shares, from, to).sum(),
                from == 0 ? OptionalDouble.empty() : OptionalDouble.of(grid.edge(from)),
                to == DiffusionGrid.SIZE ? OptionalDouble.empty() : OptionalDouble.of(grid.edge(to)),
                fraction(found, resampled, each -> each.ofState(state)));
    }

    private static Fraction fraction(Inferred found, List<Inferred> resampled, ToDoubleFunction<Inferred> share) {
        double value = share.applyAsDouble(found);
        double[] ascending = resampled.stream().mapToDouble(share).sorted().toArray();
        int outside = ascending.length / 20 - 1;
        return new Fraction(
                value, Math.min(value, ascending[outside]), Math.max(value, ascending[ascending.length - 1 - outside]));
    }
}
