package io.wanderscope.streaming.classification;

import static io.wanderscope.streaming.TopologyHarness.position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.Explanation;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.schema.UndeterminedReason;
import io.wanderscope.streaming.DeadLetterHeaders;
import io.wanderscope.streaming.LiveWhenBehind;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.TopologyHarness;
import io.wanderscope.wire.WireFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When batches are dispatched, and that one failing trajectory does not affect the others. */
class BatchingTest {
    private static final Duration LINGER = Duration.ofSeconds(10);
    private static final StreamSettings BATCHES_OF_FOUR = StreamSettings.defaults()
            .with(StreamSettings.LIVE_EVERY, 1000)
            .with(StreamSettings.WALL_CLOCK_INACTIVITY, Duration.ofMinutes(10))
            .with(StreamSettings.BATCH_SIZE, 4)
            .with(StreamSettings.BATCH_LINGER, LINGER)
            .with(StreamSettings.MINIMUM_CONFIDENCE, 0.0);
    private static final double POISON = 1e6;

    @TempDir
    private Path state;

    @Test
    void areDispatchedAsSoonAsTheyAreFull() {
        // Given
        FakeTrajectoryClassifier classifier = FakeTrajectoryClassifier.create();
        try (TopologyHarness harness = new TopologyHarness(BATCHES_OF_FOUR, classifier, state)) {
            // When
            endTracks(harness, 7);

            // Then
            assertThat(classifier.batchSizes()).containsExactly(4);
            assertThat(harness.labels()).extracting(TrajectoryLabel::getTrack).containsExactly("0", "1", "2", "3");
        }
    }

    @Test
    void areDispatchedWhenTheOldestResultIsOverdue() {
        // Given
        FakeTrajectoryClassifier classifier = FakeTrajectoryClassifier.create();
        try (TopologyHarness harness = new TopologyHarness(BATCHES_OF_FOUR, classifier, state)) {
            endTracks(harness, 2);

            // When
            harness.passWallClock(LINGER.plusSeconds(1));

            // Then
            assertThat(classifier.batchSizes()).containsExactly(2);
            assertThat(harness.labels()).hasSize(2);
        }
    }

    @Test
    void areFewAtATimeWhenOneRecordMakesManyDue() {
        // Given forty tracks that become inactive together
        FakeTrajectoryClassifier classifier = FakeTrajectoryClassifier.create();
        try (TopologyHarness harness = new TopologyHarness(BATCHES_OF_FOUR, classifier, state)) {
            IntStream.range(0, 40).forEach(track -> harness.sendFrames(Integer.toString(track), 0, 12));
            Instant last = TopologyHarness.timeOf(11);
            IntStream.rangeClosed(1, 8)
                    .forEach(
                            step -> harness.send(TopologyHarness.moving("late", step), last.plusMillis(3_600L * step)));

            // When a record shows their inactivity
            harness.send(TopologyHarness.moving("late", 9), last.plus(BATCHES_OF_FOUR.streamTimeInactivity()));

            // Then at most four of the ten batches leave with the record, and the others later by the clock
            assertThat(classifier.batchSizes().size()).isBetween(1, 4);
            int atOnce = harness.labels().size();
            assertThat(atOnce).isLessThan(40);
            harness.passWallClock(LINGER.multipliedBy(2));
            assertThat(harness.labels()).hasSize(40 - atOnce);
        }
    }

    @Test
    void waitUntilTheOldestResultIsOverdue() {
        // Given
        try (TopologyHarness harness = new TopologyHarness(BATCHES_OF_FOUR, FakeTrajectoryClassifier.create(), state)) {
            endTracks(harness, 3);

            // When
            harness.passWallClock(LINGER.minusMillis(1));

            // Then
            assertThat(harness.labels()).isEmpty();
        }
    }

    @Test
    void giveTrajectoriesOfAnyLengthToTheClassifierTogetherAndResultsInTheOrderTheyFellDue() {
        // Given
        FakeTrajectoryClassifier classifier = FakeTrajectoryClassifier.create();
        try (TopologyHarness harness = new TopologyHarness(BATCHES_OF_FOUR, classifier, state)) {
            // When
            endTrack(harness, "long", 100);
            endTrack(harness, "short", 10);
            endTrack(harness, "longer", 120);
            endTrack(harness, "shorter", 12);
            harness.linger();

            // Then
            assertThat(classifier.batchSizes()).containsExactly(4);
            assertThat(harness.labels())
                    .extracting(TrajectoryLabel::getTrack)
                    .containsExactly("long", "short", "longer", "shorter");
        }
    }

    @Test
    void blameAFailureOnTheTrajectoryThatCausesItAlone() {
        // Given
        FakeTrajectoryClassifier classifier = FakeTrajectoryClassifier.failingOn(BatchingTest::isPoison);
        try (TopologyHarness harness = new TopologyHarness(BATCHES_OF_FOUR, classifier, state)) {
            // When
            endPoisonedBatch(harness);

            // Then
            assertOnlyThePoisonFailed(harness);
            int together = 4;
            int probe = 1;
            int onceMore = 1;
            assertThat(classifier.batchSizes()).containsExactly(together, 1, 1, 1, 1, probe, onceMore);
        }
    }

    @Test
    void sayThatInferenceFailedWhereAResultIsNotFinite() {
        // Given
        FakeTrajectoryClassifier classifier = FakeTrajectoryClassifier.notFiniteOn(BatchingTest::isPoison);
        try (TopologyHarness harness = new TopologyHarness(BATCHES_OF_FOUR, classifier, state)) {
            // When
            endPoisonedBatch(harness);

            // Then
            assertOnlyThePoisonFailed(harness);
        }
    }

    @Test
    void dateAResultWhenTheModelIsDoneWithIt() {
        // Given
        Duration inference = Duration.ofMillis(50);
        Slow slow = new Slow(inference);
        try (TopologyHarness harness = new TopologyHarness(BATCHES_OF_FOUR, slow, state, slow.clock()::get)) {
            // When
            endTracks(harness, 8);
            harness.linger();

            // Then the second batch is dated after the time that both took
            assertThat(harness.labels().subList(4, 8))
                    .extracting(TrajectoryLabel::getClassifiedTime)
                    .hasSize(4)
                    .containsOnly(TopologyHarness.START.plus(inference.multipliedBy(2)));
        }
    }

    @Test
    void waitForACommitWhereATurnTakesLong() {
        // Given a model that runs in the turn itself
        Slow slow = new Slow(Duration.ofMillis(150));
        try (TopologyHarness harness = new TopologyHarness(BATCHES_OF_FOUR, slow, state, slow.clock()::get)) {
            // When
            endTracks(harness, 12);

            // Then
            assertThat(harness.labels()).isEmpty();
            harness.passWallClock(Duration.ofSeconds(1));
            assertThat(harness.labels()).hasSize(4);
            harness.passWallClock(Duration.ofSeconds(1));
            assertThat(harness.labels()).hasSize(4);
        }
    }

    @Test
    void areDispatchedWhenTheyAreFullHoweverLongOthersMayLinger() {
        // Given a budget that one batch has spent
        Slow slow = new Slow(Duration.ofMillis(150));
        try (TopologyHarness harness = new TopologyHarness(BATCHES_OF_FOUR, slow, state, slow.clock()::get)) {
            endTracks(harness, 12);

            // When
            harness.passWallClock(Duration.ofSeconds(2));
            endTrack(harness, "next", 12);

            // Then
            assertThat(harness.labels()).hasSize(8);
        }
    }

    @Test
    void giveAResultTheSameHoweverLongItWaits() {
        // Given a window that slides on while results wait
        StreamSettings settings = BATCHES_OF_FOUR
                .with(StreamSettings.MAXIMUM_POINTS, 20)
                .with(StreamSettings.LIVE_EVERY, 1)
                .with(StreamSettings.LIVE_GROWTH, 0.0)
                .with(StreamSettings.LIVE_WHEN_BEHIND, LiveWhenBehind.ALL)
                .with(StreamSettings.BATCH_SIZE, 100);
        try (TopologyHarness harness = new TopologyHarness(settings, FakeTrajectoryClassifier.create(), state)) {
            // When
            harness.sendFrames("1", 0, 90);
            harness.passWallClock(LINGER.multipliedBy(2));

            // Then
            assertThat(harness.labels())
                    .extracting(TrajectoryLabel::getPoints)
                    .containsExactlyElementsOf(IntStream.rangeClosed(10, 90)
                            .map(accepted -> Math.min(accepted, 20))
                            .boxed()
                            .toList());
            int entryOfTheFirstSixPointsOfTheWindow = 1;
            assertThat(harness.storeSizes()).containsEntry("positions", entryOfTheFirstSixPointsOfTheWindow);
        }
    }

    /** A model that takes time, by its own clock of nanoseconds. */
    private record Slow(TrajectoryClassifier fast, Duration inference, AtomicLong clock)
            implements TrajectoryClassifier {
        Slow(Duration inference) {
            this(FakeTrajectoryClassifier.create(), inference, new AtomicLong());
        }

        @Override
        public ModelDescription model() {
            return fast.model();
        }

        @Override
        public List<Classification> classify(List<ObservedTrajectory> trajectories, Explanation explanation) {
            clock.addAndGet(inference.toNanos());
            return fast.classify(trajectories, explanation);
        }

        @Override
        public void close() {
            fast.close();
        }
    }

    private static void endPoisonedBatch(TopologyHarness harness) {
        endTrack(harness, "before", 12);
        IntStream.range(0, 12).forEach(frame -> harness.send(position("poison", frame, POISON, frame)));
        harness.end("poison", 11);
        endTrack(harness, "after", 12);
        endTrack(harness, "last", 12);
        harness.linger();
    }

    private static void assertOnlyThePoisonFailed(TopologyHarness harness) {
        List<TrajectoryLabel> labels = harness.labels();
        assertThat(labels)
                .extracting(TrajectoryLabel::getTrack, TrajectoryLabel::getReason)
                .containsExactly(
                        tuple("before", null),
                        tuple("poison", UndeterminedReason.INFERENCE_FAILED),
                        tuple("after", null),
                        tuple("last", null));
        assertThat(labels.get(1).getLabel()).isEqualTo(DiffusionLabel.UNDETERMINED);
        assertThat(labels.get(1).getPoints()).isEqualTo(12);
        assertThat(harness.saliency())
                .extracting(TrajectorySaliency::getTrack)
                .containsExactly("before", "after", "last");
        assertThePoisonIsADeadLetter(harness.deadLetters());
    }

    private static void assertThePoisonIsADeadLetter(List<TestRecord<byte[], byte[]>> deadLetters) {
        assertThat(deadLetters).hasSize(1);
        TestRecord<byte[], byte[]> deadLetter = deadLetters.get(0);
        TrajectorySaliency points = WireFormat.singleObject()
                .serde(TrajectorySaliency.class)
                .deserializer()
                .deserialize("", deadLetter.value());
        assertThat(TopologyHarness.cause(deadLetter)).isEqualTo("INFERENCE_FAILED");
        assertThat(TopologyHarness.header(deadLetter.headers(), DeadLetterHeaders.OFFSET))
                .isEqualTo("25");
        assertThat(deadLetter.key()).isEqualTo(TopologyHarness.key("poison"));
        assertThat(points.getX()).hasSize(12).containsOnly(POISON);
        assertThat(points.getStages()).isEmpty();
    }

    private static boolean isPoison(Trajectory trajectory) {
        return trajectory.x(0) == POISON;
    }

    private static void endTracks(TopologyHarness harness, int tracks) {
        IntStream.range(0, tracks).forEach(track -> endTrack(harness, Integer.toString(track), 12));
    }

    private static void endTrack(TopologyHarness harness, String track, int points) {
        harness.sendFrames(track, 0, points);
        harness.end(track, points - 1);
    }
}
