package io.wanderscope.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped model on ONNX Runtime's CPU provider meets the contract of classifiers, and more. */
class OnnxTrajectoryClassifierTest extends TrajectoryClassifierContractTest {
    /**
     * A valid ONNX model with another contract: one Identity node from positions [n, 2] to labels. Made in Python with
     * onnx.helper.make_model(make_graph([make_node('Identity', ['positions'], ['labels'])], 'other', ...), opset 17).
     */
    private static final String OTHER_MODEL =
            "CAg6XwodCglwb3NpdGlvbnMSBmxhYmVscyIISWRlbnRpdHkSBW90aGVyWhwKCXBvc2l0aW9ucxIPCg0IARIJCgMSAW4KAggCYhkKBmxhYmVscxIPCg0IARIJCgMSAW4KAggCQgQKABAR";

    @TempDir
    private Path folder;

    @Override
    protected TrajectoryClassifier open() {
        return OnnxTrajectoryClassifier.open(ShippedModelFile.path(), ExecutionProvider.CPU, 2);
    }

    private static ObservedTrajectory simulated(DiffusionModel model, int points) {
        TrajectorySimulator simulator = TrajectorySimulator.withSeed(points);
        return ObservedTrajectory.complete(simulator.simulate(model, simulator.drawExponent(model), points));
    }

    @Test
    void recognisesUnmistakableTrajectories() {
        // Given
        List<ObservedTrajectory> trajectories =
                List.of(simulated(DiffusionModel.LEVY_WALK, 800), simulated(DiffusionModel.CTRW, 900));

        // When
        List<Classification> classifications;
        try (TrajectoryClassifier classifier = open()) {
            classifications = classifier.classify(trajectories);
        }

        // Then
        assertThat(classifications)
                .extracting(Classification::mostProbable)
                .containsExactly(DiffusionModel.LEVY_WALK, DiffusionModel.CTRW);
    }

    @Test
    void staysFiniteInVerySmallAndVeryLargeUnitsOfLength() {
        // Given
        Trajectory trajectory = simulated(DiffusionModel.SUB_FBM, 100).trajectory();
        List<ObservedTrajectory> scaled = Arrays.stream(new double[] {1e-15, 1, 1e15})
                .mapToObj(unit -> ObservedTrajectory.complete(scaled(trajectory, unit)))
                .toList();

        // When
        List<Classification> classifications;
        try (TrajectoryClassifier classifier = open()) {
            classifications = classifier.classify(scaled);
        }

        // Then
        for (Classification classification : classifications) {
            assertThat(classification.isFinite()).isTrue();
            assertThat(classification.confidence())
                    .isCloseTo(classifications.get(1).confidence(), within(1e-4f));
        }
    }

    private static Trajectory scaled(Trajectory trajectory, double unit) {
        double[] x = new double[trajectory.size()];
        double[] y = new double[trajectory.size()];
        for (int point = 0; point < x.length; point++) {
            x[point] = unit * trajectory.x(point);
            y[point] = unit * trajectory.y(point);
        }
        return Trajectory.of(x, y);
    }

    /** ONNX Runtime's Java API cannot set an optional input for a run, but can for a session. */
    @Test
    void explainsAnotherClassOnRequest() throws OrtException {
        // Given
        int points = 120;
        ObservedTrajectory trajectory = simulated(DiffusionModel.SUB_FBM, points);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();

        // When
        float[][] explaining = new float[DiffusionModel.values().length][];
        for (DiffusionModel explained : DiffusionModel.values()) {
            explaining[explained.classIndex()] = firstStageExplaining(explained, trajectory, environment);
        }

        // Then the map of the most probable class is the one given by default, and the others differ from it
        Classification byDefault;
        try (TrajectoryClassifier classifier = open()) {
            byDefault = classifier.classify(List.of(trajectory)).get(0);
        }
        float largest = 0;
        for (float weight : byDefault.saliency(0)) {
            largest = Math.max(largest, Math.abs(weight));
        }
        for (DiffusionModel explained : DiffusionModel.values()) {
            float difference = 0;
            for (int point = 0; point < points; point++) {
                difference = Math.max(
                        difference,
                        Math.abs(explaining[explained.classIndex()][point]
                                - byDefault.saliency(0)[point]));
            }
            if (explained == byDefault.mostProbable()) {
                assertThat(difference).isLessThan(1e-4f * largest);
            } else {
                assertThat(difference).isGreaterThan(1e-2f * largest);
            }
        }
    }

    private static float[] firstStageExplaining(
            DiffusionModel explained, ObservedTrajectory trajectory, OrtEnvironment environment) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                OnnxTensor index = OnnxTensor.createTensor(
                        environment, LongBuffer.wrap(new long[] {explained.classIndex()}), new long[] {1});
                ModelInputs inputs = ModelInputs.of(environment, new RunBuffers(), List.of(trajectory))) {
            options.addInitializer("explained_class", index);
            try (OrtSession session =
                            environment.createSession(ShippedModelFile.path().toString(), options);
                    OrtSession.Result result = session.run(inputs.byName())) {
                float[] weights = new float[trajectory.size()];
                ((OnnxTensor) result.get(ModelContract.SALIENCY).orElseThrow())
                        .getFloatBuffer()
                        .get(weights);
                return weights;
            }
        }
    }

    @Test
    void autoSaysWhichProviderItChoseAndWhy() {
        // When
        try (OnnxTrajectoryClassifier classifier =
                OnnxTrajectoryClassifier.open(ShippedModelFile.path(), ExecutionProvider.AUTO, 1)) {

            // Then
            assertThat(classifier.provider().toString()).matches("(cpu|cuda): .+");
            assertThat(classifier.provider().reason()).isNotBlank();
        }
    }

    @Test
    void rejectsCudaWhereItIsUnavailable() {
        // Given
        Assumptions.assumeFalse(
                OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA), "this build has CUDA");

        // When, Then
        assertThatThrownBy(() -> OnnxTrajectoryClassifier.open(ShippedModelFile.path(), ExecutionProvider.CUDA, 1))
                .isExactlyInstanceOf(ModelLoadException.class)
                .hasMessageContaining("CUDA is unavailable")
                .hasMessageContaining("provider cpu");
    }

    @Test
    void rejectsAMissingFile() {
        // When, Then
        assertThatThrownBy(() -> OnnxTrajectoryClassifier.open(folder.resolve("none.onnx"), ExecutionProvider.CPU, 1))
                .isExactlyInstanceOf(ModelLoadException.class)
                .hasMessageContaining("none.onnx: the model cannot be read (no such file);");
    }

    @Test
    void rejectsAFileThatIsNotAModel() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("text.onnx"), "x,y\n1,2\n", StandardCharsets.UTF_8);

        // When, Then
        assertThatThrownBy(() -> OnnxTrajectoryClassifier.open(file, ExecutionProvider.CPU, 1))
                .isInstanceOf(ModelContractException.class)
                .hasMessageContaining("text.onnx: not an ONNX model");
    }

    @Test
    void describesAFileWithoutASessionAsWithOne() {
        // Given
        ModelDescription opened;
        try (OnnxTrajectoryClassifier classifier =
                OnnxTrajectoryClassifier.open(ShippedModelFile.path(), ExecutionProvider.CPU, 1)) {
            opened = classifier.model();
        }

        // When
        ModelDescription described = OnnxTrajectoryClassifier.describe(ShippedModelFile.path());

        // Then
        assertThat(described).isEqualTo(opened);
    }

    @Test
    void describesNoFileThatIsNotAModel() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("text.onnx"), "x,y\n1,2\n", StandardCharsets.UTF_8);

        // When, Then
        assertThatThrownBy(() -> OnnxTrajectoryClassifier.describe(file))
                .isInstanceOf(ModelContractException.class)
                .hasMessageContaining("text.onnx: not a");
    }

    @Test
    void rejectsATruncatedModel() throws IOException {
        // Given
        byte[] whole = Files.readAllBytes(ShippedModelFile.path());
        Path file = Files.write(folder.resolve("half.onnx"), Arrays.copyOf(whole, whole.length / 2));

        // When, Then
        assertThatThrownBy(() -> OnnxTrajectoryClassifier.open(file, ExecutionProvider.CPU, 1))
                .isInstanceOf(ModelContractException.class)
                .hasMessageContaining("half.onnx: not an ONNX model");
    }

    @Test
    void saysHowToGetAModelOfThisContractInPlaceOfOneOfContract2() throws IOException {
        // Given
        Path file = Files.write(
                folder.resolve("earlier.onnx"),
                withMetadata(Base64.getDecoder().decode(OTHER_MODEL), ModelContract.VERSION_KEY, "2"));

        // When, Then
        assertThatThrownBy(() -> OnnxTrajectoryClassifier.open(file, ExecutionProvider.CPU, 1))
                .isInstanceOf(ModelContractException.class)
                .hasMessage(file + ": a model of contract 2; this version of Wanderscope needs contract 4: use its own"
                        + " models/wanderscope.onnx, or train a model with it and run offline-trainer/export RUN"
                        + " model.onnx");
    }

    /** Appends an entry of metadata_props, field 14 of an ONNX ModelProto, whose key and value are fields 1 and 2. */
    private static byte[] withMetadata(byte[] model, String key, String value) {
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        byte[] valueBytes = value.getBytes(StandardCharsets.UTF_8);
        changed.writeBytes(model);
        changed.writeBytes(new byte[] {14 << 3 | 2, (byte) (4 + keyBytes.length + valueBytes.length)});
        changed.writeBytes(new byte[] {1 << 3 | 2, (byte) keyBytes.length});
        changed.writeBytes(keyBytes);
        changed.writeBytes(new byte[] {2 << 3 | 2, (byte) valueBytes.length});
        changed.writeBytes(valueBytes);
        return changed.toByteArray();
    }

    @Test
    void passesOnWhatItsFileSaysOfShortTracks() throws IOException {
        // Given
        String text = "points 5–10\nBROWNIAN 4.9";
        Path file = Files.write(
                folder.resolve("described.onnx"),
                withMetadata(Files.readAllBytes(ShippedModelFile.path()), ModelContract.SHORT_TRACKS_KEY, text));

        // When
        try (OnnxTrajectoryClassifier classifier = OnnxTrajectoryClassifier.open(file, ExecutionProvider.CPU, 1)) {

            // Then
            assertThat(classifier.model().shortTracks()).contains(text);
        }
    }

    @Test
    void passesOnWhatItsFileSaysOfItsMaps() throws IOException {
        // Given
        String text = "measured on SHA-256,abc\nmeasure,map,subject,share,standard_error\nfound,stage1,a rest,0.9,0.01";
        Path file = Files.write(
                folder.resolve("measured.onnx"),
                withMetadata(Files.readAllBytes(ShippedModelFile.path()), ModelContract.FAITHFULNESS_KEY, text));

        // When
        try (OnnxTrajectoryClassifier classifier = OnnxTrajectoryClassifier.open(file, ExecutionProvider.CPU, 1)) {

            // Then
            assertThat(classifier.model().faithfulness()).isEqualTo(Faithfulness.parse(text));
            assertThat(classifier.model().studiedSha256()).isEqualTo("abc");
            assertThat(classifier.model().sha256()).isNotEqualTo("abc");
        }
    }

    @Test
    void rejectsAModelWhoseConfusionIsDamagedAndSaysHowToWriteItAgain() throws IOException {
        // Given
        Path file = Files.write(
                folder.resolve("damaged.onnx"),
                withMetadata(Files.readAllBytes(ShippedModelFile.path()), ModelContract.CONFUSION_KEY, "1 AAAA"));

        // When
        assertThatThrownBy(() -> OnnxTrajectoryClassifier.open(file, ExecutionProvider.CPU, 1))
                // Then
                .isInstanceOf(ModelContractException.class)
                .hasMessageContaining("metadata wanderscope.confusion is damaged")
                .hasMessageContaining("offline-trainer/record --confusion");
    }

    @Test
    void aConfusionOfAnotherVersionIsNone() throws IOException {
        // Given
        Path file = Files.write(
                folder.resolve("later.onnx"),
                withMetadata(Files.readAllBytes(ShippedModelFile.path()), ModelContract.CONFUSION_KEY, "2 later"));

        // When
        try (OnnxTrajectoryClassifier classifier = OnnxTrajectoryClassifier.open(file, ExecutionProvider.CPU, 1)) {

            // Then
            assertThat(classifier.model().confusion()).isEmpty();
        }
    }

    @Test
    void rejectsAModelWithAnotherContractAndListsEveryViolation() throws IOException {
        // Given
        Path file =
                Files.write(folder.resolve("other.onnx"), Base64.getDecoder().decode(OTHER_MODEL));

        // When, Then
        assertThatThrownBy(() -> OnnxTrajectoryClassifier.open(file, ExecutionProvider.CPU, 1))
                .isInstanceOf(ModelContractException.class)
                .hasMessageContaining("other.onnx: not a model of Wanderscope's contract 4")
                .hasMessageContaining("no metadata wanderscope.contract")
                .hasMessageContaining("metadata wanderscope.classes is null instead of ATTM,CTRW")
                .hasMessageContaining("metadata wanderscope.families is null instead of DIFFUSION_MODEL,IMMOBILE")
                .hasMessageContaining("input 'positions'")
                .hasMessageContaining("no input 'lengths'")
                .hasMessageContaining("no input 'observed'")
                .hasMessageContaining("no input 'imaging'")
                .hasMessageContaining("no output 'probabilities'")
                .hasMessageContaining("no output 'family'")
                .hasMessageContaining("no output 'novelty'")
                .hasMessageContaining("no output 'noise'")
                .hasMessageContaining("no output 'class_set'")
                .hasMessageContaining("no output 'saliency'");
    }

    @Test
    void rejectsTrajectoriesOnceClosed() {
        // Given
        TrajectoryClassifier classifier = open();
        classifier.close();

        // When, Then
        assertThatThrownBy(() -> classifier.classify(List.of(simulated(DiffusionModel.BROWNIAN, 20))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
