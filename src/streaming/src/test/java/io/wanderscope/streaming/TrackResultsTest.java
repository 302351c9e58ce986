package io.wanderscope.streaming;

import static io.wanderscope.streaming.TopologyHarness.ACQUISITION;
import static io.wanderscope.streaming.TopologyHarness.moving;
import static io.wanderscope.streaming.TopologyHarness.position;
import static io.wanderscope.streaming.TopologyHarness.timeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ModelProbabilities;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.StageSaliency;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.schema.UndeterminedReason;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Which results a track gets, and what they say. */
class TrackResultsTest extends TopologyTest {
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
        assertThat(label.getLastPositionTime()).isEqualTo(timeOf(17));
        assertThat(label.getModelName()).isEqualTo("fake");
        assertThat(label.getReason()).isNull();
        assertThat(label.getLabel().name()).isEqualTo(mostProbable(label.getProbabilities()));
        assertThat(sum(label.getProbabilities())).isCloseTo(1, within(1e-12));
        TrajectorySaliency saliency = only(harness.saliency());
        assertThat(saliency.getExplained()).isEqualTo(label.getLabel());
        assertThat(saliency.getRevision()).isEqualTo(1);
        assertThat(saliency.getLengthUnit()).isEqualTo("um");
        assertThat(saliency.getFrames()).containsExactlyElementsOf(frames(3, 17));
        assertThat(saliency.getX()).hasSize(15).first().isEqualTo(moving("1", 3).getX());
        assertThat(saliency.getStages()).extracting(StageSaliency::getName).containsExactly("fine", "coarse");
        assertThat(saliency.getStages())
                .allSatisfy(stage -> assertThat(stage.getWeights()).hasSize(15));
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
    void saysTooShortOfATrackThatEndsWithoutAPosition() {
        // Given, When
        harness.end("1", 31);
        harness.linger();

        // Then
        TrajectoryLabel label = only(harness.labels());
        assertThat(label.getReason()).isEqualTo(UndeterminedReason.TOO_SHORT);
        assertThat(label.getPoints()).isZero();
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
