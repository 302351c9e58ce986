package io.wanderscope.dashboard.http;

import static io.wanderscope.dashboard.live.Records.BEGIN;
import static io.wanderscope.dashboard.live.Records.composition;
import static io.wanderscope.dashboard.live.Records.label;
import static io.wanderscope.dashboard.live.Records.position;
import static io.wanderscope.dashboard.live.Records.saliency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.dashboard.live.LiveAcquisitions;
import io.wanderscope.dashboard.live.LiveLimits;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebServerTest {
    private final RunningServer server = RunningServer.open();

    @AfterEach
    void stop() {
        server.close();
    }

    private void fill() {
        Instant now = Instant.now();
        for (int frame = 0; frame < 12; frame++) {
            server.acquisitions.position(position("cell 1", "a/7", frame, frame, 0), now);
            server.acquisitions.position(position("cell 1", "8", frame, frame, 0), now);
        }
        server.acquisitions.label(label("cell 1", "a/7", 1, ResultStatus.FINAL, DiffusionLabel.ATTM, 11), now);
        server.acquisitions.saliency(saliency("cell 1", "a/7", 1, 9), now);
        server.acquisitions.composition(composition("cell 1", BEGIN, 3));
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> response = server.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        return Json.MAPPER.readTree(response.body());
    }

    @Test
    void listsAcquisitions() throws Exception {
        // Given
        fill();

        // When
        JsonNode found = json("/api/acquisitions").path("acquisitions").path(0);

        // Then
        assertThat(found.path("name").asText()).isEqualTo("cell 1");
        assertThat(found.path("length_unit").asText()).isEqualTo("µm");
        assertThat(found.path("frame_interval_ms").asDouble()).isEqualTo(50);
        assertThat(found.path("live_tracks").asInt()).isEqualTo(1);
        assertThat(found.path("ended_tracks").asInt()).isEqualTo(1);
        assertThat(found.path("stages")).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"'', 2", "?status=live, 1", "?status=ended&label=ATTM, 1", "?label=CTRW, 0", "?limit=1, 1"})
    void listsTracksAsSelected(String query, int expected) throws Exception {
        // Given
        fill();

        // When
        JsonNode found = json("/api/acquisitions/cell%201/tracks" + query);

        // Then
        assertThat(found.path("tracks")).hasSize(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/tracks/cell%201/a/7", "/api/tracks/cell%201%2Fa%2F7"})
    void givesOneTrackWithItsSaliencyAtFourStages(String path) throws Exception {
        // Given
        fill();

        // When
        JsonNode track = json(path);

        // Then
        assertThat(track.path("id").asText()).isEqualTo("a/7");
        assertThat(track.path("path").path("frames")).hasSize(12);
        assertThat(track.path("result").path("probabilities")).hasSize(8);
        assertThat(track.path("result").path("delay_ms").asLong()).isEqualTo(80);
        assertThat(track.path("revisions")).hasSize(1);
        assertThat(track.path("saliency").path("stages")).hasSize(4);
        assertThat(track.path("saliency")
                        .path("stages")
                        .path(3)
                        .path("weights")
                        .path(2)
                        .asDouble())
                .isEqualTo(8);
    }

    @Test
    void givesTheComposition() throws Exception {
        // Given
        fill();

        // When
        JsonNode window =
                json("/api/acquisitions/cell%201/composition").path("windows").path(0);

        // Then
        assertThat(window.path("start").asLong()).isEqualTo(BEGIN.toEpochMilli());
        assertThat(window.path("counts").path("ATTM").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/acquisitions/no/tracks | 404 | no acquisition no is known",
                "/api/acquisitions/cell%201 | 404 | there are /tracks and /composition",
                "/api/tracks/cell%201/99 | 404 | no track cell 1/99 is known",
                "/api/tracks/99 | 400 | acquisition/track",
                "/api/acquisitions/cell%201/tracks?status=dead | 400 | status is one of live, ended",
                "/api/acquisitions/cell%201/tracks?label=X | 400 | label is one of ATTM",
                "/api/acquisitions/cell%201/tracks?limit=0 | 400 | limit is from 1 to 10000",
                "/api/acquisitions/cell%201/tracks?limit=99999999999 | 400 | limit is from 1 to 10000",
                "/api/acquisitions/cell%201/tracks?colour=red | 400 | unknown parameter colour",
                "/api/nothing | 404 | there is nothing at /api/nothing",
                "/page/main.js/x | 404 | there is nothing at",
                "/page/.. | 404 | there is nothing at",
                "/api/acquisitions/cell%201/tracks?limit=%C3 | 400 | is not percent-encoded UTF-8",
            })
    void saysWhatIsWrongWithARequest(String path, int status, String detail) throws Exception {
        // Given
        fill();

        // When
        HttpResponse<String> response = server.get(path);

        // Then
        JsonNode problem = Json.MAPPER.readTree(response.body());
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).contains(detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /page/../../../../etc/passwd HTTP/1.1",
                "GET /page/%2e%2e/%2e%2e/etc/passwd HTTP/1.1",
                "GET /page//etc/passwd HTTP/1.1",
                "GET /%00 HTTP/1.1",
                "GET /api/tracks/%GG HTTP/1.1",
                "GET /api/acquisitions?x=%GG HTTP/1.1",
                "GET /?token=%GG HTTP/1.1",
                "DELETE /api/acquisitions HTTP/1.1",
                "nonsense"
            })
    void noRequestReachesMoreThanThePage(String request) throws Exception {
        // When
        String response = server.raw(request + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        // Then
        assertThat(response)
                .startsWith("HTTP/1.1 4")
                .contains("application/problem+json")
                .doesNotContain("root:");
    }

    @Test
    void thePageForbidsWhatItDoesNotNeed() throws Exception {
        // When
        HttpResponse<String> page = server.get("/");

        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Wanderscope").doesNotContain("http://", "https://");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void everyFileOfThePageIsServed() throws Exception {
        // Given
        Path folder = Path.of(Page.class
                        .getResource("/io/wanderscope/dashboard/page/index.html")
                        .toURI())
                .getParent();

        // When
        List<String> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }

        // Then
        assertThat(Page.FILES).containsExactlyInAnyOrderElementsOf(files);
        for (String file : files) {
            String path = file.equals("index.html") ? "/" : "/page/" + file;
            assertThat(server.get(path).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void theDescriptionForMachinesNamesEveryPath() throws Exception {
        // When
        JsonNode paths = json("/api/openapi.json").path("paths");

        // Then
        assertThat(paths.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "/api/acquisitions",
                        "/api/acquisitions/{acquisition}/tracks",
                        "/api/acquisitions/{acquisition}/composition",
                        "/api/tracks/{id}",
                        "/api/openapi.json",
                        "/health/live",
                        "/health/ready",
                        "/metrics");
    }

    @Test
    void everyFieldOfAnAnswerIsInTheDescriptionForMachines() throws Exception {
        // Given
        fill();
        server.notReady = Optional.of("the cluster has no topic x");
        JsonNode schemas = json("/api/openapi.json").path("components").path("schemas");

        // When
        JsonNode track = json("/api/tracks/cell%201/a/7");
        JsonNode acquisition = json("/api/acquisitions").path("acquisitions").path(0);
        JsonNode summary =
                json("/api/acquisitions/cell%201/tracks").path("tracks").path(0);
        JsonNode window =
                json("/api/acquisitions/cell%201/composition").path("windows").path(0);
        JsonNode health = Json.MAPPER.readTree(server.get("/health/ready").body());

        // Then
        assertSameFields(track, schemas.path("TrackDetail"));
        assertThat(track.fieldNames()).toIterable().containsAll(summary::fieldNames);
        assertSameFields(track.path("result"), schemas.path("Result"));
        assertSameFields(
                track.path("path"),
                schemas.path("TrackDetail").path("properties").path("path"));
        assertSameFields(track.path("saliency"), schemas.path("Saliency"));
        assertSameFields(
                track.path("saliency").path("stages").path(0),
                schemas.path("Saliency").path("properties").path("stages").path("items"));
        assertSameFields(
                acquisition.path("stages").path(0),
                schemas.path("Acquisition").path("properties").path("stages").path("items"));
        assertSameFields(window, schemas.path("Window"));
        assertSameFields(health, schemas.path("Health"));
        assertThat(schemas.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "Label", "Acquisition", "Track", "TrackDetail", "Result", "Saliency", "Window", "Health");
        assertSameFields(acquisition, schemas.path("Acquisition"));
        assertSameFields(summary, schemas.path("Track"));
    }

    @Test
    void aNumberThatIsNotFiniteIsNull() throws Exception {
        // Given
        TrajectoryLabel label = label("a", "1", 1, ResultStatus.LIVE, DiffusionLabel.ATTM, 1);
        label.put("alpha", Double.NaN);
        label.getProbabilities().put("attm", Double.POSITIVE_INFINITY);
        TrajectorySaliency saliency = saliency("a", "1", 1, 0);
        saliency.getStages().get(0).put("weights", List.of(Float.NaN, 1f, Float.NEGATIVE_INFINITY));
        server.acquisitions.position(position("a", "1", 1, 0, 0), Instant.now());
        server.acquisitions.label(label, Instant.now());
        server.acquisitions.saliency(saliency, Instant.now());

        // When
        JsonNode track = json("/api/tracks/a/1");

        // Then
        assertThat(track.path("result").path("alpha").isNull()).isTrue();
        assertThat(track.path("result").path("probabilities").path("ATTM").isNull())
                .isTrue();
        assertThat(track.path("saliency").path("stages").path(0).path("weights"))
                .hasToString("[null,1.0,null]");
    }

    private static void assertSameFields(JsonNode answer, JsonNode schema) {
        assertThat(answer.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(() -> schema.path("properties")
                .fieldNames());
    }

    @Test
    void healthSaysWhyItIsNotReady() throws Exception {
        // Given
        server.notReady = Optional.of("the cluster has no topic x");

        // When
        HttpResponse<String> ready = server.get("/health/ready");

        // Then
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("the cluster has no topic x");
        assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void metricsAreText() throws Exception {
        // When
        HttpResponse<String> metrics = server.get("/metrics");

        // Then
        assertThat(metrics.body()).isEqualTo("wanderscope_test 1\n");
    }

    @Test
    void aPortThatIsTakenIsToldInOneLine() {
        // When
        assertThatThrownBy(() -> WebServer.dashboard(
                        HttpSettings.onLoopback(server.port()),
                        new WebServer.Operations(Optional::empty, () -> ""),
                        new LiveAcquisitions(LiveLimits.defaults(), InstantSource.system()),
                        LiveLimits.defaults(),
                        new SimpleMeterRegistry()))
                // Then
                .hasMessage("cannot listen on 127.0.0.1:" + server.port()
                        + ": the port is in use, or the address is not this machine's");
    }

    @Test
    void whyElseItCannotListenIsToldAsTheSystemSaysIt() {
        // Given an address for documentation, which no machine has
        HttpSettings elsewhere = new HttpSettings("192.0.2.1", 8090, Optional.empty(), Set.of(), 1);

        // When
        assertThatThrownBy(() -> WebServer.operations(elsewhere, new WebServer.Operations(Optional::empty, () -> "")))
                // Then
                .hasMessage("cannot listen on 192.0.2.1:8090: Cannot assign requested address");
    }

    @Test
    void anotherNameOfThisMachineIsNotAnswered() throws Exception {
        // When
        String response = server.raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");

        // Then
        assertThat(response).startsWith("HTTP/1.1 421").contains("evil.example");
    }

    @Test
    void aPageOfAnotherSiteIsRefused() throws Exception {
        // When
        HttpResponse<String> response = server.get("/api/acquisitions", "Origin", "http://evil.example");

        // Then
        assertThat(response.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "https://scope.example, 200",
        "https://SCOPE.example:8443, 200",
        "https://other.example, 403",
        "null, 403"
    })
    void behindAProxyThePageMayHaveANameOfTheSettings(String origin, int expected) throws Exception {
        try (RunningServer proxied = RunningServer.behindProxy("Scope.Example")) {
            // When
            HttpResponse<String> response = proxied.get("/api/acquisitions", "Origin", origin);

            // Then
            assertThat(response.statusCode()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/live",
                "/health/../api/live",
                "/health/%2e%2e/api/live",
                "/health/..;/api/live",
                "/health/./live/../../api/live",
                "/metrics/../api/live",
                "//api/live"
            })
    void noPathLeadsToTheWebSocketWithoutTheToken(String path) throws Exception {
        try (RunningServer guarded = RunningServer.withToken()) {
            // When
            String status = guarded.upgrade(path);

            // Then
            assertThat(status).startsWith("HTTP/1.1 401");
        }
    }

    @ParameterizedTest
    @CsvSource({"/api/live, 101", "/health/../api/live, 404", "/api/%6Cive, 404"})
    void theWebSocketIsAtOnePathOnly(String path, int expected) throws Exception {
        // When
        String status = server.upgrade(path);

        // Then
        assertThat(status).startsWith("HTTP/1.1 " + expected);
    }

    @Test
    void withATokenNothingButHealthAndMetricsIsOpen() throws Exception {
        try (RunningServer guarded = RunningServer.withToken()) {
            // When
            List<Integer> statuses = Stream.of(
                            "/", "/page/main.js", "/api/acquisitions", "/health/x", "/health/ready", "/metrics")
                    .map(path -> status(guarded, path))
                    .toList();

            // Then
            assertThat(statuses).containsExactly(401, 401, 401, 401, 200, 200);
        }
    }

    private static int status(RunningServer guarded, String path) {
        try {
            return guarded.get(path).statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theTokenIsTakenFromTheHeaderOrOnceFromTheAddress() throws Exception {
        try (RunningServer guarded = RunningServer.withToken()) {
            // When
            HttpResponse<String> header =
                    guarded.get("/api/acquisitions", "Authorization", "Bearer " + RunningServer.TOKEN);
            HttpResponse<String> wrong = guarded.get("/api/acquisitions", "Authorization", "Bearer wrong");
            HttpResponse<String> address = guarded.get("/?token=" + RunningServer.TOKEN);
            String cookie = address.headers().firstValue("Set-Cookie").orElseThrow();
            HttpResponse<String> after =
                    guarded.get("/api/acquisitions", "Cookie", cookie.substring(0, cookie.indexOf(";")));

            // Then
            assertThat(guarded.address()).isEqualTo(guarded.location() + "?token=" + RunningServer.TOKEN);
            assertThat(header.statusCode()).isEqualTo(200);
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(address.statusCode()).isEqualTo(303);
            assertThat(cookie).contains("HttpOnly", "SameSite=Lax");
            assertThat(after.statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {RunningServer.TOKEN, "wrong"})
    void theTokenDoesNotStayInTheAddressOfWhomTheCookieLetsIn(String token) throws Exception {
        try (RunningServer guarded = RunningServer.withToken()) {
            // When
            HttpResponse<String> response =
                    guarded.get("/?token=" + token, "Cookie", "wanderscope-token=" + RunningServer.TOKEN);

            // Then
            assertThat(response.statusCode()).isEqualTo(303);
            assertThat(response.headers().firstValue("Location")).hasValue("/");
        }
    }
}
