package io.wanderscope.inference;

import io.wanderscope.diffusion.Trajectory;
import java.util.List;

/**
 * Says which diffusion model each trajectory of a batch follows, and which of its points said so.
 *
 * <p>Implementations may be shared by threads. The result of a trajectory does not depend on the batch it is in.
 */
public interface TrajectoryClassifier extends AutoCloseable {
    /** What the model is and what it accepts. */
    ModelDescription model();

    /**
     * Classifies a batch of trajectories of any lengths between {@link ModelDescription#minimumPoints()} and
     * {@link ModelDescription#maximumPoints()}. It is fastest where neighbours in the list are of similar length.
     *
     * @return one classification per trajectory, in the same order
     * @throws IllegalArgumentException when a trajectory is shorter or longer than the model accepts
     * @throws InferenceException when the model cannot be run on this batch; the classifier stays usable
     */
    List<Classification> classify(List<Trajectory> trajectories);

    /** Frees what the classifier holds; it cannot be used afterwards. */
    @Override
    void close();
}
