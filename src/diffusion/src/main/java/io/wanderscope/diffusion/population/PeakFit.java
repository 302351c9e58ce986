package io.wanderscope.diffusion.population;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds how many peaks the occupation has. The occupation itself does not tell: that of a few hundred short tracks has a dip here and there. So
 * mixtures of log-normal distributions are fitted to the segments by expectation maximisation, with one peak more each time, as
 * long as the Bayesian information criterion (Schwarz, Annals of Statistics 6, 461, 1978) says that it is worth its three numbers, and there is a
 * valley between neighbouring peaks. Widths are free, so a broad population is one peak.
 *
 * <p>The likelihood of a cell is nearly right, not exact. The gain of a peak that only mends that grows with every segment, and a
 * large population would have one peak after the other. So a peak must be worth its numbers to {@value #MAX_SEGMENTS} segments.
 */
final class PeakFit {
    private static final int MAX_PEAKS = 5;
    private static final int MAX_SEGMENTS = 2000;
    private static final int ITERATIONS = 80;
    private static final double NUMBERS_PER_PEAK = 3;

    /** Narrowest peak, in bins. */
    private static final double NARROWEST = 1;

    /** A new peak's weight. */
    private static final double FIRST_WEIGHT = 0.1;

    /** Density in a valley, at most, as a share of the lower one of the peaks beside it. */
    private static final double VALLEY = 0.8;

    /** Share of a peak, at least. */
    static final double SMALLEST = 0.02;

    /** Keeps the density of a bin above 0. */
    private static final double FLOOR = 1e-12;

    private final StateArray array;
    private final double[] counts;
    private final double segments;
    private final double independent;
    private final int bins;

    /**
     * Of segments.
     *
     * @param clustering number of segments that come and go together, 1 or more
     */
    PeakFit(StateArray array, double[] counts, double clustering, int bins) {
        this.array = array;
        this.counts = counts;
        this.segments = Arrays.stream(counts).sum();
        this.independent = Math.min(MAX_SEGMENTS, segments / clustering);
        this.bins = bins;
    }

    private record Fit(List<Peak> peaks, double logLikelihood) {}

    /**
     * The peaks, ascending; at least one.
     *
     * @param occupation from which to begin
     */
    List<Peak> find(double[] occupation) {
        Fit best = fitted(List.of(moments(1, occupation)));
        while (best.peaks().size() < MAX_PEAKS) {
            Optional<Fit> next = withOneMore(best);
            if (next.isEmpty() || !isWorthIt(next.get().logLikelihood() - best.logLikelihood())) {
                break;
            }
            best = next.get();
        }
        return best.peaks();
    }

    private boolean isWorthIt(double gain) {
        return gain * independent / segments >= NUMBERS_PER_PEAK * Math.log(independent) / 2;
    }

    /** The best fit with one more peak, among those that have valleys. */
    private Optional<Fit> withOneMore(Fit fit) {
        Stream<List<Peak>> proposals = Stream.concat(
                fit.peaks().stream().map(peak -> split(fit.peaks(), peak)), Stream.of(withPeakWhereMissing(fit)));
        return proposals
                .map(this::fitted)
                .filter(each -> hasValleys(each.peaks()))
                .max(Comparator.comparingDouble(Fit::logLikelihood));
    }

    private static List<Peak> split(List<Peak> peaks, Peak broad) {
        List<Peak> result = new ArrayList<>(peaks);
        result.remove(broad);
        double half = Math.max(NARROWEST, broad.deviation() / 2);
        result.add(new Peak(broad.weight() / 2, broad.mean() - 2 * half, half));
        result.add(new Peak(broad.weight() / 2, broad.mean() + 2 * half, half));
        return result;
    }

    /** Where a little more density raises the likelihood most. */
    private List<Peak> withPeakWhereMissing(Fit fit) {
        double[] density = density(fit.peaks());
        double[] assigned = array.assigned(counts, density);
        int at = 0;
        for (int bin = 1; bin < bins; bin++) {
            if (assigned[bin] / density[bin] > assigned[at] / density[at]) {
                at = bin;
            }
        }
        List<Peak> result = new ArrayList<>();
        fit.peaks()
                .forEach(peak ->
                        result.add(new Peak((1 - FIRST_WEIGHT) * peak.weight(), peak.mean(), peak.deviation())));
        result.add(new Peak(FIRST_WEIGHT, at, 2 * NARROWEST));
        return result;
    }

    private Fit fitted(List<Peak> start) {
        List<Peak> peaks = start;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            peaks = improved(peaks);
        }
        List<Peak> ascending =
                peaks.stream().sorted(Comparator.comparingDouble(Peak::mean)).toList();
        return new Fit(ascending, array.logLikelihood(density(ascending)));
    }

    private List<Peak> improved(List<Peak> peaks) {
        double[][] shares = shares(peaks);
        double[] assigned = array.assigned(counts, sum(shares));
        List<Peak> result = new ArrayList<>();
        for (double[] share : shares) {
            double[] own = new double[bins];
            double total = 0;
            for (int bin = 0; bin < bins; bin++) {
                double all = 0;
                for (double[] each : shares) {
                    all += each[bin];
                }
                own[bin] = assigned[bin] * share[bin] / all;
                total += own[bin];
            }
            result.add(moments(Math.max(FLOOR, total / segments), own));
        }
        return result;
    }

    private Peak moments(double weight, double[] masses) {
        double total = FLOOR;
        double sum = 0;
        for (int bin = 0; bin < bins; bin++) {
            total += masses[bin];
            sum += bin * masses[bin];
        }
        double mean = sum / total;
        double squares = 0;
        for (int bin = 0; bin < bins; bin++) {
            squares += (bin - mean) * (bin - mean) * masses[bin];
        }
        return new Peak(weight, mean, Math.max(NARROWEST, Math.sqrt(squares / total)));
    }

    private double[] density(List<Peak> peaks) {
        return sum(shares(peaks));
    }

    private double[] sum(double[][] shares) {
        double[] sum = new double[bins];
        for (double[] share : shares) {
            for (int bin = 0; bin < bins; bin++) {
                sum[bin] += share[bin];
            }
        }
        return sum;
    }

    /** Share of each bin that each peak has; those of a peak sum to its weight. */
    private double[][] shares(List<Peak> peaks) {
        double[][] shares = new double[peaks.size()][bins];
        for (int peak = 0; peak < shares.length; peak++) {
            double total = 0;
            for (int bin = 0; bin < bins; bin++) {
                double distance =
                        (bin - peaks.get(peak).mean()) / peaks.get(peak).deviation();
                shares[peak][bin] = Math.exp(-distance * distance / 2) + FLOOR;
                total += shares[peak][bin];
            }
            for (int bin = 0; bin < bins; bin++) {
                shares[peak][bin] *= peaks.get(peak).weight() / total;
            }
        }
        return shares;
    }

    private boolean hasValleys(List<Peak> peaks) {
        double[] density = density(peaks);
        for (int right = 1; right < peaks.size(); right++) {
            int from = peaks.get(right - 1).bin();
            int to = peaks.get(right).bin();
            double lowest = Double.POSITIVE_INFINITY;
            for (int bin = from; bin <= to; bin++) {
                lowest = Math.min(lowest, density[bin]);
            }
            if (lowest > VALLEY * Math.min(density[from], density[to])) {
                return false;
            }
        }
        return peaks.stream().allMatch(peak -> peak.weight() >= SMALLEST);
    }
}
