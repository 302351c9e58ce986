package io.wanderscope.diffusion.population;

import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.population.PopulationEstimate.Fraction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Fractions of the diffusion models and families in a population, from how often a model gave which answer and how it confuses
 * kinds of motion.
 *
 * @param classes by class index; empty if there is no track
 * @param families by family index; empty if there is no track
 * @param tracks number of tracks on which they rest
 */
record ClassFractions(List<Fraction> classes, List<Fraction> families, long tracks) {
    static final ClassFractions NONE = new ClassFractions(List.of(), List.of(), 0);

    private static final long SEED = 0x636c_6173_7365_7321L;
    private static final double RARITY = 0.0005;
    private static final int ROUGH_STEPS = 80;
    private static final int DISCARDED = 400;
    private static final int ROUGH_DRAWS = 100;
    private static final int DRAWS = 1600;
    private static final double CREDIBILITY = 0.9;

    /** Estimates them; the same sums give the same fractions. */
    static ClassFractions of(SufficientStatistics sums, ClassConfusion confusion) {
        Mixture mixture = mixture(sums, confusion);
        long tracks = tracks(sums, confusion);
        return tracks == 0 ? NONE : summary(draws(mixture), tracks);
    }

    private static IntStream places(SufficientStatistics sums, ClassConfusion confusion) {
        return IntStream.range(
                        sums.firstPlace(Sections.CLASSES), sums.firstPlace(Sections.CLASSES + ClassStatistics.CELLS))
                .filter(place -> confusion.probabilities(cell(sums, place)).isPresent());
    }

    private static int cell(SufficientStatistics sums, int place) {
        return sums.index(place) - Sections.CLASSES;
    }

    private static long tracks(SufficientStatistics sums, ClassConfusion confusion) {
        return places(sums, confusion).mapToLong(sums::value).sum();
    }

    private static Mixture mixture(SufficientStatistics sums, ClassConfusion confusion) {
        int[] places = places(sums, confusion).toArray();
        double[] weights = weights(sums, confusion, places);
        double[] counts = new double[places.length];
        double[][] probabilities = new double[places.length][];
        for (int index = 0; index < places.length; index++) {
            int cell = cell(sums, places[index]);
            counts[index] = weights[ClassStatistics.group(cell)] * sums.value(places[index]);
            probabilities[index] = confusion.probabilities(cell).orElseThrow();
        }
        return new Mixture(ClassStatistics.KINDS, ClassConfusion.RECORDINGS.size(), counts, probabilities);
    }

    /**
     * What a track of each group counts. The simulations are as uncertain as tracks are, so more tracks than simulations tell
     * little more than as many.
     */
    private static double[] weights(SufficientStatistics sums, ClassConfusion confusion, int[] places) {
        double[] tracks = new double[ClassStatistics.GROUPS];
        double[] simulations = new double[ClassStatistics.GROUPS];
        for (int place : places) {
            int cell = cell(sums, place);
            tracks[ClassStatistics.group(cell)] += sums.value(place);
            simulations[ClassStatistics.group(cell)] = confusion.simulations(cell);
        }
        return IntStream.range(0, tracks.length)
                .mapToDouble(group -> simulations[group] / (simulations[group] + tracks[group]))
                .toArray();
    }

    /** The likelihood is expanded again where a first sample lies. */
    private static double[][] draws(Mixture mixture) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] likely = mixture.improved(mixture.firstShares(ClassStatistics.MODELS, RARITY), ROUGH_STEPS);
        double[] middle =
                mean(new MixtureSampler(mixture.kinds(), mixture.around(likely), random).draw(DISCARDED, ROUGH_DRAWS));
        return new MixtureSampler(mixture.kinds(), mixture.around(middle), random).draw(DISCARDED, DRAWS);
    }

    private static double[] mean(double[][] draws) {
        double[] mean = new double[draws[0].length];
        for (double[] draw : draws) {
            for (int index = 0; index < mean.length; index++) {
                mean[index] += draw[index] / draws.length;
            }
        }
        return mean;
    }

    private static ClassFractions summary(double[][] draws, long tracks) {
        List<Fraction> classes = IntStream.range(0, ClassStatistics.MODELS)
                .mapToObj(model -> fraction(values(draws, model, model + 1), tracks))
                .toList();
        List<Fraction> families = new ArrayList<>();
        for (MotionFamily family : MotionFamily.values()) {
            int kind = ClassStatistics.kind(family);
            double[] values = family == MotionFamily.DIFFUSION_MODEL
                    ? values(draws, 0, ClassStatistics.MODELS)
                    : values(draws, kind, kind + 1);
            families.add(fraction(values, tracks));
        }
        return new ClassFractions(classes, families, tracks);
    }

    /** The shares of some kinds together, by draw. */
    private static double[] values(double[][] draws, int from, int to) {
        return Arrays.stream(draws)
                .mapToDouble(draw -> Arrays.stream(draw, from, to).sum())
                .toArray();
    }

    /**
     * The mean, and the shortest interval with nine tenths of the draws. It begins at 0 if it may be less than one track. It ends
     * at 1 if it leaves less than one track, or less than one to each kind where it has no upper end among the draws.
     */
    private static Fraction fraction(double[] values, long tracks) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        int steps = (int) Math.ceil(CREDIBILITY * sorted.length) - 1;
        int first = IntStream.range(0, sorted.length - steps)
                .reduce((best, next) ->
                        sorted[next + steps] - sorted[next] < sorted[best + steps] - sorted[best] ? next : best)
                .orElseThrow();
        double mean = Math.min(1, Arrays.stream(values).average().orElseThrow());
        double one = 1.0 / tracks;
        double low = sorted[first] < one ? 0 : Math.min(mean, sorted[first]);
        boolean open = first + steps == sorted.length - 1;
        double rest = open ? ClassStatistics.KINDS * one : one;
        double high = sorted[first + steps] > 1 - rest ? 1 : Math.max(mean, sorted[first + steps]);
        return new Fraction(mean, low, high);
    }
}
