package io.wanderscope.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.inference.ShippedModelFile;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a person starts it, up to what its address answers. */
class DemoTest {
    private static final Pattern ADDRESS = Pattern.compile("dashboard: (http://127\\.0\\.0\\.1:\\d+/)");
    private static final Pattern IN_TABLE = Pattern.compile("(?m)^\\| `(wanderscope_\\w+)`");
    private static final Pattern IN_SCRAPE = Pattern.compile("(?m)^# TYPE (wanderscope_\\w+) ");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final TypedCommands commands = new TypedCommands();
    private Thread demo;

    @AfterEach
    void end() throws InterruptedException {
        if (demo != null) {
            demo.interrupt();
            demo.join(PATIENCE.toMillis());
            assertThat(demo.isAlive()).isFalse();
        }
    }

    private String start(Object... arguments) {
        demo = new Thread(() -> commands.execute(arguments));
        demo.start();
        await("its address", () -> ADDRESS.matcher(commands.out()).find());
        Matcher address = ADDRESS.matcher(commands.out());
        assertThat(address.find()).isTrue();
        return address.group(1);
    }

    @Test
    void aSimulatedMicroscopeIsShownAndMetricsAreWhatTheDocumentsSay() throws Exception {
        // Given
        String address = start("demo", "--port", "0", "--particles", "15");

        // When
        await("a result", () -> get(address + "metrics").contains("status=\"FINAL\"}"));
        await("a composition", () -> get(address + "api/acquisitions/simulated/composition")
                .contains("\"start\""));

        // Then
        assertThat(get(address + "health/ready")).contains("up");
        assertThat(get(address + "api/acquisitions/simulated/tracks?status=ended"))
                .contains("\"FINAL\"");
        assertThat(get(address)).contains("<title>Wanderscope</title>");
        String scrape = get(address + "metrics");
        Path documents = ShippedModelFile.path().getParent().resolveSibling("docs/operations.md");
        Set<String> documented = names(IN_TABLE, Files.readString(documents));
        assertThat(documented).containsAll(names(IN_SCRAPE, scrape));
        assertThat(scrape).contains("kafka_consumer_fetch_manager_records_lag_max", "jvm_memory_used_bytes");
        assertThat(scrape.lines().filter(line -> !line.startsWith("#")).count()).isLessThan(400);
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
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
        String address = start("demo", "--port", "0", "--replay", file, "--speed", "4");

        // Then
        await("its last frame", () -> get(address + "api/acquisitions").contains("\"last_frame\":39"));
        await("its end", () -> commands.out().contains("has been shown"));
        assertThat(get(address + "api/acquisitions")).contains("\"name\":\"cell\"", "\"frame_interval_ms\":50.0");
    }

    @Test
    void aPortThatIsTakenIsToldInOneLine() throws IOException {
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
    void aFileThatIsNotThereIsToldInOneLine() {
        // When
        int code = commands.execute("demo", "--port", "0", "--replay", folder.resolve("no.csv"));

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(commands.err()).contains("no.csv").hasLineCount(1);
    }

    private static String get(String address) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("waited for " + what + "; " + commands.out() + commands.err())
                    .isLessThan(deadline);
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
