package io.wanderscope.streaming.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.TrajectoryClassifier;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelRunnerTest {
    private static final Trajectory TWO_POINTS = Trajectory.of(new double[] {0, 2}, new double[] {0, 1});
    private static final float[] PROBABILITIES = {1, 0, 0, 0, 0, 0, 0, 0};
    private static final Classification SOUND = new Classification(PROBABILITIES, 1, 0, new float[0][]);

    /** A model that returns this for one trajectory, and a sound classification for others. */
    private record Giving(Classification ofTwoPoints) implements TrajectoryClassifier {
        @Override
        public ModelDescription model() {
            return new ModelDescription("without residual stages", "0".repeat(64), List.of(), 10, 1000);
        }

        @Override
        public List<Classification> classify(List<Trajectory> trajectories) {
            return trajectories.stream()
                    .map(trajectory -> trajectory.equals(TWO_POINTS) ? ofTwoPoints : SOUND)
                    .toList();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    @Test
    void takesProbabilitiesThatCannotBeNormalisedAsAFailure() {
        // Given probabilities that no softmax returns, but a damaged file may
        Classification zeros = new Classification(new float[8], 1, 0, new float[0][]);

        // When
        List<InferenceOutcome> outcomes = new ModelRunner(new Giving(zeros)).classify(List.of(TWO_POINTS));

        // Then
        assertThat(outcomes.get(0).classification()).isEmpty();
        assertThat(outcomes.get(0).failure()).contains("all zero");
    }

    @Test
    void takesSaliencyOfAnotherShapeAsAFailure() {
        // Given
        Classification oneStage = new Classification(PROBABILITIES, 1, 0, new float[][] {{0, 0}});

        // When
        List<InferenceOutcome> outcomes = new ModelRunner(new Giving(oneStage)).classify(List.of(TWO_POINTS));

        // Then
        assertThat(outcomes.get(0).classification()).isEmpty();
        assertThat(outcomes.get(0).failure()).contains("residual stages");
    }

    @Test
    void blamesTheModelThatFailsOnAllTrajectoriesOfALength() {
        // Given a device without enough memory for long trajectories
        FakeTrajectoryClassifier classifier = FakeTrajectoryClassifier.failingOn(trajectory -> trajectory.size() > 500);
        ModelRunner runner = new ModelRunner(classifier);
        Trajectory brief = Trajectory.of(new double[10], new double[10]);
        Trajectory lengthy = Trajectory.of(new double[600], new double[600]);

        // When
        Throwable thrown = catchThrowable(() -> runner.classify(List.of(brief, lengthy)));

        // Then
        assertThat(thrown)
                .isInstanceOf(ModelFailureException.class)
                .hasMessageContaining("fails on every trajectory of 600 points");
    }

    @Test
    void blamesTheModelWhereItFailsOnAPlainTrajectoryToo() {
        // Given
        FakeTrajectoryClassifier classifier = FakeTrajectoryClassifier.failingOn(trajectory -> true);
        ModelRunner runner = new ModelRunner(classifier);
        Trajectory trajectory = Trajectory.of(new double[10], new double[10]);

        // When
        Throwable thrown = catchThrowable(() -> runner.classify(List.of(trajectory, trajectory)));

        // Then
        assertThat(thrown)
                .isInstanceOf(ModelFailureException.class)
                .hasMessageContaining("the model fake fails on every trajectory of 10 points")
                .hasMessageContaining("configured to fail");
    }
}
