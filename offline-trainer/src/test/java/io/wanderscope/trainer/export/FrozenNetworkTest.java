package io.wanderscope.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.TrajectorySimulator;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.PackedBatch;
import io.wanderscope.trainer.network.ObservedSteps;
import io.wanderscope.trainer.network.ResidualNetwork;
import io.wanderscope.trainer.network.TrajectoryStatistics;
import io.wanderscope.trainer.testing.Dl4jGradCam;
import io.wanderscope.trainer.testing.ShippedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import onnx.Onnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.MultiDataSet;

/** The features that the shipped file computes on the way, against DL4J with the same weights. */
class FrozenNetworkTest {
    private static final int POINTS = 301;
    private static final int ROW = 1024;

    @TempDir
    private Path folder;

    private static LabelledTrajectory track() {
        return LabelledTrajectory.ofModel(
                TrajectorySimulator.withSeed(3).simulate(DiffusionModel.ATTM, 0.5, POINTS),
                DiffusionModel.ATTM,
                0.5,
                0);
    }

    private static List<double[]> features() throws IOException {
        try (FrozenNetwork network = FrozenNetwork.open(new ShippedModel().file())) {
            return network.features(track().observed());
        }
    }

    private static Dl4jGradCam dl4j() throws IOException {
        return new Dl4jGradCam(new ShippedModel().asDl4jNetwork());
    }

    private static MultiDataSet data() {
        return new PackedBatch(1, ROW, List.of(new PackedBatch.Placed(track(), 0, 0))).toDataSet();
    }

    @Test
    void namesTheLayersFromTheInputToTheOutput() throws IOException {
        // Given
        FrozenNetwork network = FrozenNetwork.open(new ShippedModel().file());

        // When
        List<String> layers = network.layers();

        // Then
        network.close();
        assertThat(layers).containsExactly("statistics", "stem", "stage1", "stage2", "stage3", "stage4");
    }

    @Test
    void theStatisticsAreThoseOfTheTrajectory() throws IOException {
        // When
        double[] statistics = features().get(0);

        // Then
        float[] expected = TrajectoryStatistics.of(new ObservedSteps(track().observed()));
        assertThat(statistics).hasSize(expected.length);
        for (int each = 0; each < expected.length; each++) {
            assertThat(statistics[each]).as("statistic %d", each).isCloseTo(expected[each], within(1e-4));
        }
    }

    @Test
    void theFeaturesOfALayerAreTheMeansOfItsMapOverTheTrajectory() throws IOException {
        // Given
        Dl4jGradCam dl4j = dl4j();
        MultiDataSet data = data();

        // When
        List<double[]> features = features();

        // Then
        requireMeans(features.get(1), dl4j.output(ResidualNetwork.STEM, data), ResidualNetwork.stageStride(0));
        for (int stage = 0; stage < ResidualNetwork.STAGES; stage++) {
            requireMeans(
                    features.get(2 + stage),
                    dl4j.output(ShippedModel.NETWORK.stageVertex(stage), data),
                    ResidualNetwork.stageStride(stage));
        }
    }

    private static void requireMeans(double[] features, float[] map, int stride) {
        int row = ROW / stride;
        int positions = (POINTS + stride - 1) / stride;
        assertThat(map).hasSize(features.length * row);
        for (int channel = 0; channel < features.length; channel++) {
            double sum = 0;
            for (int position = 0; position < positions; position++) {
                sum += map[channel * row + position];
            }
            assertThat(features[channel])
                    .as("stride %d, channel %d", stride, channel)
                    .isCloseTo(sum / positions, within(1e-4 * (1 + sum / positions)));
        }
    }

    @Test
    void theFeaturesOfTheLastStageLeadToTheProbabilities() throws IOException {
        // Given
        float[] expected = dl4j().probabilities(data());
        float[] weights = new ShippedModel().weights(ResidualNetwork.OUTPUT);
        float[] bias = new ShippedModel().bias(ResidualNetwork.OUTPUT);

        // When
        double[] last = features().get(5);

        // Then by the softmax of the output's scores
        double[] exponentials = new double[bias.length];
        double sum = 0;
        for (int each = 0; each < bias.length; each++) {
            double score = bias[each];
            for (int feature = 0; feature < last.length; feature++) {
                score += weights[feature * bias.length + each] * last[feature];
            }
            exponentials[each] = Math.exp(score);
            sum += exponentials[each];
        }
        for (int each = 0; each < bias.length; each++) {
            assertThat(exponentials[each] / sum).as("class %d", each).isCloseTo(expected[each], within(1e-4));
        }
    }

    @Test
    void namesTheLayerThatAFileLacks() throws IOException {
        // Given a model without any layer
        Path file = Files.write(
                folder.resolve("empty.onnx"),
                Onnx.ModelProto.getDefaultInstance().toByteArray());

        // When and then
        assertThatThrownBy(() -> FrozenNetwork.open(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the model has no layer stage1-conditioning-hidden")
                .hasMessageContaining("models/wanderscope.onnx");
    }
}
