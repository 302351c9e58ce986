package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.ObservedTrajectory;
import java.util.List;

/** What the layers of a trained network, whose weights stay as they are, see of a trajectory. */
public interface FrozenStages extends AutoCloseable {
    /** Names of the layers, from the input to the output. */
    List<String> layers();

    /** The features that each layer has of a trajectory. Thread-safe. */
    List<double[]> features(ObservedTrajectory trajectory);

    @Override
    void close();
}
