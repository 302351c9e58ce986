package io.wanderscope.streaming.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.streaming.HeldInference;
import io.wanderscope.streaming.InferenceThreads;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.TopologyHarness;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the stream does while the model runs beside it. The model runs when the test says so. */
class InferenceBesideTheStreamTest {
    private static final StreamSettings BATCHES_OF_FOUR = StreamSettings.defaults()
            .with(StreamSettings.LIVE_EVERY, 1000)
            .with(StreamSettings.BATCH_SIZE, 4)
            .with(StreamSettings.MINIMUM_CONFIDENCE, 0.0);
    private static final int TRACK_POSITIONS = 12;

    @TempDir
    private Path state;

    @TempDir
    private Path link;

    private final HeldInference held = new HeldInference();
    private final FakeTrajectoryClassifier classifier = FakeTrajectoryClassifier.create();

    private TopologyHarness harness(int threads) {
        return harness(threads, state);
    }

    private TopologyHarness harness(int threads, Path directory) {
        return new TopologyHarness(BATCHES_OF_FOUR, classifier, directory, InferenceThreads.on(held, threads));
    }

    private static double due(TopologyHarness harness) {
        return harness.meters().get("wanderscope.due.trajectories").gauge().value();
    }

    private static void endTracks(TopologyHarness harness, int first, int end) {
        IntStream.range(first, end).forEach(track -> {
            harness.sendFrames(Integer.toString(track), 0, TRACK_POSITIONS);
            harness.end(Integer.toString(track), TRACK_POSITIONS - 1L);
        });
    }

    private static List<String> tracks(List<TrajectoryLabel> labels) {
        return labels.stream().map(TrajectoryLabel::getTrack).toList();
    }

    @Test
    void sendsAResultInTheTurnAfterTheModelIsDoneWithIt() {
        // Given
        try (TopologyHarness harness = harness(1)) {
            endTracks(harness, 0, 1);
            harness.linger();
            assertThat(harness.labels()).isEmpty();

            // When
            held.runFirst();
            harness.sendFrames("next", 0, 1);

            // Then
            assertThat(tracks(harness.labels())).containsExactly("0");
            assertThat(harness.storeSizes()).containsEntry("due", 0);
        }
    }

    @Test
    void handsOutWhateverIsDueAsSoonAsTheModelIsFree() {
        // Given one result in the model, and three that fell due meanwhile
        try (TopologyHarness harness = harness(1)) {
            endTracks(harness, 0, 4);
            assertThat(held.size()).isEqualTo(1);

            // When
            held.runFirst();
            harness.linger();
            held.runFirst();

            // Then
            assertThat(classifier.batchSizes()).containsExactly(1, 3);
        }
    }

    @Test
    void keepsAFullBatchReadyForTheModel() {
        // Given
        try (TopologyHarness harness = harness(1)) {
            // When
            endTracks(harness, 0, 8);

            // Then one result is in the model, four wait behind it, and three for a batch
            assertThat(held.size()).isEqualTo(2);
            held.runAll();
            assertThat(classifier.batchSizes()).containsExactly(1, 4);
        }
    }

    @Test
    void usesEveryThreadThatIsFree() {
        // Given
        try (TopologyHarness harness = harness(3)) {
            // When
            endTracks(harness, 0, 5);

            // Then
            assertThat(held.size()).isEqualTo(3);
            held.runAll();
            assertThat(classifier.batchSizes()).containsExactly(1, 1, 1);
        }
    }

    @Test
    void runsTheModelItselfWhenMoreIsDueThanItsThreadsTake() {
        // Given threads that do nothing
        List<Double> due = new ArrayList<>();
        List<String> sent = new ArrayList<>();
        try (TopologyHarness harness = harness(1)) {
            // When
            for (int track = 0; track < 100; track++) {
                endTracks(harness, track, track + 1);
                due.add(due(harness));
                sent.addAll(tracks(harness.labels()));
            }

            // Then no more is ever due than a batch in the model, one behind it, and one that fills
            assertThat(due).allSatisfy(results -> assertThat(results).isBetween(1.0, 12.0));
            assertThat(sent).hasSizeGreaterThanOrEqualTo(100 - 12);
            assertThat(sent)
                    .containsExactlyElementsOf(IntStream.range(0, sent.size())
                            .mapToObj(Integer::toString)
                            .toList());
        }
    }

    @Test
    void sendsResultsInTheOrderInWhichTheyFellDueWhicheverBatchIsDoneFirst() {
        // Given
        try (TopologyHarness harness = harness(2)) {
            endTracks(harness, 0, 2);

            // When
            held.runLast();
            harness.linger();
            List<String> before = tracks(harness.labels());
            held.runFirst();
            harness.linger();

            // Then
            assertThat(before).isEmpty();
            assertThat(tracks(harness.labels())).containsExactly("0", "1");
        }
    }

    @Test
    void leavesWhatIsInTheModelToTheNextOwnerOfATaskThatCloses() throws IOException {
        // Given
        TopologyHarness closing = harness(1, TopologyHarness.linkedTo(state, link));
        endTracks(closing, 0, 3);

        // When
        closing.close();
        held.runAll();

        // Then
        assertThat(classifier.batchSizes()).isEmpty();
        assertThat(due(closing)).isZero();
        try (TopologyHarness next = harness(1)) {
            next.linger();
            held.runAll();
            next.linger();
            assertThat(tracks(next.labels())).containsExactly("0", "1", "2");
        }
    }

    @Test
    void stopsTheStreamThreadWithAFailureOfTheModel() {
        // Given
        FakeTrajectoryClassifier failing = FakeTrajectoryClassifier.failingOn(trajectory -> true);
        InferenceThreads threads = InferenceThreads.on(held, 1);
        try (TopologyHarness harness = new TopologyHarness(BATCHES_OF_FOUR, failing, state, threads)) {
            endTracks(harness, 0, 1);

            // When
            held.runFirst();

            // Then
            assertThatThrownBy(harness::linger).hasRootCauseInstanceOf(ModelFailureException.class);
            assertThat(harness.storeSizes()).containsEntry("due", 1);
        }
    }
}
