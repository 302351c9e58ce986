package io.wanderscope.dashboard.http;

import static io.wanderscope.dashboard.live.Records.BEGIN;
import static io.wanderscope.dashboard.live.Records.composition;
import static io.wanderscope.dashboard.live.Records.label;
import static io.wanderscope.dashboard.live.Records.position;
import static io.wanderscope.dashboard.live.Records.saliency;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wanderscope.dashboard.LinkingQuality;
import io.wanderscope.dashboard.protocol.Json;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.Faithfulness;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.schema.AcquisitionComposition;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.schema.UndeterminedReason;
import io.wanderscope.streaming.DeadLetterCause;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {
    private final RunningServer server = RunningServer.open();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void listsAcquisitions() throws Exception {
        // Given
        server.fill();

        // When
        JsonNode found = server.json("/api/acquisitions").path("acquisitions").path(0);

        // Then
        assertThat(found.path("name").asText()).isEqualTo("cell 1");
        assertThat(found.path("length_unit").asText()).isEqualTo("µm");
        assertThat(found.path("frame_interval_ms").asDouble()).isEqualTo(50);
        assertThat(found.path("live_tracks").asInt()).isEqualTo(1);
        assertThat(found.path("ended_tracks").asInt()).isEqualTo(1);
        assertThat(found.path("stages")).hasSize(5);
    }

    @Test
    void tellsWhatWasRejected() throws Exception {
        // Given
        JsonNode schema = Json.read(server.get("/api/openapi.json").body()).at("/components/schemas/Rejected");

        // When
        server.acquisitions.addRejection(
                "cell 1/7".getBytes(StandardCharsets.UTF_8), Optional.of(DeadLetterCause.AFTER_FINAL));

        // Then
        JsonNode found = server.json("/api/acquisitions").path("rejected");
        assertThat(found)
                .isEqualTo(Json.read("[{\"acquisition\": \"cell 1\", \"records\": 1, \"causes\":"
                        + " [{\"cause\": \"AFTER_FINAL\", \"meaning\": \"they came after the end of their track, as copies"
                        + " do, and a recording that has the name of an earlier one\", \"records\": 1}]}]"));
        assertSameFields(found.path(0), schema);
        assertSameFields(
                found.path(0).path("causes").path(0),
                schema.path("properties").path("causes").path("items"));
    }

    @Test
    void tellsHowWellKnownParticlesWereLinked() throws Exception {
        // Given
        server.fill();
        JsonNode schema = Json.read(server.get("/api/openapi.json").body()).at("/components/schemas/Acquisition");

        // When
        server.acquisitions.setLinking("cell 1", new LinkingQuality(10, 8, 6));

        // Then
        JsonNode linking =
                server.json("/api/acquisitions").path("acquisitions").path(0).path("linking");
        assertThat(linking.path("precision").asDouble()).isEqualTo(0.75);
        assertThat(linking.path("recall").asDouble()).isEqualTo(0.6);
        assertSameFields(linking, schema.path("properties").path("linking"));
    }

    @Test
    void saysNothingOfLinkingWhereTheParticlesAreNotKnown() throws Exception {
        // Given
        server.fill();

        // When
        JsonNode found = server.json("/api/acquisitions").path("acquisitions").path(0);

        // Then
        assertThat(found.path("linking").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 2",
        "?status=live, 1",
        "?status=ended&label=ATTM, 1",
        "?label=CTRW, 0",
        "?reason=IMMOBILE, 0",
        "?limit=1, 1"
    })
    void listsTheSelectedTracks(String query, int expected) throws Exception {
        // Given
        server.fill();

        // When
        JsonNode found = server.json("/api/acquisitions/cell%201/tracks" + query);

        // Then
        assertThat(found.path("tracks")).hasSize(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/tracks/cell%201/a/7", "/api/tracks/cell%201%2Fa%2F7"})
    void givesOneTrackWithItsSaliencyAtFourStages(String path) throws Exception {
        // Given
        server.fill();

        // When
        JsonNode track = server.json(path);

        // Then
        assertThat(track.path("id").asText()).isEqualTo("a/7");
        assertThat(track.path("path").path("frames")).hasSize(12);
        assertThat(track.path("result").path("probabilities")).hasSize(8);
        assertThat(track.path("result").path("families").path("IMMOBILE").asDouble())
                .isEqualTo(0.05);
        assertThat(track.path("result").path("novelty").asDouble()).isEqualTo(0.5);
        assertThat(track.path("result").path("noise").asDouble()).isEqualTo(0.25);
        assertThat(track.path("result").path("noise_sd").asDouble()).isEqualTo(0.05);
        assertThat(track.path("result").path("class_set")).hasToString("[\"ATTM\",\"CTRW\"]");
        assertThat(track.path("result").path("observed_points").asInt()).isEqualTo(9);
        assertThat(track.path("result").path("diffusion"))
                .isEqualTo(Json.read("{\"length_unit\": \"um\", \"time_unit\": \"S\", \"frame_interval\": 0.05,"
                        + " \"diffusion_coefficient\": 0.25, \"diffusion_coefficient_sd\": 0.125,"
                        + " \"localisation_variance\": -1.0E-4, \"localisation_variance_sd\": 4.0E-4, \"msd\":"
                        + " [{\"lag\": 1, \"value\": 0.05, \"sd\": 0.01}, {\"lag\": 2, \"value\": 0.1, \"sd\": 0.04}],"
                        + " \"radius_of_gyration\": 0.5, \"duration\": 0.45}"));
        assertThat(track.path("result").path("model_hash").asText()).isEqualTo("0");
        assertThat(track.path("result").path("delay_ms").asLong()).isEqualTo(80);
        assertThat(track.path("revisions")).hasSize(1);
        assertThat(track.path("saliency").path("stages")).hasSize(5);
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
        server.fill();

        // When
        JsonNode window = server.json("/api/acquisitions/cell%201/composition")
                .path("windows")
                .path(0);

        // Then
        assertThat(window.path("start").asLong()).isEqualTo(BEGIN.toEpochMilli());
        assertThat(window.path("counts").path("ATTM").asInt()).isEqualTo(3);
    }

    @Test
    void givesThePopulationOfTheWholeAcquisitionBeforeThoseOfItsWindows() throws Exception {
        // Given
        server.fill();

        // When
        JsonNode populations =
                server.json("/api/acquisitions/cell%201/population").path("populations");

        // Then
        assertThat(populations.path(0).path("window_start").isNull()).isTrue();
        assertThat(populations.path(0).path("tracks").asInt()).isEqualTo(5);
        assertThat(populations.path(1).path("window_start").asLong()).isEqualTo(BEGIN.toEpochMilli());
        JsonNode slow = populations.path(1).path("states").path(0);
        assertThat(slow.path("diffusion_coefficient").asDouble()).isEqualTo(0.01);
        assertThat(slow.path("from").isNull()).isTrue();
        assertThat(slow.path("to").asDouble()).isEqualTo(0.1);
    }

    @Test
    void givesTheTriggersTheLatestFirst() throws Exception {
        // Given
        server.fill();

        // When
        JsonNode triggers = server.json("/api/acquisitions/cell%201/triggers").path("triggers");

        // Then
        assertThat(triggers).hasSize(2);
        JsonNode latest = triggers.path(0);
        assertThat(latest.path("id").asText()).isEqualTo("cell 1/motors/1/8");
        assertThat(latest.path("time").asLong()).isEqualTo(BEGIN.plusSeconds(2).toEpochMilli());
        assertThat(latest.path("evidence").asText())
                .isEqualTo(
                        "track 8: annealed transient time motion (75 %), D about 0.25 µm²/s, 20 points, at 1.50, -2.00 µm"
                                + " in frame 30");
        assertThat(latest.path("diffusion_unit").asText()).isEqualTo("um^2/s");
        assertThat(latest.path("share").isNull()).isTrue();
    }

    @Test
    void theCompositionCountsOtherMotion() throws Exception {
        // Given
        server.fill();
        AcquisitionComposition window = composition("cell 1", BEGIN, 3);
        window.put("confined", 2L);
        window.put("unfamiliar", 1L);
        server.acquisitions.addComposition(window, BEGIN);

        // When
        JsonNode counts = server.json("/api/acquisitions/cell%201/composition")
                .path("windows")
                .path(0)
                .path("counts");

        // Then
        assertThat(counts.path("CONFINED").asInt()).isEqualTo(2);
        assertThat(counts.path("UNFAMILIAR").asInt()).isEqualTo(1);
        assertThat(counts.path("DIRECTED").asInt(-1)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/acquisitions/no/tracks | 404 | no acquisition no is known",
                "/api/acquisitions/cell%201 | 404 | an acquisition has /tracks, /composition, /population, /triggers,"
                        + " /overview, /extent, /moment, /image and /image.png",
                "/api/tracks/cell%201/99 | 404 | no track cell 1/99 is known",
                "/api/tracks/99 | 400 | acquisition/track",
                "/api/acquisitions/cell%201/tracks?status=dead | 400 | status must be one of live, ended",
                "/api/acquisitions/cell%201/tracks?label=X | 400 | label must be one of ATTM",
                "/api/acquisitions/cell%201/tracks?reason=X | 400 | reason must be one of OTHER",
                "/api/acquisitions/cell%201/tracks?limit=0 | 400 | limit must be from 1 to 10000",
                "/api/acquisitions/cell%201/tracks?limit=5&limit=6 | 400 | limit is given more than once",
                "/api/acquisitions/cell%201/tracks?limit=99999999999 | 400 | limit must be from 1 to 10000",
                "/api/acquisitions/cell%201/tracks?colour=red | 400 | unknown parameter colour",
                "/api/nothing | 404 | there is nothing at /api/nothing",
                "/page/main.js/x | 404 | there is nothing at",
                "/page/.. | 404 | there is nothing at",
                "/api/acquisitions/cell%201/tracks?limit=%C3 | 400 | is not percent-encoded UTF-8",
            })
    void saysWhatIsWrongWithARequest(String path, int status, String detail) throws Exception {
        // Given
        server.fill();

        // When
        HttpResponse<String> response = server.get(path);

        // Then
        JsonNode problem = Json.read(response.body());
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).contains(detail);
    }

    @Test
    void theOpenApiDescriptionNamesEveryPath() throws Exception {
        // When
        JsonNode paths = server.json("/api/openapi.json").path("paths");

        // Then
        assertThat(paths.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "/api/acquisitions",
                        "/api/acquisitions/{acquisition}/tracks",
                        "/api/acquisitions/{acquisition}/composition",
                        "/api/acquisitions/{acquisition}/population",
                        "/api/acquisitions/{acquisition}/triggers",
                        "/api/acquisitions/{acquisition}/positions",
                        "/api/acquisitions/{acquisition}/localisations",
                        "/api/acquisitions/{acquisition}/overview",
                        "/api/acquisitions/{acquisition}/extent",
                        "/api/acquisitions/{acquisition}/moment",
                        "/api/acquisitions/{acquisition}/image",
                        "/api/acquisitions/{acquisition}/image.png",
                        "/api/history",
                        "/api/tracks/{id}",
                        "/api/tracks/{id}/occlusion",
                        "/api/model",
                        "/api/openapi.json",
                        "/health/live",
                        "/health/ready",
                        "/metrics");
    }

    @Test
    void everyFieldOfAnAnswerIsInTheOpenApiDescription() throws Exception {
        // Given
        server.fill();
        server.notReady = Optional.of("the cluster has no topic x");
        JsonNode schemas = server.json("/api/openapi.json").path("components").path("schemas");

        // When
        JsonNode track = server.json("/api/tracks/cell%201/a/7");
        JsonNode acquisition =
                server.json("/api/acquisitions").path("acquisitions").path(0);
        JsonNode summary =
                server.json("/api/acquisitions/cell%201/tracks").path("tracks").path(0);
        JsonNode window = server.json("/api/acquisitions/cell%201/composition")
                .path("windows")
                .path(0);
        JsonNode population = server.json("/api/acquisitions/cell%201/population")
                .path("populations")
                .path(0);
        JsonNode trigger = server.json("/api/acquisitions/cell%201/triggers")
                .path("triggers")
                .path(0);
        server.classified("7");
        JsonNode occlusion = server.json("/api/tracks/cell%201/7/occlusion");
        server.model =
                () -> measured(new Faithfulness.Figure(Faithfulness.Measure.FOUND, "fine", "a rest", 0.9875, 0.0056));
        JsonNode model = server.json("/api/model");
        JsonNode health = Json.read(server.get("/health/ready").body());

        // Then
        assertSameFields(track, schemas.path("TrackDetail"));
        assertSameFields(population, schemas.path("Population"));
        assertSameFields(trigger, schemas.path("Trigger"));
        for (String list : List.of("occupation", "states", "classes", "families")) {
            assertSameFields(
                    population.path(list).path(0),
                    schemas.path("Population").path("properties").path(list).path("items"));
        }
        assertThat(track.fieldNames()).toIterable().containsAll(summary::fieldNames);
        assertSameFields(track.path("result"), schemas.path("Result"));
        JsonNode diffusion = track.path("result").path("diffusion");
        assertSameFields(diffusion, schemas.path("Diffusion"));
        assertSameFields(
                diffusion.path("msd").path(0),
                schemas.path("Diffusion").path("properties").path("msd").path("items"));
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
        assertSameFields(occlusion, schemas.path("Occlusion"));
        assertSameFields(
                occlusion.path("segments").path(0),
                schemas.path("Occlusion").path("properties").path("segments").path("items"));
        assertSameFields(model, schemas.path("Model"));
        assertSameFields(
                model.path("maps").path(0),
                schemas.path("Model").path("properties").path("maps").path("items"));
        assertSameFields(
                model.path("figures").path(0),
                schemas.path("Model").path("properties").path("figures").path("items"));
        assertSameFields(window, schemas.path("Window"));
        assertSameFields(health, schemas.path("Health"));
        assertThat(schemas.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        // IngestTest has the fields of these two.
                        "Accepted",
                        "BadRow",
                        "Label",
                        "Reason",
                        "Acquisition",
                        // tellsWhatWasRejected has the fields of this one.
                        "Rejected",
                        "Extent",
                        "History",
                        "Update",
                        "Overview",
                        "Moment",
                        // ImageApiTest has the fields of these two.
                        "ImageOfAcquisition",
                        "Image",
                        "Track",
                        "TrackDetail",
                        "Diffusion",
                        "Result",
                        "Saliency",
                        "Occlusion",
                        "Model",
                        "Window",
                        "Population",
                        "Trigger",
                        "Health");
        assertSameFields(acquisition, schemas.path("Acquisition"));
        assertSameFields(summary, schemas.path("Track"));
    }

    private static FakeTrajectoryClassifier measured(Faithfulness.Figure... figures) {
        return FakeTrajectoryClassifier.create()
                .measured(new Faithfulness(Optional.of("ab".repeat(32)), List.of(figures)));
    }

    @Test
    void saysHowFarTheMapsOfItsModelCanBeTrusted() throws Exception {
        // Given
        server.model = () -> measured(
                new Faithfulness.Figure(Faithfulness.Measure.FOUND, "fine", "a rest", 0.9875, 0.0056),
                new Faithfulness.Figure(Faithfulness.Measure.CHANCE, Faithfulness.ANY, "any feature", 0.2, 0));

        // When
        JsonNode model = server.json("/api/model");

        // Then
        assertThat(model.path("name").asText()).isEqualTo("fake");
        assertThat(model.path("sha256").asText()).isEqualTo("0".repeat(64));
        assertThat(model.path("studied_sha256").asText()).isEqualTo("ab".repeat(32));
        assertThat(model.path("maps"))
                .hasToString(
                        "[{\"map\":\"fine\",\"found\":\"Finds a rest in 99 % of simulated tracks of 1000 points, to"
                                + " within 100 points (chance: 20 %).\",\"right_without\":\"\"}]");
        assertThat(model.path("figures").path(0).path("share").asDouble()).isEqualTo(0.9875);
    }

    @Test
    void saysNothingOfMapsThatWereNotMeasured() throws Exception {
        // When
        JsonNode model = server.json("/api/model");

        // Then
        assertThat(model.path("maps")).isEmpty();
        assertThat(model.path("figures")).isEmpty();
    }

    @Test
    void whoeverAsksForTheModelOpensNone() throws Exception {
        // Given
        server.description = FakeTrajectoryClassifier.create()::model;
        server.model = () -> {
            throw new AssertionError("the model was opened");
        };

        // When
        JsonNode model = server.json("/api/model");

        // Then
        assertThat(model.path("name").asText()).isEqualTo("fake");
    }

    @Test
    void howeverManyAskForTheModelAtOnceItsFileIsReadOnce() {
        // Given
        AtomicInteger readings = new AtomicInteger();
        Semaphore held = new Semaphore(0);
        server.description = () -> {
            readings.incrementAndGet();
            held.acquireUninterruptibly();
            return FakeTrajectoryClassifier.create().model();
        };
        List<CompletableFuture<HttpResponse<String>>> requests =
                Stream.generate(() -> server.asked("/api/model")).limit(4).toList();

        // When
        held.release(requests.size());

        // Then
        assertThat(requests)
                .allSatisfy(request -> assertThat(request.join().statusCode()).isEqualTo(200));
        assertThat(readings).hasValue(1);
    }

    @Test
    void aModelWhoseFileCouldNotBeReadIsReadAgain() throws Exception {
        // Given
        server.description = () -> OnnxTrajectoryClassifier.describe(Path.of("models/none.onnx"));
        HttpResponse<String> failed = server.get("/api/model");
        server.description = FakeTrajectoryClassifier.create()::model;

        // When
        JsonNode model = server.json("/api/model");

        // Then
        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(model.path("name").asText()).isEqualTo("fake");
    }

    @Test
    void saysWhyItsModelCannotBeOpened() throws Exception {
        // Given
        server.model = () -> OnnxTrajectoryClassifier.open(Path.of("models/none.onnx"), ExecutionProvider.CPU, 1);

        // When
        HttpResponse<String> response = server.get("/api/model");

        // Then
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("models/none.onnx", "no such file");
    }

    @Test
    void listsTheTracksOfAReason() throws Exception {
        // Given
        server.fill();
        TrajectoryLabel confined = label("cell 1", "9", 1, ResultStatus.FINAL, DiffusionLabel.UNDETERMINED, 11);
        confined.put("reason", UndeterminedReason.CONFINED);
        server.acquisitions.addLabel(confined, Instant.now());

        // When
        JsonNode found = server.json("/api/acquisitions/cell%201/tracks?reason=CONFINED");

        // Then
        assertThat(found.path("tracks")).singleElement().satisfies(track -> {
            assertThat(track.path("id").asText()).isEqualTo("9");
            assertThat(track.path("result").path("label").asText()).isEqualTo("UNDETERMINED");
            assertThat(track.path("result").path("reason").asText()).isEqualTo("CONFINED");
        });
    }

    @Test
    void theOpenApiDescriptionNamesEveryLabelReasonAndFamily() throws Exception {
        // When
        JsonNode schemas = server.json("/api/openapi.json").path("components").path("schemas");

        // Then
        assertThat(texts(schemas.path("Label").path("enum")))
                .containsExactlyInAnyOrderElementsOf(names(DiffusionLabel.values()));
        assertThat(texts(schemas.path("Reason").path("enum")))
                .containsExactlyInAnyOrderElementsOf(names(UndeterminedReason.values()));
        assertThat(schemas.path("Result")
                        .path("properties")
                        .path("families")
                        .path("description")
                        .asText())
                .contains(names(MotionFamily.values()));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    @Test
    void aNumberThatIsNotFiniteIsNull() throws Exception {
        // Given
        TrajectoryLabel label = label("a", "1", 1, ResultStatus.LIVE, DiffusionLabel.ATTM, 1);
        label.put("alpha", Double.NaN);
        label.getProbabilities().put("attm", Double.POSITIVE_INFINITY);
        TrajectorySaliency saliency = saliency("a", "1", 1, 0);
        saliency.getStages().get(0).put("weights", List.of(Float.NaN, 1f, Float.NEGATIVE_INFINITY));
        server.acquisitions.addPosition(position("a", "1", 1, 0, 0), Instant.now());
        server.acquisitions.addLabel(label, Instant.now());
        server.acquisitions.addSaliency(saliency, Instant.now());

        // When
        JsonNode track = server.json("/api/tracks/a/1");

        // Then
        assertThat(track.path("result").path("alpha").isNull()).isTrue();
        assertThat(track.path("result").path("probabilities").path("ATTM").isNull())
                .isTrue();
        assertThat(track.path("saliency").path("stages").path(0).path("weights"))
                .hasToString("[null,1.0,null]");
    }

    private static void assertSameFields(JsonNode answer, JsonNode schema) {
        assertThat(answer.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(
                        () -> schema.path("properties").fieldNames());
    }
}
