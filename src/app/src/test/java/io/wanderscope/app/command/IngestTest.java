package io.wanderscope.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.cluster.EmbeddedBroker;
import io.wanderscope.cluster.RequiredTopics;
import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.wire.WireFormat;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that are sent to {@code dashboard}, as far as the topic. */
@Tag("broker")
class IngestTest {
    private static final StreamTopics TOPICS = StreamTopics.defaults();
    private static final int REQUESTS = 40;
    private static final int ROWS = 500;

    @TempDir
    private Path folder;

    private final EmbeddedBroker broker = EmbeddedBroker.start();
    private final Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
    private Path configuration;

    @BeforeEach
    void configure() throws IOException {
        RequiredTopics.ensure(client, TOPICS, TopicCreation.onOneBroker(3));
        configuration = Files.write(
                folder.resolve("wanderscope.properties"),
                List.of("bootstrap.servers=" + broker.bootstrapServers(), "dashboard.port=0", "http.ingest=true"));
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void everyAcceptedRowIsOnTheTopicAndOnThePage() throws Exception {
        try (StartedCommand dashboard = new StartedCommand("dashboard", "--config", configuration)) {
            dashboard.awaitAnswer("health/ready", "up");

            // When
            int status = status(dashboard.address(), rows(0));

            // Then
            assertThat(status).isEqualTo(200);
            assertThat(frames()).containsExactlyInAnyOrderElementsOf(frames(0, ROWS));
            dashboard.awaitAnswer("api/acquisitions", "\"cell\"");
        }
    }

    @Test
    void nothingIsLostWhenTheBrokerGoesAwayAndTheClientSendsAgain() throws Exception {
        try (StartedCommand dashboard = new StartedCommand("dashboard", "--config", configuration)) {
            dashboard.awaitAnswer("health/ready", "up");
            Set<Integer> statuses = new HashSet<>();

            // When
            for (int request = 0; request < REQUESTS; request++) {
                if (request == REQUESTS / 2) {
                    broker.halt();
                    statuses.add(status(dashboard.address(), rows(request)));
                    broker.resume();
                }
                statuses.addAll(sentUntilAccepted(dashboard.address(), rows(request)));
            }

            // Then
            assertThat(statuses).isSubsetOf(200, 503).contains(200, 503);
            assertThat(new HashSet<>(frames())).hasSameElementsAs(frames(0, REQUESTS * ROWS));
        }
    }

    @Test
    void nothingIsLostWhenTheServerEndsAndTheClientSendsAgainToTheNext() throws Exception {
        // Given
        try (StartedCommand first = new StartedCommand("dashboard", "--config", configuration)) {
            first.awaitAnswer("health/ready", "up");
            assertThat(status(first.address(), rows(0))).isEqualTo(200);
        }

        // When
        try (StartedCommand second = new StartedCommand("dashboard", "--config", configuration)) {
            second.awaitAnswer("health/ready", "up");
            sentUntilAccepted(second.address(), rows(0));
            sentUntilAccepted(second.address(), rows(1));
        }

        // Then
        assertThat(frames()).hasSize(3 * ROWS);
        assertThat(new HashSet<>(frames())).hasSameElementsAs(frames(0, 2 * ROWS));
    }

    @Test
    void aServerForOthersNeedsAToken() throws Exception {
        // Given
        Files.writeString(configuration, "\nhttp.host=0.0.0.0\n", java.nio.file.StandardOpenOption.APPEND);
        TypedCommands commands = new TypedCommands();

        // When
        int code = commands.execute("dashboard", "--config", configuration);

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(commands.err())
                .contains("http.ingest=true with http.host=0.0.0.0 needs http.token")
                .hasLineCount(1);
    }

    private static Set<Integer> sentUntilAccepted(String address, String rows) throws Exception {
        Set<Integer> statuses = new HashSet<>();
        while (!statuses.contains(200)) {
            statuses.add(status(address, rows));
        }
        return statuses;
    }

    private static int status(String address, String rows) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        address + "api/acquisitions/cell/positions?start=2026-03-01T12:00:00Z&frame_interval=0.01"))
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(rows))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private static String rows(int request) {
        return frames(request * ROWS, (request + 1) * ROWS).stream()
                .map(frame -> frame % 7 + "," + frame + ",1.5," + frame)
                .collect(Collectors.joining("\n", "track,frame,x,y\n", "\n"));
    }

    private static List<Integer> frames(int begin, int end) {
        return IntStream.range(begin, end).boxed().toList();
    }

    private List<Integer> frames() {
        List<Integer> frames = new ArrayList<>();
        CommittedRecords.of(client, TOPICS.positions())
                .forEach(record -> frames.add(Math.toIntExact(WireFormat.singleObject()
                        .serde(ParticlePosition.class)
                        .deserializer()
                        .deserialize(record.topic(), record.value())
                        .getFrame())));
        return frames;
    }
}
