package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A classifier whose log odds have a gradient of a given length at every point. */
class InputGradientTest {
    private static final int POINTS = 1000;
    private static final int WINDOW = 20;
    private static final Trajectory TRACK =
            TrajectorySimulator.withSeed(1).simulate(DiffusionModel.BROWNIAN, 1, POINTS);

    private static double logOdds(Trajectory moved, double[] gradient) {
        double sum = 0;
        for (int point = 0; point < POINTS; point++) {
            sum += gradient[point]
                    * (0.6 * (moved.x(point) - TRACK.x(point)) + 0.8 * (moved.y(point) - TRACK.y(point)));
        }
        return sum;
    }

    private static double[] map(double[] gradient) {
        ScriptedClassifier classifier =
                new ScriptedClassifier(DiffusionModel.BROWNIAN, moved -> 1 + logOdds(moved, gradient));
        return new InputGradient(classifier, WINDOW, 1).of(TRACK).get(0).weights();
    }

    private static double meanSquare(double[] weights, int from, int to) {
        return Arrays.stream(weights, from, to)
                .map(weight -> weight * weight)
                .average()
                .orElseThrow();
    }

    @Test
    void isZeroWhereTheAnswerDoesNotDependOnThePositions() {
        // Given
        double[] gradient = new double[POINTS];
        Arrays.fill(gradient, 500, 520, 1);

        // When
        double[] map = map(gradient);

        // Then
        for (int point = 0; point < POINTS; point++) {
            boolean isInside = point >= 500 && point < 520;
            assertThat(map[point] > 0).as("point %d", point).isEqualTo(isInside);
        }
    }

    @Test
    void aTwofoldGradientIsTwofoldInTheRootMeanSquare() {
        // Given
        double[] gradient = new double[POINTS];
        Arrays.fill(gradient, 0, 500, 2);
        Arrays.fill(gradient, 500, POINTS, 1);

        // When
        double[] map = map(gradient);

        // Then by four standard errors of 25 windows with 8 directions each
        double error = Math.sqrt(2 * 2.0 / (25 * 8));
        assertThat(meanSquare(map, 0, 500) / meanSquare(map, 500, POINTS)).isCloseTo(4, within(4 * 4 * error));
    }

    @Test
    void runsTheModelOnBothSidesOfEightDirectionsInEachWindow() {
        // Given
        AtomicInteger runs = new AtomicInteger();
        ScriptedClassifier classifier =
                new ScriptedClassifier(DiffusionModel.BROWNIAN, moved -> runs.incrementAndGet());

        // When
        new InputGradient(classifier, WINDOW, 1).of(TRACK);

        // Then
        assertThat(runs).hasValue(1 + 2 * 8 * POINTS / WINDOW);
    }
}
