package io.wanderscope.streaming.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.Estimate;
import io.wanderscope.inference.Explanation;
import io.wanderscope.inference.Faithfulness;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.ModelMembership;
import io.wanderscope.inference.TrajectoryClassifier;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelRunnerTest {
    private static final ObservedTrajectory TWO_POINTS =
            ObservedTrajectory.complete(Trajectory.of(new double[] {0, 2}, new double[] {0, 1}));
    private static final float[] PROBABILITIES = {1, 0, 0, 0, 0, 0, 0, 0};
    private static final ModelMembership MEMBER = FakeTrajectoryClassifier.certain(MotionFamily.DIFFUSION_MODEL);
    private static final Classification SOUND = classification(PROBABILITIES, MEMBER, new float[0][]);

    private static Classification classification(
            float[] probabilities, ModelMembership membership, float[][] saliency) {
        return new Classification(
                probabilities,
                Set.of(DiffusionModel.ATTM),
                membership,
                new Estimate(1, 0),
                new Estimate(0, 0),
                saliency,
                new float[saliency.length == 0 ? 0 : saliency[0].length]);
    }

    private static ObservedTrajectory resting(int points) {
        return ObservedTrajectory.complete(Trajectory.of(new double[points], new double[points]));
    }

    /** A model that returns this for one trajectory, and a sound classification for others. */
    private record Giving(Classification ofTwoPoints) implements TrajectoryClassifier {
        @Override
        public ModelDescription model() {
            return new ModelDescription(
                    "without residual stages",
                    "0".repeat(64),
                    List.of(),
                    10,
                    1000,
                    Optional.empty(),
                    Faithfulness.UNKNOWN,
                    Optional.empty());
        }

        @Override
        public List<Classification> classify(List<ObservedTrajectory> trajectories, Explanation explanation) {
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
        Classification zeros = classification(new float[8], MEMBER, new float[0][]);

        // When
        List<InferenceOutcome> outcomes =
                new ModelRunner(new Giving(zeros)).classify(List.of(TWO_POINTS), Explanation.GRAD_CAM);

        // Then
        assertThat(outcomes.get(0).classification()).isEmpty();
        assertThat(outcomes.get(0).failure()).contains("all zero");
    }

    @Test
    void takesFamiliesThatCannotBeNormalisedAsAFailure() {
        // Given
        ModelMembership zeros = new ModelMembership(Collections.nCopies(6, 0f), 0);
        Classification noFamily = classification(PROBABILITIES, zeros, new float[0][]);

        // When
        List<InferenceOutcome> outcomes =
                new ModelRunner(new Giving(noFamily)).classify(List.of(TWO_POINTS), Explanation.GRAD_CAM);

        // Then
        assertThat(outcomes.get(0).classification()).isEmpty();
        assertThat(outcomes.get(0).failure()).contains("all zero");
    }

    @Test
    void takesATrajectoryThatIsCertainlyNoneOfTheEightForClassified() {
        // Given
        ModelMembership confined = FakeTrajectoryClassifier.certain(MotionFamily.CONFINED);
        Classification noneOfThese = classification(PROBABILITIES, confined, new float[0][]);

        // When
        List<InferenceOutcome> outcomes =
                new ModelRunner(new Giving(noneOfThese)).classify(List.of(TWO_POINTS), Explanation.GRAD_CAM);

        // Then
        assertThat(outcomes.get(0).classification()).contains(noneOfThese);
    }

    @Test
    void takesSaliencyOfAnotherShapeAsAFailure() {
        // Given
        Classification oneStage = classification(PROBABILITIES, MEMBER, new float[][] {{0, 0}});

        // When
        List<InferenceOutcome> outcomes =
                new ModelRunner(new Giving(oneStage)).classify(List.of(TWO_POINTS), Explanation.GRAD_CAM);

        // Then
        assertThat(outcomes.get(0).classification()).isEmpty();
        assertThat(outcomes.get(0).failure()).contains("residual stages");
    }

    @Test
    void takesSaliencyThatNobodyAskedForAsAFailure() {
        // Given
        Classification oneStage = classification(PROBABILITIES, MEMBER, new float[][] {{0, 0}});

        // When
        List<InferenceOutcome> outcomes =
                new ModelRunner(new Giving(oneStage)).classify(List.of(TWO_POINTS), Explanation.NONE);

        // Then
        assertThat(outcomes.get(0).failure()).contains("residual stages");
    }

    @Test
    void blamesTheModelThatFailsOnAllTrajectoriesOfALength() {
        // Given a device without enough memory for long trajectories
        FakeTrajectoryClassifier classifier = FakeTrajectoryClassifier.failingOn(trajectory -> trajectory.size() > 500);
        ModelRunner runner = new ModelRunner(classifier);
        ObservedTrajectory brief = resting(10);
        ObservedTrajectory lengthy = resting(600);

        // When
        Throwable thrown = catchThrowable(() -> runner.classify(List.of(brief, lengthy), Explanation.GRAD_CAM));

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
        ObservedTrajectory trajectory = resting(10);

        // When
        Throwable thrown = catchThrowable(() -> runner.classify(List.of(trajectory, trajectory), Explanation.GRAD_CAM));

        // Then
        assertThat(thrown)
                .isInstanceOf(ModelFailureException.class)
                .hasMessageContaining("the model fake fails on every trajectory of 10 points")
                .hasMessageContaining("configured to fail");
    }
}
