package io.wanderscope.diffusion.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.Estimate;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.population.FractionalTracks.Look;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PooledExponentTest {
    private static final long SEED = 20_261_129;
    private static final int TRACKS = 200;
    private static final int POPULATIONS = 12;

    /** The largest bias, and how many standard errors the mean over the populations may lie beyond it by chance. */
    private static final double BIAS = 0.05;

    private static final double STANDARD_ERRORS = 2.5;

    @ParameterizedTest
    @CsvSource({
        "0.5, 0, 0",
        "0.5, 0, 0.5",
        "0.5, 1, 0",
        "0.5, 1, 0.5",
        "1, 0, 0",
        "1, 0, 0.5",
        "1, 1, 0",
        "1, 1, 0.5",
        "1.5, 0, 0",
        "1.5, 0, 0.5",
        "1.5, 1, 0",
        "1.5, 1, 0.5"
    })
    void twoHundredShortTracksSufficeWhereNoiseIsTold(double exponent, double exposure, double noise) {
        // Given
        Look look = new Look(exponent, exposure, noise);
        FractionalTracks tracks = new FractionalTracks(SEED);

        // When
        Repeated repeated = Repeated.of(ImagingConditions.of(noise, exposure), () -> tracks.simulated(TRACKS, look));

        // Then
        repeated.assertUnbiased(exponent);
        assertThat(repeated.meanDeviation()).isLessThan(0.1);
        assertThat(repeated.scatter()).isLessThan(0.1);
    }

    /** The limit is that of Cramér and Rao: no estimate without bias varies less. Where it is above 0.1, 0.1 cannot be reached. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 0, 0.5, 0.213", "0.5, 1, 0, 0.093", "0.5, 1, 0.5, 0.144", "1, 0, 0, 0.078", "1, 0, 0.5, 0.096",
        "1, 1, 0, 0.059", "1, 1, 0.5, 0.081", "1.5, 0, 0, 0.037", "1.5, 0, 0.5, 0.046", "1.5, 1, 0, 0.032",
        "1.5, 1, 0.5, 0.043"
    })
    void withoutBeingToldTheNoiseTheyAreAsGoodAsTheyCanBe(
            double exponent, double exposure, double noise, double limit) {
        // Given
        Look look = new Look(exponent, exposure, noise);
        FractionalTracks tracks = new FractionalTracks(SEED);

        // When
        Repeated repeated = Repeated.of(exposureOnly(exposure), () -> tracks.factored(TRACKS, look, 1));

        // Then
        repeated.assertUnbiased(exponent);
        assertThat(repeated.meanDeviation()).isLessThan(Math.max(0.1, 1.25 * limit));
    }

    @ParameterizedTest
    @CsvSource({"0.5, true", "1, true", "1, false", "1.5, true", "1.5, false"})
    void theDeviationIsHonestWhereCoefficientsDiffer(double exponent, boolean isTold) {
        // Given diffusion coefficients of 1 and 1/5, and blur
        Look look = new Look(exponent, 1, 0.3);
        FractionalTracks tracks = new FractionalTracks(SEED);
        ImagingConditions imaging = isTold ? ImagingConditions.of(0.3, 1) : ImagingConditions.UNKNOWN;

        // When
        List<Estimate> estimates = Stream.generate(() -> tracks.factored(TRACKS, look, 1, Math.sqrt(0.2)))
                .limit(24)
                .map(each -> estimate(imaging, each))
                .toList();

        // Then
        assertThat(estimates)
                .filteredOn(each -> Math.abs(each.value() - exponent) <= 2 * each.deviation())
                .hasSizeGreaterThanOrEqualTo(21);
        assertThat(estimates.stream().mapToDouble(Estimate::value).average().orElseThrow())
                .isCloseTo(exponent, within(BIAS));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void immobileTracksWithTheSameNoiseDoNotMatter(boolean isTold) {
        // Given
        FractionalTracks tracks = new FractionalTracks(SEED);
        Look look = new Look(1, 1, 0.3);
        ImagingConditions imaging = isTold ? ImagingConditions.of(0.3, 1) : exposureOnly(1);

        // When
        Repeated repeated = Repeated.of(imaging, () -> tracks.factored(2 * TRACKS, look, 1, 0));

        // Then
        repeated.assertUnbiased(1);
    }

    @Test
    void theDeviationIsHonestWhereExponentsDiffer() {
        // Given
        FractionalTracks tracks = new FractionalTracks(SEED);

        // When
        Repeated repeated = Repeated.of(ImagingConditions.of(0, 0), () -> {
            List<ObservedTrajectory> both = new ArrayList<>(tracks.factored(TRACKS / 2, new Look(0.5, 0, 0), 1));
            both.addAll(tracks.factored(TRACKS / 2, new Look(1.5, 0, 0), 1));
            return both;
        });

        // Then
        assertThat(repeated.mean()).isBetween(1.0, 1.3);
        assertThat(repeated.meanDeviation()).isBetween(0.7 * repeated.scatter(), 2 * repeated.scatter());
    }

    @Property(tries = 30)
    void neitherOrderNorPartitionMatters(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int partitions) {
        // Given
        List<ObservedTrajectory> tracks = new FractionalTracks(seed).factored(40, new Look(0.8, 0, 0.2), 1, 30);
        List<ObservedTrajectory> shuffled = new ArrayList<>(tracks);
        Collections.shuffle(shuffled, new Random(seed));

        // When
        SufficientStatistics together = IntStream.range(0, partitions)
                .mapToObj(partition -> sum(IntStream.range(0, shuffled.size())
                        .filter(track -> track % partitions == partition)
                        .mapToObj(shuffled::get)
                        .toList()))
                .reduce(SufficientStatistics.NONE, (sum, partition) -> partition.plus(sum));

        // Then
        assertThat(together).isEqualTo(sum(tracks));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-20, 1e-3, 256, 1e5, 1e20})
    void theUnitOfLengthDoesNotMatter(double unit) {
        // Given
        List<ObservedTrajectory> tracks = new FractionalTracks(SEED).factored(TRACKS, new Look(1, 0, 0.5), 1, 0.1);
        Estimate expected = estimate(ImagingConditions.of(0.5, 0), tracks);

        // When
        Estimate estimate = estimate(
                ImagingConditions.of(0.5 * unit, 0),
                tracks.stream().map(each -> scaled(each, unit)).toList());

        // Then
        assertThat(estimate.value()).isCloseTo(expected.value(), within(0.002));
        assertThat(estimate.deviation() / expected.deviation()).isCloseTo(1, within(0.05));
    }

    @Test
    void theSameTracksGiveTheSameEstimate() {
        // Given
        List<ObservedTrajectory> tracks = new FractionalTracks(SEED).factored(TRACKS, new Look(1, 0, 0.5), 1);
        SufficientStatistics sums = sum(tracks);

        // When
        PopulationEstimate estimate = new PopulationEstimator(
                        ImagingConditions.UNKNOWN, OptionalDouble.empty(), Optional.empty())
                .estimate(sums);

        // Then
        assertThat(estimate.exponent()).isEqualTo(new PooledExponent(ImagingConditions.UNKNOWN).of(sums));
        assertThat(estimate.exponentTracks()).isEqualTo(TRACKS);
    }

    @Test
    void tracksThatAreAllAlikeDoNotMakeItSure() {
        // Given
        SufficientStatistics sums = sum(new FractionalTracks(SEED).factored(TRACKS, new Look(1, 0, 0.3), 1));
        SufficientStatistics times65536 = sums;
        for (int doubling = 0; doubling < 16; doubling++) {
            times65536 = times65536.plus(times65536);
        }
        PooledExponent exponent = new PooledExponent(ImagingConditions.of(0.3, 0));

        // When
        Estimate ofMany = exponent.of(times65536).orElseThrow();

        // Then the grid is fine enough for them, and the scatter between the groups is as large as before
        assertThat(ofMany.value()).isCloseTo(exponent.of(sums).orElseThrow().value(), within(0.005));
        assertThat(ofMany.deviation()).isBetween(0.01, 0.08);
    }

    @Test
    void anAcquisitionKeepsAFewHundredNumbers() {
        // Given
        List<ObservedTrajectory> tracks = new FractionalTracks(SEED).factored(2000, new Look(1, 0, 0.3), 1, 0.1, 5);

        // When
        SufficientStatistics sums = sum(tracks);

        // Then a track adds few, and all of them not many more than one group of each length
        assertThat(sum(tracks.subList(0, 1)).size()).isLessThan(25);
        assertThat(sums.size()).isLessThan(650);
    }

    @Test
    void tracksThatSayNothingDoNotCount() {
        // Given
        BitSet everyOther = BitSet.valueOf(new long[] {0b10101});
        BitSet pairs = BitSet.valueOf(new long[] {0b11011});
        Trajectory line = Trajectory.of(new double[] {0, 1, 3, 3, 7}, new double[] {0, 2, 1, 0, 1});
        List<ObservedTrajectory> nothing = List.of(
                new ObservedTrajectory(line, everyOther),
                new ObservedTrajectory(line, pairs),
                complete(new double[] {4, 4, 4}, new double[] {-1, -1, -1}),
                complete(new double[] {0, 1e200, -1e200}, new double[] {0, 0, 0}),
                complete(new double[] {0, 1e308, -1e308}, new double[] {0, 0, 0}),
                complete(new double[] {0, 1e-300, 0}, new double[] {0, 0, 0}),
                complete(new double[] {0, Double.MIN_VALUE, 0}, new double[] {0, 0, 0}));

        // When
        SufficientStatistics sums = sum(nothing);

        // Then
        assertThat(sums).isEqualTo(SufficientStatistics.NONE);
        assertThat(new PooledExponent(ImagingConditions.UNKNOWN).of(sums)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.5, 1", "1000, 0", ", 0", ", "})
    void oddTracksGiveNumbers(Double noise, Double exposure) {
        // Given
        PooledExponent exponent = new PooledExponent(new ImagingConditions(optional(noise), optional(exposure)));
        double[] still = new double[12];
        double[] ramp = IntStream.range(0, 12).asDoubleStream().toArray();
        double[] shaking = IntStream.range(0, 12).mapToDouble(each -> each % 2).toArray();
        double[] jump =
                IntStream.range(0, 12).mapToDouble(each -> each < 11 ? 0 : 1e6).toArray();
        List<List<ObservedTrajectory>> populations = List.of(
                List.of(complete(ramp, still)),
                List.of(complete(shaking, still)),
                List.of(complete(shaking, shaking), complete(ramp, ramp)),
                List.of(complete(jump, still), complete(shaking, ramp)));

        // When
        List<Optional<Estimate>> estimates =
                populations.stream().map(each -> exponent.of(sum(each))).toList();

        // Then
        assertThat(estimates).allSatisfy(each -> {
            assertThat(each.orElseThrow().value()).isBetween(0.0, 2.0);
            assertThat(each.orElseThrow().deviation()).isBetween(1e-6, 2.0);
        });
    }

    @Test
    void immobileTracksAloneLeaveItOpen() {
        // Given
        List<ObservedTrajectory> still = new FractionalTracks(SEED).factored(TRACKS, new Look(1, 0, 0.3), 0);

        // When
        Estimate estimate = estimate(ImagingConditions.of(0.3, 0), still);

        // Then
        assertThat(estimate.deviation()).isGreaterThan(0.3);
    }

    private static OptionalDouble optional(Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static ImagingConditions exposureOnly(double exposure) {
        return new ImagingConditions(OptionalDouble.empty(), OptionalDouble.of(exposure));
    }

    private static ObservedTrajectory complete(double[] x, double[] y) {
        return ObservedTrajectory.complete(Trajectory.of(x, y));
    }

    private static ObservedTrajectory scaled(ObservedTrajectory track, double unit) {
        Trajectory path = track.trajectory();
        return complete(
                IntStream.range(0, path.size())
                        .mapToDouble(point -> unit * path.x(point))
                        .toArray(),
                IntStream.range(0, path.size())
                        .mapToDouble(point -> unit * path.y(point))
                        .toArray());
    }

    private static SufficientStatistics sum(List<ObservedTrajectory> tracks) {
        SufficientStatistics.Builder sums = new SufficientStatistics.Builder();
        tracks.forEach(each -> ExponentStatistics.add(each, sums));
        return sums.build();
    }

    private static Estimate estimate(ImagingConditions imaging, List<ObservedTrajectory> tracks) {
        return new PooledExponent(imaging).of(sum(tracks)).orElseThrow();
    }

    /** Estimates from populations that are drawn alike. */
    private record Repeated(List<Estimate> estimates) {
        static Repeated of(ImagingConditions imaging, Supplier<List<ObservedTrajectory>> population) {
            return new Repeated(Stream.generate(population)
                    .limit(POPULATIONS)
                    .map(each -> estimate(imaging, each))
                    .toList());
        }

        double[] values() {
            return estimates.stream().mapToDouble(Estimate::value).toArray();
        }

        double mean() {
            return Arrays.stream(values()).average().orElseThrow();
        }

        double meanDeviation() {
            return estimates.stream().mapToDouble(Estimate::deviation).average().orElseThrow();
        }

        double scatter() {
            double squares = Arrays.stream(values())
                    .map(each -> (each - mean()) * (each - mean()))
                    .sum();
            return Math.sqrt(squares / (POPULATIONS - 1));
        }

        void assertUnbiased(double exponent) {
            assertThat(mean()).isCloseTo(exponent, within(BIAS + STANDARD_ERRORS * scatter() / Math.sqrt(POPULATIONS)));
        }
    }
}
