package io.wanderscope.streaming;

import static io.wanderscope.streaming.TopologyHarness.ACQUISITION;
import static io.wanderscope.streaming.TopologyHarness.START;
import static io.wanderscope.streaming.TopologyHarness.mark;
import static io.wanderscope.streaming.TopologyHarness.moving;
import static io.wanderscope.streaming.TopologyHarness.position;
import static io.wanderscope.streaming.TopologyHarness.timeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import io.wanderscope.wire.WireFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes out for what goes in: every outcome that is defined for a track. */
class ClassificationTopologyTest {
    private static final StreamSettings SETTINGS =
            StreamSettings.defaults().with(StreamSettings.MINIMUM_CONFIDENCE, 0.0);

    @TempDir
    private Path state;

    private TopologyHarness harness;

    @BeforeEach
    void start() {
        harness = new TopologyHarness(SETTINGS, FakeTrajectoryClassifier.create(), state);
    }

    @AfterEach
    void stop() {
        harness.close();
    }

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
        assertThat(result.key()).isEqualTo(TrackKey.of(ACQUISITION, "1"));
        assertThat(result.getRecordTime()).isEqualTo(timeOf(9));
    }

    @Test
    void revisesTheLabelOfAGrowingTrackEverySoManyPoints() {
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
    void classifiesTheSameTrajectoryInWhateverOrderItsPositionsCome() {
        // Given
        List<ParticlePosition> shuffled = new ArrayList<>(
                LongStream.range(0, 19).mapToObj(frame -> moving("1", frame)).toList());
        Collections.shuffle(shuffled, new Random(7));

        // When
        shuffled.forEach(harness::send);
        harness.end("1", 18);
        harness.linger();

        // Then
        TrajectorySaliency saliency = only(harness.saliency());
        assertThat(saliency.getFrames()).containsExactlyElementsOf(frames(0, 18));
        assertThat(saliency.getX())
                .containsExactlyElementsOf(LongStream.range(0, 19)
                        .mapToObj(frame -> moving("1", frame).getX())
                        .toList());
    }

    @Test
    void keepsTheFirstOfTwoPositionsInAFrameAndCountsTheOther() {
        // Given
        harness.sendFrames("1", 0, 12);

        // When
        harness.send(position("1", 5, 99, 99));
        harness.end("1", 11);
        harness.linger();

        // Then
        assertThat(only(harness.saliency()).getX().get(5))
                .isEqualTo(moving("1", 5).getX());
        assertThat(harness.meters()
                        .get("wanderscope.positions.duplicate")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(harness.deadLetters()).isEmpty();
    }

    @Test
    void accountsForEveryPositionOfATrack() {
        // Given a track with two doubles, one position in another unit, and a late one
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
    void fillsAGapAndListsTheFilledFrames() {
        // Given
        harness.sendFrames("1", 0, 8);
        harness.send(position("1", 11, 1, 2));
        harness.send(position("1", 14, 4, 8));

        // When
        harness.end("1", 14);
        harness.linger();

        // Then
        TrajectorySaliency saliency = only(harness.saliency());
        assertThat(saliency.getFrames()).containsExactlyElementsOf(frames(0, 14));
        assertThat(saliency.getInterpolatedFrames()).containsExactly(8L, 9L, 10L, 12L, 13L);
        assertThat(saliency.getX().subList(11, 15)).containsExactly(1.0, 2.0, 3.0, 4.0);
        assertThat(only(harness.labels()).getPoints()).isEqualTo(15);
    }

    @Test
    void classifiesTheLongestRunWhereAGapIsTooLong() {
        // Given
        harness.sendFrames("1", 0, 12);
        harness.sendFrames("1", 18, 25);

        // When
        harness.end("1", 24);
        harness.linger();

        // Then
        TrajectoryLabel label = only(harness.labels());
        assertThat(label.getFirstFrame()).isEqualTo(0);
        assertThat(label.getLastFrame()).isEqualTo(11);
        assertThat(label.getLastPositionTime()).isEqualTo(timeOf(11));
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
    void endsATrackThatIsSilentWhileStreamTimeGoesOn() {
        // Given
        harness.sendFrames("silent", 0, 12);
        Instant lastActivity = timeOf(11);

        // When
        passStreamTime(lastActivity, SETTINGS.streamTimeInactivity());
        harness.linger();

        // Then
        TestRecord<String, TrajectoryLabel> result = only(harness.labelRecords());
        assertThat(result.value().getTrack()).isEqualTo("silent");
        assertThat(result.value().getStatus()).isEqualTo(ResultStatus.FINAL);
        assertThat(result.getRecordTime()).isEqualTo(lastActivity);
    }

    @Test
    void keepsATrackOpenThatIsSilentForLessThanTheInactivity() {
        // Given
        harness.sendFrames("1", 0, 12);

        // When
        passStreamTime(timeOf(11), SETTINGS.streamTimeInactivity().minusMillis(8));
        harness.linger();

        // Then
        assertThat(harness.labels()).isEmpty();
    }

    @Test
    void keepsATrackOpenWhoseTimestampsLieBehindStreamTime() {
        // Given
        harness.send(moving("other", 0), START.plus(Duration.ofHours(1)));

        // When
        harness.sendFrames("behind", 0, 12);
        harness.linger();

        // Then
        assertThat(harness.labels()).isEmpty();
    }

    @Test
    void endsATrackByItsSilenceEvenIfItsNextPositionIsTheFirstRecordAfterIt() {
        // Given
        harness.sendFrames("1", 0, 12);
        Duration almost = SETTINGS.streamTimeInactivity().minusMillis(8);
        passStreamTime(timeOf(11), almost);

        // When
        harness.send(moving("1", 12), timeOf(11).plus(SETTINGS.streamTimeInactivity()));
        harness.linger();

        // Then
        assertThat(only(harness.labels()).getLastFrame()).isEqualTo(11);
        assertThat(harness.deadLetters()).extracting(TopologyHarness::cause).containsExactly("AFTER_FINAL");
    }

    /** Records of another track at eight times, the last one after this duration. */
    private void passStreamTime(Instant from, Duration duration) {
        for (int eighth = 1; eighth <= 8; eighth++) {
            harness.send(
                    moving("other", eighth),
                    from.plus(duration.multipliedBy(eighth).dividedBy(8)));
        }
    }

    @Test
    void keepsTracksOpenWhenTimestampsJump() {
        // Given
        harness.sendFrames("1", 0, 12);

        // When another tracker's clock is half an hour ahead, or this one's is set
        harness.send(moving("ahead", 0), timeOf(11).plus(Duration.ofMinutes(30)));
        harness.sendFrames("1", 12, 19);
        harness.end("1", 18);
        harness.linger();

        // Then
        assertThat(harness.deadLetters()).isEmpty();
        assertThat(only(harness.labels()).getPoints()).isEqualTo(19);
    }

    @Test
    void keepsTracksOfATimeLapseOpenWhoseFramesAreFurtherApartThanTheInactivity() {
        // Given
        Duration interval = SETTINGS.streamTimeInactivity().multipliedBy(2);

        // When
        for (int frame = 0; frame < 12; frame++) {
            harness.send(moving("1", frame), START.plus(interval.multipliedBy(frame)));
            harness.send(moving("2", frame), START.plus(interval.multipliedBy(frame)));
        }
        harness.end("1", 11);
        harness.linger();

        // Then
        assertThat(harness.deadLetters()).isEmpty();
        assertThat(only(harness.labels()).getPoints()).isEqualTo(12);
    }

    @Test
    void classifiesATrackWhoseTimesNobodySet() {
        // Given
        Instant unset = Instant.parse("0001-01-01T00:00:00Z");
        for (int frame = 0; frame < 12; frame++) {
            ParticlePosition position = ParticlePosition.newBuilder(moving("1", frame))
                    .setTime(unset)
                    .build();
            harness.send(position, timeOf(frame));
        }

        // When
        harness.end("1", 11);
        harness.linger();

        // Then
        assertThat(only(harness.labels()).getPoints()).isEqualTo(12);
    }

    @Test
    void endsAllTracksWhenTheWholeStreamIsSilentOnTheWallClock() {
        // Given
        harness.sendFrames("1", 0, 12);
        harness.sendFrames("2", 0, 3);

        // When
        harness.passWallClock(SETTINGS.wallClockInactivity().multipliedBy(5).dividedBy(4));
        harness.linger();

        // Then
        assertThat(harness.labels())
                .extracting(TrajectoryLabel::getTrack, TrajectoryLabel::getStatus)
                .containsExactlyInAnyOrder(tuple("1", ResultStatus.FINAL), tuple("2", ResultStatus.FINAL));
    }

    @Test
    void keepsTracksOpenWhenTheClockJumps() {
        // Given
        harness.sendFrames("1", 0, 15);

        // When the process sleeps for an hour and goes on
        harness.jumpWallClock(Duration.ofHours(1));
        harness.sendFrames("1", 15, 30);
        harness.end("1", 29);
        harness.linger();

        // Then
        assertThat(harness.deadLetters()).isEmpty();
        List<TrajectoryLabel> labels = harness.labels();
        assertThat(labels)
                .filteredOn(label -> label.getStatus() == ResultStatus.FINAL)
                .extracting(TrajectoryLabel::getPoints)
                .containsExactly(30);
    }

    @Test
    void keepsTracksOpenWhileAnyTrackOfTheStreamIsHeard() {
        // Given
        harness.sendFrames("1", 0, 12);
        harness.passWallClock(SETTINGS.wallClockInactivity().dividedBy(2));
        harness.send(moving("2", 0));

        // When
        harness.passWallClock(SETTINGS.wallClockInactivity().dividedBy(2).plusSeconds(5));

        // Then
        assertThat(harness.labels()).isEmpty();
    }

    @Test
    void givesOneFinalHoweverOftenATrackEnds() {
        // Given
        harness.sendFrames("1", 0, 12);

        // When
        harness.end("1", 11);
        harness.end("1", 11);
        harness.linger();
        harness.end("1", 11);
        harness.passWallClock(SETTINGS.wallClockInactivity().multipliedBy(2));

        // Then
        assertThat(harness.labels()).hasSize(1);
        assertThat(harness.deadLetters()).isEmpty();
    }

    @Test
    void keepsOfAnEndedTrackNothingButItsTombstone() {
        // Given
        harness.sendFrames("1", 0, 30);

        // When
        harness.end("1", 29);
        harness.linger();

        // Then
        assertThat(harness.storeSizes())
                .isEqualTo(Map.of("positions", 0, "tracks", 0, "due", 0, "ended", 1, "clock", 1, "composition", 1));
    }

    @Test
    void opensANewTrackWhenTheNameIsUsedAgainAfterItsEndWasForgotten() {
        // Given a track that ended long ago
        Duration retention = SETTINGS.time().endedRetention();
        harness.sendFrames("1", 0, 12);
        harness.end("1", 11);
        harness.linger();

        // When
        harness.send(moving("1", 12), timeOf(11).plus(retention).minusMillis(1));
        harness.send(moving("1", 13), timeOf(11).plus(retention));
        harness.send(mark("1", 13), timeOf(11).plus(retention));
        harness.linger();

        // Then
        assertThat(harness.deadLetters()).extracting(TopologyHarness::cause).containsExactly("AFTER_FINAL");
        assertThat(harness.labels())
                .extracting(TrajectoryLabel::getStatus, TrajectoryLabel::getRevision, TrajectoryLabel::getPositions)
                .containsExactly(tuple(ResultStatus.FINAL, 1, 12L), tuple(ResultStatus.FINAL, 1, 1L));
    }

    @Test
    void forgetsTracksThatEndedLongAgo() {
        // Given
        for (int track = 0; track < 20; track++) {
            harness.end(Integer.toString(track), 0);
        }
        harness.linger();

        // When
        harness.send(mark("latest", 0), START.plus(SETTINGS.time().endedRetention()));
        harness.linger();

        // Then
        assertThat(harness.storeSizes()).containsEntry("ended", 1).containsEntry("composition", 2);
    }

    @Test
    void keepsTracksOpenWhenAClockRunsFarAhead() {
        // Given
        harness.sendFrames("1", 0, 12);

        // When
        harness.send(moving("ahead", 0), Instant.parse("2999-01-01T00:00:00Z"));
        harness.sendFrames("1", 12, 15);
        harness.linger();

        // Then
        assertThat(harness.labels()).isEmpty();
        assertThat(harness.deadLetters()).isEmpty();
        assertThat(harness.storeSizes()).containsEntry("tracks", 2).containsEntry("positions", 16);
    }

    @Test
    void classifiesTheLastPointsOfALongTrackAndForgetsTheOthers() {
        // Given
        StreamSettings sliding = StreamSettings.defaults()
                .with(StreamSettings.MAXIMUM_POINTS, 50)
                .with(StreamSettings.BATCH_SIZE, 2);
        harness.close();
        harness = new TopologyHarness(sliding, FakeTrajectoryClassifier.create(), state);

        // When
        harness.sendFrames("1", 0, 1010);
        int stored = harness.storeSizes().get("positions");
        harness.send(moving("1", 3));
        harness.end("1", 1009);
        harness.linger();

        // Then
        assertThat(harness.labels()).last().satisfies(label -> {
            assertThat(label.getFirstFrame()).isEqualTo(960);
            assertThat(label.getLastFrame()).isEqualTo(1009);
            assertThat(label.getPoints()).isEqualTo(50);
            assertThat(label.getRevision()).isEqualTo(51);
        });
        assertThat(stored).isBetween(50, 50 + 2 * 20 + 20);
        assertThat(harness.deadLetters()).extracting(TopologyHarness::cause).containsExactly("BEFORE_WINDOW");
    }

    @Test
    void takesTheLargestFrameThereIs() {
        // Given
        for (int point = 11; point >= 0; point--) {
            harness.send(position("1", Long.MAX_VALUE - point, point, Math.sin(point)));
        }

        // When
        harness.end("1", Long.MAX_VALUE);
        harness.linger();

        // Then
        assertThat(only(harness.labels()).getLastFrame()).isEqualTo(Long.MAX_VALUE);
        assertThat(only(harness.saliency()).getFrames()).hasSize(12);
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
        // Given a threshold that is just what the track reaches
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

    @Test
    void isRefusedWhenTheModelDoesNotAcceptWhatTheSettingsLetThrough() {
        // Given
        StreamSettings shorterThanTheModelTakes = StreamSettings.defaults().with(StreamSettings.MINIMUM_POINTS, 9);

        // When, Then
        assertThatThrownBy(() -> ClassificationTopology.build(
                        StreamTopics.defaults(),
                        shorterThanTheModelTakes,
                        WireFormat.singleObject(),
                        FakeTrajectoryClassifier.create(),
                        new SimpleMeterRegistry()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("window.min.points is 9");
    }

    private static <T> T only(List<T> values) {
        assertThat(values).hasSize(1);
        return values.get(0);
    }

    private static List<Long> frames(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
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

    private static double sum(ModelProbabilities probabilities) {
        return inOrder(probabilities).stream().mapToDouble(Double::doubleValue).sum();
    }

    private static String mostProbable(ModelProbabilities probabilities) {
        List<Double> values = inOrder(probabilities);
        return DiffusionModel.ofClassIndex(values.indexOf(Collections.max(values)))
                .name();
    }
}
