package io.wanderscope.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.PackedBatch;
import io.wanderscope.trainer.network.ExponentLoss;
import io.wanderscope.trainer.testing.Dl4jGradCam;
import io.wanderscope.trainer.testing.ReferenceNetwork;
import io.wanderscope.trainer.testing.ShippedModel;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.dataset.MultiDataSet;

/** The shipped file gives the same results as DL4J with the same weights, and its saliency is Grad-CAM. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShippedModelTest {
    private ShippedModel shipped;
    private OnnxTrajectoryClassifier onnxRuntime;
    private Dl4jGradCam dl4j;

    @BeforeAll
    void open() throws IOException {
        shipped = new ShippedModel();
        onnxRuntime = OnnxTrajectoryClassifier.open(shipped.file(), ExecutionProvider.CPU, 1);
        dl4j = new Dl4jGradCam(shipped.asDl4jNetwork());
    }

    @AfterAll
    void close() {
        onnxRuntime.close();
    }

    private static Trajectory trajectory(DiffusionModel model, int points, double noise) {
        TrajectorySimulator simulator = TrajectorySimulator.withSeed(31L * points + model.classIndex());
        Trajectory clean = simulator.simulate(model, simulator.drawExponent(model), points);
        return simulator.withLocalisationNoise(clean, noise);
    }

    private static MultiDataSet alone(Trajectory trajectory, DiffusionModel model) {
        PackedBatch.Placed placed = new PackedBatch.Placed(new LabelledTrajectory(trajectory, model, 1), 0, 0);
        return new PackedBatch(1, 1024, List.of(placed)).toDataSet();
    }

    @ParameterizedTest
    @CsvSource({
        "ATTM, 10, 0", "CTRW, 11, 0.1", "SUB_FBM, 16, 0", "SUB_SBM, 17, 0.5", "SUPER_FBM, 37, 0", "LEVY_WALK, 255, 0.1",
        "SUPER_SBM, 256, 0", "BROWNIAN, 1000, 1", "ATTM, 999, 0", "CTRW, 500, 0", "LEVY_WALK, 64, 0",
                "SUB_FBM, 801, 0.2"
    })
    void onnxRuntimeAndDl4jGiveTheSameProbabilities(DiffusionModel model, int points, double noise) {
        // Given a trajectory and the same weights on both sides
        Trajectory trajectory = trajectory(model, points, noise);
        double[] expected =
                calibrated(dl4j.probabilities(alone(trajectory, model)), shipped.temperature(trajectory.size()));
        float[] exponents = dl4j.exponents(alone(trajectory, model));

        // When
        Classification classification =
                onnxRuntime.classify(List.of(trajectory)).get(0);

        // Then
        double alpha = 0;
        for (DiffusionModel each : DiffusionModel.values()) {
            double probability = expected[each.classIndex()];
            assertThat((double) classification.probability(each)).isCloseTo(probability, within(1e-4));
            alpha += probability * ExponentLoss.mean(each, exponents[each.classIndex()]);
        }
        assertThat((double) classification.alpha()).isCloseTo(alpha, within(1e-4));
    }

    /** Dividing scores by a temperature raises the probabilities to the inverse power and normalises them. */
    private static double[] calibrated(float[] probabilities, double temperature) {
        double[] powers = new double[probabilities.length];
        double sum = 0;
        for (int each = 0; each < powers.length; each++) {
            powers[each] = Math.pow(probabilities[each], 1 / temperature);
            sum += powers[each];
        }
        for (int each = 0; each < powers.length; each++) {
            powers[each] /= sum;
        }
        return powers;
    }

    @ParameterizedTest
    @CsvSource({
        "ATTM, 10, 0",
        "CTRW, 11, 0.1",
        "SUB_FBM, 16, 0",
        "SUB_SBM, 17, 0.5",
        "SUPER_FBM, 37, 0",
        "LEVY_WALK, 255, 0.1",
        "SUPER_SBM, 256, 0",
        "BROWNIAN, 1000, 1"
    })
    void saliencyIsGradCamOfDl4jsGradients(DiffusionModel model, int points, double noise) {
        // Given
        Trajectory trajectory = trajectory(model, points, noise);

        // When
        Classification classification =
                onnxRuntime.classify(List.of(trajectory)).get(0);

        // Then
        int explained = classification.mostProbable().classIndex();
        float[][] expected = dl4j.maps(alone(trajectory, model), explained, points);
        for (int stage = 0; stage < expected.length; stage++) {
            assertSaliency(classification.saliency(stage), stage, expected[stage]);
        }
    }

    private static void assertSaliency(float[] weights, int stage, float[] expected) {
        float largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(largest).isPositive();
        int stride = ShippedModel.NETWORK.stageStride(stage);
        for (int point = 0; point < weights.length; point++) {
            assertThat(weights[point])
                    .as("stage %d, point %d", stage, point)
                    .isCloseTo(expected[point / stride], within(2e-4f * largest));
        }
    }

    @ParameterizedTest
    @CsvSource({"CTRW, 33, 0", "SUB_FBM, 120, 0.2", "LEVY_WALK, 250, 0", "SUPER_SBM, 61, 0"})
    void saliencyIsGradCamOfFiniteDifferencesOfTheClassScore(DiffusionModel model, int points, double noise) {
        // Given the rest of the network after a stage, to shift the stage's channels up and down a little, one at a
        // time
        Trajectory trajectory = trajectory(model, points, noise);
        ReferenceNetwork reference = new ReferenceNetwork(shipped);
        double[][][] maps = reference.stageMaps(trajectory);

        // When
        Classification classification =
                onnxRuntime.classify(List.of(trajectory)).get(0);

        // Then
        int explained = classification.mostProbable().classIndex();
        for (int stage = 0; stage < maps.length; stage++) {
            assertSaliency(
                    classification.saliency(stage), stage, differenceGradCam(reference, stage, maps[stage], explained));
        }
    }

    /** The weight of a channel is the mean gradient of the score: the difference for a common shift, per position. */
    private static float[] differenceGradCam(ReferenceNetwork reference, int stage, double[][] map, int explained) {
        double shift = 1e-7;
        int positions = map[0].length;
        float[] saliency = new float[positions];
        for (int channel = 0; channel < map.length; channel++) {
            double up = reference.scoresFrom(stage, shifted(map, channel, shift))[explained];
            double down = reference.scoresFrom(stage, shifted(map, channel, -shift))[explained];
            double weight = (up - down) / (2 * shift) / positions;
            for (int position = 0; position < positions; position++) {
                saliency[position] += (float) (weight * map[channel][position]);
            }
        }
        return saliency;
    }

    private static double[][] shifted(double[][] map, int channel, double shift) {
        double[][] copy = new double[map.length][];
        for (int each = 0; each < map.length; each++) {
            copy[each] = map[each].clone();
        }
        for (int position = 0; position < copy[channel].length; position++) {
            copy[channel][position] += shift;
        }
        return copy;
    }

    @ParameterizedTest
    @CsvSource({"CTRW, 10, 0", "BROWNIAN, 999, 0.2", "ATTM, 128, 0"})
    void probabilitiesAndExponentAreThoseOfAnIndependentComputation(DiffusionModel model, int points, double noise) {
        // Given
        Trajectory trajectory = trajectory(model, points, noise);
        ReferenceNetwork reference = new ReferenceNetwork(shipped);
        double[][][] maps = reference.stageMaps(trajectory);
        double[][] last = maps[maps.length - 1];
        double[] expected = reference.probabilities(reference.scoresFrom(maps.length - 1, last), points);
        double[] exponent = reference.exponent(last, expected);

        // When
        Classification classification =
                onnxRuntime.classify(List.of(trajectory)).get(0);

        // Then
        for (DiffusionModel each : DiffusionModel.values()) {
            assertThat((double) classification.probability(each)).isCloseTo(expected[each.classIndex()], within(1e-4));
        }
        assertThat((double) classification.alpha()).isCloseTo(exponent[0], within(1e-4));
        assertThat((double) classification.alphaSd()).isCloseTo(exponent[1], within(1e-4));
    }
}
