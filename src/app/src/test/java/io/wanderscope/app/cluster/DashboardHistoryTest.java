package io.wanderscope.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.app.acquisition.PacedPublisher;
import io.wanderscope.cluster.EmbeddedBroker;
import io.wanderscope.cluster.RequiredTopics;
import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.dashboard.Dashboard;
import io.wanderscope.dashboard.DashboardModel;
import io.wanderscope.dashboard.HttpSettings;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.ingest.RecordType;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TriggerRules;
import io.wanderscope.wire.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What has happened is read from a real broker: acquisitions of years ago, beside one that is of today. */
@Tag("broker")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardHistoryTest {
    private static final StreamTopics TOPICS = StreamTopics.defaults();
    private static final WireFormat FORMAT = WireFormat.singleObject();
    private static final Instant YEARS_AGO = Instant.parse("2020-02-03T10:00:00Z");
    private static final int INTERVAL = 20;
    private static final int FRAMES = 600;
    private static final int LIFETIME = 60;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static EmbeddedBroker broker;
    private static Map<String, Object> client;
    private static Dashboard dashboard;

    @BeforeAll
    static void publishAndStart() throws IOException {
        broker = EmbeddedBroker.start();
        client = Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        RequiredTopics.ensure(client, TOPICS, TopicCreation.onOneBroker(3));
        publish(interleaved());
        dashboard = Dashboard.start(
                new Dashboard.Source(client, client, TOPICS, TriggerRules.none(), FORMAT, Duration.ofMinutes(5)),
                new DashboardModel(
                        () -> FakeTrajectoryClassifier.create().model(),
                        FakeTrajectoryClassifier::create,
                        StreamSettings.defaults().imaging()),
                HttpSettings.onLoopback(0),
                Optional::empty,
                new SimpleMeterRegistry(),
                () -> "",
                Clocks.system());
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> get("api/history").path("complete").asBoolean());
    }

    @AfterAll
    static void stop() {
        if (dashboard != null) {
            dashboard.close();
        }
        broker.close();
    }

    private static void publish(List<ParticlePosition> positions) {
        try (PacedPublisher<ParticlePosition> publisher =
                PacedPublisher.open(client, RecordType.POSITIONS, TOPICS.positions(), FORMAT, System::nanoTime)) {
            publisher.publish(positions, Double.POSITIVE_INFINITY, published -> {});
        }
    }

    /** One of years ago and one of today, frame by frame; every tenth frame a track begins in each. */
    private static List<ParticlePosition> interleaved() {
        List<ParticlePosition> positions = new ArrayList<>();
        Instant today = Instant.now();
        for (int frame = 0; frame < FRAMES; frame++) {
            for (int begin = Math.max(0, frame - LIFETIME + 1); begin <= frame; begin++) {
                if (begin % 10 == 0) {
                    positions.add(position("then", YEARS_AGO, begin, frame));
                    positions.add(position("today", today, begin, frame));
                }
            }
        }
        return positions;
    }

    private static ParticlePosition position(String acquisition, Instant start, int begin, int frame) {
        return ParticlePosition.newBuilder()
                .setAcquisition(acquisition)
                .setTrack("from-" + begin)
                .setFrame(frame)
                .setTime(start.plusMillis((long) INTERVAL * frame))
                .setX((double) begin)
                .setY((double) frame)
                .setLengthUnit("um")
                .build();
    }

    private static JsonNode get(String path) {
        HttpResponse<String> response = answer(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return read(response);
    }

    private static JsonNode read(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> answer(String path) {
        try {
            return CLIENT.send(
                    HttpRequest.newBuilder(URI.create(dashboard.address() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aMomentInTheMiddleShowsExactlyTheTracksThatWereThere() {
        // Given
        int frame = 305;
        long time = YEARS_AGO.toEpochMilli() + (long) INTERVAL * frame;

        // When
        JsonNode moment = get("api/acquisitions/then/moment?time=" + time + "&window=0");

        // Then
        List<String> planted = IntStream.rangeClosed(frame - LIFETIME + 1, frame)
                .filter(begin -> begin % 10 == 0)
                .mapToObj(begin -> "from-" + begin)
                .toList();
        assertThat(StreamSupport.stream(moment.path("tracks").spliterator(), false)
                        .map(track -> track.path("id").asText()))
                .containsExactlyInAnyOrderElementsOf(planted);
        assertThat(moment.path("tracks"))
                .allSatisfy(track -> assertThat(track.path("frames")).hasToString("[305]"));
        assertThat(moment.path("length_unit").asText()).isEqualTo("um");
    }

    @Test
    void theWholeOfAnOldAcquisitionIsShown() {
        // When
        JsonNode moment = get("api/acquisitions/then/moment?window=" + (long) INTERVAL * FRAMES);

        // Then
        assertThat(moment.path("tracks")).hasSize(FRAMES / 10);
        assertThat(moment.has("left_out")).isFalse();
        assertThat(moment.path("frame_interval_ms").asDouble()).isEqualTo(INTERVAL);
    }

    @Test
    void bothAreListed() {
        // When
        JsonNode found = get("api/history").path("acquisitions");

        // Then
        assertThat(found.path(0).path("name").asText()).isEqualTo("today");
        assertThat(found.path(1).path("name").asText()).isEqualTo("then");
        assertThat(found.path(1).path("first_time").asLong()).isEqualTo(YEARS_AGO.toEpochMilli());
        assertThat(found.path(1).path("positions").asLong())
                .isEqualTo(interleaved().size() / 2);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void nothingOfATopicThatWasCreatedAgainIsWaitedForOrKept() throws Exception {
        // Given
        try (Admin admin = Admin.create(client)) {
            admin.deleteTopics(List.of(TOPICS.positions())).all().get();
        }
        Awaitility.await().atMost(Duration.ofMinutes(1)).ignoreExceptions().untilAsserted(() -> {
            RequiredTopics.ensure(client, TOPICS, TopicCreation.onOneBroker(3));
        });

        // When
        HttpResponse<String> moment = answer("api/acquisitions/then/moment");

        // Then it is unknown if the deletion was noticed
        assertThat(moment.statusCode()).as(moment.body()).isIn(503, 404);
        publish(IntStream.range(0, 30)
                .mapToObj(begin -> position("again", Instant.now(), begin, begin))
                .toList());
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            JsonNode found = get("api/history");
            assertThat(found.path("complete").asBoolean()).isTrue();
            assertThat(found.path("acquisitions").findValuesAsText("name")).containsExactly("again");
        });
    }
}
