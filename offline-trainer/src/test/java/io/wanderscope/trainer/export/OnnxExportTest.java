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
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.TrainingDistribution;
import io.wanderscope.trainer.network.ResidualNetwork;
import io.wanderscope.trainer.testing.ShippedModel;
import io.wanderscope.trainer.testing.SmallRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxExportTest {
    @TempDir
    private Path folder;

    /** The shipped weights, exported again. */
    private Path exported(ShippedModel shipped) throws Exception {
        return written(
                OnnxExport.export(ShippedModel.NETWORK, shipped.asDl4jNetwork(), calibration(shipped)), shipped.file());
    }

    /** A model with the metadata of another file, in a file. */
    private Path written(ExportedModel model, Path describing) throws Exception {
        ExportedModel described = model;
        for (Map.Entry<String, String> entry :
                ModelMetadata.of(describing).entries().entrySet()) {
            described = described.withMetadata(entry.getKey(), entry.getValue());
        }
        return Files.write(folder.resolve("exported.onnx"), described.bytes());
    }

    private static List<LabelledTrajectory> simulated(int number) {
        TrainingDistribution distribution =
                new TrainingDistribution(TrainingConfiguration.defaults().data(), 3);
        List<LabelledTrajectory> trajectories = new ArrayList<>();
        for (int index = 0; index < number; index++) {
            trajectories.add(distribution.next());
        }
        return trajectories;
    }

    private static List<ObservedTrajectory> observed(List<LabelledTrajectory> trajectories) {
        return trajectories.stream().map(LabelledTrajectory::observed).toList();
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
        List<ObservedTrajectory> trajectories = observed(simulated(48));
        List<Classification> expected = classified(shipped.file(), trajectories);

        // When
        List<Classification> actual = classified(exported(shipped), trajectories);

        // Then
        for (int index = 0; index < trajectories.size(); index++) {
            assertSame(actual.get(index), expected.get(index));
        }
    }

    @Test
    void theGraphCalibratesAsWasFitted() throws Exception {
        // Given a small network, and everything that is fitted to its answers
        TrainingConfiguration configuration = SmallRun.configuration();
        ResidualNetwork shape = configuration.network().shape();
        ComputationGraph network = shape.initialise(5);
        List<LabelledTrajectory> trajectories = simulated(400);
        List<HeldOutAnswer> uncalibrated = HeldOutAnswer.of(network, configuration, trajectories);
        ModelCalibration fitted = Calibration.of(uncalibrated);

        // When
        Path file = written(OnnxExport.export(shape, network, fitted), new ShippedModel().file());

        // Then
        List<Classification> calibrated = classified(file, observed(trajectories));
        for (int index = 0; index < trajectories.size(); index++) {
            assertCalibrated(calibrated.get(index), uncalibrated.get(index), fitted);
        }
    }

    private static void assertCalibrated(Classification actual, HeldOutAnswer answer, ModelCalibration fitted) {
        double[] features = answer.features();
        double[] classes = fitted.classes().probabilities(answer.classes(), features);
        double[] families = fitted.families().probabilities(answer.families(), features);
        double least = Math.exp(CalibrationFeatures.dot(features, fitted.threshold(), 0));
        for (DiffusionModel model : DiffusionModel.values()) {
            double probability = classes[model.classIndex()];
            assertThat(actual.probability(model)).isCloseTo((float) probability, within(1e-4f));
            if (Math.abs(probability - least) > 1e-4 && model != actual.mostProbable()) {
                assertThat(actual.classSet().contains(model)).isEqualTo(probability >= least);
            }
        }
        for (MotionFamily family : MotionFamily.values()) {
            assertThat(actual.familyProbability(family))
                    .isCloseTo((float) families[family.familyIndex()], within(1e-4f));
        }
        // Whitening the nearly equal features of an untrained network magnifies what 32-bit floats lose.
        double novelty = novelty(fitted.novelty(), answer);
        assertThat((double) actual.novelty()).isCloseTo(novelty, within(1e-2 * novelty));
    }

    /** The distance of the features from their mean at that length, made white, and relative to that of one in 200. */
    private static double novelty(Novelty fitted, HeldOutAnswer answer) {
        int count = fitted.features();
        double square = 0;
        for (int column = 0; column < count; column++) {
            double white = 0;
            for (int row = 0; row < count; row++) {
                double deviation = answer.pooled()[row];
                for (int power = 0; power < Novelty.POWERS; power++) {
                    deviation -= answer.features()[power] * fitted.mean()[power * count + row];
                }
                white += deviation * fitted.whitening()[row * count + column];
            }
            square += white * white;
        }
        double logScale = 0;
        for (int power = 0; power < Novelty.POWERS; power++) {
            logScale += answer.features()[power] * fitted.logDistance()[power];
        }
        return Math.sqrt(square) / Math.exp(logScale);
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
        assertThat(actual.absoluteSaliency()).containsExactly(expected.absoluteSaliency(), within(1e-3f));
    }
}
