package io.wanderscope.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.trainer.data.TestSet;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    /** A classifier that is correct with a known probability and exaggerates its scores by a known temperature. */
    private static final class Overconfident implements TrajectoryClassifier {
        private final Random random = new Random(8);
        private final Queue<DiffusionModel> truth = new ArrayDeque<>();
        private final Temperature exaggeration;

        Overconfident(Temperature exaggeration, long seed, int trajectories) {
            this.exaggeration = exaggeration;
            for (TestSet set : TestSet.all(Calibration.heldOutSeed(seed), trajectories)) {
                set.forEach(each -> truth.add(each.model()));
            }
        }

        @Override
        public ModelDescription model() {
            throw new UnsupportedOperationException("not needed");
        }

        @Override
        public List<Classification> classify(List<Trajectory> trajectories) {
            return trajectories.stream().map(this::classify).toList();
        }

        private Classification classify(Trajectory trajectory) {
            int classes = DiffusionModel.values().length;
            double[] calibrated = new double[classes];
            double confidence = 0.3 + 0.65 * random.nextDouble();
            boolean right = random.nextDouble() < confidence;
            int actual = truth.remove().classIndex();
            int predicted = right ? actual : (actual + 1 + random.nextInt(classes - 1)) % classes;
            double sum = 0;
            float[] probabilities = new float[classes];
            for (int each = 0; each < classes; each++) {
                calibrated[each] = each == predicted ? confidence : (1 - confidence) / (classes - 1);
                probabilities[each] = (float) Math.pow(calibrated[each], exaggeration.at(trajectory.size()));
                sum += probabilities[each];
            }
            for (int each = 0; each < classes; each++) {
                probabilities[each] /= (float) sum;
            }
            return new Classification(probabilities, 1, 0, new float[0][]);
        }

        @Override
        public void close() {
            // No resources.
        }
    }

    @Test
    void findsTheTemperatureThatUndoesOverconfidence() {
        // Given scores that are too large by 1.5 at 100 points, and more so for longer trajectories
        Temperature exaggeration = new Temperature(Math.log(1.5), 0.2);

        // When
        Temperature found = Calibration.of(new Overconfident(exaggeration, 3, 4000), 3, 4000);

        // Then
        assertThat(found.at(100)).isCloseTo(1.5, within(0.08));
        assertThat(found.at(1000)).isCloseTo(exaggeration.at(1000), within(0.12));
    }
}
