package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.study.AugmentationOutcomes.Effect;
import io.wanderscope.trainer.study.AugmentationRepeat.Accuracies;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AugmentationOutcomesTest {
    private static final int LEVEL = 3;

    /** The same accuracy at every level. */
    private static Accuracies accuracies(double value) {
        double[] levels = new double[NoiseSweep.LEVELS.size()];
        Arrays.fill(levels, value);
        return new Accuracies(Map.of(NoiseSweep.ADDED, levels, NoiseSweep.ACCUMULATED, levels));
    }

    private static AugmentationRepeat repeat(double none, double noneLonger, double random, double targeted) {
        Map<AugmentationArm, Accuracies> arms = Map.of(
                AugmentationArm.NONE, accuracies(none),
                AugmentationArm.NONE_LONGER, accuracies(noneLonger),
                AugmentationArm.RANDOM, accuracies(random),
                AugmentationArm.TARGETED, accuracies(targeted));
        return new AugmentationRepeat(arms, accuracies(0.9), 1, 0.5);
    }

    @Test
    void pairsTheArmsOfARepetition() {
        // Given repetitions that differ widely, in each of which targeted is one point above random
        AugmentationOutcomes outcomes = new AugmentationOutcomes(
                List.of(repeat(0, 0, 0.2, 0.21), repeat(0, 0, 0.9, 0.91), repeat(0, 0, 0.5, 0.51)));

        // When
        Mean gained = outcomes.difference(Effect.SALIENCY, NoiseSweep.ADDED, LEVEL);

        // Then
        assertThat(gained.interval().low()).isCloseTo(0.01, within(1e-9));
        assertThat(gained.interval().high()).isCloseTo(0.01, within(1e-9));
    }

    @Test
    void theIntervalIsThatOfStudent() {
        // Given differences of 1, 2, 3 and 4 points: their s.d. is 1.291, and Student's quantile for 3 degrees of
        // freedom 3.182
        AugmentationOutcomes outcomes = new AugmentationOutcomes(List.of(
                repeat(0, 0, 0.5, 0.51), repeat(0, 0, 0.5, 0.52), repeat(0, 0, 0.5, 0.53), repeat(0, 0, 0.5, 0.54)));

        // When
        Mean gained = outcomes.meanDifference(Effect.SALIENCY, NoiseSweep.ADDED);

        // Then
        assertThat(gained.value()).isCloseTo(0.025, within(1e-9));
        assertThat(gained.interval().high() - gained.value()).isCloseTo(0.0129099 * 3.18245 / 2, within(1e-6));
    }

    @Test
    void theWholeGainIsTheSumOfItsCauses() {
        // Given
        AugmentationOutcomes outcomes =
                new AugmentationOutcomes(List.of(repeat(0.1, 0.25, 0.2, 0.6), repeat(0.3, 0.1, 0.7, 0.2)));

        // When
        double sum = List.of(Effect.STEPS, Effect.ROTATION, Effect.SALIENCY).stream()
                .mapToDouble(effect ->
                        outcomes.difference(effect, NoiseSweep.ADDED, LEVEL).value())
                .sum();

        // Then
        assertThat(sum)
                .isCloseTo(
                        outcomes.difference(Effect.ALL, NoiseSweep.ADDED, LEVEL).value(), within(1e-9));
    }

    @Test
    void saysAtWhichNoiseAnIntervalLeavesOutZero() {
        // Given targeted is above random in every repetition, by about the same; random and more steps differ by chance
        AugmentationOutcomes outcomes = new AugmentationOutcomes(
                List.of(repeat(0.5, 0.5, 0.52, 0.6), repeat(0.5, 0.5, 0.48, 0.57), repeat(0.5, 0.5, 0.51, 0.59)));

        // When
        List<String> summary = new AugmentationReport("", outcomes)
                .result(new StudyRun(
                        new ScriptedClassifier(DiffusionModel.CTRW, track -> 1),
                        1,
                        80,
                        "",
                        (test, before, done, total) -> {}))
                .summary();

        // Then
        assertThat(summary)
                .anySatisfy(sentence -> assertThat(sentence)
                        .startsWith("Gained by choice by saliency (targeted − random)")
                        .contains("+8.3 (", "leaves out 0 at s = 0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 1.0"))
                .anySatisfy(sentence -> assertThat(sentence)
                        .startsWith("Gained by rotated tracks (random − none, more steps)")
                        .contains("+0.3 (", "at no single level does the interval leave out 0"));
    }
}
