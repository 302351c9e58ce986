package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.study.AugmentationOutcomes.Effect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Networks that learn nothing but a number: the more worth the tracks have that they see, the more test tracks they answer rightly.
 */
class AugmentationStudyTest {
    private static final int TRACKS = 400;
    private static final double LOST_BY_NOISE = 0.2;

    /** What a network was trained on. */
    private record Trained(List<LabelledTrajectory> sequence, long seed) {
        Map<LabelledTrajectory, Long> counts() {
            return sequence.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        }

        Set<LabelledTrajectory> without(Trained other) {
            Set<LabelledTrajectory> rest = new HashSet<>(sequence);
            rest.removeAll(new HashSet<>(other.sequence()));
            return rest;
        }
    }

    private static final class Networks implements NetworkTraining {
        private final ToDoubleFunction<LabelledTrajectory> saliency;
        private final List<Trained> trained = Collections.synchronizedList(new ArrayList<>());

        Networks(ToDoubleFunction<LabelledTrajectory> saliency) {
            this.saliency = saliency;
        }

        @Override
        public String description() {
            return "";
        }

        @Override
        public Network train(List<LabelledTrajectory> sequence, long seed, IntConsumer afterStep) {
            trained.add(new Trained(sequence, seed));
            afterStep.accept(sequence.size());
            double worth = sequence.stream()
                    .mapToDouble(AugmentationStudyTest::worth)
                    .average()
                    .orElseThrow();
            return new Network() {
                @Override
                public double[] saliency(List<LabelledTrajectory> trajectories) {
                    return trajectories.stream().mapToDouble(saliency).toArray();
                }

                @Override
                public List<DiffusionModel> answers(List<LabelledTrajectory> trajectories) {
                    return IntStream.range(0, trajectories.size())
                            .mapToObj(track -> answer(trajectories, track, worth))
                            .toList();
                }

                @Override
                public void close() {}
            };
        }

        /** The first tracks get the right answer, the fewer the more noise they have. */
        private static DiffusionModel answer(List<LabelledTrajectory> tracks, int track, double worth) {
            LabelledTrajectory each = tracks.get(track);
            boolean isRight = track < (worth - LOST_BY_NOISE * each.noise()) * tracks.size();
            DiffusionModel model = each.requireModel();
            return isRight
                    ? model
                    : DiffusionModel.ofClassIndex((model.classIndex() + 1) % DiffusionModel.values().length);
        }

        /** The networks of each repetition, in the order in which they were trained. */
        List<List<Trained>> repetitions() {
            return List.copyOf(trained.stream()
                    .collect(Collectors.groupingBy(Trained::seed))
                    .values());
        }
    }

    /** Uniform from 0 to 1 within each model but Brownian motion, for which it is 0.5. */
    private static double worth(LabelledTrajectory track) {
        DiffusionModel model = track.requireModel();
        double range = model.maximumExponent() - model.minimumExponent();
        return range == 0 ? 0.5 : (track.exponent() - model.minimumExponent()) / range;
    }

    private static StudyRun run(int tracks) {
        return new StudyRun(
                new ScriptedClassifier(DiffusionModel.CTRW, track -> 3),
                1,
                tracks,
                "study augmentation",
                (test, before, done, total) -> {});
    }

    private static AugmentationOutcomes outcomes(ToDoubleFunction<LabelledTrajectory> saliency) {
        return new AugmentationOutcomes(new AugmentationStudy(new Networks(saliency)).repeats(run(TRACKS)));
    }

    @Test
    void findsWhatTheChoiceIsWorthIfSaliencyIsTheWorthOfATrack() {
        // When
        AugmentationOutcomes outcomes = outcomes(AugmentationStudyTest::worth);

        // Then the mean of the upper 60 % is 0.7 instead of 0.5, in seven of eight models, and 0.6 of 1.6 tracks are
        // chosen
        Mean gained = outcomes.meanDifference(Effect.SALIENCY, NoiseSweep.ADDED);
        assertThat(gained.value())
                .isCloseTo(0.6 / 1.6 * 0.2 * 7 / 8, within(4 * gained.standardError() + 1.0 / TRACKS));
        assertThat(gained.interval().low()).isPositive();
    }

    @Test
    void findsNothingIfAllTracksAreEquallySalient() {
        // When
        AugmentationOutcomes outcomes = outcomes(track -> 7);

        // Then by four standard errors
        Mean gained = outcomes.meanDifference(Effect.SALIENCY, NoiseSweep.ADDED);
        assertThat(gained.value()).isCloseTo(0, within(4 * gained.standardError() + 1.0 / TRACKS));
    }

    @Test
    void findsNoEffectOfMoreStepsIfThereIsNone() {
        // When
        AugmentationOutcomes outcomes = outcomes(AugmentationStudyTest::worth);

        // Then
        assertThat(outcomes.meanDifference(Effect.STEPS, NoiseSweep.ADDED).value())
                .isZero();
    }

    @Test
    void testsWithTheNoiseThatItReports() {
        // When
        AugmentationOutcomes outcomes = outcomes(AugmentationStudyTest::worth);

        // Then accuracy falls with the noise as the networks do
        for (NoiseSweep sweep : NoiseSweep.values()) {
            double noiseless = outcomes.accuracy(AugmentationArm.NONE, sweep, 0).value();
            for (int level = 0; level < NoiseSweep.LEVELS.size(); level++) {
                assertThat(outcomes.accuracy(AugmentationArm.NONE, sweep, level).value())
                        .isCloseTo(noiseless - LOST_BY_NOISE * sweep.deviation(level), within(2.0 / TRACKS));
            }
        }
    }

    @Test
    void theModelItWasGivenAnswersTheSameTracks() {
        // When
        AugmentationOutcomes outcomes = outcomes(track -> 0);

        // Then it is right about the one class of eight that it knows
        assertThat(outcomes.shippedAccuracy(NoiseSweep.ADDED, 0).value()).isCloseTo(1.0 / 8, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 43, 80})
    void theProgressEndsWhenAllIsDone(int tracks) {
        // Given
        Set<Integer> left = ConcurrentHashMap.newKeySet();
        StudyRun run = new StudyRun(
                new ScriptedClassifier(DiffusionModel.CTRW, track -> 3),
                1,
                tracks,
                "study augmentation",
                (test, before, done, total) -> left.add(total - done));

        // When
        new AugmentationStudy(new Networks(track -> 0)).repeats(run);

        // Then
        assertThat(left).contains(0).allSatisfy(each -> assertThat(each).isNotNegative());
    }

    @Test
    void trainsOnEachTrackOfASetEquallyOften() {
        // Given
        Networks networks = new Networks(AugmentationStudyTest::worth);

        // When
        new AugmentationStudy(networks).repeats(run(80));

        // Then in all arms but that of more steps
        assertThat(networks.repetitions()).hasSize(AugmentationStudy.REPEATS).allSatisfy(arms -> {
            assertThat(arms).hasSize(AugmentationArm.values().length);
            for (AugmentationArm arm : AugmentationArm.values()) {
                long expected = arm == AugmentationArm.NONE_LONGER
                        ? AugmentationStudy.PASSES * 16 / 10
                        : AugmentationStudy.PASSES;
                assertThat(ofArm(arms, arm).counts().values()).as(arm.label()).containsOnly(expected);
            }
        });
    }

    /** The network of an arm; a repetition trains them in the order of the arms. */
    private static Trained ofArm(List<Trained> arms, AugmentationArm arm) {
        return arms.get(List.of(AugmentationArm.values()).indexOf(arm));
    }

    @Test
    void theArmsDifferInTheAddedTracksAlone() {
        // Given
        Networks networks = new Networks(AugmentationStudyTest::worth);

        // When
        new AugmentationStudy(networks).repeats(run(80));

        // Then six of ten are added; what both add is the same, and all else is at the same place of the sequence
        assertThat(networks.repetitions()).allSatisfy(arms -> {
            Trained none = ofArm(arms, AugmentationArm.NONE);
            Trained random = ofArm(arms, AugmentationArm.RANDOM);
            Trained targeted = ofArm(arms, AugmentationArm.TARGETED);
            Set<LabelledTrajectory> addedAtRandom = random.without(none);
            Set<LabelledTrajectory> addedForSaliency = targeted.without(none);
            assertThat(addedAtRandom).hasSize(48);
            assertThat(addedForSaliency).hasSize(48);
            Set<Double> angles = firstAngles(addedAtRandom);
            angles.retainAll(firstAngles(addedForSaliency));
            assertThat(angles).as("copies in both").hasSizeBetween(16, 40);
            for (int place = 0; place < random.sequence().size(); place++) {
                LabelledTrajectory shown = random.sequence().get(place);
                if (!addedAtRandom.contains(shown)) {
                    assertThat(targeted.sequence().get(place)).isEqualTo(shown);
                }
            }
        });
    }

    private static Set<Double> firstAngles(Set<LabelledTrajectory> tracks) {
        return tracks.stream()
                .map(LabelledTrajectory::trajectory)
                .map(track ->
                        Math.atan2(track.y(track.size() - 1) - track.y(0), track.x(track.size() - 1) - track.x(0)))
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void addsTheMostSalientTracksOfEachClassRotated() {
        // Given
        Networks networks = new Networks(AugmentationStudyTest::worth);

        // When
        new AugmentationStudy(networks).repeats(run(80));

        // Then
        assertThat(networks.repetitions()).allSatisfy(arms -> {
            Trained none = ofArm(arms, AugmentationArm.NONE);
            Set<LabelledTrajectory> added =
                    ofArm(arms, AugmentationArm.TARGETED).without(none);
            for (DiffusionModel model : DiffusionModel.values()) {
                List<LabelledTrajectory> originals = ofModel(none.counts().keySet(), model);
                List<LabelledTrajectory> copies = ofModel(added, model);
                assertThat(copies).hasSize(6);
                if (model != DiffusionModel.BROWNIAN) {
                    assertThat(copies)
                            .extracting(LabelledTrajectory::exponent)
                            .containsExactlyElementsOf(originals.subList(0, 6).stream()
                                    .map(LabelledTrajectory::exponent)
                                    .toList());
                    assertThat(lengths(copies.get(0)))
                            .usingComparatorWithPrecision(1e-9)
                            .containsExactly(lengths(originals.get(0)));
                    assertThat(copies.get(0)).isNotEqualTo(originals.get(0));
                }
            }
        });
    }

    @Test
    void thePageClaimsNoMoreThanOneRunOfThePaperAndARotatedCopyAllow() {
        // Given
        AugmentationStudy study = new AugmentationStudy(new Networks(AugmentationStudyTest::worth));

        // When
        String page = study.run(run(80)).page();

        // Then
        assertThat(page)
                .contains(
                        "mean Grad-CAM is its class score without its bias, divided by the number of positions",
                        "the difference of one run from another, with an error of its own",
                        "the copy is nearly the same track again")
                .doesNotContain("networks like these do not have it");
    }

    private static List<LabelledTrajectory> ofModel(Set<LabelledTrajectory> tracks, DiffusionModel model) {
        return tracks.stream()
                .filter(track -> track.requireModel() == model)
                .sorted(Comparator.comparingDouble(LabelledTrajectory::exponent).reversed())
                .toList();
    }

    private static double[] lengths(LabelledTrajectory labelled) {
        Trajectory track = labelled.trajectory();
        return IntStream.range(1, track.size())
                .mapToDouble(
                        point -> Math.hypot(track.x(point) - track.x(point - 1), track.y(point) - track.y(point - 1)))
                .toArray();
    }
}
