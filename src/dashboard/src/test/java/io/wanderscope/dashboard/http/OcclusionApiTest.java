package io.wanderscope.dashboard.http;

import static io.wanderscope.dashboard.live.Records.fakeLabel;
import static io.wanderscope.dashboard.live.Records.position;
import static io.wanderscope.dashboard.live.Records.saliency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.wanderscope.dashboard.explanation.HeldClassifier;
import io.wanderscope.dashboard.explanation.RestCounter;
import io.wanderscope.dashboard.protocol.Json;
import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.Faithfulness;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.schema.UndeterminedReason;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which segments of a track led to its answer, asked for over HTTP. */
class OcclusionApiTest {
    private static final String PATH = "/api/tracks/cell%201/7/occlusion";

    private final RunningServer server = RunningServer.open();
    private final FakeTrajectoryClassifier classifier = FakeTrajectoryClassifier.create();

    OcclusionApiTest() {
        server.model = () -> classifier;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode problem(String path, int status) throws Exception {
        HttpResponse<String> response = server.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        return Json.read(response.body());
    }

    @Test
    void segmentsCoverTheClassifiedPoints() throws Exception {
        // Given
        server.classified("7");

        // When
        JsonNode answer = server.json(PATH);

        // Then
        assertThat(answer.path("acquisition").asText()).isEqualTo("cell 1");
        assertThat(answer.path("id").asText()).isEqualTo("7");
        assertThat(answer.path("revision").asInt()).isEqualTo(1);
        assertThat(answer.path("meaning").asText())
                .contains("log odds of " + answer.path("explained").asText(), "cut out");
        assertThat(answer.path("segments"))
                .extracting(segment -> segment.path("first_frame").asInt() + "-"
                        + segment.path("last_frame").asInt())
                .containsExactly("0-4", "5-9", "10-14", "15-19");
        assertThat(answer.path("segments"))
                .allSatisfy(
                        segment -> assertThat(segment.path("weight").isNumber()).isTrue());
    }

    @Test
    void aDisplacementAcrossMissingFramesIsCutOutWhole() throws Exception {
        // Given a track without frames 8 to 11
        for (int frame = 0; frame < 20; frame++) {
            if (frame < 8 || frame > 11) {
                server.acquisitions.addPosition(position("cell 1", "7", frame, frame, 0), Instant.now());
            }
        }
        TrajectoryLabel label = fakeLabel("cell 1", "7", 20);
        label.put("observed_points", 16);
        server.acquisitions.addLabel(label, Instant.now());

        // When
        JsonNode answer = server.json(PATH);

        // Then the missing frames are in the segment of the next position, and five or six positions in each
        assertThat(answer.path("segments"))
                .extracting(segment -> segment.path("first_frame").asInt() + "-"
                        + segment.path("last_frame").asInt())
                .containsExactly("0-4", "5-13", "14-19");
    }

    @Test
    void aRestInBrownianMotionThatIsCalledCtrwHasItsWeightWhereItWasPlanted() throws Exception {
        // Given a track whose frames 60 to 79 rest
        server.model = RestCounter::new;
        SplittableRandom random = new SplittableRandom(1);
        double x = 0;
        double y = 0;
        for (int frame = 0; frame < 200; frame++) {
            boolean rests = frame >= 60 && frame < 80;
            x += rests ? 0 : random.nextGaussian();
            y += rests ? 0 : random.nextGaussian();
            server.acquisitions.addPosition(position("cell 1", "7", frame, x, y), Instant.now());
        }
        server.acquisitions.addLabel(fakeLabel("cell 1", "7", 200), Instant.now());

        // When
        JsonNode answer = server.json(PATH);

        // Then each of the four segments of five rests counts as much, and nothing else
        assertThat(answer.path("explained").asText()).isEqualTo("CTRW");
        for (JsonNode segment : answer.path("segments")) {
            int first = segment.path("first_frame").asInt();
            assertThat(segment.path("weight").asDouble())
                    .as("from frame %s", first)
                    .isCloseTo(first >= 60 && first < 80 ? 0.5 : 0, within(1e-5));
        }
    }

    @Test
    void theModelIsAskedOnceHoweverOftenATrackIsAskedFor() throws Exception {
        // Given
        server.classified("7");
        JsonNode first = server.json(PATH);

        // When
        JsonNode again = server.json(PATH);

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(classifier.batchSizes()).containsExactly(5);
    }

    @Test
    void aNewRevisionIsExplainedAnew() throws Exception {
        // Given
        TrajectoryLabel label = server.classified("7");
        server.json(PATH);
        label.put("revision", 2);
        server.acquisitions.addLabel(label, Instant.now());

        // When
        JsonNode answer = server.json(PATH);

        // Then
        assertThat(answer.path("revision").asInt()).isEqualTo(2);
        assertThat(classifier.batchSizes()).containsExactly(5, 5);
    }

    @Test
    void aLongTrackHasAtMostFiftySegments() throws Exception {
        // Given
        for (int frame = 0; frame < 1000; frame++) {
            server.acquisitions.addPosition(position("cell 1", "7", frame, frame % 7, frame % 3), Instant.now());
        }
        server.acquisitions.addLabel(fakeLabel("cell 1", "7", 1000), Instant.now());

        // When
        JsonNode answer = server.json(PATH);

        // Then
        assertThat(answer.path("segments")).hasSize(50);
        assertThat(classifier.batchSizes()).containsExactly(51);
    }

    @Test
    void thePointsAreThoseOfTheSaliencyOfTheResult() throws Exception {
        // Given a track of which the dashboard only got the last position
        server.acquisitions.addPosition(position("cell 1", "7", 1019, 19, 0), Instant.now());
        TrajectoryLabel label = fakeLabel("cell 1", "7", 20);
        label.put("first_frame", 1000L);
        label.put("last_frame", 1019L);
        label.put("observed_points", 19);
        server.acquisitions.addLabel(label, Instant.now());
        TrajectorySaliency saliency = saliency("cell 1", "7", 1, 1000);
        saliency.put("frames", LongStream.range(1000, 1020).boxed().toList());
        saliency.put("x", IntStream.range(0, 20).mapToObj(Double::valueOf).toList());
        saliency.put("y", Collections.nCopies(20, 0.0));
        saliency.put("interpolated_frames", List.of(1003L));
        server.acquisitions.addSaliency(saliency, Instant.now());

        // When
        JsonNode answer = server.json(PATH);

        // Then
        assertThat(answer.path("segments").path(2).path("last_frame").asInt()).isEqualTo(1019);
    }

    @Test
    void theSaliencyOfAnEarlierTrackOfThatNameIsNotThatOfTheResult() throws Exception {
        // Given a saliency record with the revision of the result, and frames that are not its
        server.acquisitions.addSaliency(saliency("cell 1", "7", 1, 1000), Instant.now());
        server.classified("7");

        // When
        JsonNode answer = server.json(PATH);

        // Then
        assertThat(answer.path("segments").path(0).path("first_frame").asInt()).isZero();
        assertThat(answer.path("segments").path(3).path("last_frame").asInt()).isEqualTo(19);
    }

    @Test
    void aTrackWhosePointsTheDashboardDoesNotHoldIsNotExplained() throws Exception {
        // Given a label for 20 positions, of which three came before the dashboard
        for (int frame = 3; frame < 20; frame++) {
            server.acquisitions.addPosition(position("cell 1", "7", frame, frame, 0), Instant.now());
        }
        server.acquisitions.addLabel(fakeLabel("cell 1", "7", 20), Instant.now());

        // When
        JsonNode problem = problem(PATH, 409);

        // Then
        assertThat(problem.path("detail").asText())
                .contains("given for 20 positions, of which the dashboard holds 17", "saliency=all");
        assertThat(classifier.batchSizes()).isEmpty();
    }

    @Test
    void aSaliencyRecordWhosePointsAreNoTrajectoryIsReported() throws Exception {
        // Given a frame that was filled in before the first
        TrajectoryLabel label = server.classified("7");
        label.put("revision", 2);
        label.put("observed_points", 19);
        server.acquisitions.addLabel(label, Instant.now());
        TrajectorySaliency saliency = saliency("cell 1", "7", 2, 0);
        saliency.put("frames", LongStream.range(0, 20).boxed().toList());
        saliency.put("interpolated_frames", List.of(-3L));
        server.acquisitions.addSaliency(saliency, Instant.now());

        // When
        JsonNode problem = problem(PATH, 409);

        // Then
        assertThat(problem.path("detail").asText()).contains("the points of track cell 1/7 are no trajectory");
    }

    @Test
    void aTrackWithoutAResultIsNotExplained() throws Exception {
        // Given
        server.acquisitions.addPosition(position("cell 1", "7", 1, 0, 0), Instant.now());

        // When
        JsonNode problem = problem(PATH, 409);

        // Then
        assertThat(problem.path("detail").asText()).isEqualTo("track cell 1/7 has not been classified yet");
    }

    @Test
    void aTrackThatWasTooShortForTheStreamIsTooShort() throws Exception {
        // Given
        withoutTheModel(UndeterminedReason.TOO_SHORT);

        // When
        JsonNode problem = problem(PATH, 422);

        // Then
        assertThat(problem.path("detail").asText()).contains("track cell 1/7 has too few points", "window.min.points");
    }

    @Test
    void aTrackThatNeededNoModelIsNotExplained() throws Exception {
        // Given
        withoutTheModel(UndeterminedReason.IMMOBILE);

        // When
        JsonNode problem = problem(PATH, 409);

        // Then
        assertThat(problem.path("detail").asText()).contains("track cell 1/7 is IMMOBILE without the model");
    }

    private void withoutTheModel(UndeterminedReason reason) {
        TrajectoryLabel label = server.classified("7");
        label.put("revision", 2);
        label.put("probabilities", null);
        label.put("reason", reason);
        server.acquisitions.addLabel(label, Instant.now());
    }

    @Test
    void aTrackOfWhichTooLittleWouldBeLeftIsTooShort() throws Exception {
        // Given
        for (int frame = 0; frame < 9; frame++) {
            server.acquisitions.addPosition(position("cell 1", "7", frame, frame, 0), Instant.now());
        }
        server.acquisitions.addLabel(fakeLabel("cell 1", "7", 9), Instant.now());

        // When
        JsonNode problem = problem(PATH, 422);

        // Then
        assertThat(problem.path("detail").asText()).contains("track cell 1/7 is too short: of its 9 positions");
        assertThat(classifier.batchSizes()).isEmpty();
    }

    @Test
    void anotherModelThanThatOfTheLabelDoesNotExplainIt() throws Exception {
        // Given
        TrajectoryLabel label = server.classified("7");
        label.put("revision", 2);
        label.put("model_hash", "ab".repeat(32));
        server.acquisitions.addLabel(label, Instant.now());

        // When
        JsonNode problem = problem(PATH, 409);

        // Then
        assertThat(problem.path("detail").asText())
                .contains("labelled by the model with SHA-256 abab", "the dashboard has fake with 0000", "model.path");
        assertThat(classifier.batchSizes()).isEmpty();
    }

    @Test
    void aLabelOfTheSameModelBeforeItsMapsWereMeasuredIsExplained() throws Exception {
        // Given
        TrajectoryLabel label = server.classified("7");
        label.put("revision", 2);
        label.put("model_hash", "ab".repeat(32));
        server.acquisitions.addLabel(label, Instant.now());
        classifier.measured(new Faithfulness(Optional.of("ab".repeat(32)), List.of()));

        // When
        JsonNode answer = server.json(PATH);

        // Then
        assertThat(answer.path("segments")).hasSize(4);
    }

    @Test
    void aModelThatWasToldOtherConditionsThanTheStreamDoesNotExplainItsLabel() throws Exception {
        // Given
        TrajectoryLabel label = server.classified("7");
        label.put("revision", 2);
        label.put("alpha", 0.7);
        server.acquisitions.addLabel(label, Instant.now());

        // When
        JsonNode problem = problem(PATH, 409);

        // Then
        assertThat(problem.path("detail").asText()).contains("exponent 0.8 and not 0.7", "imaging.localisation.noise");
    }

    @Test
    void aModelThatCannotBeOpenedIsReportedAndTriedAgain() throws Exception {
        // Given
        server.classified("7");
        server.model = () -> OnnxTrajectoryClassifier.open(Path.of("models/none.onnx"), ExecutionProvider.CPU, 1);
        JsonNode problem = problem(PATH, 503);

        // When
        server.model = () -> classifier;
        JsonNode answer = server.json(PATH);

        // Then
        assertThat(problem.path("detail").asText()).contains("models/none.onnx", "no such file");
        assertThat(answer.path("segments")).hasSize(4);
    }

    @Test
    void aModelThatFailsIsReported() throws Exception {
        // Given
        server.classified("7");
        server.model = () -> FakeTrajectoryClassifier.failingOn(trajectory -> true);

        // When
        JsonNode problem = problem(PATH, 503);

        // Then
        assertThat(problem.path("detail").asText()).contains("configured to fail");
    }

    @Test
    void anAnswerThatIsNotFiniteExplainsNothing() throws Exception {
        // Given
        server.classified("7");
        server.model = () -> FakeTrajectoryClassifier.notFiniteOn(trajectory -> true);

        // When
        JsonNode problem = problem(PATH, 503);

        // Then
        assertThat(problem.path("detail").asText()).contains("track cell 1/7", "not finite");
    }

    @Test
    void whatTakesLongerThanARequestMayIsAskedForAgainLater() throws Exception {
        // Given
        try (HeldClassifier held = new HeldClassifier();
                RunningServer impatient = RunningServer.impatient()) {
            impatient.model = () -> held;
            impatient.classified("7");

            // When
            HttpResponse<String> late = impatient.get(PATH);

            // Then
            assertThat(late.statusCode()).isEqualTo(503);
            assertThat(late.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(Json.read(late.body()).path("detail").asText())
                    .isEqualTo(
                            "the occlusion of track cell 1/7 is not ready yet; it goes on, so ask again in a moment");
            held.pass(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/tracks/cell%201/99/occlusion, 404",
        "/api/tracks/no/7/occlusion, 404",
        "/api/tracks/cell%201/7/occlusion?colour=red, 400",
        "/api/tracks/cell%201/occlusion, 404",
        "/api/tracks/cell%201/7%2Focclusion, 404"
    })
    void onlyTracksThatAreKnownAreExplained(String path, int status) throws Exception {
        // Given
        server.classified("7");

        // When
        problem(path, status);

        // Then
        assertThat(classifier.batchSizes()).isEmpty();
    }

    @Test
    void aTrackMayBeCalledOcclusion() throws Exception {
        // Given
        server.classified("occlusion");

        // When
        JsonNode track = server.json("/api/tracks/cell%201/occlusion");
        JsonNode occlusion = server.json("/api/tracks/cell%201/occlusion/occlusion");

        // Then
        assertThat(track.path("path").path("frames")).hasSize(20);
        assertThat(occlusion.path("segments")).hasSize(4);
    }

    @Test
    void requestsNeedTheTokenAsAllOthers() throws Exception {
        // Given
        try (RunningServer guarded = RunningServer.withToken()) {
            guarded.model = () -> classifier;
            guarded.classified("7");

            // When
            int without = guarded.get(PATH).statusCode();
            int with = guarded.get(PATH, "Authorization", "Bearer " + RunningServer.TOKEN)
                    .statusCode();

            // Then
            assertThat(without).isEqualTo(401);
            assertThat(with).isEqualTo(200);
            assertThat(classifier.batchSizes()).hasSize(1);
        }
    }

    @Test
    void aRequestThatCannotBeTakenIsToldToComeBack() throws Exception {
        // Given
        server.classified("7");
        server.occlusions.close();

        // When
        HttpResponse<String> refused = server.get(PATH);

        // Then
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(Json.read(refused.body()).path("detail").asText()).contains("ask again");
    }
}
