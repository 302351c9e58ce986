package io.wanderscope.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.dashboard.HttpSettings;
import io.wanderscope.dashboard.explanation.Occlusions;
import io.wanderscope.dashboard.history.History;
import io.wanderscope.dashboard.history.TopicLog;
import io.wanderscope.dashboard.live.LiveAcquisitions;
import io.wanderscope.dashboard.live.LiveLimits;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.util.Fields;
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

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/%00", "/api/tracks/a/%", "/api/acquisitions/%ff/tracks", "/%u0041", "/\u00e9"})
    void aPathThatCannotBeDecodedIsNamed(String path) throws Exception {
        // When
        String response = server.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        // Then
        assertThat(response)
                .startsWith("HTTP/1.1 400")
                .contains("the path: names in it are percent-encoded UTF-8, with %25 for %, and have no %00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "GET / HTTP/1.1\r\nHost: a b", "GET /badMessage HTTP/1.1\r\nno header"})
    void thePathIsNotNamedWhereItIsNotWhatIsWrong(String request) throws Exception {
        // When
        String response = server.raw(request + "\r\n\r\n");

        // Then
        assertThat(response)
                .startsWith("HTTP/1.1 400")
                .contains("does not understand this request")
                .doesNotContain("percent");
    }

    @Test
    void thePageForbidsEverythingItDoesNotNeed() throws Exception {
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
    void thePageIsLessThan300KilobytesAsItIsSent() {
        // When
        int bytes = Page.endpoints().values().stream()
                .mapToInt(WebServerTest::compressedBytes)
                .sum();

        // Then
        assertThat(bytes).isLessThan(300_000);
    }

    private static int compressedBytes(Endpoint file) {
        try {
            return file.answer("", Fields.EMPTY).gzipped().length;
        } catch (ProblemException e) {
            throw new AssertionError(e);
        }
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
    void thePageIsCompressedForThoseWhoAcceptIt() throws Exception {
        // When
        HttpResponse<byte[]> compressed = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.location() + "page/main.js"))
                                .header("Accept-Encoding", "br, gzip")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());

        // Then
        assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(compressed.headers().firstValue("Vary")).hasValue("Accept-Encoding");
        try (InputStream content = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
            assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(server.get("/page/main.js").body());
        }
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
    void aThreadThatHasDiedIsNotAlive() throws Exception {
        // Given
        server.dead = Optional.of("the thread x has died");

        // When
        HttpResponse<String> live = server.get("/health/live");

        // Then
        assertThat(live.statusCode()).isEqualTo(503);
        assertThat(live.body()).contains("the thread x has died");
    }

    @Test
    void aMetricSaysWhetherItIsReady() {
        // Given
        Gauge ready = server.metrics.get("wanderscope.ready").gauge();
        double before = ready.value();

        // When
        server.notReady = Optional.of("no broker answers");

        // Then
        assertThat(before).isEqualTo(1);
        assertThat(ready.value()).isZero();
    }

    @Test
    void metricsArePlainText() throws Exception {
        // When
        HttpResponse<String> metrics = server.get("/metrics");

        // Then
        assertThat(metrics.body()).isEqualTo("wanderscope_test 1\n");
    }

    @Test
    void aTakenPortIsReportedInOneLine() {
        // Given
        Occlusions occlusions = RunningServer.occlusions(FakeTrajectoryClassifier.create());
        History history = new TopicLog(1).history();

        // When
        assertThatThrownBy(() -> WebServer.dashboard(
                        HttpSettings.onLoopback(server.port()),
                        new Operations(Optional::empty, Optional::empty, () -> ""),
                        new LiveAcquisitions(LiveLimits.defaults(), InstantSource.system()),
                        history,
                        occlusions,
                        Optional.empty(),
                        LiveLimits.defaults(),
                        new SimpleMeterRegistry(),
                        System::nanoTime))
                // Then
                .hasMessage("cannot listen on 127.0.0.1:" + server.port()
                        + ": the port is in use, or the address is not this machine's");
    }

    @Test
    void otherReasonsNotToListenAreReportedInTheSystemsWords() {
        // Given an address reserved for documentation, which no machine has
        HttpSettings elsewhere =
                new HttpSettings("192.0.2.1", 8090, Optional.empty(), Set.of(), 1, 1, Optional.empty());

        // When
        assertThatThrownBy(() -> WebServer.operations(
                        elsewhere,
                        new Operations(Optional::empty, Optional::empty, () -> ""),
                        new SimpleMeterRegistry(),
                        System::nanoTime))
                // Then
                .hasMessage("cannot listen on 192.0.2.1:8090: Cannot assign requested address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZTE="})
    void refusesAWebSocketWhoseKeyIsNot16BytesInBase64(String key) throws Exception {
        // When
        String status = server.upgrade("/api/live", key);

        // Then
        assertThat(status).startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @CsvSource({"/api/live, 101", "/health/../api/live, 404", "/api/%6Cive, 404"})
    void theWebSocketIsAtOnePathOnly(String path, int expected) throws Exception {
        // When
        String status = server.upgrade(path);

        // Then
        assertThat(status).startsWith("HTTP/1.1 " + expected);
    }
}
