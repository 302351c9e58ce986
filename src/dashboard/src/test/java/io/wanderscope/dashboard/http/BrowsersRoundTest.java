package io.wanderscope.dashboard.http;

import static io.wanderscope.dashboard.live.Records.position;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.dashboard.live.LiveAcquisitions;
import io.wanderscope.dashboard.live.LiveLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What browsers are told, round by round, on a clock that the test moves. */
class BrowsersRoundTest {
    private static final String WATCH = "{\"type\":\"watch\",\"acquisition\":\"a\",\"stage\":null}";
    private static final long MOST_UNSENT = 100_000;

    private final LiveAcquisitions live = new LiveAcquisitions(LiveLimits.defaults(), InstantSource.system());
    private long nanoTime = Long.MAX_VALUE - 1_000;
    private final Browsers browsers = new Browsers(live, 200, new SimpleMeterRegistry(), MOST_UNSENT, () -> nanoTime);
    private final List<FakeSession> sessions = new ArrayList<>();
    private final List<Browser> connected = new ArrayList<>();

    @AfterEach
    void stop() {
        browsers.close();
    }

    private FakeSession connect() {
        FakeSession session = new FakeSession();
        Browser browser = new Browser(browsers);
        browser.onWebSocketOpen(session.session());
        sessions.add(session);
        connected.add(browser);
        return session;
    }

    private void see(String acquisition, int points) {
        see(acquisition, "1", points);
    }

    private void see(String acquisition, String track, int points) {
        for (int frame = 0; frame < points; frame++) {
            live.position(position(acquisition, track, frame, frame, frame), Instant.now());
        }
    }

    private void pass(Duration duration) {
        nanoTime += duration.toNanos();
    }

    /** As long as it takes, with browsers that take all. */
    private void tellFor(Duration duration) {
        for (long millis = 0; millis <= duration.toMillis(); millis += 100) {
            browsers.tell();
            sessions.forEach(FakeSession::take);
            pass(Duration.ofMillis(100));
        }
    }

    @Test
    void whoeverIsToldNothingElseIsToldThatTheServerIsThere() {
        // Given
        FakeSession session = connect();
        connected.get(0).onWebSocketText(WATCH);

        // When
        tellFor(Duration.ofSeconds(10));

        // Then
        assertThat(session.sent("alive")).hasSizeBetween(3, 5);
    }

    @Test
    void whoeverReadsNothingAndBreaksTheRulesIsToldOnce() {
        // Given
        FakeSession session = connect();

        // When
        for (int message = 0; message < 1_000; message++) {
            connected.get(0).onWebSocketText("nonsense");
        }

        // Then
        assertThat(session.sent()).hasSize(1);
        assertThat(session.isClosed()).isFalse();
        session.take();
        assertThat(session.isClosed()).isTrue();
    }

    @Test
    void whoeverDoesNotTakeThatItWasRefusedIsGivenUp() {
        // Given
        FakeSession session = connect();
        connected.get(0).onWebSocketText("nonsense");
        pass(Duration.ofSeconds(31));

        // When
        browsers.tell();

        // Then
        assertThat(session.isDisconnected()).isTrue();
    }

    /** Fifty who watch what is much to tell. */
    private void crowd() {
        live.pastIsRead();
        see("a", 200);
        for (int browser = 0; browser < 50; browser++) {
            connect();
        }
        tellFor(Duration.ofSeconds(1));
        connected.forEach(browser -> browser.onWebSocketText(WATCH));
    }

    @Test
    void whatBrowsersDoNotTakeIsBoundedForAllOfThemTogether() {
        // Given
        crowd();

        // When
        browsers.tell();

        // Then
        long unsent = connected.stream().mapToLong(Browser::unsent).sum();
        assertThat(unsent).isBetween(MOST_UNSENT / 2, MOST_UNSENT);
    }

    @Test
    void whoeverFindsNoRoomIsToldWhenOthersHaveTakenTheirs() {
        // Given
        live.pastIsRead();
        see("a", 200);
        for (int browser = 0; browser < 50; browser++) {
            connect();
            connected.get(browser).onWebSocketText(WATCH);
        }

        // When
        tellFor(Duration.ofSeconds(5));

        // Then
        assertThat(sessions)
                .allSatisfy(session ->
                        assertThat(session.sent("update")).first().asString().contains("\"reset\":true"));
    }

    @Test
    void whoeverKeepsUpDoesNotWaitForThoseWhoTakeNothing() {
        // Given one that takes nothing of an update that fills all room
        live.pastIsRead();
        for (int track = 0; track < 50; track++) {
            see("a", "t" + track, 200);
        }
        see("b", 1);
        FakeSession quick = connect();
        connected.get(0).onWebSocketText(WATCH.replace("\"a\"", "\"b\""));
        connect();
        tellFor(Duration.ofSeconds(1));
        connected.get(1).onWebSocketText(WATCH);
        browsers.tell();
        quick.take();
        int before = quick.sent("update").size();

        // When
        for (int round = 0; round < 20; round++) {
            browsers.tell();
            quick.take();
        }

        // Then
        assertThat(connected.get(1).unsent()).isGreaterThan(MOST_UNSENT);
        assertThat(quick.sent("update")).hasSizeGreaterThan(before);
    }

    @Test
    void whoeverTakesNothingIsGivenUpSoonWhereOthersWaitForIt() {
        // Given
        crowd();
        browsers.tell();
        pass(Duration.ofSeconds(6));

        // When
        browsers.tell();

        // Then
        assertThat(sessions.stream().filter(FakeSession::isDisconnected)).isNotEmpty();
        for (int browser = 0; browser < connected.size(); browser++) {
            assertThat(sessions.get(browser).isDisconnected())
                    .isEqualTo(connected.get(browser).unsent() > MOST_UNSENT / 50);
        }
    }

    @Test
    void acquisitionsAreNotToldBeforeThePastIsRead() {
        // Given
        see("a", 1);
        FakeSession session = connect();
        tellFor(Duration.ofSeconds(2));
        List<String> before = session.sent("acquisitions");
        live.pastIsRead();

        // When
        tellFor(Duration.ofSeconds(2));

        // Then
        assertThat(before).isEmpty();
        assertThat(session.sent("acquisitions")).hasSize(1);
    }

    @Test
    void acquisitionsAreToldThoughThePastIsNeverRead() {
        // Given
        see("a", 1);
        FakeSession session = connect();

        // When
        tellFor(Duration.ofSeconds(32));

        // Then
        assertThat(session.sent("acquisitions")).hasSize(1);
    }

    @Test
    void theFirstBrowserAfterAPauseIsNotToldOldAcquisitions() {
        // Given
        live.pastIsRead();
        see("yesterday", 1);
        connect();
        tellFor(Duration.ofSeconds(1));
        browsers.closed(connected.get(0));
        tellFor(Duration.ofMillis(300));
        see("today", 2);
        FakeSession session = connect();

        // When
        browsers.tell();

        // Then
        assertThat(session.sent("acquisitions")).singleElement().asString().contains("today");
    }
}
