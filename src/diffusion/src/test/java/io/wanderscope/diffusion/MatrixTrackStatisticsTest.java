package io.wanderscope.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the statistics to another implementation, which goes through matrices over all pairs of displacements. Its results
 * come from {@code src/test/python/track_statistics.py}, which says how to make them again.
 */
class MatrixTrackStatisticsTest {
    static Stream<Map<String, String>> tracks() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(MatrixTrackStatisticsTest.class.getResourceAsStream("/track-statistics.csv")),
                StandardCharsets.UTF_8))) {
            List<String> rows = lines.lines().toList();
            String[] names = rows.get(0).split(",", -1);
            return rows.stream().skip(1).map(row -> row.split(",", -1)).map(fields -> {
                Map<String, String> track = new HashMap<>();
                for (int column = 0; column < names.length; column++) {
                    track.put(names[column], fields[column]);
                }
                return track;
            });
        }
    }

    @ParameterizedTest
    @MethodSource("tracks")
    void equalThoseOfTheMatrices(Map<String, String> expected) {
        // Given
        ObservedTrajectory track = track(expected)
                .withImaging(new ImagingConditions(number(expected, "noise"), number(expected, "exposure")));

        // When
        TrackStatistics statistics = TrackStatistics.of(track).orElseThrow();

        // Then
        assertEqual(statistics.diffusionCoefficient().orElseThrow(), expected, "d");
        assertEqual(statistics.localisationVariance().orElseThrow(), expected, "noise_variance");
        List<Integer> lags = new ArrayList<>();
        for (int lag = 1; lag <= 4; lag++) {
            if (number(expected, "msd_" + lag).isPresent()) {
                lags.add(lag);
            }
        }
        assertThat(statistics.meanSquaredDisplacements())
                .allSatisfy(each -> assertEqual(each.value(), expected, "msd_" + each.lag()))
                .extracting(MeanSquaredDisplacement::lag)
                .isEqualTo(lags);
        assertClose(statistics.radiusOfGyration(), expected, "gyration");
        assertClose(statistics.duration(), expected, "duration");
    }

    private static void assertEqual(Estimate estimate, Map<String, String> expected, String name) {
        assertClose(estimate.value(), expected, name);
        assertClose(estimate.deviation(), expected, name + "_sd");
    }

    private static void assertClose(double value, Map<String, String> expected, String name) {
        assertThat(value).as(name).isCloseTo(number(expected, name).orElseThrow(), withinPercentage(1e-6));
    }

    private static OptionalDouble number(Map<String, String> track, String name) {
        String text = Objects.requireNonNull(track.get(name));
        return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
    }

    private static ObservedTrajectory track(Map<String, String> track) {
        int[] frames = numbers(track, "frames").mapToInt(Integer::parseInt).toArray();
        BitSet observed = new BitSet();
        for (int frame : frames) {
            observed.set(frame);
        }
        return new ObservedTrajectory(
                Trajectory.interpolated(
                        frames,
                        numbers(track, "x").mapToDouble(Double::parseDouble).toArray(),
                        numbers(track, "y").mapToDouble(Double::parseDouble).toArray()),
                observed);
    }

    private static Stream<String> numbers(Map<String, String> track, String name) {
        return Stream.of(Objects.requireNonNull(track.get(name)).split(" ", -1));
    }
}
