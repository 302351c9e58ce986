package io.wanderscope.trainer.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.likelihood.BestClassifier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BestClassifierTest {
    private static double accuracy(BestClassifier classifier, GaussianTestSet set) {
        List<LabelledTrajectory> all = set.simulate();
        return all.parallelStream()
                        .filter(each -> classifier.mostProbable(each.trajectory()) == each.model())
                        .count()
                / (double) all.size();
    }

    private static double accuracyKnowingTheNoise(int points, double noise, int trajectories) {
        return accuracy(
                BestClassifier.knowingTheNoise(points, noise), new GaussianTestSet(1, trajectories, points, noise));
    }

    /** The expected accuracies come from an independent implementation; four standard errors of a set of this size are allowed. */
    @ParameterizedTest
    @CsvSource({
        "10, 0, 0.488",
        "20, 0, 0.634",
        "50, 0, 0.796",
        "100, 0, 0.875",
        "20, 0.5, 0.566",
        "50, 0.5, 0.738",
        "100, 0.5, 0.843"
    })
    void isAsAccurateAsAnIndependentImplementation(int points, double noise, double expected) {
        // Given
        int trajectories = 4000;

        // When
        double accuracy = accuracyKnowingTheNoise(points, noise, trajectories);

        // Then
        assertThat(accuracy).isCloseTo(expected, within(4 * Math.sqrt(expected * (1 - expected) / trajectories)));
    }

    @Test
    void isBetterThanChanceAndImprovesWithLength() {
        // When
        double at5 = accuracyKnowingTheNoise(5, 0, 2000);
        double at10 = accuracyKnowingTheNoise(10, 0, 2000);
        double at30 = accuracyKnowingTheNoise(30, 0, 2000);
        double at100 = accuracyKnowingTheNoise(100, 0, 2000);
        double at300 = accuracyKnowingTheNoise(300, 0, 1000);

        // Then
        assertThat(at5).isGreaterThan(0.3);
        assertThat(List.of(at5, at10, at30, at100, at300)).isSorted();
    }

    @Test
    void itsProbabilitiesAreCalibrated() {
        // Given the exact likelihood of every class, the mean probability of the chosen class is the accuracy
        int points = 30;
        BestClassifier classifier = BestClassifier.knowingTheNoise(points, 0);
        List<LabelledTrajectory> set = new GaussianTestSet(3, 10_000, points, 0).simulate();

        // When
        double confidence = set.stream()
                .mapToDouble(each -> confidence(classifier, each.trajectory()))
                .average()
                .orElseThrow();

        // Then
        assertThat(confidence)
                .isCloseTo(accuracy(classifier, new GaussianTestSet(3, 10_000, points, 0)), within(0.015));
    }

    private static double confidence(BestClassifier classifier, Trajectory trajectory) {
        Map<?, Double> logLikelihoods = classifier.logLikelihoods(trajectory);
        double best = logLikelihoods.values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElseThrow();
        return 1
                / logLikelihoods.values().stream()
                        .mapToDouble(each -> Math.exp(each - best))
                        .sum();
    }

    @Test
    void withAKnownUnitTheNoiseNeedNotBeKnown() {
        // Given
        GaussianTestSet set = new GaussianTestSet(5, 1000, 30, 0.5);

        // When
        double noiseKnown = accuracy(BestClassifier.knowingTheNoise(30, 0.5), set);
        double noiseUnknown = accuracy(BestClassifier.knowingTheUnit(30), set);
        double unitUnknown = accuracy(BestClassifier.knowingTheTrackOnly(30, 0), set);

        // Then
        assertThat(noiseUnknown).isCloseTo(noiseKnown, within(0.02));
        assertThat(unitUnknown).isLessThan(noiseKnown - 0.02).isGreaterThan(0.5);
    }

    @Test
    void aNoiseKnownInTheUnitOfTheTrackSaysLessThanWithTheUnit() {
        // Given
        GaussianTestSet set = new GaussianTestSet(5, 1000, 30, 1);

        // When
        double both = accuracy(BestClassifier.knowingTheNoise(30, 1), set);
        double noiseOnly = accuracy(BestClassifier.knowingTheNoiseOnly(30, 1), set);
        double neither = accuracy(BestClassifier.knowingTheTrackOnly(30, 0), set);

        // Then
        assertThat(noiseOnly).isBetween(neither, both);
    }

    @Test
    void withoutNoiseTheUnitSaysNothing() {
        // Given
        GaussianTestSet set = new GaussianTestSet(5, 200, 30, 0);

        // When
        double noiseOnly = accuracy(BestClassifier.knowingTheNoiseOnly(30, 0), set);

        // Then
        assertThat(noiseOnly).isEqualTo(accuracy(BestClassifier.knowingTheNoise(30, 0), set));
    }

    @Test
    void anAssumedShareOfNoiselessTracksHelpsWithoutNoise() {
        // Given
        GaussianTestSet set = new GaussianTestSet(6, 1000, 30, 0);

        // When
        double uniform = accuracy(BestClassifier.knowingTheTrackOnly(30, 0), set);
        double mostlyNoiseless = accuracy(BestClassifier.knowingTheTrackOnly(30, 0.7), set);

        // Then
        assertThat(mostlyNoiseless).isGreaterThan(uniform + 0.02);
    }

    @Test
    void theUnitOfLengthMakesNoDifferenceWhereItIsUnknown() {
        // Given
        BestClassifier classifier = BestClassifier.knowingTheTrackOnly(20, 0.3);
        for (LabelledTrajectory each : new GaussianTestSet(7, 50, 20, 0.3).simulate()) {
            // When
            Map<?, Double> expected = classifier.logLikelihoods(each.trajectory());
            Map<?, Double> scaled = classifier.logLikelihoods(scaled(each.trajectory(), 0.106));

            // Then all likelihoods change by the same factor
            double shift = 2 * 19 * Math.log(0.106);
            expected.forEach((model, logLikelihood) ->
                    assertThat(scaled.get(model)).isCloseTo(logLikelihood - shift, within(1e-8)));
        }
    }

    private static Trajectory scaled(Trajectory trajectory, double factor) {
        double[] x = new double[trajectory.size()];
        double[] y = new double[trajectory.size()];
        for (int point = 0; point < x.length; point++) {
            x[point] = factor * trajectory.x(point);
            y[point] = factor * trajectory.y(point);
        }
        return Trajectory.of(x, y);
    }

    @Test
    void refusesAnotherLength() {
        // Given
        Trajectory trajectory =
                new GaussianTestSet(1, 1, 21, 0).simulate().get(0).trajectory();
        BestClassifier classifier = BestClassifier.knowingTheNoise(20, 0);

        // Then
        assertThatThrownBy(() -> classifier.mostProbable(trajectory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("20 points, got 21");
    }
}
