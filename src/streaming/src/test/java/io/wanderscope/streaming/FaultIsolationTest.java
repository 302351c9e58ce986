package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.TrajectoryClassifier;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaultIsolationTest {
    /** A model whose probabilities are all zero, which no softmax gives but a broken file may. */
    private static final class AllZeros implements TrajectoryClassifier {
        @Override
        public ModelDescription model() {
            return new ModelDescription("zeros", "0".repeat(64), List.of(), 10, 1000);
        }

        @Override
        public List<Classification> classify(List<Trajectory> trajectories) {
            return trajectories.stream()
                    .map(trajectory -> new Classification(new float[8], 1, 0, new float[0][]))
                    .toList();
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

        // When
        List<Optional<Classification>> results = new FaultIsolation(new AllZeros()).classify(List.of(trajectory));

        // Then
        assertThat(results).containsExactly(Optional.empty());
    }
}
