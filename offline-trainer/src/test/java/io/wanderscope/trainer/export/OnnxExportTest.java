package io.wanderscope.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.ModelContract;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.trainer.configuration.TrainingConfiguration;
import io.wanderscope.trainer.data.TrainingDistribution;
import io.wanderscope.trainer.network.ResidualNetwork;
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
        ExportedModel model = OnnxExport.export(ShippedModel.NETWORK, shipped.asDl4jNetwork(), calibration(shipped));
        for (Map.Entry<String, String> entry :
                ModelMetadata.of(shipped.file()).entries().entrySet()) {
            model = model.withMetadata(entry.getKey(), entry.getValue());
        }
        return Files.write(folder.resolve("exported.onnx"), model.bytes());
    }

    private static ModelCalibration calibration(ShippedModel shipped) {
        return new ModelCalibration(
                softmax(shipped, ModelContract.PROBABILITIES, DiffusionModel.values().length),
                softmax(shipped, ModelContract.FAMILY, MotionFamily.values().length),
                doubles(shipped.constant("class_set.threshold")),
                new Novelty(
                        ShippedModel.NETWORK.widths().get(ResidualNetwork.STAGES - 1),
                        doubles(shipped.constant("novelty.mean")),
                        doubles(shipped.constant("novelty.whitening")),
                        doubles(shipped.constant("novelty.distance"))));
    }

    private static SoftmaxCalibration softmax(ShippedModel shipped, String output, int outcomes) {
        double[] coefficients = new double[SoftmaxCalibration.coefficientCount(outcomes)];
        for (int feature = 0; feature < CalibrationFeatures.COUNT; feature++) {
            coefficients[feature] = -shipped.constant(output + ".temperature")[feature];
            for (int outcome = 0; outcome < outcomes; outcome++) {
                coefficients[SoftmaxCalibration.biasOf(outcome) + feature] =
                        shipped.constant(output + ".shift")[feature * outcomes + outcome];
            }
        }
        return new SoftmaxCalibration(outcomes, coefficients);
    }

    private static double[] doubles(float[] floats) {
        double[] doubles = new double[floats.length];
        for (int index = 0; index < floats.length; index++) {
            doubles[index] = floats[index];
        }
        return doubles;
    }

    private static List<Classification> classified(Path file, List<ObservedTrajectory> trajectories) {
        try (OnnxTrajectoryClassifier classifier = OnnxTrajectoryClassifier.open(file, ExecutionProvider.CPU, 1)) {
            return classifier.classify(trajectories);
        }
    }

    @Test
    void theExportedWeightsOfTheShippedFileGiveItsResults() throws Exception {
        // Given
        ShippedModel shipped = new ShippedModel();
        List<ObservedTrajectory> trajectories = new ArrayList<>();
        TrainingDistribution distribution =
                new TrainingDistribution(TrainingConfiguration.defaults().data(), 3);
        for (int index = 0; index < 48; index++) {
            trajectories.add(distribution.next().observed());
        }
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
        for (MotionFamily family : MotionFamily.values()) {
            assertThat(actual.familyProbability(family)).isCloseTo(expected.familyProbability(family), within(1e-4f));
        }
        assertThat(actual.classSet()).isEqualTo(expected.classSet());
        assertThat(actual.novelty()).isCloseTo(expected.novelty(), within(1e-3f * expected.novelty()));
        assertThat(actual.noise()).isCloseTo(expected.noise(), within(1e-4f));
        assertThat(actual.noiseSd()).isCloseTo(expected.noiseSd(), within(1e-4f));
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
