package io.wanderscope.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.wanderscope.diffusion.Camera;
import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Sampling;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.ModelContract;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.PackedBatch;
import io.wanderscope.trainer.network.ExponentLoss;
import io.wanderscope.trainer.network.NoiseLoss;
import io.wanderscope.trainer.network.ResidualNetwork;
import io.wanderscope.trainer.testing.Dl4jGradCam;
import io.wanderscope.trainer.testing.ReferenceNetwork;
import io.wanderscope.trainer.testing.ShippedModel;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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

    /** A trajectory; where its length is odd, a fifth of the frames is missing and the imaging conditions are known. */
    private static ObservedTrajectory trajectory(DiffusionModel model, int points, double noise) {
        TrajectorySimulator simulator = TrajectorySimulator.withSeed(31L * points + model.classIndex());
        boolean plain = points % 2 == 0;
        Camera camera = Camera.IDEAL.withNoise(noise).withGaps(plain ? 0 : 0.2, 5);
        ObservedTrajectory observed =
                simulator.observe(model, simulator.drawExponent(model), Sampling.frameByFrame(points), camera);
        return plain ? observed : observed.withImaging(ImagingConditions.of(noise, 0));
    }

    private static MultiDataSet alone(ObservedTrajectory trajectory, DiffusionModel model) {
        LabelledTrajectory labelled = LabelledTrajectory.ofModel(trajectory, model, model.minimumExponent(), 0);
        PackedBatch.Placed placed = new PackedBatch.Placed(labelled, 0, 0);
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
        ObservedTrajectory trajectory = trajectory(model, points, noise);
        MultiDataSet alone = alone(trajectory, model);
        double[] estimate = noise(dl4j.output(ResidualNetwork.NOISE, alone));
        double[] expected = calibrated(ModelContract.PROBABILITIES, dl4j.probabilities(alone), trajectory, estimate[0]);
        double[] families =
                calibrated(ModelContract.FAMILY, dl4j.output(ResidualNetwork.FAMILIES, alone), trajectory, estimate[0]);
        float[] exponents = dl4j.exponents(alone);

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
        for (MotionFamily each : MotionFamily.values()) {
            assertThat((double) classification.familyProbability(each))
                    .isCloseTo(families[each.familyIndex()], within(1e-4));
        }
        assertThat((double) classification.alpha()).isCloseTo(alpha, within(1e-4));
        assertThat((double) classification.noise()).isCloseTo(estimate[0], within(1e-4));
        assertThat((double) classification.noiseSd()).isCloseTo(estimate[1], within(1e-4));
    }

    /** Trajectories at the edges of what the channels and statistics distinguish. */
    private static Stream<Arguments> edges() {
        Sampling twenty = Sampling.frameByFrame(20);
        TrajectorySimulator simulator = TrajectorySimulator.withSeed(9);
        ObservedTrajectory noisy = simulator.observe(DiffusionModel.BROWNIAN, 1, twenty, Camera.IDEAL.withNoise(0.5));
        ObservedTrajectory grid = simulator.observe(DiffusionModel.SUB_FBM, 0.5, twenty, Camera.IDEAL.withGrid(2));
        ObservedTrajectory slow =
                simulator.observe(DiffusionModel.ATTM, 0.15, Sampling.frameByFrame(300), Camera.IDEAL);
        return Stream.of(
                arguments("of 5 points", trajectory(DiffusionModel.SUPER_FBM, 5, 0)),
                arguments("of 6 points", trajectory(DiffusionModel.CTRW, 6, 0.2)),
                arguments("every second frame missing", everySecond(noisy.trajectory())),
                arguments("on a coarse grid", grid),
                arguments("whose diffusivity changes by orders of magnitude", slow),
                arguments(
                        "only the noise known",
                        noisy.withImaging(new ImagingConditions(OptionalDouble.of(0.5), OptionalDouble.empty()))),
                arguments(
                        "only the exposure known",
                        noisy.withImaging(new ImagingConditions(OptionalDouble.empty(), OptionalDouble.of(0.7)))),
                arguments("less motion than noise", noisy.withImaging(ImagingConditions.of(100, 1))));
    }

    private static ObservedTrajectory everySecond(Trajectory full) {
        BitSet observed = new BitSet();
        IntStream.range(0, full.size()).filter(point -> point % 2 == 0).forEach(observed::set);
        int[] frames = observed.stream().toArray();
        double[] x = IntStream.of(frames).mapToDouble(full::x).toArray();
        double[] y = IntStream.of(frames).mapToDouble(full::y).toArray();
        return new ObservedTrajectory(Trajectory.interpolated(frames, x, y), observed);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("edges")
    void onnxRuntimeAndDl4jAgreeAtTheEdges(String name, ObservedTrajectory trajectory) {
        // Given
        MultiDataSet alone = alone(trajectory, DiffusionModel.BROWNIAN);
        double estimate = noise(dl4j.output(ResidualNetwork.NOISE, alone))[0];
        double[] expected = calibrated(ModelContract.PROBABILITIES, dl4j.probabilities(alone), trajectory, estimate);
        double[] families =
                calibrated(ModelContract.FAMILY, dl4j.output(ResidualNetwork.FAMILIES, alone), trajectory, estimate);

        // When
        Classification classification =
                onnxRuntime.classify(List.of(trajectory)).get(0);

        // Then
        for (DiffusionModel each : DiffusionModel.values()) {
            assertThat((double) classification.probability(each)).isCloseTo(expected[each.classIndex()], within(1e-4));
        }
        for (MotionFamily each : MotionFamily.values()) {
            assertThat((double) classification.familyProbability(each))
                    .isCloseTo(families[each.familyIndex()], within(1e-4));
        }
    }

    private static double[] noise(float[] raw) {
        return new double[] {Math.max(0, raw[0]), Math.max(NoiseLoss.MIN_SD, Math.exp(raw[1]))};
    }

    /** Probabilities of DL4J with the calibration of the file; their logarithms are the scores up to a constant. */
    private double[] calibrated(String output, float[] probabilities, ObservedTrajectory trajectory, double noise) {
        double[] scores = new double[probabilities.length];
        for (int each = 0; each < scores.length; each++) {
            scores[each] = Math.log(Math.max(Float.MIN_NORMAL, probabilities[each]));
        }
        return new ReferenceNetwork(shipped).probabilities(output, scores, trajectory, noise);
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
        ObservedTrajectory trajectory = trajectory(model, points, noise);

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
        int stride = ResidualNetwork.stageStride(stage);
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
        ObservedTrajectory trajectory = trajectory(model, points, noise);
        ReferenceNetwork reference = new ReferenceNetwork(shipped);
        double[][][] maps = reference.stageMaps(trajectory);

        // When
        Classification classification =
                onnxRuntime.classify(List.of(trajectory)).get(0);

        // Then
        int explained = classification.mostProbable().classIndex();
        for (int stage = 0; stage < maps.length; stage++) {
            float[] expected = differenceGradCam(reference, stage, maps[stage], explained, trajectory);
            assertSaliency(classification.saliency(stage), stage, expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"CTRW, 33, 0", "SUB_FBM, 120, 0.2", "LEVY_WALK, 251, 0", "SUPER_SBM, 61, 0"})
    void absoluteSaliencyIsThatOfTheChannelsWithoutTheirSigns(DiffusionModel model, int points, double noise) {
        // Given
        ObservedTrajectory trajectory = trajectory(model, points, noise);
        ReferenceNetwork reference = new ReferenceNetwork(shipped);
        double[][][] maps = reference.stageMaps(trajectory);

        // When
        Classification classification =
                onnxRuntime.classify(List.of(trajectory)).get(0);

        // Then
        int explained = classification.mostProbable().classIndex();
        double[] expected = new double[points];
        for (int stage = 0; stage < maps.length; stage++) {
            double[] weights = channelWeights(reference, stage, maps[stage], explained, trajectory);
            addAbsoluteMap(maps[stage], weights, ResidualNetwork.stageStride(stage), expected);
        }
        float[] actual = classification.absoluteSaliency();
        assertThat(actual).hasSize(points);
        for (int point = 0; point < points; point++) {
            assertThat((double) actual[point]).isCloseTo(expected[point] / maps.length, within(1e-3));
        }
    }

    /** Adds the departure of each position from the mean feature map, weighted, as a multiple of its mean. */
    private static void addAbsoluteMap(double[][] map, double[] weights, int stride, double[] sum) {
        int positions = map[0].length;
        double[] departure = new double[positions];
        for (int channel = 0; channel < map.length; channel++) {
            double mean = Arrays.stream(map[channel]).average().orElseThrow();
            for (int position = 0; position < positions; position++) {
                departure[position] += Math.abs(weights[channel]) * Math.abs(map[channel][position] - mean);
            }
        }
        double mean = Arrays.stream(departure).average().orElseThrow();
        for (int point = 0; point < sum.length; point++) {
            sum[point] += departure[point / stride] / mean;
        }
    }

    private static float[] differenceGradCam(
            ReferenceNetwork reference, int stage, double[][] map, int explained, ObservedTrajectory trajectory) {
        double[] weights = channelWeights(reference, stage, map, explained, trajectory);
        float[] saliency = new float[map[0].length];
        for (int channel = 0; channel < map.length; channel++) {
            for (int position = 0; position < saliency.length; position++) {
                saliency[position] += (float) (weights[channel] * map[channel][position]);
            }
        }
        return saliency;
    }

    /** The weight of a channel is the mean gradient of the score: the difference for a common shift, per position. */
    private static double[] channelWeights(
            ReferenceNetwork reference, int stage, double[][] map, int explained, ObservedTrajectory trajectory) {
        double shift = 1e-7;
        double[] weights = new double[map.length];
        for (int channel = 0; channel < map.length; channel++) {
            double up = reference.scoresFrom(stage, shifted(map, channel, shift), trajectory)[explained];
            double down = reference.scoresFrom(stage, shifted(map, channel, -shift), trajectory)[explained];
            weights[channel] = (up - down) / (2 * shift) / map[channel].length;
        }
        return weights;
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
    void allAnswersAreThoseOfAnIndependentComputation(DiffusionModel model, int points, double noise) {
        // Given
        ObservedTrajectory trajectory = trajectory(model, points, noise);
        ReferenceNetwork reference = new ReferenceNetwork(shipped);
        double[][][] maps = reference.stageMaps(trajectory);
        double[][] last = maps[maps.length - 1];
        double[] scores = reference.scoresFrom(maps.length - 1, last, trajectory);
        double[] estimate = reference.noise(last);
        double[] expected = reference.probabilities(ModelContract.PROBABILITIES, scores, trajectory, estimate[0]);
        double[] families =
                reference.probabilities(ModelContract.FAMILY, reference.familyScores(last), trajectory, estimate[0]);
        double largest = Arrays.stream(expected).max().orElseThrow();
        double least = Math.min(largest, reference.leastOfClassSet(trajectory, estimate[0]));
        double novelty = reference.novelty(last, points);
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
        for (MotionFamily each : MotionFamily.values()) {
            assertThat((double) classification.familyProbability(each))
                    .isCloseTo(families[each.familyIndex()], within(1e-4));
        }
        assertThat((double) classification.noise()).isCloseTo(estimate[0], within(1e-4));
        assertThat((double) classification.noiseSd()).isCloseTo(estimate[1], within(1e-4));
        assertThat((double) classification.novelty()).isCloseTo(novelty, within(1e-3 * novelty));
        assertThat(classification.classSet())
                .containsExactlyElementsOf(Arrays.stream(DiffusionModel.values())
                        .filter(each -> expected[each.classIndex()] >= least)
                        .toList());
    }
}
