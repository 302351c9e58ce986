package io.wanderscope.streaming;

import static io.wanderscope.streaming.TopologyHarness.ACQUISITION;
import static io.wanderscope.streaming.TopologyHarness.encoded;
import static io.wanderscope.streaming.TopologyHarness.key;
import static io.wanderscope.streaming.TopologyHarness.mark;
import static io.wanderscope.streaming.TopologyHarness.moving;
import static io.wanderscope.streaming.TopologyHarness.position;
import static io.wanderscope.streaming.TopologyHarness.timeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.ClassPriors;
import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.inference.ModelMembership;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.FamilyProbabilities;
import io.wanderscope.schema.ModelProbabilities;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.StageSaliency;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.schema.UndeterminedReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which results a track gets, and what they say. */
class TrackResultsTest extends TopologyTest {
    private static final ModelMembership ONE_OF_THE_EIGHT =
            FakeTrajectoryClassifier.certain(MotionFamily.DIFFUSION_MODEL);

    @Test
    void givesAMarkedTrackItsFinalWithLabelProbabilitiesAndSaliency() {
        // Given
        harness.sendFrames("1", 3, 18);

        // When
        harness.end("1", 17);
        harness.linger();

        // Then
        TrajectoryLabel label = only(harness.labels());
        assertThat(label.getAcquisition()).isEqualTo(ACQUISITION);
        assertThat(label.getTrack()).isEqualTo("1");
        assertThat(label.getStatus()).isEqualTo(ResultStatus.FINAL);
        assertThat(label.getRevision()).isEqualTo(1);
        assertThat(label.getFirstFrame()).isEqualTo(3);
        assertThat(label.getLastFrame()).isEqualTo(17);
        assertThat(label.getPoints()).isEqualTo(15);
        assertThat(label.getObservedPoints()).isEqualTo(15);
        assertThat(label.getLastPositionTime()).isEqualTo(timeOf(17));
        assertThat(label.getModelName()).isEqualTo("fake");
        assertThat(label.getReason()).isNull();
        assertThat(label.getLabel().name()).isEqualTo(mostProbable(label.getProbabilities()));
        assertThat(sum(label.getProbabilities())).isCloseTo(1, within(1e-12));
        assertThat(label.getFamilies()).isEqualTo(new FamilyProbabilities(1.0, 0.0, 0.0, 0.0, 0.0, 0.0));
        assertThat(label.getNovelty()).isEqualTo(0.5);
        assertThat(label.getNoise()).isEqualTo(0.4);
        assertThat(label.getNoiseSd()).isEqualTo(0.1);
        assertThat(label.getClassSet()).contains(label.getLabel()).isSorted();
        TrajectorySaliency saliency = only(harness.saliency());
        assertThat(saliency.getExplained()).isEqualTo(label.getLabel());
        assertThat(saliency.getRevision()).isEqualTo(1);
        assertThat(saliency.getLengthUnit()).isEqualTo("um");
        assertThat(saliency.getFrames()).containsExactlyElementsOf(frames(3, 17));
        assertThat(saliency.getX()).hasSize(15).first().isEqualTo(moving("1", 3).getX());
        assertThat(saliency.getStages()).extracting(StageSaliency::getName).containsExactly("fine", "coarse");
        assertThat(saliency.getStages())
                .allSatisfy(stage -> assertThat(stage.getWeights()).hasSize(15));
        assertThat(saliency.getAbsoluteWeights()).hasSize(15);
    }

    @Test
    void keysResultsByTrackAndStampsThemWithStreamTime() {
        // Given
        harness.sendFrames("1", 0, 10);

        // When
        harness.end("1", 9);
        harness.linger();

        // Then
        TestRecord<String, TrajectoryLabel> result = only(harness.labelRecords());
        assertThat(result.key()).isEqualTo(new TrackKey(ACQUISITION, "1").text());
        assertThat(result.getRecordTime()).isEqualTo(timeOf(9));
    }

    @Test
    void hasNoneOfThePositionsHeaders() {
        // Given
        Header header = new RecordHeader("traceparent", new byte[] {1});
        for (long frame = 0; frame < 10; frame++) {
            harness.sendBytes(key("1"), encoded(moving("1", frame)), header);
        }

        // When
        harness.sendBytes(key("1"), encoded(mark("1", 9)), header);
        harness.linger();

        // Then
        assertThat(only(harness.labelRecords()).headers()).isEmpty();
        assertThat(only(harness.compositionRecords()).headers()).isEmpty();
    }

    @Test
    void revisesTheLabelOfAGrowingTrackAfterANumberOfNewPoints() {
        // Given, When
        harness.sendFrames("1", 0, 65);
        harness.end("1", 64);
        harness.linger();

        // Then
        List<TrajectoryLabel> labels = harness.labels();
        assertThat(labels).extracting(TrajectoryLabel::getRevision).containsExactly(1, 2, 3, 4);
        assertThat(labels).extracting(TrajectoryLabel::getPoints).containsExactly(20, 40, 60, 65);
        assertThat(labels)
                .extracting(TrajectoryLabel::getStatus)
                .containsExactly(ResultStatus.LIVE, ResultStatus.LIVE, ResultStatus.LIVE, ResultStatus.FINAL);
    }

    @Test
    void givesTheSameResultsHoweverLongTheyWaitedForTheirBatch() {
        // Given
        harness.sendFrames("1", 0, 65);
        harness.end("1", 64);
        harness.linger();
        List<TrajectoryLabel> waitedTogether = harness.labels();

        // When
        for (long frame = 0; frame < 65; frame++) {
            harness.send(moving("2", frame));
            harness.linger();
        }
        harness.end("2", 64);
        harness.linger();

        // Then
        assertThat(harness.labels())
                .usingRecursiveComparison()
                .ignoringFields("track", "classified_time")
                .isEqualTo(waitedTogether);
    }

    @Test
    void accountsForEveryPositionOfATrack() {
        // Given a track with two duplicates, one position in another unit, and a late one
        harness.sendFrames("1", 0, 30);
        harness.send(position("1", 5, 99, 99));
        harness.send(position("1", 29, 99, 99));
        harness.send(
                ParticlePosition.newBuilder(moving("1", 30)).setLengthUnit("px").build());
        harness.end("1", 29);

        // When
        harness.send(moving("1", 31));
        harness.linger();

        // Then
        List<TrajectoryLabel> labels = harness.labels();
        assertThat(labels).extracting(TrajectoryLabel::getPositions).containsExactly(20L, 30L);
        assertThat(labels).extracting(TrajectoryLabel::getDuplicates).containsExactly(0L, 2L);
        assertThat(harness.deadLetters())
                .extracting(TopologyHarness::cause)
                .containsExactly("UNIT_CHANGED", "AFTER_FINAL");
    }

    @Test
    void takesPositionsInOneUnitWhicheverNameItHas() {
        // Given
        harness.send(moving("1", 0));

        // When
        harness.send(ParticlePosition.newBuilder(moving("1", 1))
                .setLengthUnit("Micrometre")
                .build());
        harness.end("1", 1);
        harness.linger();

        // Then
        assertThat(harness.deadLetters()).isEmpty();
        assertThat(harness.labels()).extracting(TrajectoryLabel::getPositions).containsExactly(2L);
    }

    @Test
    void saysTooShortOfATrackWithFewerPointsThanAreClassified() {
        // Given
        harness.sendFrames("1", 4, 13);

        // When
        harness.end("1", 12);
        harness.linger();

        // Then
        TrajectoryLabel label = only(harness.labels());
        assertThat(label.getLabel()).isEqualTo(DiffusionLabel.UNDETERMINED);
        assertThat(label.getReason()).isEqualTo(UndeterminedReason.TOO_SHORT);
        assertThat(label.getStatus()).isEqualTo(ResultStatus.FINAL);
        assertThat(label.getPoints()).isEqualTo(9);
        assertThat(label.getConfidence()).isNull();
        assertThat(label.getProbabilities()).isNull();
        assertThat(harness.saliency()).isEmpty();
    }

    @Test
    void countsObservedPointsOnlyTowardsTheFewestThatAreClassified() {
        // Given two tracks with a gap of three frames that are filled
        harness.sendFrames("nine", 0, 4);
        harness.sendFrames("nine", 7, 12);
        harness.sendFrames("ten", 0, 4);
        harness.sendFrames("ten", 7, 13);

        // When
        harness.end("nine", 11);
        harness.end("ten", 12);
        harness.linger();

        // Then
        assertThat(harness.labels())
                .extracting(TrajectoryLabel::getReason, TrajectoryLabel::getPoints, TrajectoryLabel::getObservedPoints)
                .containsExactly(tuple(UndeterminedReason.TOO_SHORT, 12, 9), tuple(null, 13, 10));
    }

    @Test
    void saysTooShortOfATrackThatEndsWithoutAPosition() {
        // Given, When
        harness.end("1", 31);
        harness.linger();

        // Then
        TrajectoryLabel label = only(harness.labels());
        assertThat(label.getReason()).isEqualTo(UndeterminedReason.TOO_SHORT);
        assertThat(label.getPoints()).isZero();
        assertThat(label.getObservedPoints()).isZero();
        assertThat(label.getFirstFrame()).isEqualTo(31);
        assertThat(label.getLastFrame()).isEqualTo(31);
        assertThat(label.getLastPositionTime()).isEqualTo(timeOf(31));
    }

    @Test
    void saysImmobileOfATrackThatDoesNotMove() {
        // Given
        LongStream.range(0, 15).forEach(frame -> harness.send(position("1", frame, 3.5, 4.5)));

        // When
        harness.end("1", 14);
        harness.linger();

        // Then
        TrajectoryLabel label = only(harness.labels());
        assertThat(label.getReason()).isEqualTo(UndeterminedReason.IMMOBILE);
        assertThat(label.getPoints()).isEqualTo(15);
        assertThat(harness.saliency()).isEmpty();
    }

    @Test
    void belowTheSmallestConfidenceTheLabelIsUndeterminedAndTheRestIsGiven() {
        // Given a threshold that the fake's probabilities do not reach
        harness.close();
        harness = new TopologyHarness(
                SETTINGS.with(StreamSettings.MINIMUM_CONFIDENCE, 1.0),
                FakeTrajectoryClassifier.create(),
                state.resolve("unsure"));
        harness.sendFrames("1", 3, 18);

        // When
        harness.end("1", 17);
        harness.linger();

        // Then
        TrajectoryLabel label = only(harness.labels());
        assertThat(label.getLabel()).isEqualTo(DiffusionLabel.UNDETERMINED);
        assertThat(label.getReason()).isEqualTo(UndeterminedReason.LOW_CONFIDENCE);
        assertThat(label.getConfidence()).isBetween(0.0, 1.0);
        assertThat(sum(label.getProbabilities())).isCloseTo(1, within(1e-12));
        assertThat(label.getAlpha()).isEqualTo(0.8);
        assertThat(label.getAlphaSd()).isEqualTo(0.3);
        assertThat(only(harness.saliency()).getExplained().name()).isEqualTo(mostProbable(label.getProbabilities()));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DIFFUSION_MODEL")
    void aTrackOfAnotherFamilyThanTheEightModelsIsUndeterminedByItsNameAndTheRestIsGiven(MotionFamily family) {
        // Given a track that is unfamiliar, too, and of little confidence
        ModelMembership membership = FakeTrajectoryClassifier.certain(family);
        classifyWith(SETTINGS.with(StreamSettings.MINIMUM_CONFIDENCE, 0.5), membership.families(), 2);
        harness.sendFrames("1", 3, 18);

        // When
        harness.end("1", 17);
        harness.linger();

        // Then
        TrajectoryLabel label = only(harness.labels());
        assertThat(label.getLabel()).isEqualTo(DiffusionLabel.UNDETERMINED);
        assertThat(label.getReason().name()).isEqualTo(family.name());
        assertThat(label.getConfidence()).isZero();
        assertThat(sum(label.getProbabilities())).isCloseTo(1, within(1e-12));
        assertThat(label.getAlpha()).isEqualTo(0.8);
        assertThat(label.getNovelty()).isEqualTo(2);
        assertThat(only(harness.saliency()).getExplained().name()).isEqualTo(mostProbable(label.getProbabilities()));
    }

    @Test
    void anUnfamiliarTrackIsUndeterminedHoweverConfidentTheModelIs() {
        // Given
        classifyWith(SETTINGS.with(StreamSettings.MINIMUM_CONFIDENCE, 1.0), ONE_OF_THE_EIGHT.families(), 1.001f);
        harness.sendFrames("1", 3, 18);

        // When
        harness.end("1", 17);
        harness.linger();

        // Then it has too little confidence, too, but that is not what is said
        assertThat(only(harness.labels()).getReason()).isEqualTo(UndeterminedReason.UNFAMILIAR);
    }

    @Test
    void aTrackOnTheEdgeOfTheFamiliarHasItsLabel() {
        // Given
        classifyWith(SETTINGS, ONE_OF_THE_EIGHT.families(), 1);
        harness.sendFrames("1", 3, 18);

        // When
        harness.end("1", 17);
        harness.linger();

        // Then
        assertThat(only(harness.labels()).getReason()).isNull();
    }

    @Test
    void theConfidenceIsThatOfTheClassTimesThatOfTheEightModels() {
        // Given the same track once as one of the eight, and once with some doubt
        harness.sendFrames("1", 3, 18);
        harness.end("1", 17);
        harness.linger();
        double withoutDoubt = only(harness.labels()).getConfidence();
        classifyWith(SETTINGS, List.of(0.5f, 0.125f, 0.125f, 0.125f, 0.0625f, 0.0625f), 0.5f);
        harness.sendFrames("1", 3, 18);

        // When
        harness.end("1", 17);
        harness.linger();

        // Then
        TrajectoryLabel label = only(harness.labels());
        assertThat(label.getConfidence()).isEqualTo(0.5 * withoutDoubt);
        assertThat(label.getFamilies()).isEqualTo(new FamilyProbabilities(0.5, 0.125, 0.125, 0.125, 0.0625, 0.0625));
    }

    @Test
    void thePriorsOfTheUserDecideTheLabel() {
        // Given a track whose label is not ATTM by equal priors
        harness.sendFrames("1", 3, 18);
        harness.end("1", 17);
        harness.linger();
        TrajectoryLabel byEqualPriors = only(harness.labels());
        harness.close();
        harness = new TopologyHarness(
                SETTINGS.with(StreamSettings.CLASS_PRIORS, ClassPriors.parse("ATTM=0.999999")),
                FakeTrajectoryClassifier.create(),
                state.resolve("priors"));
        harness.sendFrames("1", 3, 18);

        // When
        harness.end("1", 17);
        harness.linger();

        // Then what the model says apart from its probabilities remains
        TrajectoryLabel label = only(harness.labels());
        assertThat(byEqualPriors.getLabel()).isNotEqualTo(DiffusionLabel.ATTM);
        assertThat(label.getLabel()).isEqualTo(DiffusionLabel.ATTM);
        assertThat(label.getConfidence()).isEqualTo(label.getProbabilities().getAttm());
        assertThat(sum(label.getProbabilities())).isCloseTo(1, within(1e-12));
        assertThat(label.getClassSet()).isEqualTo(byEqualPriors.getClassSet());
        assertThat(only(harness.saliency()).getExplained()).isEqualTo(byEqualPriors.getLabel());
    }

    @Test
    void theModelLearnsWhichFramesWereInterpolatedAndHowTheyWereImaged() {
        // Given
        List<ObservedTrajectory> seen = new ArrayList<>();
        harness.close();
        harness = new TopologyHarness(
                SETTINGS.with(StreamSettings.LOCALISATION_NOISE, Optional.of(0.03))
                        .with(StreamSettings.EXPOSURE, Optional.of(0.5)),
                FakeTrajectoryClassifier.recognising(trajectory -> {
                    seen.add(trajectory);
                    return ONE_OF_THE_EIGHT;
                }),
                state.resolve("gaps"));
        harness.sendFrames("1", 3, 9);
        harness.sendFrames("1", 11, 18);

        // When
        harness.end("1", 17);
        harness.linger();

        // Then
        ObservedTrajectory trajectory = only(seen);
        assertThat(IntStream.range(0, trajectory.size()).filter(point -> !trajectory.isObserved(point)))
                .containsExactly(6, 7);
        assertThat(trajectory.imaging()).isEqualTo(ImagingConditions.of(0.03, 0.5));
        TrajectoryLabel label = only(harness.labels());
        assertThat(label.getPoints()).isEqualTo(15);
        assertThat(label.getObservedPoints()).isEqualTo(13);
    }

    @Test
    void classifiesTracksOfFivePointsWhereTheyAreAskedFor() {
        // Given
        harness.close();
        harness = new TopologyHarness(
                SETTINGS.with(StreamSettings.MINIMUM_POINTS, 5),
                FakeTrajectoryClassifier.create(),
                state.resolve("short"));
        harness.sendFrames("1", 0, 5);

        // When
        harness.end("1", 4);
        harness.linger();

        // Then
        TrajectoryLabel label = only(harness.labels());
        assertThat(label.getReason()).isNull();
        assertThat(label.getPoints()).isEqualTo(5);
    }

    private void classifyWith(StreamSettings settings, List<Float> families, float novelty) {
        harness.close();
        ModelMembership membership = new ModelMembership(families, novelty);
        harness = new TopologyHarness(
                settings, FakeTrajectoryClassifier.recognising(trajectory -> membership), state.resolve("membership"));
    }

    @Test
    void atTheSmallestConfidenceTheLabelIsGiven() {
        // Given a threshold that the track just reaches
        harness.sendFrames("1", 3, 18);
        harness.end("1", 17);
        harness.linger();
        double reached = only(harness.labels()).getConfidence();
        harness.close();
        harness = new TopologyHarness(
                SETTINGS.with(StreamSettings.MINIMUM_CONFIDENCE, reached),
                FakeTrajectoryClassifier.create(),
                state.resolve("just"));
        harness.sendFrames("1", 3, 18);

        // When
        harness.end("1", 17);
        harness.linger();

        // Then
        assertThat(only(harness.labels()).getReason()).isNull();
    }

    @Test
    void anUnclassifiedTrackHasNoExponent() {
        // Given
        harness.sendFrames("1", 0, 5);

        // When
        harness.end("1", 4);
        harness.linger();

        // Then
        TrajectoryLabel label = only(harness.labels());
        assertThat(label.getReason()).isEqualTo(UndeterminedReason.TOO_SHORT);
        assertThat(label.getAlpha()).isNull();
        assertThat(label.getAlphaSd()).isNull();
        assertThat(label.getFamilies()).isNull();
        assertThat(label.getNovelty()).isNull();
        assertThat(label.getNoise()).isNull();
        assertThat(label.getNoiseSd()).isNull();
        assertThat(label.getClassSet()).isNull();
        assertThat(label.getObservedPoints()).isEqualTo(5);
    }

    private static double sum(ModelProbabilities probabilities) {
        return inOrder(probabilities).stream().mapToDouble(Double::doubleValue).sum();
    }

    private static List<Double> inOrder(ModelProbabilities probabilities) {
        return List.of(
                probabilities.getAttm(),
                probabilities.getCtrw(),
                probabilities.getSubFbm(),
                probabilities.getSubSbm(),
                probabilities.getSuperFbm(),
                probabilities.getLevyWalk(),
                probabilities.getSuperSbm(),
                probabilities.getBrownian());
    }

    private static String mostProbable(ModelProbabilities probabilities) {
        List<Double> values = inOrder(probabilities);
        return DiffusionModel.ofClassIndex(values.indexOf(Collections.max(values)))
                .name();
    }
}
