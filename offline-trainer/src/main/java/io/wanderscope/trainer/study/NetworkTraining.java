package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.data.LabelledTrajectory;
import java.util.List;
import java.util.function.IntConsumer;

/** Trains networks for a study of the training data. */
public interface NetworkTraining {
    /** What is trained and how, in sentences for people. */
    String description();

    /**
     * Trains a network on one core; the caller closes it. The same sequence and seed give the same network.
     *
     * @param sequence the trajectories in the order in which the network sees them
     * @param seed seed of the initial weights
     * @param afterStep receives the number of trajectories of each step
     */
    Network train(List<LabelledTrajectory> sequence, long seed, IntConsumer afterStep);

    /** A trained network. */
    interface Network extends AutoCloseable {
        /** Mean Grad-CAM of each trajectory at the last stage, for its true class, up to a factor that depends on its length only. */
        double[] saliency(List<LabelledTrajectory> trajectories);

        /** The most probable class of each trajectory. */
        List<DiffusionModel> answers(List<LabelledTrajectory> trajectories);

        @Override
        void close();
    }
}
