package io.wanderscope.dashboard.explanation;

import static io.wanderscope.dashboard.live.Records.fakeLabel;
import static io.wanderscope.dashboard.live.Records.position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wanderscope.dashboard.DashboardModel;
import io.wanderscope.dashboard.live.LiveAcquisitions;
import io.wanderscope.dashboard.live.LiveLimits;
import io.wanderscope.dashboard.live.TrackDetail;
import io.wanderscope.diffusion.ImagingConditions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much is computed and kept at once. */
class OcclusionsTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final HeldClassifier classifier = new HeldClassifier();
    private final ExecutorService requests = Executors.newCachedThreadPool();
    private Occlusions occlusions = occlusions(LONG);

    @AfterEach
    void stop() {
        classifier.close();
        occlusions.close();
        requests.shutdownNow();
    }

    private Occlusions occlusions(Duration patience) {
        return new Occlusions(
                new DashboardModel(classifier::model, () -> classifier, ImagingConditions.UNKNOWN), patience);
    }

    private static TrackDetail track(String name) {
        return track(name, 2);
    }

    /** A track that goes on, with side steps of a period. */
    private static TrackDetail track(String name, int period) {
        LiveAcquisitions acquisitions = new LiveAcquisitions(LiveLimits.defaults(), InstantSource.system());
        for (int frame = 0; frame < 20; frame++) {
            acquisitions.addPosition(position("cell", name, frame, frame, frame % period), Instant.now());
        }
        acquisitions.addLabel(fakeLabel("cell", name, 20), Instant.now());
        return acquisitions.track("cell", name).orElseThrow();
    }

    private CompletableFuture<TrackOcclusion> request(String name) {
        TrackDetail track = track(name);
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return occlusions.of(track);
                    } catch (NotExplainedException e) {
                        throw new AssertionError(e);
                    }
                },
                requests);
    }

    private List<CompletableFuture<TrackOcclusion>> waiting(String... names) {
        List<CompletableFuture<TrackOcclusion>> waiting = new ArrayList<>();
        for (String name : names) {
            waiting.add(request(name));
            while (occlusions.waiting() < waiting.size()) {
                Thread.onSpinWait();
            }
        }
        return waiting;
    }

    private NotExplainedException refused(String name) {
        return catchThrowableOfType(NotExplainedException.class, () -> occlusions.of(track(name)));
    }

    @Test
    void oneTrackIsComputedAtATime() {
        // Given
        List<CompletableFuture<TrackOcclusion>> waiting = waiting("a", "b", "c");

        // When
        classifier.pass(3);
        waiting.forEach(CompletableFuture::join);

        // Then
        assertThat(classifier.batchSizes()).containsExactly(5, 5, 5);
        assertThat(classifier.mostInside()).isOne();
    }

    @Test
    void noMoreThanFourRequestsWait() {
        // Given
        List<CompletableFuture<TrackOcclusion>> waiting = waiting("a", "b", "c", "d");

        // When
        NotExplainedException refused = refused("e");

        // Then
        assertThat(refused.obstacle()).isEqualTo(Obstacle.BUSY);
        classifier.pass(4);
        waiting.forEach(CompletableFuture::join);
        assertThat(classifier.batchSizes()).hasSize(4);
    }

    @Test
    void requestsForTheSameTrackShareOneRunOfTheModel() {
        // Given
        List<CompletableFuture<TrackOcclusion>> waiting = waiting("a", "a", "a");

        // When
        classifier.pass(3);
        waiting.forEach(CompletableFuture::join);

        // Then
        assertThat(classifier.batchSizes()).containsExactly(5);
    }

    @Test
    void aLaterTrackOfTheSameNameAndFramesHasAnOcclusionOfItsOwn() throws Exception {
        // Given
        classifier.pass(2);
        TrackOcclusion earlier = occlusions.of(track("a", 2));

        // When
        TrackOcclusion later = occlusions.of(track("a", 3));

        // Then
        assertThat(classifier.batchSizes()).containsExactly(5, 5);
        assertThat(later.segments()).isNotEqualTo(earlier.segments());
    }

    @Test
    void anErrorIsNotRemembered() throws Exception {
        // Given
        classifier.pass(1);
        classifier.fail(new StackOverflowError("of the test"));
        Throwable failed = catchThrowable(() -> occlusions.of(track("a")));

        // When
        TrackOcclusion found = occlusions.of(track("a"));

        // Then
        assertThat(failed).hasRootCauseMessage("of the test");
        assertThat(found.segments()).hasSize(4);
    }

    @Test
    void whatIsLateIsThereWhenItIsAskedForAgain() throws Exception {
        // Given
        occlusions = occlusions(Duration.ZERO);
        NotExplainedException late = refused("a");
        classifier.awaitCalls(1);
        classifier.pass(1);
        while (classifier.batchSizes().isEmpty()) {
            Thread.onSpinWait();
        }

        // When it is asked for until it is ready
        TrackOcclusion found = null;
        while (found == null) {
            try {
                found = occlusions.of(track("a"));
            } catch (NotExplainedException e) {
                assertThat(e.obstacle()).isEqualTo(Obstacle.LATE);
            }
        }

        // Then
        assertThat(late.obstacle()).isEqualTo(Obstacle.LATE);
        assertThat(found.segments()).hasSize(4);
        assertThat(classifier.batchSizes()).containsExactly(5);
    }

    @Test
    void lateOnesDoNotPileUp() {
        // Given requests that nobody waits for any more: one at work and four behind it
        occlusions = occlusions(Duration.ZERO);
        refused("a");
        classifier.awaitCalls(1);
        List.of("b", "c", "d", "e").forEach(this::refused);

        // When
        NotExplainedException refused = refused("f");

        // Then
        assertThat(refused.obstacle()).isEqualTo(Obstacle.BUSY);
    }

    @Test
    void theLatestOnesAreRemembered() throws Exception {
        // Given
        classifier.pass(Occlusions.REMEMBERED + 2);
        for (int track = 0; track <= Occlusions.REMEMBERED; track++) {
            occlusions.of(track("t" + track));
        }
        occlusions.of(track("t" + Occlusions.REMEMBERED));

        // When the one that was asked for the longest time ago
        occlusions.of(track("t0"));

        // Then is computed again, and only that
        assertThat(classifier.batchSizes()).hasSize(Occlusions.REMEMBERED + 2);
    }

    @Test
    void closingEndsTheWaiting() {
        // Given
        List<CompletableFuture<TrackOcclusion>> waiting = waiting("a", "b");
        classifier.awaitCalls(1);
        classifier.pass(1);

        // When
        occlusions.close();

        // Then
        assertThat(refused("c").obstacle()).isEqualTo(Obstacle.BUSY);
        assertThat(waiting.get(1)).failsWithin(Duration.ofSeconds(30));
    }
}
