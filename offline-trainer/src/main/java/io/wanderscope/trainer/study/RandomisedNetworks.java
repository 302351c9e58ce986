package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.inference.TrajectoryClassifier;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** The model with the weights of some of its layers drawn again. */
public interface RandomisedNetworks {
    /** Names of the layers, from the output to the input. */
    List<String> layers();

    /**
     * Opens the model with other weights; the caller closes it.
     *
     * @param layers the layers whose weights are drawn again
     * @param explained the class that the saliency explains, whatever the answer
     * @param draw number of the draw, from 0; each draws other weights
     * @throws IOException if the model cannot be written or read
     */
    TrajectoryClassifier open(Set<String> layers, DiffusionModel explained, int draw) throws IOException;
}
