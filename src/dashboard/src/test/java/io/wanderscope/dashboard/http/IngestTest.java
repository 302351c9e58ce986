package io.wanderscope.dashboard.http;

import static io.wanderscope.dashboard.http.Waiting.await;
import static io.wanderscope.dashboard.http.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wanderscope.dashboard.IngestSettings;
import io.wanderscope.dashboard.protocol.Json;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.wire.WireFormat;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that clients send. What Kafka does with them is the producer's part, which is the test's here. */
class IngestTest {
    private static final IngestSettings LIMITS = new IngestSettings(1_000_000, 200_000, 3_000_000);
    private static final String JSON = "application/x-ndjson";
    private static final String CSV = "text/csv; charset=utf-8";
    private static final String TIMES = "?start=2026-03-01T12:00:00Z&frame_interval=0.02";
    private static final String POSITIONS = "/api/acquisitions/cell%201/positions";
    private static final String ROW = "{\"track\":\"7\",\"frame\":0,\"x\":1.5,\"y\":2}\n";

    private final AtomicLong clock = new AtomicLong(System.nanoTime());
    private MockProducer<byte[], byte[]> broker = broker(true);
    private RunningServer server = RunningServer.taking(LIMITS, broker, clock::get);

    @AfterEach
    void stop() {
        server.close();
    }

    private static MockProducer<byte[], byte[]> broker(boolean answersAtOnce) {
        return new MockProducer<>(answersAtOnce, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void restart(IngestSettings limits, MockProducer<byte[], byte[]> producer) {
        server.close();
        broker = producer;
        server = RunningServer.taking(limits, producer, clock::get);
    }

    private static String rows(int number) {
        return IntStream.range(0, number)
                .mapToObj(frame ->
                        "{\"track\":\"" + frame % 10 + "\",\"frame\":" + frame + ",\"x\":0.5,\"y\":" + frame + "}\n")
                .collect(Collectors.joining());
    }

    private static List<ParticlePosition> published(MockProducer<byte[], byte[]> broker) {
        return broker.history().stream()
                .map(sent -> WireFormat.singleObject()
                        .serde(ParticlePosition.class)
                        .deserializer()
                        .deserialize(sent.topic(), sent.value()))
                .toList();
    }

    private static JsonNode problem(HttpResponse<String> response, int status) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = Json.read(response.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        return problem;
    }

    @Test
    void rowsBecomeRecordsOfTheAcquisitionInThePath() throws Exception {
        // When
        HttpResponse<String> response = server.post(POSITIONS + TIMES + "&length_unit=um", JSON, ROW);

        // Then
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(Json.read(response.body()))
                .isEqualTo(Json.read("{\"accepted\":1,\"topic\":\"particle-positions\"}"));
        assertThat(published(broker))
                .containsExactly(new ParticlePosition(
                        "cell 1", "7", 0L, Instant.parse("2026-03-01T12:00:00Z"), 1.5, 2.0, null, null, "um", false));
    }

    @Test
    void allRowsHaveOneSpellingOfTheirUnit() throws Exception {
        // When
        HttpResponse<String> response = server.post(
                POSITIONS + TIMES + "&length_unit=micron",
                CSV,
                "track,frame,x,y,length_unit\n7,0,1,2,um\n7,1,1,2,\u00b5m\n7,2,1,2,micron\n7,3,1,2, um \n7,4,1,2,\n");

        // Then
        assertThat(response.body()).contains("\"accepted\":5");
        assertThat(published(broker))
                .extracting(ParticlePosition::getLengthUnit)
                .containsOnly("um");
    }

    @ParameterizedTest
    @CsvSource({"positions", "localisations"})
    void aUnitOfLengthThatIsNotKnownIsRefusedWithThoseThatAre(String kind) throws Exception {
        // When
        HttpResponse<String> response =
                server.post("/api/acquisitions/cell/" + kind + TIMES + "&length_unit=furlong", JSON, ROW);

        // Then
        assertThat(problem(response, 400).path("detail").asText())
                .startsWith("length_unit must be a unit of length, got \"furlong\"; known units: px, um, nm,");
        assertThat(broker.history()).isEmpty();
    }

    @Test
    void localisationsGoToTheirOwnTopic() throws Exception {
        // When
        HttpResponse<String> response = server.post(
                "/api/acquisitions/cell/localisations" + TIMES, CSV, "frame,x,y,frame_localisations\n0,1.5,2,1\n");

        // Then
        assertThat(response.body()).isEqualTo("{\"accepted\":1,\"topic\":\"localisations\"}");
        assertThat(broker.history()).hasSize(1).allSatisfy(sent -> {
            assertThat(sent.topic()).isEqualTo("localisations");
            assertThat(sent.key()).asString(StandardCharsets.UTF_8).isEqualTo("cell");
        });
    }

    @Test
    void withoutATopicForLocalisationsTheAnswerNamesTheSetting() throws Exception {
        // Given
        server.close();
        server = RunningServer.taking(LIMITS, StreamTopics.defaults(), broker(true));

        // When
        HttpResponse<String> response = server.post("/api/acquisitions/cell/localisations", JSON, "{}");

        // Then
        assertThat(problem(response, 404).path("detail").asText()).contains("topics.localisations");
    }

    @Test
    void csvIsTakenInToo() throws Exception {
        // When
        HttpResponse<String> response = server.post(POSITIONS + TIMES, CSV, "track,frame,x,y\n7,0,1.5,2\n7,1,2.5,3\n");

        // Then
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(published(broker)).extracting(ParticlePosition::getX).containsExactly(1.5, 2.5);
    }

    @Test
    void aHundredThousandRowsAreAllPublished() throws Exception {
        // Given
        IngestSettings large = new IngestSettings(16_000_000, 100_000, 64_000_000);
        restart(large, broker(true));

        // When
        HttpResponse<String> response = server.post(POSITIONS + TIMES, JSON, rows(100_000));

        // Then
        assertThat(response.body()).contains("\"accepted\":100000");
        assertThat(broker.history()).hasSize(100_000);
        assertThat(metric("wanderscope.ingest.records")).isEqualTo(100_000);
        await(() -> held() == 0);
    }

    @Test
    void oneBadRowKeepsAllOthersOfTheRequestFromBeingPublished() throws Exception {
        // When
        HttpResponse<String> response =
                server.post(POSITIONS + TIMES, JSON, ROW + "{\"track\":\"7\",\"frame\":-1,\"x\":0,\"y\":0}\n" + ROW);

        // Then
        JsonNode problem = problem(response, 422);
        assertThat(problem.path("line").asInt()).isEqualTo(2);
        assertThat(problem.path("cause").asText()).isEqualTo("NEGATIVE_FRAME");
        assertThat(problem.path("detail").asText())
                .isEqualTo("line 2: frame -1 is negative; nothing of this request was published");
        assertThat(broker.history()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("tooLong")
    void whatIsTooLongForTheParserIsToldWithItsLine(String row) throws Exception {
        // When
        HttpResponse<String> response = server.post(POSITIONS + TIMES, JSON, ROW + row);

        // Then
        JsonNode problem = problem(response, 422);
        assertThat(problem.path("line").asInt()).isEqualTo(2);
        assertThat(problem.path("cause").asText()).isEqualTo("UNREADABLE");
        assertThat(problem.path("detail").asText()).startsWith("line 2: ").hasSizeLessThan(600);
        assertThat(broker.history()).isEmpty();
    }

    private static List<String> tooLong() {
        return List.of("{\"frame\":0,\"x\":" + "1".repeat(1_001) + "}", "{\"" + "n".repeat(60_000) + "\":0}");
    }

    @Test
    void theAnswersHaveTheFieldsOfTheOpenApiDescription() throws Exception {
        // When
        JsonNode schemas = server.json("/api/openapi.json").path("components").path("schemas");

        // Then
        JsonNode accepted = Json.read(server.post(POSITIONS + TIMES, JSON, ROW).body());
        JsonNode badRow = Json.read(server.post(POSITIONS + TIMES, JSON, "x").body());
        assertThat(schemas.path("Accepted").path("properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(accepted::fieldNames);
        assertThat(schemas.path("BadRow").path("properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(badRow::fieldNames);
    }

    @Test
    void theAnswerWaitsForKafka() throws Exception {
        // Given
        MockProducer<byte[], byte[]> slow = broker(false);
        restart(LIMITS, slow);
        CompletableFuture<HttpResponse<String>> answer = server.posted(POSITIONS + TIMES, JSON, ROW);
        await(() -> slow.history().size() == 1);
        boolean isAnsweredBefore = answer.isDone();

        // When
        slow.completeNext();

        // Then
        assertThat(answer.get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
        assertThat(isAnsweredBefore).isFalse();
    }

    @Test
    void whatKafkaDoesNotTakeIsToBeSentAgain() throws Exception {
        // Given
        MockProducer<byte[], byte[]> failing = broker(false);
        restart(LIMITS, failing);
        CompletableFuture<HttpResponse<String>> answer = server.posted(POSITIONS + TIMES, JSON, ROW);
        await(() -> failing.history().size() == 1);

        // When
        failing.errorNext(new TimeoutException("no leader"));

        // Then
        HttpResponse<String> response = answer.get(1, TimeUnit.MINUTES);
        assertThat(problem(response, 503).path("detail").asText())
                .isEqualTo("cannot publish to the topic particle-positions: no leader; send the request again: what was"
                        + " published of it already counts once");
        assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
    }

    @Test
    void whatKafkaRefusesForGoodIsNotToBeSentAgain() throws Exception {
        // Given
        MockProducer<byte[], byte[]> refusing = broker(false);
        restart(LIMITS, refusing);
        CompletableFuture<HttpResponse<String>> answer = server.posted(POSITIONS + TIMES, JSON, ROW);
        await(() -> refusing.history().size() == 1);

        // When
        refusing.errorNext(new TopicAuthorizationException("no WRITE on particle-positions"));

        // Then
        HttpResponse<String> response = answer.get(1, TimeUnit.MINUTES);
        assertThat(problem(response, 500).path("detail").asText())
                .isEqualTo("cannot publish to the topic particle-positions: no WRITE on particle-positions; to send the"
                        + " request again does not help before this is mended. Some of it may have been published, and"
                        + " counts once");
        assertThat(response.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void aRequestEndsWhateverGoesWrong() throws Exception {
        // Given
        MockProducer<byte[], byte[]> broken = broker(true);
        broken.sendException = new IllegalArgumentException("odd");
        restart(LIMITS, broken);

        // When
        HttpResponse<String> response =
                server.posted(POSITIONS + TIMES, JSON, ROW).get(1, TimeUnit.MINUTES);

        // Then
        assertThat(response.statusCode()).isEqualTo(500);
        await(() -> server.metrics.get("wanderscope.ingest.held").gauge().value() == 0);
    }

    @Test
    void aTimeThatKafkaWouldRefuseKeepsTheRequestFromBeingPublished() throws Exception {
        // Given
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));

        // When
        HttpResponse<String> response = server.post(
                POSITIONS, CSV, "track,frame,x,y,time\n7,0,1,2,2026-03-01T12:00:00Z\n7,1,1,2," + tomorrow + "\n");

        // Then
        JsonNode problem = problem(response, 422);
        assertThat(problem.path("line").asInt()).isEqualTo(3);
        assertThat(problem.path("cause").asText()).isEqualTo("INVALID_TIME");
        assertThat(broker.history()).isEmpty();
    }

    @Test
    void withoutABrokerNothingIsRead() throws Exception {
        // Given
        server.noBroker = Optional.of("no broker answers at localhost:9092");

        // When
        HttpResponse<String> response = server.post(POSITIONS + TIMES, JSON, ROW);

        // Then
        assertThat(problem(response, 503).path("detail").asText()).contains("no broker answers at localhost:9092");
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "",
            value = {
                "application/json,",
                "text/plain,",
                "application/x-ndjson,gzip",
            })
    void otherContentIsRefused(String contentType, String encoding) throws Exception {
        // When
        HttpResponse<String> response = encoding == null
                ? server.post(POSITIONS + TIMES, contentType, ROW)
                : server.post(POSITIONS + TIMES, contentType, ROW, "Content-Encoding", encoding);

        // Then
        problem(response, 415);
        assertThat(broker.history()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "?start=2026-03-01T12:00:00Z, belong together",
        "?frame_interval=0.1, belong together",
        "?start=noon&frame_interval=0.1, start must be a time with its zone",
        "?start=0&frame_interval=0, frame_interval must be a number of seconds above 0",
        "?start=0&frame_interval=NaN, frame_interval must be a number of seconds above 0",
        "?start=0&frame_interval=often, frame_interval must be a number of seconds above 0",
        "?unit=um, unknown parameter unit",
    })
    void parametersAreChecked(String query, String detail) throws Exception {
        // When
        HttpResponse<String> response = server.post(POSITIONS + query, JSON, ROW);

        // Then
        assertThat(problem(response, 400).path("detail").asText()).contains(detail);
    }

    @Test
    void moreBytesThanMayBeAreRefusedWhetherTheirNumberIsAnnouncedOrNot() throws Exception {
        // Given
        restart(new IngestSettings(1_000, 100, 3_000), broker(true));
        String rows = ROW.repeat(50);

        // When
        HttpResponse<String> announced = server.post(POSITIONS + TIMES, JSON, rows);
        String chunked =
                server.raw("POST " + POSITIONS + TIMES + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + JSON
                        + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                        + Integer.toHexString(rows.length()) + "\r\n" + rows + "\r\n0\r\n\r\n");

        // Then
        assertThat(problem(announced, 413).path("detail").asText())
                .contains("more than 1000 bytes", "http.ingest.request.bytes");
        assertThat(chunked).startsWith("HTTP/1.1 413 ").contains("more than 1000 bytes");
        assertThat(broker.history()).isEmpty();
    }

    @Test
    void moreRowsThanMayBeAreRefused() throws Exception {
        // Given
        restart(new IngestSettings(1_000_000, 10, 3_000_000), broker(true));

        // When
        HttpResponse<String> response = server.post(POSITIONS + TIMES, JSON, rows(11));

        // Then
        assertThat(problem(response, 413).path("detail").asText()).contains("more than 10 rows");
        assertThat(server.post(POSITIONS + TIMES, JSON, rows(10)).statusCode()).isEqualTo(200);
        assertThat(broker.history()).hasSize(10);
    }

    @Test
    void aBodyInManyChunksIsOneRequest() throws Exception {
        // Given
        String rows = rows(5_000);
        StringBuilder chunks = new StringBuilder();
        for (int begin = 0; begin < rows.length(); begin += 777) {
            String chunk = rows.substring(begin, Math.min(rows.length(), begin + 777));
            chunks.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }

        // When
        String response = server.raw("POST " + POSITIONS + TIMES + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                + JSON + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + chunks + "0\r\n\r\n");

        // Then
        assertThat(response).startsWith("HTTP/1.1 200 ").contains("{\"accepted\":5000");
        assertThat(published(broker))
                .extracting(ParticlePosition::getFrame)
                .doesNotHaveDuplicates()
                .hasSize(5_000);
    }

    @Test
    void aRequestThatFindsNoRoomIsToBeSentAgain() throws Exception {
        // Given requests that wait for Kafka and together hold as much as one address may
        MockProducer<byte[], byte[]> slow = broker(false);
        String rows = rows(20_000);
        restart(new IngestSettings(rows.length(), 200_000, 2 * rows.length()), slow);
        CompletableFuture<HttpResponse<String>> first = server.posted(POSITIONS + TIMES, JSON, rows);
        await(() -> slow.history().size() == 20_000);

        // When
        HttpResponse<String> second = server.post(POSITIONS + TIMES, JSON, ROW);

        // Then
        problem(second, 429);
        assertThat(second.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(server.metrics
                        .counter("wanderscope.http.refused", "reason", "rows")
                        .count())
                .isEqualTo(1);
        while (slow.completeNext()) {}
        assertThat(first.get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
        await(() -> held() == 0);
        CompletableFuture<HttpResponse<String>> again = server.posted(POSITIONS + TIMES, JSON, ROW);
        await(slow::completeNext);
        assertThat(again.get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
    }

    @Test
    void rowsThatArriveTooSlowlyAreGivenUpAndHoldNoMemory() throws Exception {
        // Given
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            client.setSoTimeout(60_000);
            client.getOutputStream().write(headers("Content-Length: 900000\r\n", ROW));
            await(() -> held() == 900_000);

            // When
            boolean isGivenUp = eventually(() -> {
                // Again and again, because the server may begin to measure later.
                clock.addAndGet(Connections.BODY_BEGINS_WITHIN.plusSeconds(1).toNanos());
                return held() == 0;
            });

            // Then
            assertThat(isGivenUp).isTrue();
            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("the rows arrived too slowly");
            assertThat(server.metrics
                            .counter("wanderscope.http.refused", "reason", "sending")
                            .count())
                    .isEqualTo(1);
            assertThat(broker.history()).isEmpty();
        }
    }

    @Test
    void aClientThatGoesAwayLeavesNothingBehind() throws Exception {
        // Given
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            client.getOutputStream().write(headers("Content-Length: 900000\r\n", ROW));
            await(() -> held() == 900_000);
        }

        // When
        boolean isFree = eventually(() -> held() == 0);

        // Then
        assertThat(isFree).isTrue();
        assertThat(broker.history()).isEmpty();
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOn() throws Exception {
        // Given
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            client.setSoTimeout(60_000);
            OutputStream out = client.getOutputStream();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            out.write(headers("Content-Length: " + ROW.length() + "\r\nExpect: 100-continue\r\n", ""));

            // When
            String first = in.readLine();
            out.write(ROW.getBytes(StandardCharsets.UTF_8));

            // Then
            assertThat(first).startsWith("HTTP/1.1 100 ");
            assertThat(in.lines().filter(line -> line.startsWith("HTTP/1.1 ")).findFirst())
                    .hasValueSatisfying(line -> assertThat(line).startsWith("HTTP/1.1 200 "));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 2000000\r\n", "Content-Length: 10\r\nContent-Encoding: gzip\r\n"})
    void aClientThatAsksFirstNeedNotSendWhatIsRefused(String headers) throws Exception {
        // When
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            client.setSoTimeout(60_000);
            client.getOutputStream().write(headers(headers + "Expect: 100-continue\r\n", ""));

            // Then
            assertThat(new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))
                            .readLine())
                    .startsWith("HTTP/1.1 41");
        }
    }

    private static byte[] headers(String headers, String body) {
        return ("POST " + POSITIONS + TIMES + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + JSON + "\r\n" + headers
                        + "\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void rowsNeedTheTokenAsThePageDoes() throws Exception {
        try (RunningServer secured = RunningServer.takingWithToken(LIMITS, broker)) {
            // When
            HttpResponse<String> without = secured.post(POSITIONS + TIMES, JSON, ROW);

            // Then
            problem(without, 401);
            assertThat(secured.post(POSITIONS + TIMES, JSON, ROW, "Authorization", "Bearer " + RunningServer.TOKEN)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(broker.history()).hasSize(1);
        }
    }

    @Test
    void pagesOfOtherSitesCannotSendRows() throws Exception {
        // When
        HttpResponse<String> response = server.post(POSITIONS + TIMES, JSON, ROW, "Origin", "http://evil.example");

        // Then
        problem(response, 403);
        assertThat(broker.history()).isEmpty();
    }

    @Test
    void nothingElseCanBePostedAndNothingReadThere() throws Exception {
        // When
        HttpResponse<String> read = server.get(POSITIONS);

        // Then
        assertThat(problem(read, 405).path("detail").asText()).isEqualTo("positions are sent with POST, not GET");
        assertThat(read.headers().firstValue("Allow")).hasValue("POST");
        problem(server.post("/api/acquisitions", JSON, ROW), 405);
        problem(server.post("/api/acquisitions/a/b/positions", JSON, ROW), 405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "HEAD"})
    void whereRowsAreSentOtherMethodsAreToldSo(String method) throws Exception {
        // When
        HttpResponse<String> response = server.send(method, "/api/acquisitions/x/localisations");

        // Then
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("POST");
    }

    @ParameterizedTest
    @CsvSource({"positions", "localisations"})
    void rowsNeedTheNameOfAnAcquisition(String kind) throws Exception {
        // When
        HttpResponse<String> response = server.post("/api/acquisitions//" + kind + TIMES, JSON, ROW);

        // Then
        assertThat(problem(response, 400).path("detail").asText()).contains("names no acquisition");
        assertThat(broker.history()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "ffffffffffffffff\r\nabc", "3\r\nabcdef"})
    void aBodyWhoseChunksAreMalformedIsTheClientsFault(String chunks) throws Exception {
        // When
        String response = server.raw("POST " + POSITIONS + TIMES + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                + JSON + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + chunks);

        // Then
        assertThat(response).startsWith("HTTP/1.1 400").contains("its chunks are not those of HTTP");
        assertThat(broker.history()).isEmpty();
    }

    @Test
    void aServerThatTakesNothingInSaysWhatWouldLetIt() throws Exception {
        try (RunningServer closed = RunningServer.open()) {
            // When
            HttpResponse<String> response = closed.post(POSITIONS + TIMES, JSON, ROW);

            // Then
            assertThat(problem(response, 405).path("detail").asText())
                    .contains("with http.ingest=true it takes in here what clients send");
        }
    }

    private double held() {
        return server.metrics.get("wanderscope.ingest.held").gauge().value();
    }

    private double metric(String name) {
        return server.metrics.get(name).counter().count();
    }
}
