package io.wanderscope.dashboard.http;

import static io.wanderscope.dashboard.live.Records.position;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.dashboard.live.LiveAcquisitions;
import io.wanderscope.dashboard.live.LiveLimits;
import io.wanderscope.streaming.DeadLetterCause;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What browsers are sent, round by round, on a clock that the test moves. */
class BroadcasterTest {
    private static final String WATCH = "{\"type\":\"watch\",\"acquisition\":\"a\",\"stage\":null}";
    private static final long BACKLOG_LIMIT = 100_000;

    private final LiveAcquisitions live = new LiveAcquisitions(LiveLimits.defaults(), InstantSource.system());
    private long nanoTime = Long.MAX_VALUE - 1_000;
    private final Broadcaster broadcaster =
            new Broadcaster(live, 200, new SimpleMeterRegistry(), BACKLOG_LIMIT, () -> nanoTime);
    private final List<FakeSession> sessions = new ArrayList<>();
    private final List<Subscriber> connected = new ArrayList<>();

    @AfterEach
    void stop() {
        broadcaster.close();
    }

    private FakeSession connect() {
        FakeSession session = new FakeSession();
        Subscriber subscriber = new Subscriber(broadcaster);
        subscriber.onWebSocketOpen(session.session());
        sessions.add(session);
        connected.add(subscriber);
        return session;
    }

    private void see(String acquisition, int points) {
        see(acquisition, "1", points);
    }

    private void see(String acquisition, String track, int points) {
        for (int frame = 0; frame < points; frame++) {
            live.addPosition(position(acquisition, track, frame, frame, frame), Instant.now());
        }
    }

    private void pass(Duration duration) {
        nanoTime += duration.toNanos();
    }

    /** Broadcasts for a while to browsers that read everything. */
    private void broadcastFor(Duration duration) {
        for (long millis = 0; millis <= duration.toMillis(); millis += 100) {
            broadcaster.broadcast();
            sessions.forEach(FakeSession::read);
            pass(Duration.ofMillis(100));
        }
    }

    @Test
    void anIdleBrowserIsSentSignsOfLife() {
        // Given
        FakeSession session = connect();
        connected.get(0).onWebSocketText(WATCH);

        // When
        broadcastFor(Duration.ofSeconds(10));

        // Then
        assertThat(session.sent("alive")).hasSizeBetween(3, 5);
    }

    @Test
    void aBrowserThatReadsNothingAndBreaksTheRulesIsSentOneProblem() {
        // Given
        FakeSession session = connect();

        // When
        for (int message = 0; message < 1_000; message++) {
            connected.get(0).onWebSocketText("nonsense");
        }

        // Then
        assertThat(session.sent()).hasSize(1);
        assertThat(session.isClosed()).isFalse();
        session.read();
        assertThat(session.isClosed()).isTrue();
    }

    @Test
    void aBrowserThatDoesNotReadItsRefusalIsDisconnected() {
        // Given
        FakeSession session = connect();
        connected.get(0).onWebSocketText("nonsense");
        pass(Duration.ofSeconds(31));

        // When
        broadcaster.broadcast();

        // Then
        assertThat(session.isDisconnected()).isTrue();
    }

    /** Fifty browsers whose first updates exceed the backlog limit together. */
    private void crowd() {
        live.markCaughtUp();
        see("a", 200);
        for (int browser = 0; browser < 50; browser++) {
            connect();
        }
        broadcastFor(Duration.ofSeconds(1));
        connected.forEach(browser -> browser.onWebSocketText(WATCH));
    }

    @Test
    void theBacklogOfAllBrowsersTogetherIsBounded() {
        // Given
        crowd();

        // When
        broadcaster.broadcast();

        // Then
        long backlog = connected.stream().mapToLong(Subscriber::backlog).sum();
        assertThat(backlog).isBetween(BACKLOG_LIMIT / 2, BACKLOG_LIMIT);
    }

    @Test
    void aBrowserThatFindsNoRoomIsServedWhenOthersHaveRead() {
        // Given
        live.markCaughtUp();
        see("a", 200);
        for (int browser = 0; browser < 50; browser++) {
            connect();
            connected.get(browser).onWebSocketText(WATCH);
        }

        // When
        broadcastFor(Duration.ofSeconds(5));

        // Then
        assertThat(sessions)
                .allSatisfy(session ->
                        assertThat(session.sent("update")).first().asString().contains("\"reset\":true"));
    }

    @Test
    void aBrowserThatKeepsUpDoesNotWaitForOneThatReadsNothing() {
        // Given a browser that reads nothing of an update that fills the backlog
        live.markCaughtUp();
        for (int track = 0; track < 50; track++) {
            see("a", "t" + track, 200);
        }
        see("b", 1);
        FakeSession quick = connect();
        connected.get(0).onWebSocketText(WATCH.replace("\"a\"", "\"b\""));
        connect();
        broadcastFor(Duration.ofSeconds(1));
        connected.get(1).onWebSocketText(WATCH);
        broadcaster.broadcast();
        quick.read();
        int before = quick.sent("update").size();

        // When
        for (int round = 0; round < 20; round++) {
            broadcaster.broadcast();
            quick.read();
        }

        // Then
        assertThat(connected.get(1).backlog()).isGreaterThan(BACKLOG_LIMIT);
        assertThat(quick.sent("update")).hasSizeGreaterThan(before);
    }

    @Test
    void aStalledBrowserIsDisconnectedSoonerWhileOthersWait() {
        // Given
        crowd();
        broadcaster.broadcast();
        pass(Duration.ofSeconds(6));

        // When
        broadcaster.broadcast();

        // Then
        assertThat(sessions.stream().filter(FakeSession::isDisconnected)).isNotEmpty();
        for (int browser = 0; browser < connected.size(); browser++) {
            assertThat(sessions.get(browser).isDisconnected())
                    .isEqualTo(connected.get(browser).backlog() > BACKLOG_LIMIT / 50);
        }
    }

    @Test
    void acquisitionsAreNotSentBeforeThePastIsRead() {
        // Given
        see("a", 1);
        FakeSession session = connect();
        broadcastFor(Duration.ofSeconds(2));
        List<String> before = session.sent("acquisitions");
        live.markCaughtUp();

        // When
        broadcastFor(Duration.ofSeconds(2));

        // Then
        assertThat(before).isEmpty();
        assertThat(session.sent("acquisitions")).hasSize(1);
    }

    @Test
    void whatIsRejectedIsSentWithTheAcquisitions() {
        // Given
        live.markCaughtUp();
        FakeSession session = connect();
        broadcastFor(Duration.ofSeconds(2));

        // When
        live.addRejection("again/1".getBytes(StandardCharsets.UTF_8), Optional.of(DeadLetterCause.AFTER_FINAL));
        broadcastFor(Duration.ofSeconds(2));

        // Then
        assertThat(session.sent("acquisitions")).hasSize(2);
        assertThat(session.sent("acquisitions").get(0)).endsWith("\"rejected\":[]}");
        assertThat(session.sent("acquisitions").get(1))
                .contains(
                        "\"rejected\":[{\"acquisition\":\"again\",\"records\":1,\"causes\":[{\"cause\":\"AFTER_FINAL\"");
    }

    @Test
    void acquisitionsAreSentEvenIfThePastIsNeverRead() {
        // Given
        see("a", 1);
        FakeSession session = connect();

        // When
        broadcastFor(Duration.ofSeconds(32));

        // Then
        assertThat(session.sent("acquisitions")).hasSize(1);
    }

    @Test
    void theFirstBrowserAfterAPauseIsNotSentOldAcquisitions() {
        // Given
        live.markCaughtUp();
        see("yesterday", 1);
        connect();
        broadcastFor(Duration.ofSeconds(1));
        broadcaster.remove(connected.get(0));
        broadcastFor(Duration.ofMillis(300));
        see("today", 2);
        FakeSession session = connect();

        // When
        broadcaster.broadcast();

        // Then
        assertThat(session.sent("acquisitions")).singleElement().asString().contains("today");
    }
}
