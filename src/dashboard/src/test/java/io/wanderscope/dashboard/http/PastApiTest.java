package io.wanderscope.dashboard.http;

import static io.wanderscope.dashboard.http.Waiting.await;
import static io.wanderscope.dashboard.live.Records.BEGIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wanderscope.dashboard.history.TopicLog;
import io.wanderscope.dashboard.protocol.Json;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PastApiTest {
    private static final long TEN_FRAMES = 500;

    private final RunningServer server = RunningServer.open();

    @AfterEach
    void stop() {
        server.close();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void aMomentHasTheFormOfAnUpdateAndSaysOfWhen() throws Exception {
        // Given
        server.fillTopics("old");
        long time = BEGIN.toEpochMilli() + TEN_FRAMES;

        // When
        JsonNode moment = server.json("/api/acquisitions/old/moment?time=" + time + "&window=100");

        // Then
        assertThat(moment.path("type").asText()).isEqualTo("update");
        assertThat(moment.path("reset").asBoolean()).isTrue();
        assertThat(moment.path("from").asLong()).isEqualTo(time - 100);
        assertThat(moment.path("to").asLong()).isEqualTo(time);
        assertThat(moment.path("frame_interval_ms").asDouble()).isEqualTo(50);
        assertThat(moment.path("last_frame").asInt()).isEqualTo(10);
        assertThat(moment.path("tracks")).hasSize(2).allSatisfy(track -> {
            assertThat(track.path("frames")).hasToString("[8,9,10]");
            assertThat(track.path("ended").asBoolean()).isFalse();
        });
    }

    @Test
    void withoutATimeTheMomentIsThatOfTheLatestPosition() throws Exception {
        // Given
        server.fillTopics("old");

        // When
        JsonNode moment = server.json("/api/acquisitions/old/moment");

        // Then
        assertThat(moment.path("last_frame").asInt()).isEqualTo(20);
        assertThat(moment.path("tracks")).hasSize(2);
        assertThat(StreamSupport.stream(moment.path("tracks").spliterator(), false)
                        .filter(track -> track.path("ended").asBoolean()))
                .singleElement()
                .satisfies(track ->
                        assertThat(track.path("result").path("label").asText()).isEqualTo("ATTM"));
    }

    @Test
    void anOverviewHasAllTracksThatAreKept() throws Exception {
        // Given
        server.fill();

        // When
        JsonNode overview = server.json("/api/acquisitions/cell%201/overview");

        // Then
        assertThat(overview.path("reset").asBoolean()).isTrue();
        assertThat(overview.path("tracks")).hasSize(2);
        assertThat(overview.path("population").path("tracks").asInt()).isEqualTo(5);
    }

    @Test
    void anOverviewFromTheTopicsHasAllTracksOfAnAcquisitionThatMemoryDoesNotKnow() throws Exception {
        // Given
        server.fillTopics("old");

        // When
        JsonNode overview = server.json("/api/acquisitions/old/overview?from=topics&viewer=me");

        // Then
        assertThat(overview.path("type").asText()).isEqualTo("update");
        assertThat(overview.path("length_unit").asText()).isEqualTo("µm");
        assertThat(overview.path("frame_interval_ms").asDouble()).isEqualTo(50);
        assertThat(overview.has("left_out")).isFalse();
        assertThat(overview.path("tracks")).hasSize(2).allSatisfy(track -> {
            assertThat(track.path("frames")).hasSize(21);
            assertThat(names(track)).startsWith("id", "frames", "x", "y").endsWith("ended");
        });
        assertThat(overview.path("tracks").findValue("result"))
                .isEqualTo(Json.read("{\"revision\": 1, \"status\": \"FINAL\", \"label\": \"ATTM\","
                        + " \"confidence\": 0.75, \"alpha\": 0.5, \"points\": 10}"));
    }

    @Test
    void anOverviewSaysThatTheTopicsHoldMore() throws Exception {
        // Given
        server.fill();
        server.fillTopics("cell 1");

        // When
        JsonNode overview = server.json("/api/acquisitions/cell%201/overview");

        // Then
        assertThat(overview.path("left_out").asText()).contains("from=topics");
    }

    @Test
    void fewOverviewsAreMadeAtOnce() throws Exception {
        // Given a memory that makes requests wait
        server.fill();
        CompletableFuture<Object> first;
        List<CompletableFuture<HttpResponse<String>>> requests;

        // When more ask than may be answered at once
        synchronized (server.acquisitions) {
            requests = IntStream.range(0, 3)
                    .mapToObj(
                            any -> CompletableFuture.supplyAsync(() -> overview(""), task -> new Thread(task).start()))
                    .toList();
            first = CompletableFuture.anyOf(requests.toArray(new CompletableFuture<?>[0]));
            first.get(1, TimeUnit.MINUTES);
        }

        // Then one of them is refused
        List<Integer> statuses =
                requests.stream().map(each -> each.join().statusCode()).sorted().toList();
        assertThat(statuses).containsExactly(200, 200, 429);
    }

    @Test
    void memoryAnswersWhileOneOverviewReadsTheTopicsAndAnotherWaits() throws Exception {
        // Given
        server.fill();
        server.fillTopics("cell 1");
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch reads = new CountDownLatch(1);
        server.log.beforePoll = () -> {
            reads.countDown();
            awaitLatch(goOn);
        };
        List<CompletableFuture<HttpResponse<String>>> fromTopics = IntStream.range(0, 2)
                .mapToObj(any ->
                        CompletableFuture.supplyAsync(() -> overview("?from=topics"), task -> new Thread(task).start()))
                .toList();
        awaitLatch(reads);
        await(() -> TopicLog.admittedForAll(server.history) == 2);

        // When
        HttpResponse<String> fromMemory = overview("");

        // Then
        assertThat(fromMemory.statusCode()).as(fromMemory.body()).isEqualTo(200);
        goOn.countDown();
        fromTopics.forEach(CompletableFuture::join);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> overview(String query) {
        try {
            return server.get("/api/acquisitions/cell%201/overview" + query);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void thePastIsListedAndMeasured() throws Exception {
        // Given
        server.fillTopics("old one");
        server.fillTopics("other");

        // When
        JsonNode found = server.json("/api/history?search=OLD&limit=5");

        // Then
        assertThat(found.path("matching").asInt()).isEqualTo(1);
        assertThat(found.path("complete").asBoolean()).isTrue();
        JsonNode extent = found.path("acquisitions").path(0);
        assertThat(extent).isEqualTo(server.json("/api/acquisitions/old%20one/extent"));
        assertThat(extent)
                .isEqualTo(Json.read("{\"name\": \"old one\", \"first_time\": " + BEGIN.toEpochMilli()
                        + ", \"last_time\": " + (BEGIN.toEpochMilli() + 1000)
                        + ", \"positions\": 42, \"ended_tracks\": 1}"));
    }

    @Test
    void aPopulationThatMemoryNoLongerHasIsReadFromItsTopic() throws Exception {
        // Given
        server.fillTopics("old");

        // When
        JsonNode populations = server.json("/api/acquisitions/old/population").path("populations");

        // Then
        assertThat(populations).hasSize(1);
        assertThat(populations.path(0).path("tracks").asInt()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/acquisitions/no/moment | 404 | the topics hold no positions of an acquisition no",
                "/api/acquisitions/no/extent | 404 | the topics hold no positions of an acquisition no",
                "/api/acquisitions/no/overview | 404 | no acquisition no is known",
                "/api/acquisitions/no/population | 404 | no acquisition no is known",
                "/api/acquisitions/old/moment?time=x | 400 | time must be from -62135596800000 to 253402300799999, got"
                        + " \"x\"",
                "/api/acquisitions/old/moment?time=999999999999999 | 400 | time must be from",
                "/api/acquisitions/old/moment?window=-1 | 400 | window must be from 0 to 31536000000",
                "/api/acquisitions/old/moment?frame=1 | 400 | this request takes [time, viewer, window]",
                "/api/acquisitions/old/overview?from=x | 400 | from must be one of memory, topics, got \"x\"",
                "/api/history?limit=1001 | 400 | limit must be from 1 to 1000"
            })
    void saysWhatIsWrongWithARequest(String path, int status, String detail) throws Exception {
        // Given
        server.fillTopics("old");

        // When
        HttpResponse<String> response = server.get(path);

        // Then
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Json.read(response.body()).path("detail").asText()).contains(detail);
    }

    @Test
    void aNameIsNeverAPathOfTheFileSystem() throws Exception {
        // When
        HttpResponse<String> response = server.get("/api/acquisitions/..%2F..%2Fetc%2Fpasswd/moment");

        // Then
        assertThat(response.statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsTooLongIsRefused() throws Exception {
        // When
        HttpResponse<String> response = server.get("/api/history?search=" + "x".repeat(201));

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void everyFieldOfAnAnswerIsInTheOpenApiDescription() throws Exception {
        // Given
        server.fill();
        server.fillTopics("old");
        JsonNode schemas = server.json("/api/openapi.json").path("components").path("schemas");

        // When
        JsonNode moment = server.json("/api/acquisitions/old/moment");
        JsonNode overview = server.json("/api/acquisitions/cell%201/overview");
        JsonNode history = server.json("/api/history");

        // Then
        List<String> ofUpdate = names(schemas.path("Update").path("properties"));
        List<String> ofMoment =
                names(schemas.path("Moment").path("allOf").path(1).path("properties"));
        assertThat(names(overview)).containsExactlyInAnyOrderElementsOf(ofUpdate);
        assertThat(Stream.concat(ofUpdate.stream(), ofMoment.stream())).containsAll(names(moment));
        assertThat(names(history))
                .containsExactlyInAnyOrderElementsOf(
                        names(schemas.path("History").path("properties")));
        assertThat(names(history.path("acquisitions").path(0)))
                .containsExactlyInAnyOrderElementsOf(
                        names(schemas.path("Extent").path("properties")));
    }
}
