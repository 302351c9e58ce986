package io.wanderscope.inference;

import io.wanderscope.diffusion.ObservedTrajectory;
import java.util.List;

/**
 * Determines which diffusion model each trajectory of a batch follows, if any of the eight, and which of its points led
 * to that answer.
 *
 * <p>Implementations are thread-safe. The result for a trajectory does not depend on the rest of its batch.
 */
public interface TrajectoryClassifier extends AutoCloseable {
    /** What the model is and which lengths it accepts. */
    ModelDescription model();

    /**
     * Classifies a batch of trajectories of any lengths between {@link ModelDescription#minimumPoints()} and
     * {@link ModelDescription#maximumPoints()}.
     *
     * @param explanation what the classifications say about the points; without it they have 0 stages
     * @return one classification per trajectory, in the same order
     * @throws IllegalArgumentException if a trajectory is shorter or longer than the model accepts
     * @throws InferenceException if the model cannot be run on this batch; the classifier stays usable
     */
    List<Classification> classify(List<ObservedTrajectory> trajectories, Explanation explanation);

    /** Classifies a batch and explains each answer: {@link #classify(List, Explanation)} with Grad-CAM. */
    default List<Classification> classify(List<ObservedTrajectory> trajectories) {
        return classify(trajectories, Explanation.GRAD_CAM);
    }

    /** Releases the model; the classifier cannot be used afterwards. */
    @Override
    void close();
}
