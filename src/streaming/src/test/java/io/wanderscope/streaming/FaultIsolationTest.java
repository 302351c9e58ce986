package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.TrajectoryClassifier;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultIsolationTest {
    /** A model whose probabilities are all zero, which no softmax gives but a broken file may. */
    private record Giving(Classification classification) implements TrajectoryClassifier {
        @Override
        public ModelDescription model() {
            return new ModelDescription("without residual stages", "0".repeat(64), List.of(), 10, 1000);
        }

        @Override
        public List<Classification> classify(List<Trajectory> trajectories) {
            return trajectories.stream().map(trajectory -> classification).toList();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    @Test
    void takesProbabilitiesThatCannotBeNormalisedAsAFailure() {
        // Given
        Trajectory trajectory = Trajectory.of(new double[] {0, 1}, new double[] {0, 1});

        Classification zeros = new Classification(new float[8], 1, 0, new float[0][]);

        // When
        List<InferenceOutcome> outcomes = new FaultIsolation(new Giving(zeros)).classify(List.of(trajectory));

        // Then
        assertThat(outcomes.get(0).classification()).isEmpty();
        assertThat(outcomes.get(0).failure()).contains("all zero");
    }

    @Test
    void takesSaliencyOfAnotherShapeAsAFailure() {
        // Given
        Trajectory trajectory = Trajectory.of(new double[] {0, 1}, new double[] {0, 1});
        float[] probabilities = {1, 0, 0, 0, 0, 0, 0, 0};
        Classification oneStage = new Classification(probabilities, 1, 0, new float[][] {{0, 0}});

        // When
        List<InferenceOutcome> outcomes = new FaultIsolation(new Giving(oneStage)).classify(List.of(trajectory));

        // Then
        assertThat(outcomes.get(0).classification()).isEmpty();
        assertThat(outcomes.get(0).failure()).contains("residual stages");
    }
}
