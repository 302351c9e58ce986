package io.wanderscope.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.PackedBatch;
import io.wanderscope.trainer.network.ResidualNetwork;
import io.wanderscope.trainer.testing.Dl4jGradCam;
import io.wanderscope.trainer.testing.ShippedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomisedModelTest {
    private static final int POINTS = 300;

    @TempDir
    private Path folder;

    private Path randomised(Set<String> layers, DiffusionModel explained) throws Exception {
        RandomisedModel model = RandomisedModel.read(new ShippedModel().file());
        return Files.write(folder.resolve("randomised.onnx"), model.bytes(layers, explained, 7, 0));
    }

    private static LabelledTrajectory track() {
        return LabelledTrajectory.ofModel(
                TrajectorySimulator.withSeed(2).simulate(DiffusionModel.ATTM, 0.5, POINTS),
                DiffusionModel.ATTM,
                0.5,
                0);
    }

    /** What the backward pass needs are constants of their own, which must follow the new weights. */
    @ParameterizedTest
    @ValueSource(strings = {"stage2", "all"})
    void theSaliencyIsGradCamOfTheNewWeights(String layer) throws Exception {
        // Given
        List<String> all = RandomisedModel.read(new ShippedModel().file()).layers();
        Set<String> layers = layer.equals("all") ? Set.copyOf(all) : Set.of(layer);
        Path file = randomised(layers, DiffusionModel.LEVY_WALK);
        LabelledTrajectory track = track();
        float[][] expected = new Dl4jGradCam(new ShippedModel(file).asDl4jNetwork())
                .maps(
                        new PackedBatch(1, 1024, List.of(new PackedBatch.Placed(track, 0, 0))).toDataSet(),
                        DiffusionModel.LEVY_WALK.classIndex(),
                        POINTS);

        // When
        Classification actual;
        try (OnnxTrajectoryClassifier classifier = OnnxTrajectoryClassifier.open(file, ExecutionProvider.CPU, 1)) {
            actual = classifier.classify(List.of(track.observed())).get(0);
        }

        // Then
        for (int stage = 0; stage < expected.length; stage++) {
            float[] weights = actual.saliency(stage);
            float largest = 0;
            for (float value : expected[stage]) {
                largest = Math.max(largest, Math.abs(value));
            }
            assertThat(largest).isPositive();
            for (int point = 0; point < POINTS; point++) {
                assertThat(weights[point])
                        .as("stage %d, point %d", stage, point)
                        .isCloseTo(
                                expected[stage][point / ResidualNetwork.stageStride(stage)], within(1e-3f * largest));
            }
        }
    }

    @Test
    void drawsTheWeightsOfTheLayerOnlyAndKeepsTheirValues() throws Exception {
        // Given
        ShippedModel trained = new ShippedModel();

        // When
        ShippedModel randomised = new ShippedModel(randomised(Set.of("stage2"), DiffusionModel.CTRW));

        // Then
        String drawn = ResidualNetwork.convolutionVertex(1, 0, 1);
        String kept = ResidualNetwork.convolutionVertex(2, 0, 1);
        assertThat(randomised.weights(drawn))
                .isNotEqualTo(trained.weights(drawn))
                .containsExactlyInAnyOrder(trained.weights(drawn));
        assertThat(randomised.weights(kept)).isEqualTo(trained.weights(kept));
        assertThat(randomised.bias(ResidualNetwork.conditioningVertex(1)))
                .isNotEqualTo(trained.bias(ResidualNetwork.conditioningVertex(1)));
    }

    @Test
    void withoutLayersTheMapOfTheAnswerIsThatOfTheTrainedModel() throws Exception {
        // Given
        ObservedTrajectory track = track().observed();
        Classification trained = classified(new ShippedModel().file(), track);

        // When
        Classification same = classified(randomised(Set.of(), trained.explained()), track);

        // Then
        for (int stage = 0; stage < trained.stages(); stage++) {
            assertThat(same.saliency(stage)).isEqualTo(trained.saliency(stage));
        }
    }

    private static Classification classified(Path file, ObservedTrajectory track) {
        try (OnnxTrajectoryClassifier classifier = OnnxTrajectoryClassifier.open(file, ExecutionProvider.CPU, 1)) {
            return classifier.classify(List.of(track)).get(0);
        }
    }
}
