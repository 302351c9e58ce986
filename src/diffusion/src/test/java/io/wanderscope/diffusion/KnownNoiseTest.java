package io.wanderscope.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * With known noise and exposure the coefficient is a weighted mean of one estimate by the variance of the displacements and
 * one that also uses their covariance. These are properties of its standard deviation, in units of D, for tracks of which any
 * frames are missing.
 */
class KnownNoiseTest {
    private static final double ROUNDING = 1e-9;

    /** Noise variances, in units of D per frame; the weight is made for the third. */
    private static final List<Double> NOISES = List.of(0.0, 0.4, 1.0, 2.0, 8.0, 100.0);

    /** Lengths of the runs of successive displacements in a track, with a missing frame between two runs. */
    record Pattern(List<Integer> runs, double exposure) {
        /** The first two runs joined: one pair of neighbours more, with as many displacements. */
        Pattern joined() {
            return new Pattern(
                    Stream.concat(
                                    Stream.of(runs.get(0) + runs.get(1)),
                                    runs.stream().skip(2))
                            .toList(),
                    exposure);
        }

        /** A displacement more at the end of the first run, hence also a pair more. */
        Pattern longer() {
            return new Pattern(
                    Stream.concat(Stream.of(runs.get(0) + 1), runs.stream().skip(1))
                            .toList(),
                    exposure);
        }

        double perVariance() {
            return 1 / (2 * (1 - exposure / 3));
        }

        /** The standard deviation of the mean with the given weight at some noise. */
        double deviation(double weight, double noise) {
            DisplacementMoments truth =
                    DisplacementMoments.of(track()).with(2 * (1 - exposure / 3) + 2 * noise, exposure / 3 - noise);
            return truth.deviation((1 - weight) * perVariance() + weight / 2, weight);
        }

        double deviation(double noise) {
            return deviation(weight(), noise);
        }

        /** The weight that the estimate of a track with these frames was made with. */
        double weight() {
            ObservedTrajectory track = track();
            DisplacementMoments moments = DisplacementMoments.of(track);
            if (moments.pairs() == 0) {
                return 0;
            }
            double byVariance = perVariance() * moments.variance();
            double byBoth = coefficient(
                    track.withImaging(new ImagingConditions(OptionalDouble.empty(), OptionalDouble.of(exposure))));
            double mean = coefficient(track.withImaging(ImagingConditions.of(0, exposure)));
            return (mean - byVariance) / (byBoth - byVariance);
        }

        /** Any track will do whose two estimates differ; here all displacements are alike. */
        private ObservedTrajectory track() {
            BitSet observed = new BitSet();
            int frame = 0;
            for (int run : runs) {
                observed.set(frame, frame + run + 1);
                frame += run + 2;
            }
            int[] frames = observed.stream().toArray();
            double[] places = IntStream.of(frames).asDoubleStream().toArray();
            return new ObservedTrajectory(Trajectory.interpolated(frames, places, places), observed);
        }

        private static double coefficient(ObservedTrajectory track) {
            return TrackStatistics.of(track)
                    .orElseThrow()
                    .diffusionCoefficient()
                    .orElseThrow()
                    .value();
        }
    }

    /** Two equal runs, and any number of runs that are short, long or both. */
    static Stream<Pattern> patterns() {
        Stream<Pattern> complete = Stream.of(1, 2, 4, 9, 99)
                .flatMap(half -> Stream.of(0.0, 0.5, 1.0).map(exposure -> new Pattern(List.of(half, half), exposure)));
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(20_261_129);
        return Stream.concat(complete, Stream.generate(() -> any(random)).limit(300));
    }

    private static Pattern any(UniformRandomProvider random) {
        int longest = List.of(1, 2, 5, 40).get(random.nextInt(4));
        List<Integer> runs = IntStream.range(0, 2 + random.nextInt(20))
                .mapToObj(run -> 1 + random.nextInt(longest))
                .toList();
        return new Pattern(runs, random.nextInt(3) / 2.0);
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void anotherPairNeverRaisesTheDeviation(Pattern pattern) {
        // When
        double deviation = pattern.deviation(1);

        // Then
        assertThat(pattern.joined().deviation(1)).isLessThanOrEqualTo(deviation + ROUNDING);
        assertThat(pattern.longer().deviation(1)).isLessThanOrEqualTo(deviation + ROUNDING);
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void noOtherWeightVariesLessWhereTheNoiseVarianceIsD(Pattern pattern) {
        // Given
        Pattern joined = pattern.joined();

        // When
        double weight = joined.weight();

        // Then
        double others = IntStream.rangeClosed(0, 100)
                .mapToDouble(percent -> joined.deviation(percent / 100.0, 1))
                .min()
                .orElseThrow();
        assertThat(weight).isBetween(0.0, 0.61);
        assertThat(joined.deviation(weight, 1)).isLessThanOrEqualTo(others + ROUNDING);
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void withoutBlurTheWeightIsTheDocumentedOne(Pattern pattern) {
        // Given
        Pattern instantaneous = new Pattern(pattern.joined().runs(), 0);
        DisplacementMoments moments = DisplacementMoments.of(instantaneous.track());
        double pairs = moments.pairs();

        // When
        double weight = instantaneous.weight();

        // Then 8 m² / (n (17 m + 2 t))
        double numbers = moments.displacements() * (17 * pairs + 2 * moments.triples());
        assertThat(weight).isCloseTo(8 * pairs * pairs / numbers, within(ROUNDING));
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void variesLessThanEitherEstimateOrNotMuchMore(Pattern pattern) {
        // Given
        Pattern joined = pattern.joined();

        // When
        double weight = joined.weight();

        // Then at most 85 % of the one at any noise, and the other plus a quarter, which it is above with weak noise
        // only
        assertThat(NOISES).allSatisfy(noise -> {
            double deviation = joined.deviation(weight, noise);
            assertThat(deviation).isLessThan(0.852 * joined.deviation(1, noise));
            assertThat(deviation).isLessThan((noise < 0.4 ? 1.25 : 1) * joined.deviation(0, noise));
        });
    }
}
