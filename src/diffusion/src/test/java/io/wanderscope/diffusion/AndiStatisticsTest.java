package io.wanderscope.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds every process to summary statistics of another implementation, the AnDi challenge's own generator. They come
 * from {@code src/test/python/andi_statistics.py}, which says how to make them again.
 */
class AndiStatisticsTest {
    private static final int POINTS = 60;
    private static final int TRAJECTORIES = 4000;
    /** A correct simulator exceeds this once in about two million comparisons. */
    private static final double STANDARD_ERRORS = 5;

    record Expected(DiffusionModel model, double exponent, String statistic, double mean, double error) {}

    static Stream<List<Expected>> cases() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(AndiStatisticsTest.class.getResourceAsStream("/andi-statistics.csv")),
                StandardCharsets.UTF_8))) {
            Map<String, List<Expected>> byCase = new LinkedHashMap<>();
            lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(field -> new Expected(
                            DiffusionModel.valueOf(field[0]),
                            Double.parseDouble(field[1]),
                            field[2],
                            Double.parseDouble(field[3]),
                            Double.parseDouble(field[4])))
                    .forEach(expected -> byCase.computeIfAbsent(
                                    expected.model() + " " + expected.exponent(), unused -> new ArrayList<>())
                            .add(expected));
            return byCase.values().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void hasTheStatisticsOfTheChallengesGenerator(List<Expected> expected) {
        // Given
        DiffusionModel model = expected.get(0).model();
        double exponent = expected.get(0).exponent();
        TrajectorySimulator simulator = TrajectorySimulator.withSeed(20_261_128);

        // When
        Map<String, double[]> values = new HashMap<>();
        for (int trajectory = 0; trajectory < TRAJECTORIES; trajectory++) {
            int row = trajectory;
            statistics(simulator.simulate(model, exponent, POINTS))
                    .forEach((name, value) ->
                            values.computeIfAbsent(name, unused -> new double[TRAJECTORIES])[row] = value);
        }

        // Then
        assertThat(expected).allSatisfy(one -> {
            double[] ours = Objects.requireNonNull(values.get(one.statistic()));
            double mean = IntStream.range(0, ours.length)
                    .mapToDouble(row -> ours[row])
                    .average()
                    .orElseThrow();
            double error = standardError(ours, mean);
            assertThat(mean)
                    .as(one.toString())
                    .isCloseTo(one.mean(), within(STANDARD_ERRORS * Math.hypot(error, one.error()) + 1e-3));
        });
    }

    private static double standardError(double[] values, double mean) {
        double variance = 0;
        for (double value : values) {
            variance += (value - mean) * (value - mean) / values.length;
        }
        return Math.sqrt(variance / values.length);
    }

    /** The statistics of the Python script, of the displacements along x. */
    private static Map<String, Double> statistics(Trajectory trajectory) {
        double[] d = IntStream.range(1, trajectory.size())
                .mapToDouble(point -> trajectory.x(point) - trajectory.x(point - 1))
                .toArray();
        int quarter = d.length / 4;
        double sizes = sizes(d, 0, d.length);
        double squares = products(d, 0);
        double early = sizes(d, 0, quarter);
        double late = sizes(d, d.length - quarter, d.length);
        return Map.of(
                "starts_with_rest", d[0] == 0 ? 1.0 : 0.0,
                "ends_with_rest", d[d.length - 1] == 0 ? 1.0 : 0.0,
                "share_of_rests",
                        (double) IntStream.range(0, d.length)
                                        .filter(step -> d[step] == 0)
                                        .count()
                                / d.length,
                "lag_1_correlation", products(d, 1) / squares,
                "lag_5_correlation", products(d, 5) / squares,
                "peakedness", sizes * sizes / d.length / squares,
                "straightness", Math.abs(trajectory.x(trajectory.size() - 1) - trajectory.x(0)) / sizes,
                "early_less_late", early + late > 0 ? (early - late) / (early + late) : 0,
                "largest",
                        IntStream.range(0, d.length)
                                        .mapToDouble(step -> Math.abs(d[step]))
                                        .max()
                                        .orElseThrow()
                                / sizes);
    }

    private static double sizes(double[] d, int from, int to) {
        double sum = 0;
        for (int step = from; step < to; step++) {
            sum += Math.abs(d[step]);
        }
        return sum;
    }

    private static double products(double[] d, int lag) {
        double sum = 0;
        for (int step = lag; step < d.length; step++) {
            sum += d[step] * d[step - lag];
        }
        return sum;
    }
}
