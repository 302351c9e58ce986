package io.wanderscope.dashboard.http;

import static io.wanderscope.dashboard.live.Records.label;
import static io.wanderscope.dashboard.live.Records.position;
import static io.wanderscope.dashboard.live.Records.saliency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.wanderscope.dashboard.protocol.Json;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ResultStatus;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriberTest {
    private final RunningServer server = RunningServer.open();

    @AfterEach
    void stop() {
        server.close();
    }

    private void see(int frame) {
        server.acquisitions.addPosition(position("a", "1", frame, frame, 0), Instant.now());
    }

    @Test
    void aBrowserIsGreetedWithTheClassesAndSentTheAcquisitions() throws Exception {
        // Given
        see(0);

        // When
        try (ConnectedBrowser browser = ConnectedBrowser.to(server.port())) {
            // Then
            JsonNode hello = browser.next("hello");
            assertThat(hello.path("classes")).hasSize(8);
            assertThat(hello.path("classes").path(5).path("name").asText()).isEqualTo("Lévy walk");
            assertThat(hello.path("other_motion")).hasSize(6);
            assertThat(hello.path("other_motion").path(0).path("reason").asText())
                    .isEqualTo("IMMOBILE");
            assertThat(hello.path("other_motion").path(5).path("name").asText())
                    .isEqualTo("unlike anything in training");
            assertThat(browser.next(
                                    "acquisitions",
                                    message -> message.path("acquisitions").size() == 1)
                            .path("acquisitions")
                            .path(0)
                            .path("name")
                            .asText())
                    .isEqualTo("a");
        }
    }

    @Test
    void aWatcherIsSentEverythingAtFirstAndThenTheChanges() throws Exception {
        // Given
        see(0);
        see(1);
        try (ConnectedBrowser browser = ConnectedBrowser.to(server.port()).watch("a", 3)) {
            JsonNode all = browser.next("update");

            // When
            see(2);
            server.acquisitions.addLabel(label("a", "1", 1, ResultStatus.LIVE, DiffusionLabel.ATTM, 2), Instant.now());
            server.acquisitions.addSaliency(saliency("a", "1", 1, 0), Instant.now());
            JsonNode changes = browser.next(
                    "update", update -> update.path("tracks").path(0).has("saliency"));

            // Then
            assertThat(all.path("reset").asBoolean()).isTrue();
            assertThat(all.path("tracks").path(0).path("frames")).hasSize(2);
            assertThat(changes.path("reset").asBoolean()).isFalse();
            assertThat(changes.path("tracks").path(0).path("saliency").path("weights"))
                    .hasSize(3);
            assertThat(changes.path("tracks")
                            .path(0)
                            .path("result")
                            .path("label")
                            .asText())
                    .isEqualTo("ATTM");
            assertThat(changes.path("tracks").path(0).path("result").has("probabilities"))
                    .isFalse();
        }
    }

    @Test
    void anotherStageStartsAgain() throws Exception {
        // Given
        see(0);
        try (ConnectedBrowser browser = ConnectedBrowser.to(server.port()).watch("a", null)) {
            browser.next("update", update -> update.path("reset").asBoolean());

            // When
            browser.watch("a", 2);

            // Then
            JsonNode update = browser.next("update", each -> each.path("stage").asInt(-1) == 2);
            assertThat(update.path("reset").asBoolean()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "[]",
                "{}",
                "{\"type\":\"watch\"}",
                "{\"type\":\"watch\",\"acquisition\":7}",
                "{\"type\":\"watch\",\"acquisition\":\"a\",\"stage\":-1}",
                "{\"type\":\"watch\",\"acquisition\":\"a\",\"stage\":1.5}",
            })
    void aBrokenMessageClosesOnlyThatConnection(String message) throws Exception {
        // Given
        see(0);
        try (ConnectedBrowser other = ConnectedBrowser.to(server.port()).watch("a", null);
                ConnectedBrowser broken = ConnectedBrowser.to(server.port())) {
            other.next("update");

            // When
            broken.send(message);

            // Then
            assertThat(broken.next("problem").path("detail").asText()).isNotEmpty();
            assertThat(broken.closedWith()).isEqualTo(1008);
            see(1);
            assertThat(other.next("update", update -> update.path("last_frame").asInt() == 1))
                    .isNotNull();
            assertThat(other.isOpen()).isTrue();
        }
    }

    @Test
    void aMessageThatIsTooLongClosesTheConnection() throws Exception {
        // Given
        try (ConnectedBrowser browser = ConnectedBrowser.to(server.port())) {
            // When
            browser.send("x".repeat(5_000));

            // Then
            assertThat(browser.closedWith()).isEqualTo(1009);
        }
    }

    @Test
    void aPageOfAnotherSiteIsNotConnected() {
        // When
        assertThatThrownBy(() -> ConnectedBrowser.to(server.port(), "Origin", "http://evil.example"))
                // Then
                .hasRootCauseMessage("Unexpected HTTP response status code 403");
    }

    @Test
    void withATokenNobodyConnectsWithoutIt() {
        try (RunningServer guarded = RunningServer.withToken()) {
            // When
            ConnectedBrowser with =
                    ConnectedBrowser.to(guarded.port(), "Authorization", "Bearer " + RunningServer.TOKEN);

            // Then
            assertThat(with.isOpen()).isTrue();
            with.close();
            assertThatThrownBy(() -> ConnectedBrowser.to(guarded.port()))
                    .hasRootCauseMessage("Unexpected HTTP response status code 401");
        }
    }

    @Test
    void aRequestWithoutUpgradeLearnsWhatIsThere() throws Exception {
        try (RunningServer server = RunningServer.open()) {
            // When
            HttpResponse<String> response = server.get("/api/live");

            // Then
            assertThat(response.statusCode()).isEqualTo(426);
            assertThat(response.body()).contains("/api/live is a WebSocket");
        }
    }

    @Test
    void noMoreBrowsersConnectThanAllowed() throws Exception {
        try (RunningServer small = RunningServer.forBrowsers(1);
                ConnectedBrowser first = ConnectedBrowser.to(small.port())) {
            first.next("hello");

            // When
            assertThatThrownBy(() -> ConnectedBrowser.to(small.port()))
                    // Then
                    .hasRootCauseMessage("Unexpected HTTP response status code 503");
            assertThat(small.get("/api/live").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void browsersThatReadSlowlyOrNotAtAllDoNotAffectOthers() throws Exception {
        // Given
        int frames = 20;
        Instant now = Instant.now();
        SimulatedField field = new SimulatedField(1_000);
        try (RunningServer busy = RunningServer.at(now)) {
            // More than any socket's buffers hold.
            for (int frame = 0; frame < 150; frame++) {
                field.expose(busy.acquisitions, now);
            }
            try (RawBrowser deaf = new RawBrowser(busy.port());
                    RawBrowser slow = new RawBrowser(busy.port());
                    ConnectedBrowser byStage = ConnectedBrowser.to(busy.port()).watch("load", 1);
                    ConnectedBrowser byClass = ConnectedBrowser.to(busy.port()).watch("load", null);
                    ConnectedBrowser ofAnother =
                            ConnectedBrowser.to(busy.port()).watch("a", null)) {
                deaf.watch("load");
                slow.watch("load");
                DrawnPage byStagePage = new DrawnPage();
                DrawnPage byClassPage = new DrawnPage();
                DrawnPage ofAnotherPage = new DrawnPage();
                DrawnPage slowPage = new DrawnPage();

                // When
                for (int frame = 0; frame < frames; frame++) {
                    field.expose(busy.acquisitions, now);
                    busy.acquisitions.addPosition(position("a", "1", frame, frame, 0), now);
                    byStage.drawUntil(field.lastFrame(), byStagePage);
                    byClass.drawUntil(field.lastFrame(), byClassPage);
                    ofAnother.drawUntil(frame, ofAnotherPage);
                }
                // An update may fall within a frame; the one with this last position contains everything before it.
                long end = field.lastFrame() + 1;
                busy.acquisitions.addPosition(position("load", "end", end, 0, 0), now);
                byStage.drawUntil(end, byStagePage);
                byClass.drawUntil(end, byClassPage);
                while (slowPage.lastFrame() < end) {
                    slowPage.apply(Json.read(slow.next()));
                }

                // Then
                assertThat(byStagePage.drawn()).isEqualTo(drawnFromScratch(busy, "load", 1));
                assertThat(byClassPage.drawn()).isEqualTo(drawnFromScratch(busy, "load", null));
                assertThat(ofAnotherPage.drawn()).isEqualTo(drawnFromScratch(busy, "a", null));
                assertThat(slowPage.drawn()).isEqualTo(byStagePage.drawn());
                assertThat(byStagePage.updates()).isGreaterThanOrEqualTo(frames);
                assertThat(slowPage.updates()).isLessThan(frames);
                assertThat(busy.metrics
                                .counter("wanderscope.dashboard.updates.postponed")
                                .count())
                        .isGreaterThan(frames);
            }
        }
    }

    private static Map<String, String> drawnFromScratch(RunningServer server, String acquisition, Integer stage)
            throws Exception {
        try (ConnectedBrowser browser = ConnectedBrowser.to(server.port()).watch(acquisition, stage)) {
            DrawnPage page = new DrawnPage();
            page.apply(browser.next("update"));
            return page.drawn();
        }
    }
}
