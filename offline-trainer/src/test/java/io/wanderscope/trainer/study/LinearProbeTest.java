package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinearProbeTest {
    private static final int FEATURES = 20;

    /** The class shifts the first feature, if it does at all; the others are noise. */
    private static LabelledFeatures tracks(int count, double shift, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] features = new double[count][FEATURES];
        int[] classes = new int[count];
        for (int track = 0; track < count; track++) {
            classes[track] = track % 2;
            for (int feature = 0; feature < FEATURES; feature++) {
                features[track][feature] = random.nextGaussian();
            }
            features[track][0] += shift * (classes[track] - 0.5);
        }
        return new LabelledFeatures(features, classes);
    }

    @Test
    void featuresThatSayNothingGetTheStrongestPenalty() {
        // When
        LinearProbe probe = LinearProbe.of(tracks(60, 0, 1), tracks(400, 0, 2), 2);

        // Then what was learnt of so few tracks is worse than nothing; half of the answers are right, by four standard
        // errors
        assertThat(probe.penalty()).isGreaterThanOrEqualTo(1);
        assertThat(share(probe, tracks(4000, 0, 3))).isCloseTo(0.5, within(4 * 0.5 / Math.sqrt(4000)));
    }

    @Test
    void featuresThatTellTheClassesApartAreRight() {
        // When two Gaussians are three standard deviations apart
        LinearProbe probe = LinearProbe.of(tracks(2000, 3, 1), tracks(1000, 3, 2), 2);

        // Then the best possible share is Φ(1.5) = 0.9332, with a standard error of 0.004, and at most 0.01 is lost by
        // fitting
        assertThat(share(probe, tracks(4000, 3, 3))).isBetween(0.9332 - 0.01 - 4 * 0.004, 0.9332 + 4 * 0.004);
    }

    @Test
    void theUnitOfAFeatureDoesNotMatter() {
        // Given
        LabelledFeatures training = tracks(200, 2, 1);
        LabelledFeatures validation = tracks(200, 2, 2);
        LabelledFeatures test = tracks(200, 2, 3);
        int[] expected = LinearProbe.of(training, validation, 2).answers(test).predicted();

        // When
        int[] answers = LinearProbe.of(inOtherUnits(training), inOtherUnits(validation), 2)
                .answers(inOtherUnits(test))
                .predicted();

        // Then
        assertThat(answers).isEqualTo(expected);
    }

    private static LabelledFeatures inOtherUnits(LabelledFeatures tracks) {
        return tracks.map(features -> {
            double[] changed = features.clone();
            changed[0] = 1000 * changed[0] + 7;
            return changed;
        });
    }

    private static double share(LinearProbe probe, LabelledFeatures tracks) {
        ClassAnswers answers = probe.answers(tracks);
        return answers.accuracy(ClassGroups.EIGHT).value();
    }
}
