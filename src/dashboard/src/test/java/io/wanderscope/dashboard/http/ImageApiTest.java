package io.wanderscope.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wanderscope.dashboard.IngestSettings;
import io.wanderscope.dashboard.image.ImageFiles;
import io.wanderscope.dashboard.protocol.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images of the field that clients send. */
class ImageApiTest {
    private static final IngestSettings LIMITS = new IngestSettings(1_000_000, 1_000, 3_000_000);
    private static final String IMAGE = "/api/acquisitions/cell%201/image";
    private static final String PLACE = "?pixel_size=0.11&x=-2.5&y=3&length_unit=um";
    private static final byte[] TIFF = ImageFiles.ramp("tiff", BufferedImage.TYPE_USHORT_GRAY, 64, 48);

    private RunningServer server = RunningServer.taking(LIMITS, new MockProducer<>(), System::nanoTime);

    @AfterEach
    void stop() {
        server.close();
    }

    private void restart(RunningServer other) {
        server.close();
        server = other;
    }

    private static JsonNode problem(HttpResponse<String> response, int status) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        return Json.read(response.body());
    }

    @Test
    void aTiffIsKeptWithItsPlaceAndSentAsPng() throws Exception {
        // When
        HttpResponse<String> response = server.put(IMAGE + PLACE, "image/tiff", TIFF);

        // Then
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode image = server.json(IMAGE).path("image");
        assertThat(Json.read(response.body()).path("image")).isEqualTo(image);
        assertThat(image.path("width").asInt()).isEqualTo(64);
        assertThat(image.path("height").asInt()).isEqualTo(48);
        assertThat(image.path("x").asDouble()).isEqualTo(-2.5);
        assertThat(image.path("y").asDouble()).isEqualTo(3);
        assertThat(image.path("pixel_size").asDouble()).isEqualTo(0.11);
        assertThat(image.path("length_unit").asText()).isEqualTo("um");
        String version = image.path("version").asText();
        BufferedImage png = ImageIO.read(new ByteArrayInputStream(server.bytes(IMAGE + ".png?version=" + version)));
        assertThat(png.getWidth()).isEqualTo(64);
        assertThat(server.get(IMAGE + ".png").headers().firstValue("Content-Type"))
                .hasValue("image/png");
    }

    @Test
    void thereIsNoImageBeforeOneIsSentAndAfterItIsForgotten() throws Exception {
        // Given
        JsonNode before = server.json(IMAGE);
        server.put(IMAGE + PLACE, "image/tiff", TIFF);

        // When
        HttpResponse<String> forgotten = server.send("DELETE", IMAGE);

        // Then
        assertThat(before).isEqualTo(Json.read("{\"acquisition\":\"cell 1\",\"image\":null}"));
        assertThat(forgotten.statusCode()).isEqualTo(200);
        assertThat(server.json(IMAGE)).isEqualTo(before);
        assertThat(problem(server.get(IMAGE + ".png"), 404).path("detail").asText())
                .contains("there is no image of cell 1");
    }

    @Test
    void theAnswerHasTheFieldsOfTheOpenApiDescription() throws Exception {
        // When
        JsonNode sent = Json.read(server.put(IMAGE + PLACE, "image/tiff", TIFF).body());

        // Then
        JsonNode schemas = server.json("/api/openapi.json").path("components").path("schemas");
        assertThat(schemas.path("ImageOfAcquisition").path("properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(sent::fieldNames);
        assertThat(schemas.path("Image").path("properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(sent.path("image")::fieldNames);
    }

    @Test
    void theUnitIsToldByItsSymbol() throws Exception {
        // When
        HttpResponse<String> response = server.put(IMAGE + "?pixel_size=1&length_unit=Micron", "image/tiff", TIFF);

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(server.json(IMAGE).at("/image/length_unit").asText()).isEqualTo("um");
    }

    @ParameterizedTest
    @CsvSource({
        "'?length_unit=um', pixel_size must be a number",
        "'?pixel_size=wide&length_unit=um', pixel_size must be a number",
        "'?pixel_size=-1&length_unit=um', pixel_size must be from",
        "'?pixel_size=0&length_unit=um', pixel_size must be from",
        "'?pixel_size=NaN&length_unit=um', pixel_size must be from",
        "'?pixel_size=1&x=Infinity&length_unit=um', x must be from",
        "'?pixel_size=1&y=NaN&length_unit=um', y must be from",
        "'?pixel_size=1', length_unit is missing",
        "'?pixel_size=1&length_unit=', length_unit must be a unit of length",
        "'?pixel_size=1&length_unit=furlong', length_unit must be a unit of length",
        "'?pixel_size=1&pixel_size=2&length_unit=um', pixel_size is given more than once",
        "'?pixel_size=1&length_unit=um&file=/etc/passwd', unknown parameter file",
    })
    void parametersAreChecked(String query, String detail) throws Exception {
        // When
        HttpResponse<String> response = server.put(IMAGE + query, "image/tiff", TIFF);

        // Then
        assertThat(problem(response, 400).path("detail").asText()).contains(detail);
        assertThat(server.json(IMAGE).path("image").isNull()).isTrue();
    }

    @Test
    void theNameOfAnAcquisitionHasNoSlash() throws Exception {
        // When
        HttpResponse<String> response = server.put("/api/acquisitions/..%2F..%2Fetc/image" + PLACE, "image/tiff", TIFF);

        // Then
        assertThat(problem(response, 400).path("detail").asText()).contains("no slash");
    }

    @Test
    void theNameOfAnAcquisitionIsNotEmpty() throws Exception {
        // When
        HttpResponse<String> response = server.put("/api/acquisitions//image" + PLACE, "image/tiff", TIFF);

        // Then
        assertThat(problem(response, 400).path("detail").asText()).contains("names no acquisition");
        assertThat(problem(server.get("/api/acquisitions//image"), 400)
                        .path("detail")
                        .asText())
                .contains("names no acquisition");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "",
            value = {"image/jpeg,", "text/csv,", "image/svg+xml,", "image/png,gzip"})
    void otherContentIsRefused(String contentType, String encoding) throws Exception {
        // When
        HttpResponse<String> response = encoding == null
                ? server.put(IMAGE + PLACE, contentType, TIFF)
                : server.put(IMAGE + PLACE, contentType, TIFF, "Content-Encoding", encoding);

        // Then
        problem(response, 415);
    }

    @Test
    void anUnusableImageIsRefusedAndLeavesTheEarlierOne() throws Exception {
        // Given
        server.put(IMAGE + PLACE, "image/tiff", TIFF);
        JsonNode before = server.json(IMAGE);

        // When
        HttpResponse<String> bomb = server.put(IMAGE + PLACE, "image/png", ImageFiles.blackPng(32_768, 32_768, 1_000));
        HttpResponse<String> noImage = server.put(IMAGE + PLACE, "image/png", new byte[100]);

        // Then
        assertThat(problem(bomb, 422).path("detail").asText()).contains("32768 × 32768 pixels");
        assertThat(problem(noImage, 422).path("detail").asText()).contains("neither a PNG nor a TIFF");
        assertThat(server.json(IMAGE)).isEqualTo(before);
    }

    @Test
    void moreBytesThanMayBeAreRefused() throws Exception {
        // When
        HttpResponse<String> response = server.put(IMAGE + PLACE, "image/png", new byte[1_000_001]);

        // Then
        assertThat(problem(response, 413).path("detail").asText())
                .contains("more than 1000000 bytes", "http.ingest.request.bytes");
    }

    @Test
    void theSettingIsNotNamedWhereItIsNotTheLimit() {
        // When
        BodyLimit limit = BodyLimit.ofImage(new IngestSettings(50_000_000, 1, 100_000_000), ImageHandler.MAX_BYTES);

        // Then
        assertThat(limit.bytes()).isEqualTo(34_000_000);
        assertThat(limit.reason()).doesNotContain("http.ingest");
    }

    @Test
    void anImageThatIsCutOffIsNotTakenIn() throws Exception {
        // When
        server.raw("PUT " + IMAGE + PLACE + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\n"
                + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\n\u0089PNG\r\r\n0\r\n\r\n");

        // Then
        assertThat(server.json(IMAGE).path("image").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH", "OPTIONS"})
    void otherMethodsAreRefused(String method) throws Exception {
        // When
        HttpResponse<String> response = server.send(method, IMAGE + PLACE);

        // Then
        assertThat(problem(response, 405).path("detail").asText())
                .isEqualTo("this server only answers GET, HEAD, PUT and DELETE here, not " + method);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD, PUT, DELETE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE"})
    void withoutTheSettingNothingIsChanged(String method) throws Exception {
        // Given
        restart(RunningServer.open());

        // When
        HttpResponse<String> response = server.send(method, IMAGE + PLACE);

        // Then
        assertThat(problem(response, 405).path("detail").asText()).contains("http.ingest=true");
    }

    @Test
    void theTokenIsNeeded() throws Exception {
        // Given
        restart(RunningServer.takingWithToken(LIMITS, new MockProducer<>()));

        // When
        HttpResponse<String> without = server.put(IMAGE + PLACE, "image/tiff", TIFF);
        HttpResponse<String> forgetting = server.send("DELETE", IMAGE);
        HttpResponse<String> reading = server.get(IMAGE + ".png");
        HttpResponse<String> with =
                server.put(IMAGE + PLACE, "image/tiff", TIFF, "Authorization", "Bearer " + RunningServer.TOKEN);

        // Then
        problem(without, 401);
        problem(forgetting, 401);
        problem(reading, 401);
        assertThat(with.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE"})
    void pagesOfOtherSitesChangeNothing(String method) throws Exception {
        // When
        HttpResponse<String> response =
                server.send(method, IMAGE + PLACE, "Origin", "https://example.org", "Content-Type", "image/png");

        // Then
        assertThat(problem(response, 403).path("detail").asText()).contains("https://example.org");
    }

    @Test
    void anotherHostNameIsRefused() throws Exception {
        // When
        String answer = server.raw("PUT " + IMAGE + PLACE + " HTTP/1.1\r\nHost: rebound.example.org\r\n"
                + "Content-Type: image/png\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        // Then
        assertThat(answer).startsWith("HTTP/1.1 421 ");
    }

    @Test
    void manyImagesAtOnceAreTakenInOrAskedForAgain() throws Exception {
        // Given
        byte[] large = ImageFiles.blackPng(4_096, 4_096, 4_096);

        // When
        int[] statuses = IntStream.range(0, 6)
                .parallel()
                .map(number -> {
                    try {
                        return server.put("/api/acquisitions/" + number + "/image" + PLACE, "image/png", large)
                                .statusCode();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toArray();

        // Then
        assertThat(statuses).contains(200).containsOnly(200, 429);
    }
}
