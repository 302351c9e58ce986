package io.wanderscope.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wanderscope.app.configuration.RunConfiguration;
import io.wanderscope.app.terminal.Logging;
import io.wanderscope.inference.ShippedModelFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo from its command line to the responses of its server. */
@Tag("broker")
class DemoTest {
    private static final Pattern IN_TABLE = Pattern.compile("(?m)^\\| `(wanderscope_\\w+)`");
    private static final Pattern IN_SCRAPE = Pattern.compile("(?m)^# TYPE (wanderscope_\\w+) ");

    @TempDir
    private Path folder;

    private final TypedCommands commands = new TypedCommands();

    @Test
    void aSimulatedMicroscopeIsShownAndMetricsMatchTheDocuments() throws Exception {
        // Given
        try (StartedCommand demo = new StartedCommand("demo", "--port", "0", "--particles", "15")) {
            // When
            demo.awaitAnswer("metrics", "status=\"FINAL\"}");
            demo.awaitAnswer("api/acquisitions/simulated/composition", "\"start\"");

            // Then
            demo.awaitAnswer("health/ready", "up");
            // The dashboard reads what the stream has counted.
            demo.awaitAnswer("api/acquisitions/simulated/tracks?status=ended", "\"FINAL\"");
            assertThat(demo.get("")).contains("<title>Wanderscope</title>");
            String scrape = demo.get("metrics");
            Path documents = ShippedModelFile.path().getParent().resolveSibling("docs/operations.md");
            assertThat(names(IN_TABLE, Files.readString(documents))).containsAll(names(IN_SCRAPE, scrape));
            assertThat(scrape).contains("kafka_consumer_fetch_manager_records_lag_max", "jvm_memory_used_bytes");
            Path alerts = ShippedModelFile.path().getParent().resolveSibling("src/compose/alerts.yml");
            assertThat(AlertedMetrics.missing(Files.readString(alerts), scrape)).isEmpty();
            assertThat(scrape.lines().filter(line -> !line.startsWith("#")).count())
                    .isLessThan(400);
        }
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theLocalisationsOfACameraAreLinkedAndTheirLinksJudged() throws Exception {
        // When
        try (StartedCommand demo = new StartedCommand("demo", "--port", "0", "--camera", "--particles", "10")) {
            // Then
            demo.awaitAnswer("metrics", "wanderscope_latency_seconds_count{status=\"LIVE\"}");
            demo.await("a thousand links", () -> linking(demo).path("made").asLong() > 1000);
            assertThat(linking(demo).path("f1").asDouble()).isGreaterThan(0.9);
            assertThat(demo.get("metrics")).contains("wanderscope_triggers_total{rule=\"motors\"}");
        }
    }

    @Test
    void whatIsSentIsLinkedAndTriggersAsTheFileSays() throws Exception {
        // Given
        Path config = Files.writeString(folder.resolve("loop.properties"), """
                bootstrap.servers=nowhere:9092
                security.protocol=SSL
                topics.localisations=spots
                linking.max.displacement=1
                trigger.ended.status=final
                """);
        try (StartedCommand demo = new StartedCommand("demo", "--port", "0", "--ingest", "--config", config)) {
            demo.awaitAnswer("health/ready", "up");

            // When
            HttpResponse<String> answer = send(demo, "localisations", localisations(30));

            // Then
            assertThat(answer.body()).isEqualTo("{\"accepted\":31,\"topic\":\"spots\"}");
            demo.awaitAnswer("api/acquisitions/cell-1/triggers", "cell-1/ended/1/1");
            assertThat(demo.out())
                    .contains("curl ", "'" + demo.address() + "api/acquisitions/cell-1/localisations?start=");
        }
    }

    @Test
    void theCommandThatItPrintsCausesATrigger() throws Exception {
        // Given
        try (StartedCommand demo = new StartedCommand("demo", "--port", "0", "--ingest")) {
            demo.awaitAnswer("health/ready", "up");
            String command = demo.out()
                    .lines()
                    .dropWhile(line -> !line.startsWith("awk"))
                    .limit(3)
                    .collect(Collectors.joining("\n"));

            // When
            Process sending = new ProcessBuilder("bash", "-c", command)
                    .redirectErrorStream(true)
                    .start();

            // Then
            assertThat(new String(sending.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("{\"accepted\":60,");
            demo.awaitAnswer("api/acquisitions/cell-1/triggers", "cell-1/motors/1/1");
        }
    }

    @Test
    void theBrokerHasThePortThatOthersKnow() throws Exception {
        // Given
        int port = freePort();

        // When
        try (StartedCommand demo =
                new StartedCommand("demo", "--port", "0", "--ingest", "--broker-port", Integer.toString(port))) {
            demo.awaitAnswer("health/ready", "up");

            // Then
            assertThat(demo.out()).contains("broker, for other programs on this machine: 127.0.0.1:" + port);
        }
    }

    @Test
    void thePortOfAnotherProgramIsRefused() throws Exception {
        // Given
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // When
            int code = commands.execute("demo", "--port", "0", "--ingest", "--broker-port", other.getLocalPort());

            // Then
            assertThat(code).isEqualTo(1);
            assertThat(commands.err())
                    .contains("cannot have port " + other.getLocalPort() + ": ", "; choose another with --broker-port")
                    .hasLineCount(1);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void whatIsSentNeedsNoFile() throws Exception {
        // Given
        try (StartedCommand demo = new StartedCommand("demo", "--port", "0", "--ingest")) {
            demo.awaitAnswer("health/ready", "up");

            // When
            HttpResponse<String> answer = send(demo, "localisations", localisations(1));

            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            demo.awaitAnswer("metrics", "wanderscope_localisations_total 2.0");
            assertThat(demo.get("metrics")).contains("wanderscope_triggers_total{rule=\"motors\"}");
        }
    }

    /** A particle that is carried along, and the end of its acquisition. */
    private static String localisations(int frames) {
        StringBuilder rows = new StringBuilder();
        for (int frame = 0; frame < frames; frame++) {
            rows.append(
                    "{\"frame\": " + frame + ", \"x\": " + 0.2 * frame + ", \"y\": 1, \"frame_localisations\": 1}\n");
        }
        return rows + "{\"frame\": " + (frames - 1) + ", \"end_of_acquisition\": true}\n";
    }

    private static HttpResponse<String> send(StartedCommand demo, String what, String rows) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(demo.address() + "api/acquisitions/cell-1/" + what
                        + "?start=2026-03-01T12:00:00Z&frame_interval=0.02&length_unit=um"))
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(rows))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "--ingest --camera, --ingest waits for what you send",
        "--ingest --replay cell.csv, --ingest waits for what you send",
        "--config loop.properties, --config needs --ingest",
        "--broker-port 9094, --broker-port needs --ingest",
        "--ingest --broker-port 70000, '--broker-port must be from 1 to 65535, got 70000'",
        "--port 0 --ingest --config no.properties, no.properties"
    })
    void optionsThatDoNotFitAreRefused(String options, String message) {
        // When
        int code = commands.execute((Object[]) ("demo " + options).split(" ", -1));

        // Then
        assertThat(code).isNotZero();
        assertThat(commands.err()).contains(message);
    }

    @Test
    void theGuideHasTheConfigurationOfTheDemo() throws Exception {
        // Given
        String guide = Files.readString(ShippedModelFile.path().getParent().resolveSibling("docs/camera.md"));
        int begin = guide.indexOf("```\nbootstrap.servers=") + 4;
        Path config = Files.writeString(
                folder.resolve("loop.properties"), guide.substring(begin, guide.indexOf("```", begin)));

        // When
        RunConfiguration written = RunConfiguration.read(config, ShippedModelFile.path());

        // Then
        RunConfiguration own = DemoConfiguration.ofIngest();
        assertThat(own.topics()).isEqualTo(written.topics());
        assertThat(own.settings().rules()).isEqualTo(written.settings().rules());
        assertThat(own.settings().linking(own.topics()))
                .isEqualTo(written.settings().linking(written.topics()));
        assertThat(own.servers().dashboard().ingest())
                .isEqualTo(written.servers().dashboard().ingest());
    }

    private static JsonNode linking(StartedCommand demo) {
        try {
            return new ObjectMapper()
                    .readTree(demo.get("api/acquisitions"))
                    .path("acquisitions")
                    .path(0)
                    .path("linking");
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void optionsOfTheDetectorNeedACamera() {
        // When
        int code = commands.execute("demo", "--missed", "0.1");

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(commands.err()).contains("--missed needs --camera");
    }

    @Test
    void aRecordingIsShownAtItsOwnFrameRate() throws Exception {
        // Given
        Path file = folder.resolve("cell.csv");
        StringBuilder csv = new StringBuilder("track,frame,x,y\n");
        for (int frame = 0; frame < 40; frame++) {
            csv.append("7,").append(frame).append(',').append(0.1 * frame).append(",1\n");
        }
        Files.writeString(file, csv);

        // When
        try (Logging.LogFile logging = Logging.toFile(folder.resolve("log"));
                StartedCommand demo = new StartedCommand("demo", "--port", "0", "--replay", file, "--speed", "4")) {
            // Then
            demo.awaitAnswer("api/acquisitions", "\"last_frame\":39");
            demo.await("its end", () -> demo.out().contains("finished replaying"));
            assertThat(demo.get("api/acquisitions")).contains("\"name\":\"cell\"", "\"frame_interval_ms\":50.0");
            assertThat(logging.path()).content().contains("frame_interval_source=assumed");
        }
    }

    @Test
    void aRecordingIsShownAgainUnderAnotherName() throws Exception {
        // Given
        Path file = folder.resolve("cell.csv");
        Files.writeString(file, "track,frame,x,y\n7,0,1,1\n7,1,2,1\n");

        // When
        try (StartedCommand demo = new StartedCommand("demo", "--port", "0", "--replay", file)) {
            // Then
            demo.awaitAnswer("api/acquisitions", "\"name\":\"cell-2\"");
            assertThat(demo.out()).contains("finished replaying", "replaying as cell-2");
        }
    }

    @Test
    void noTrackOfATimeLapseEndsBetweenTwoOfItsFrames() throws Exception {
        // Given frames further apart than the inactivity that ends a live track
        Path file = folder.resolve("slow.csv");
        StringBuilder csv = new StringBuilder("track,frame,x,y\n");
        for (int frame = 0; frame < 12; frame++) {
            csv.append("7,").append(frame).append(',').append(frame % 3).append(",1\n");
        }
        Files.writeString(file, csv);

        // When
        try (StartedCommand demo = new StartedCommand(
                "demo", "--port", "0", "--replay", file, "--once", "--frame-interval", "300", "--speed", "1000")) {
            // Then
            demo.awaitAnswer("api/acquisitions/slow/tracks", "\"status\":\"FINAL\"");
            assertThat(demo.get("api/acquisitions/slow/tracks")).contains("\"points\":12");
            assertThat(demo.get("metrics")).contains("cause=\"AFTER_FINAL\"} 0.0");
        }
    }

    @Test
    void aPortInUseIsReportedInOneLine() throws IOException {
        // Given
        try (ServerSocket taken = new ServerSocket(0)) {
            // When
            int code = commands.execute("demo", "--port", taken.getLocalPort());

            // Then
            assertThat(code).isEqualTo(1);
            assertThat(commands.err())
                    .isEqualTo("wanderscope demo: cannot listen on 127.0.0.1:" + taken.getLocalPort()
                            + ": the port is in use, or the address is not this machine's; choose another with --port"
                            + System.lineSeparator());
        }
    }

    @Test
    void aMissingFileIsReportedInOneLine() {
        // When
        int code = commands.execute("demo", "--port", "0", "--replay", folder.resolve("no.csv"));

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(commands.err()).contains("no.csv").hasLineCount(1);
    }
}
