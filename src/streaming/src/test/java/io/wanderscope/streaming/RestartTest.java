package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.streaming.classification.ModelFailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream that starts with the state of one that stopped while results were due. */
class RestartTest {
    @TempDir
    private Path kept;

    @TempDir
    private Path link;

    private TopologyHarness stopped;

    @BeforeEach
    void start() throws IOException {
        stopped = harness(TopologyHarness.linkedTo(kept, link));
    }

    @Test
    void givesTheResultsThatWereWaitingForTheirBatch() {
        // Given
        stopped.sendFrames("live", 0, 20);
        stopped.sendFrames("ended", 0, 12);
        stopped.end("ended", 11);
        stopped.close();

        // When
        try (TopologyHarness restarted = harness(kept)) {
            restarted.linger();

            // Then
            assertThat(restarted.labels())
                    .extracting(TrajectoryLabel::getTrack, TrajectoryLabel::getStatus, TrajectoryLabel::getPoints)
                    .containsExactly(tuple("live", ResultStatus.LIVE, 20), tuple("ended", ResultStatus.FINAL, 12));
        }
    }

    @Test
    void givesTheFinalsThatACrashUnderAtLeastOnceKeptFromTheStoreOfDueResults() {
        // Given
        stopped.sendFrames("1", 0, 12);
        stopped.end("1", 11);
        stopped.clear(TopologyNames.DUE_STORE);
        stopped.close();

        // When
        try (TopologyHarness restarted = harness(kept)) {
            restarted.linger();

            // Then
            assertThat(restarted.labels())
                    .extracting(TrajectoryLabel::getTrack, TrajectoryLabel::getStatus, TrajectoryLabel::getPoints)
                    .containsExactly(tuple("1", ResultStatus.FINAL, 12));
            assertThat(restarted.storeSizes())
                    .containsEntry(TopologyNames.TRACKS_STORE, 0)
                    .containsEntry(TopologyNames.DUE_STORE, 0);
        }
    }

    @Test
    void countsOnRevisionsAndPoints() {
        // Given
        stopped.sendFrames("1", 0, 35);
        stopped.linger();
        stopped.close();

        // When
        try (TopologyHarness restarted = harness(kept)) {
            restarted.sendFrames("1", 35, 41);
            restarted.end("1", 40);
            restarted.linger();

            // Then
            assertThat(restarted.labels())
                    .extracting(TrajectoryLabel::getRevision, TrajectoryLabel::getPoints)
                    .containsExactly(tuple(2, 40), tuple(3, 41));
        }
    }

    /** In nanometres, so that the factor between the units counts too, and with a frame missing on either side. */
    @Test
    void givesTheDiffusionCoefficientThatItWouldHaveGivenWithoutTheRestart() throws IOException {
        // Given
        Path uninterruptedState = Files.createDirectory(link.resolve("uninterrupted"));
        List<TrajectoryLabel> expected;
        try (TopologyHarness uninterrupted = harness(uninterruptedState)) {
            sendInNanometres(uninterrupted, 0, 1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 13);
            uninterrupted.end("1", 13);
            uninterrupted.linger();
            expected = uninterrupted.labels();
        }
        sendInNanometres(stopped, 0, 1, 2, 3, 5, 6);
        stopped.close();

        // When
        try (TopologyHarness restarted = harness(kept)) {
            sendInNanometres(restarted, 7, 8, 10, 11, 12, 13);
            restarted.end("1", 13);
            restarted.linger();

            // Then
            assertThat(restarted.labels())
                    .hasSize(1)
                    .extracting(TrajectoryLabel::getDiffusion)
                    .doesNotContainNull()
                    .isEqualTo(
                            expected.stream().map(TrajectoryLabel::getDiffusion).toList());
        }
    }

    private static void sendInNanometres(TopologyHarness harness, long... frames) {
        LongStream.of(frames)
                .mapToObj(frame -> ParticlePosition.newBuilder(TopologyHarness.moving("1", frame))
                        .setLengthUnit("nm")
                        .build())
                .forEach(harness::send);
    }

    @Test
    void stillRejectsPositionsOfATrackThatHadItsFinal() {
        // Given
        stopped.end("1", 5);
        stopped.linger();
        stopped.close();

        // When
        try (TopologyHarness restarted = harness(kept)) {
            restarted.sendFrames("1", 6, 7);

            // Then
            assertThat(restarted.deadLetters())
                    .extracting(TopologyHarness::cause)
                    .containsExactly("AFTER_FINAL");
        }
    }

    @Test
    void givesTheResultsThatWereDueWhenTheModelFailedOnEverything() throws IOException {
        // Given
        stopped.close();
        Path link = Files.createDirectory(this.link.resolve("failing"));
        TopologyHarness failing = new TopologyHarness(
                StreamSettings.defaults(),
                FakeTrajectoryClassifier.failingOn(trajectory -> true),
                TopologyHarness.linkedTo(kept, link));
        failing.sendFrames("1", 0, 12);
        failing.end("1", 11);
        assertThatThrownBy(failing::linger).hasRootCauseInstanceOf(ModelFailureException.class);
        assertThat(failing.labels()).isEmpty();
        failing.close();

        // When
        try (TopologyHarness restarted = harness(kept)) {
            restarted.linger();

            // Then
            assertThat(restarted.labels())
                    .extracting(TrajectoryLabel::getTrack, TrajectoryLabel::getStatus, TrajectoryLabel::getRevision)
                    .containsExactly(tuple("1", ResultStatus.FINAL, 1));
            assertThat(restarted.saliency()).hasSize(1);
        }
    }

    /** Results wait for {@link TopologyHarness#linger}. */
    private static TopologyHarness harness(Path state) {
        StreamSettings settings = StreamSettings.defaults()
                .with(StreamSettings.LIVE_WHEN_BEHIND, LiveWhenBehind.ALL)
                .with(StreamSettings.BATCH_LINGER, Duration.ofMillis(100));
        return new TopologyHarness(settings, FakeTrajectoryClassifier.create(), state);
    }
}
