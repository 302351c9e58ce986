package io.wanderscope.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.trainer.data.TestSet;
import io.wanderscope.trainer.testing.ShippedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxExportTest {
    @TempDir
    private Path folder;

    /** The shipped weights, exported again. */
    private Path exported(ShippedModel shipped) throws Exception {
        double logarithm = Math.log(shipped.temperature(100));
        double slope = (Math.log(shipped.temperature(1000)) - logarithm) / Math.log(10);
        ExportedModel model = OnnxExport.export(ShippedModel.NETWORK, shipped.asDl4jNetwork())
                .withTemperature(new Temperature(logarithm, slope));
        for (Map.Entry<String, String> entry :
                ModelMetadata.of(shipped.file()).entries().entrySet()) {
            model = model.withMetadata(entry.getKey(), entry.getValue());
        }
        return Files.write(folder.resolve("exported.onnx"), model.bytes());
    }

    private static List<Classification> classified(Path file, List<Trajectory> trajectories) {
        try (OnnxTrajectoryClassifier classifier = OnnxTrajectoryClassifier.open(file, ExecutionProvider.CPU, 1)) {
            return classifier.classify(trajectories);
        }
    }

    @Test
    void theExportedWeightsOfTheShippedFileGiveItsResults() throws Exception {
        // Given
        ShippedModel shipped = new ShippedModel();
        List<Trajectory> trajectories = new ArrayList<>();
        TestSet.varyingLengths(3, 24, 0.1).forEach(each -> trajectories.add(each.trajectory()));
        List<Classification> expected = classified(shipped.file(), trajectories);

        // When
        List<Classification> actual = classified(exported(shipped), trajectories);

        // Then
        for (int index = 0; index < trajectories.size(); index++) {
            assertSame(actual.get(index), expected.get(index));
        }
    }

    private static void assertSame(Classification actual, Classification expected) {
        for (DiffusionModel model : DiffusionModel.values()) {
            assertThat(actual.probability(model)).isCloseTo(expected.probability(model), within(1e-4f));
        }
        assertThat(actual.alpha()).isCloseTo(expected.alpha(), within(1e-4f));
        assertThat(actual.alphaSd()).isCloseTo(expected.alphaSd(), within(1e-4f));
        for (int stage = 0; stage < expected.stages(); stage++) {
            float[] weights = expected.saliency(stage);
            float largest = 0;
            for (float weight : weights) {
                largest = Math.max(largest, Math.abs(weight));
            }
            assertThat(actual.saliency(stage)).containsExactly(weights, within(1e-3f * largest));
        }
    }
}
