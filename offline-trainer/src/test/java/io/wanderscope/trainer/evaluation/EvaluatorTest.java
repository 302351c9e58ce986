package io.wanderscope.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.TestSet;
import io.wanderscope.trainer.workers.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
    private static final TestSet TEST = TestSet.lengths(3, 200, 10, 100, 0.5);

    /** What the classifier was given. */
    private final List<ObservedTrajectory> seen = Collections.synchronizedList(new ArrayList<>());

    private final FakeTrajectoryClassifier classifier = FakeTrajectoryClassifier.recognising(trajectory -> {
        seen.add(trajectory);
        return FakeTrajectoryClassifier.certain(MotionFamily.DIFFUSION_MODEL);
    });

    private final List<Integer> progress = new ArrayList<>();
    private final Evaluator evaluator = new Evaluator(classifier, (test, before, done, total) -> progress.add(done));

    private static List<LabelledTrajectory> drawn() {
        List<LabelledTrajectory> drawn = new ArrayList<>();
        TEST.forEach(drawn::add);
        return drawn;
    }

    @Test
    void everyTrajectoryGetsItsOwnAnswer() {
        // Given
        List<LabelledTrajectory> drawn = drawn();

        // When
        Evaluation evaluation = evaluator.evaluate(TEST);

        // Then, although the trajectories were classified in another order
        assertThat(evaluation.predictions()).hasSize(200);
        for (int index = 0; index < 200; index++) {
            Prediction prediction = evaluation.predictions().get(index);
            DiffusionModel alone = FakeTrajectoryClassifier.create()
                    .classify(List.of(drawn.get(index).observed()))
                    .get(0)
                    .mostProbable();
            assertThat(prediction.points())
                    .isEqualTo(drawn.get(index).trajectory().size());
            assertThat(prediction.model()).isEqualTo(drawn.get(index).model());
            assertThat(prediction.answer().predicted()).isEqualTo(alone);
        }
        assertThat(progress).containsExactly(200);
    }

    @Test
    void anErrorInAThreadOfThePoolReachesWhoWaitsForIt() {
        // Given
        Evaluator dying = new Evaluator(
                FakeTrajectoryClassifier.recognising(trajectory -> {
                    throw new OutOfMemoryError("Java heap space");
                }),
                (test, before, done, total) -> {});

        // When
        Throwable error = catchThrowable(() -> dying.evaluate(TEST));

        // Then it is known what it was, although the pool may wrap it
        assertThat(error).isInstanceOf(OutOfMemoryError.class);
        assertThat(Failure.inWords(error)).startsWith("OutOfMemoryError: Java heap space, at EvaluatorTest.java:");
    }

    @Test
    void aBatchHoldsTrajectoriesOfSimilarLength() {
        // When
        evaluator.evaluate(TEST);

        // Then there are as few batches as possible
        assertThat(classifier.batchSizes()).containsExactlyInAnyOrder(64, 64, 64, 8);
    }

    @Test
    void allVariantsSeeTheSameMotion() {
        // When
        List<Evaluation> evaluations =
                evaluator.evaluate(TEST, List.of(Variant.PLAIN, Variant.IMAGING_KNOWN, Variant.withGaps(1)));

        // Then the classifier is told the true noise in one of them, and misses a fifth of the frames in another
        assertThat(evaluations)
                .extracting(Evaluation::name)
                .containsExactly(
                        TEST.name(), TEST.name() + ", imaging known", TEST.name() + ", a fifth of the frames missing");
        assertThat(evaluations)
                .allSatisfy(each -> assertThat(each.predictions())
                        .extracting(Prediction::model, Prediction::points)
                        .isEqualTo(evaluations.get(0).predictions().stream()
                                .map(truth -> org.assertj.core.groups.Tuple.tuple(truth.model(), truth.points()))
                                .toList()));
        assertThat(count(ImagingConditions.of(0.5, 0))).isEqualTo(200);
        assertThat(count(ImagingConditions.UNKNOWN)).isEqualTo(400);
        assertThat(seen.stream().filter(each -> each.observedPoints() < each.size()))
                .hasSize(200)
                .allSatisfy(each ->
                        assertThat(each.size() - each.observedPoints()).isEqualTo(Math.round(0.2 * each.size())));
    }

    private long count(ImagingConditions imaging) {
        return seen.stream().filter(each -> each.imaging().equals(imaging)).count();
    }

    @Test
    void theCellsAndDeparturesAreAFractionOfTheTests() {
        // Given
        ModelTests tests = new ModelTests(evaluator, 5, 64);

        // When
        List<DepartureResult> departures = tests.departures();

        // Then 16 kinds and one with known exposure, at three lengths, an eighth of the trajectories each
        assertThat(departures)
                .hasSize(51)
                .allSatisfy(each -> assertThat(each.answers()).hasSize(8));
        assertThat(departures)
                .filteredOn(each -> each.name().endsWith(", exposure known"))
                .extracting(DepartureResult::points)
                .containsExactly(30, 100, 300);
        assertThat(seen.stream().filter(each -> each.imaging().exposure().orElse(0) == 1))
                .hasSize(24);
        assertThat(IntStream.of(30, 100, 300))
                .allSatisfy(points -> assertThat(seen.stream().filter(each -> each.size() == points))
                        .hasSize(136));
    }

    @Test
    void gapsAndShortTracksCoverTheirLengths() {
        // Given
        ModelTests tests = new ModelTests(evaluator, 5, 64);

        // When
        List<ShortTracks> shortTracks = tests.shortTracks();

        // Then
        assertThat(shortTracks).extracting(ShortTracks::points).containsExactly("5–10", "20", "50", "100");
        assertThat(shortTracks.get(0).equalPriors().predictions())
                .hasSize(32)
                .extracting(Prediction::points)
                .allSatisfy(points -> assertThat(points).isBetween(5, 10));
        assertThat(tests.gaps())
                .extracting(each -> each.complete().name())
                .containsExactly(
                        "lengths 10-1000, no noise",
                        "30 points, noise 0.0",
                        "100 points, noise 0.0",
                        "300 points, noise 0.0");
        assertThat(tests.gaps().get(1).shortened().predictions()).hasSize(32);
        assertThat(seen.stream().filter(each -> each.size() == 24)).hasSizeGreaterThanOrEqualTo(32);
    }

    @Test
    void tellsANoiseThatIsWrongByAFactor() {
        // When
        List<WrongNoise> wrong = new ModelTests(evaluator, 5, 64).wrongNoise();

        // Then
        assertThat(wrong).extracting(WrongNoise::factor).containsExactly(0.8, 0.9, 1.0, 1.1, 1.2);
        assertThat(wrong)
                .allSatisfy(each -> assertThat(each.results().predictions())
                        .hasSize(32)
                        .allSatisfy(track -> assertThat(track.noise()).isEqualTo(0.5)));
        assertThat(seen.stream()
                        .map(each -> each.imaging().localisationNoise().orElseThrow())
                        .collect(Collectors.groupingBy(noise -> Math.round(100 * noise), Collectors.counting())))
                .containsExactlyInAnyOrderEntriesOf(Map.of(40L, 32L, 45L, 32L, 50L, 32L, 55L, 32L, 60L, 32L));
    }

    @Test
    void priorsFavourWhatIsExpected() {
        // Given
        ShortTracks tracks = new ModelTests(evaluator, 5, 64).shortTracks().get(2);

        // When
        Share equal = ShortTracks.labelledRightly(tracks.equalPriors(), 0);

        // Then
        assertThat(ShortTracks.labelledRightly(tracks.brownianHalf(), 0).value())
                .isGreaterThanOrEqualTo(equal.value());
        assertThat(takenForBrownian(tracks.brownianHalf()))
                .isGreaterThanOrEqualTo(takenForBrownian(tracks.equalPriors()));
    }

    private static double takenForBrownian(Evaluation evaluation) {
        return evaluation
                .share(each -> each.answer().predicted() == DiffusionModel.BROWNIAN)
                .value();
    }
}
