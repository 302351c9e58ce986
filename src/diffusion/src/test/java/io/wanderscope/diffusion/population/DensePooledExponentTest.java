package io.wanderscope.diffusion.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.Estimate;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds likelihood and estimate to another implementation, which averages over exposures numerically and goes through dense
 * matrices. Its results come from {@code src/test/python/pooled_exponent.py}, which says how to make them again.
 */
class DensePooledExponentTest {
    /** What the other implementation found; the error is empty where it was not told. */
    record Expected(OptionalDouble error, double exposure, double below, double above, double mean, double deviation) {
        static Expected parse(String row) {
            String[] fields = row.split(",", -1);
            return new Expected(
                    fields[0].isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(fields[0])),
                    Double.parseDouble(fields[1]),
                    Double.parseDouble(fields[2]),
                    Double.parseDouble(fields[3]),
                    Double.parseDouble(fields[4]),
                    Double.parseDouble(fields[5]));
        }
    }

    static Stream<Expected> expectations() throws IOException {
        return rows("/pooled-exponent.csv").stream().map(Expected::parse);
    }

    @ParameterizedTest
    @MethodSource("expectations")
    void exponentsAreAsLikelyAsByDenseMatrices(Expected expected) throws IOException {
        // Given
        SegmentMoments moments = tracks().stream()
                .map(SegmentMoments::of)
                .reduce(new SegmentMoments(), (sum, track) -> sum.plus(track, 1));
        double noise = 2 * Math.pow(expected.error().orElse(0), 2);

        // When
        double below = logLikelihood(moments, 0.5, expected.exposure(), noise);
        double middle = logLikelihood(moments, 1, expected.exposure(), noise);
        double above = logLikelihood(moments, 1.5, expected.exposure(), noise);

        // Then
        assertThat(below - middle).isCloseTo(expected.below(), within(1e-3));
        assertThat(above - middle).isCloseTo(expected.above(), within(1e-3));
    }

    private static double logLikelihood(SegmentMoments moments, double exponent, double exposure, double noise) {
        double sum = 0;
        for (int length = SegmentMoments.SHORTEST; length <= SegmentMoments.LONGEST; length++) {
            DisplacementSpectrum spectrum = new DisplacementSpectrum(length, exponent, exposure);
            sum += new SpectralLikelihood(spectrum.eigenvalues(), spectrum.squares(moments), moments.segments(length))
                    .largest(noise);
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("expectations")
    void theEstimateIsThatOfDenseMatrices(Expected expected) throws IOException {
        // Given
        SufficientStatistics.Builder sums = new SufficientStatistics.Builder();
        tracks().forEach(track -> ExponentStatistics.add(track, sums));
        ImagingConditions imaging = new ImagingConditions(expected.error(), OptionalDouble.of(expected.exposure()));

        // When
        Estimate estimate = new PooledExponent(imaging).of(sums.build()).orElseThrow();

        // Then the deviation is that of the likelihood, or larger where groups of tracks scatter more
        assertThat(estimate.value()).isCloseTo(expected.mean(), within(0.005));
        assertThat(estimate.deviation()).isBetween(expected.deviation() - 0.005, 3 * expected.deviation());
    }

    private static List<ObservedTrajectory> tracks() throws IOException {
        return rows("/pooled-exponent-tracks.csv").stream()
                .map(DensePooledExponentTest::track)
                .toList();
    }

    private static ObservedTrajectory track(String row) {
        String[] fields = row.split(",", -1);
        int[] frames = numbers(fields[0]).mapToInt(Integer::parseInt).toArray();
        BitSet observed = new BitSet();
        for (int frame : frames) {
            observed.set(frame);
        }
        return new ObservedTrajectory(
                Trajectory.interpolated(
                        frames,
                        numbers(fields[1]).mapToDouble(Double::parseDouble).toArray(),
                        numbers(fields[2]).mapToDouble(Double::parseDouble).toArray()),
                observed);
    }

    private static Stream<String> numbers(String field) {
        return Stream.of(field.split(" ", -1));
    }

    private static List<String> rows(String name) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(DensePooledExponentTest.class.getResourceAsStream(name)),
                StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).toList();
        }
    }
}
