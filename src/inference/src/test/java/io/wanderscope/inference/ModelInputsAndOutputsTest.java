package io.wanderscope.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What reaches a model and what becomes of its outputs, by a model that repeats what it is given (echo_model.py). */
class ModelInputsAndOutputsTest {
    private OnnxTrajectoryClassifier echo;

    @BeforeEach
    void open() throws URISyntaxException {
        Path file = Path.of(
                Objects.requireNonNull(getClass().getResource("echo.onnx")).toURI());
        echo = OnnxTrajectoryClassifier.open(file, ExecutionProvider.CPU, 1);
    }

    @AfterEach
    void close() {
        echo.close();
    }

    /** Points 10, 11, 12 … on the x axis. */
    private static Trajectory straight(int points) {
        double[] x = IntStream.range(0, points).mapToDouble(point -> 10 + point).toArray();
        return Trajectory.of(x, new double[points]);
    }

    private static ObservedTrajectory withoutPoints(Trajectory trajectory, int... interpolated) {
        BitSet observed = new BitSet();
        observed.set(0, trajectory.size());
        IntStream.of(interpolated).forEach(observed::clear);
        return new ObservedTrajectory(trajectory, observed);
    }

    @Test
    void theModelSeesThePositionsRelativeToTheFirst() {
        // Given
        List<ObservedTrajectory> batch =
                List.of(ObservedTrajectory.complete(straight(5)), ObservedTrajectory.complete(straight(7)));

        // When
        List<Classification> classifications = echo.classify(batch);

        // Then
        assertThat(classifications.get(0).saliency(1)).containsExactly(0, 1, 2, 3, 4);
        assertThat(classifications.get(1).saliency(1)).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void theModelSeesWhichPointsWereDetected() {
        // Given a shorter trajectory, which is padded, beside a longer one
        List<ObservedTrajectory> batch =
                List.of(withoutPoints(straight(6), 1, 3), ObservedTrajectory.complete(straight(9)));

        // When
        List<Classification> classifications = echo.classify(batch);

        // Then the points after the last count as not detected
        assertThat(classifications.get(0).saliency(0)).containsExactly(1, 0, 1, 0, 1, 1);
        assertThat(classifications.get(0).absoluteSaliency()).containsExactly(2, 1, 2, 1, 2, 2);
        assertThat(classifications).extracting(Classification::noise).containsExactly(4f, 9f);
        assertThat(classifications).extracting(Classification::noiseSd).containsExactly(6f, 9f);
    }

    @Test
    void theModelSeesTheImagingConditionsOfEachTrajectory() {
        // Given
        ObservedTrajectory trajectory = ObservedTrajectory.complete(straight(5));
        ImagingConditions exposureOnly = new ImagingConditions(OptionalDouble.empty(), OptionalDouble.of(0.75));
        List<ObservedTrajectory> batch = List.of(
                trajectory.withImaging(ImagingConditions.of(0.25, 0.5)),
                trajectory,
                trajectory.withImaging(exposureOnly));

        // When
        List<Classification> classifications = echo.classify(batch);

        // Then what is unknown is −1
        assertThat(classifications).extracting(Classification::alpha).containsExactly(0.25f, -1f, -1f);
        assertThat(classifications).extracting(Classification::alphaSd).containsExactly(0.5f, -1f, 0.75f);
    }

    @Test
    void everyOutputHasItsPlaceInTheClassification() {
        // Given
        List<ObservedTrajectory> batch =
                List.of(ObservedTrajectory.complete(straight(6)), ObservedTrajectory.complete(straight(5)));

        // When
        Classification classification = echo.classify(batch).get(1);

        // Then
        assertThat(classification.isFinite()).isTrue();
        assertThat(classification.probability(DiffusionModel.SUB_FBM)).isEqualTo(0.2f);
        assertThat(classification.mostProbable()).isEqualTo(DiffusionModel.ATTM);
        assertThat(classification.familyProbability(MotionFamily.DIRECTED)).isEqualTo(0.2f);
        assertThat(classification.mostProbableFamily()).isEqualTo(MotionFamily.DIFFUSION_MODEL);
        assertThat(classification.confidence()).isEqualTo(0.5f * 0.3f);
        assertThat(classification.novelty()).isEqualTo(10);
        assertThat(classification.classSet())
                .containsExactly(DiffusionModel.ATTM, DiffusionModel.SUB_FBM, DiffusionModel.BROWNIAN);
    }
}
