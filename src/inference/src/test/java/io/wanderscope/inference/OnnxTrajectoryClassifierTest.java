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
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
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

    private static Trajectory simulated(DiffusionModel model, int points) {
        TrajectorySimulator simulator = TrajectorySimulator.withSeed(points);
        return simulator.simulate(model, simulator.drawExponent(model), points);
    }

    @Test
    void recognisesUnmistakableTrajectories() {
        // Given
        List<Trajectory> trajectories =
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
        Trajectory trajectory = simulated(DiffusionModel.SUB_FBM, 100);
        List<Trajectory> scaled = Arrays.stream(new double[] {1e-15, 1, 1e15})
                .mapToObj(unit -> scaled(trajectory, unit))
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
        Trajectory trajectory = simulated(DiffusionModel.SUB_FBM, points);
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
        for (DiffusionModel explained : DiffusionModel.values()) {
            float difference = 0;
            for (int point = 0; point < points; point++) {
                difference = Math.max(
                        difference,
                        Math.abs(explaining[explained.classIndex()][point]
                                - byDefault.saliency(0)[point]));
            }
            if (explained == byDefault.mostProbable()) {
                assertThat(difference).isLessThan(1e-4f);
            } else {
                assertThat(difference).isGreaterThan(1e-2f);
            }
        }
    }

    private static float[] firstStageExplaining(
            DiffusionModel explained, Trajectory trajectory, OrtEnvironment environment) throws OrtException {
        FloatBuffer coordinates = FloatBuffer.allocate(2 * trajectory.size());
        for (int point = 0; point < trajectory.size(); point++) {
            coordinates.put((float) trajectory.x(point)).put((float) trajectory.y(point));
        }
        long[] one = {1};
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                OnnxTensor index = OnnxTensor.createTensor(
                        environment, LongBuffer.wrap(new long[] {explained.classIndex()}), one);
                OnnxTensor positions = OnnxTensor.createTensor(
                        environment, coordinates.rewind(), new long[] {1, trajectory.size(), 2});
                OnnxTensor lengths =
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[] {trajectory.size()}), one)) {
            options.addInitializer("explained_class", index);
            try (OrtSession session =
                            environment.createSession(ShippedModelFile.path().toString(), options);
                    OrtSession.Result result =
                            session.run(Map.of(ModelContract.POSITIONS, positions, ModelContract.LENGTHS, lengths))) {
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
                .hasMessageContaining("none.onnx: the model cannot be read");
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
    void rejectsAModelWithAnotherContractAndListsEveryViolation() throws IOException {
        // Given
        Path file =
                Files.write(folder.resolve("other.onnx"), Base64.getDecoder().decode(OTHER_MODEL));

        // When, Then
        assertThatThrownBy(() -> OnnxTrajectoryClassifier.open(file, ExecutionProvider.CPU, 1))
                .isInstanceOf(ModelContractException.class)
                .hasMessageContaining("other.onnx: not a model of Wanderscope's contract 2")
                .hasMessageContaining("metadata wanderscope.classes is null instead of ATTM,CTRW")
                .hasMessageContaining("input 'positions'")
                .hasMessageContaining("no input 'lengths'")
                .hasMessageContaining("no output 'probabilities'")
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
