package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.junit.jupiter.api.Test;

class SoftmaxFitTest {
    private static SoftmaxRegression fit(double[][] features, int[] classes, int count, double penalty) {
        LabelledFeatures tracks = new LabelledFeatures(features, classes);
        return SoftmaxFit.of(tracks, SoftmaxRegression.uniform(tracks.width(), count), penalty);
    }

    @Test
    void withOneIndicatorForEachKindOfTrackTheProbabilitiesAreTheFrequencies() {
        // Given 10 tracks of one kind with 2, 3 and 5 of three classes, and 10 of another with 6, 3 and 1
        int[] classes = {0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2};
        double[][] features = new double[classes.length][1];
        for (int track = 0; track < 10; track++) {
            features[track][0] = 1;
        }

        // When
        SoftmaxRegression fitted = fit(features, classes, 3, 1e-9);

        // Then
        assertThat(fitted.probabilities(new double[] {1})).containsExactly(new double[] {0.2, 0.3, 0.5}, within(1e-4));
        assertThat(fitted.probabilities(new double[] {0})).containsExactly(new double[] {0.6, 0.3, 0.1}, within(1e-4));
    }

    @Test
    void thePenaltyShrinksTheWeightAsTheStationaryConditionSays() {
        // Given two classes at ±1, a quarter of them on the wrong side
        double[][] features = {{1}, {1}, {1}, {-1}, {-1}, {-1}, {-1}, {1}};
        int[] classes = {0, 0, 0, 0, 1, 1, 1, 1};
        double penalty = 0.05;

        // When
        SoftmaxRegression fitted = fit(features, classes, 2, penalty);

        // Then the weights are w and −w, where σ(2w) − ¾ + penalty · w = 0
        double expected =
                new BrentSolver(1e-12).solve(1000, w -> 1 / (1 + Math.exp(-2 * w)) - 0.75 + penalty * w, 0, 10);
        assertThat(fitted.weights()).containsExactly(new double[] {expected, 0, -expected, 0}, within(1e-5));
    }

    @Test
    void noSmallChangeOfTheWeightsIsBetter() {
        // Given features of different and correlated sizes
        SplittableRandom random = new SplittableRandom(4);
        double[][] features = new double[200][3];
        int[] classes = new int[features.length];
        for (int track = 0; track < features.length; track++) {
            classes[track] = track % 3;
            double common = random.nextGaussian();
            features[track] =
                    new double[] {common + classes[track], common - classes[track], 5 * random.nextGaussian()};
        }
        double penalty = 0.01;

        // When
        SoftmaxRegression fitted = fit(features, classes, 3, penalty);

        // Then
        LabelledFeatures tracks = new LabelledFeatures(features, classes);
        double least = loss(fitted.weights(), tracks, penalty);
        for (int index = 0; index < fitted.weights().length; index++) {
            for (double change : new double[] {-1e-2, 1e-2}) {
                double[] changed = fitted.weights().clone();
                changed[index] += change;
                assertThat(loss(changed, tracks, penalty))
                        .as("weight %d", index)
                        .isGreaterThan(least);
            }
        }
    }

    private static double loss(double[] weights, LabelledFeatures tracks, double penalty) {
        double squares = 0;
        for (int each = 0; each < 3; each++) {
            for (int feature = 0; feature < 3; feature++) {
                squares += weights[4 * each + feature] * weights[4 * each + feature];
            }
        }
        return new SoftmaxRegression(weights, 3).logLoss(tracks) + penalty / 2 * squares;
    }
}
