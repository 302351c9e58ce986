package io.wanderscope.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Searches for label leakage: a shallow classifier tries to tell trajectories of this simulator from those of the AnDi
 * challenge's own generator, model by model, by simple facts about each. If it can, the simulator has a habit of its own
 * that a network would learn. The facts come from {@code src/test/python/andi_facts.py}.
 */
class LabelLeakTest {
    private static final int POINTS = 40;
    private static final int FACTS = 9;
    /** Accuracy on half of the trajectories has a standard error of 1.3 %. */
    private static final double CHANCE_AT_MOST = 0.5 + 4 * 0.013;

    private static final Map<DiffusionModel, List<double[]>> CHALLENGE = new EnumMap<>(DiffusionModel.class);

    @BeforeAll
    static void read() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(LabelLeakTest.class.getResourceAsStream("/andi-facts.csv")),
                StandardCharsets.UTF_8))) {
            lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .forEach(field -> CHALLENGE
                            .computeIfAbsent(DiffusionModel.valueOf(field[0]), unused -> new ArrayList<>())
                            .add(IntStream.rangeClosed(1, FACTS)
                                    .mapToDouble(column -> Double.parseDouble(field[column]))
                                    .toArray()));
        }
    }

    @ParameterizedTest
    @EnumSource(DiffusionModel.class)
    void simpleFactsDoNotTellTheSimulatorFromTheChallengesGenerator(DiffusionModel model) {
        // Given
        List<double[]> theirs = challengeOf(model);
        List<double[]> ours = simulated(model, theirs.size(), facts -> true);

        // When
        double accuracy = accuracyOfTellingApart(ours, theirs);

        // Then
        assertThat(accuracy).isLessThan(CHANCE_AT_MOST);
    }

    @Test
    void aWalkThatAlwaysStartsWithARestWouldBeFound() {
        // Given the leak that the simulator once had
        List<double[]> theirs = challengeOf(DiffusionModel.CTRW);
        List<double[]> resting = simulated(DiffusionModel.CTRW, theirs.size(), facts -> facts[3] == 1);

        // When
        double accuracy = accuracyOfTellingApart(resting, theirs);

        // Then
        assertThat(accuracy).isGreaterThan(0.6);
    }

    private static List<double[]> challengeOf(DiffusionModel model) {
        return Objects.requireNonNull(CHALLENGE.get(model));
    }

    private static List<double[]> simulated(DiffusionModel model, int count, Predicate<double[]> chosen) {
        TrajectorySimulator simulator = TrajectorySimulator.withSeed(4);
        List<double[]> all = new ArrayList<>();
        while (all.size() < count) {
            double[] facts = facts(simulator.simulate(model, simulator.drawExponent(model), POINTS));
            if (chosen.test(facts)) {
                all.add(facts);
            }
        }
        return all;
    }

    /** The facts of the Python script, of the displacements along x. */
    private static double[] facts(Trajectory trajectory) {
        double[] d = IntStream.range(1, trajectory.size())
                .mapToDouble(point -> trajectory.x(point) - trajectory.x(point - 1))
                .toArray();
        double total = IntStream.range(0, d.length)
                .mapToDouble(step -> Math.abs(d[step]))
                .sum();
        int last = d.length - 1;
        long rests = IntStream.range(0, d.length).filter(step -> d[step] == 0).count();
        long distinct = IntStream.range(0, trajectory.size())
                .mapToLong(point -> Math.round(1e9 * (trajectory.x(point) - trajectory.x(0)) / total))
                .distinct()
                .count();
        double[] facts = {
            Math.abs(d[0]) / total,
            Math.abs(d[1]) / total,
            Math.abs(d[last]) / total,
            d[0] == 0 ? 1 : 0,
            d[1] == 0 ? 1 : 0,
            d[last] == 0 ? 1 : 0,
            (double) rests / d.length,
            (double) distinct / POINTS,
            Math.abs(trajectory.x(last + 1) - trajectory.x(0)) / total
        };
        // As many digits as in the file.
        return Arrays.stream(facts).map(fact -> Math.rint(1e4 * fact) / 1e4).toArray();
    }

    /** Logistic regression, trained on every second trajectory and tested on the others. */
    private static double accuracyOfTellingApart(List<double[]> ours, List<double[]> theirs) {
        List<double[]> rows = new ArrayList<>();
        for (int row = 0; row < ours.size(); row++) {
            rows.add(ours.get(row).clone());
            rows.add(theirs.get(row).clone());
        }
        standardise(rows);
        double[] weights = new double[FACTS + 1];
        for (int epoch = 0; epoch < 300; epoch++) {
            double[] gradient = new double[FACTS + 1];
            for (int row = 0; row < rows.size(); row++) {
                if (isTraining(row)) {
                    double error = isOurs(row) - probability(weights, rows.get(row));
                    for (int fact = 0; fact < FACTS; fact++) {
                        gradient[fact] += error * rows.get(row)[fact];
                    }
                    gradient[FACTS] += error;
                }
            }
            for (int fact = 0; fact <= FACTS; fact++) {
                weights[fact] += 2.0 * gradient[fact] / rows.size();
            }
        }
        return IntStream.range(0, rows.size())
                .filter(row -> !isTraining(row))
                .mapToDouble(row -> (probability(weights, rows.get(row)) > 0.5 ? 1 : 0) == isOurs(row) ? 1 : 0)
                .average()
                .orElseThrow();
    }

    private static boolean isTraining(int row) {
        return row % 4 < 2;
    }

    private static int isOurs(int row) {
        return 1 - row % 2;
    }

    private static double probability(double[] weights, double[] facts) {
        double score = weights[FACTS];
        for (int fact = 0; fact < FACTS; fact++) {
            score += weights[fact] * facts[fact];
        }
        return 1 / (1 + Math.exp(-score));
    }

    private static void standardise(List<double[]> rows) {
        for (int fact = 0; fact < FACTS; fact++) {
            int column = fact;
            double mean =
                    rows.stream().mapToDouble(row -> row[column]).average().orElseThrow();
            double variance = rows.stream()
                    .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
                    .average()
                    .orElseThrow();
            double scale = variance > 0 ? 1 / Math.sqrt(variance) : 0;
            rows.forEach(row -> row[column] = scale * (row[column] - mean));
        }
    }
}
