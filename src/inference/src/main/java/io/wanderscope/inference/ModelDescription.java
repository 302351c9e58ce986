package io.wanderscope.inference;

import java.util.List;
import java.util.Optional;

/**
 * A model as its metadata describe it, and the hash of its file.
 *
 * @param name the model's name, from its metadata
 * @param sha256 SHA-256 of the model file, 64 lower-case hexadecimal digits
 * @param stages the residual stages for which the model gives saliency, from fine to coarse
 * @param minimumPoints minimum number of points of a trajectory that the model accepts, at least 2
 * @param maximumPoints maximum number of points of a trajectory that the model accepts
 * @param shortTracks how the model does on short tracks and what prior probabilities change there, in lines for people; empty if
 *     its file does not say
 */
public record ModelDescription(
        String name,
        String sha256,
        List<ResidualStage> stages,
        int minimumPoints,
        int maximumPoints,
        Optional<String> shortTracks) {

    /** Checks the ranges and copies the list. */
    public ModelDescription {
        if (minimumPoints < 2 || maximumPoints < minimumPoints) {
            throw new IllegalArgumentException(
                    "the minimum number of points must be at least 2, and the maximum must not be smaller, got "
                            + minimumPoints + " to " + maximumPoints);
        }
        stages = List.copyOf(stages);
    }

    /**
     * One residual stage of the network.
     *
     * @param name the stage's name, such as {@code stage1}
     * @param receptiveField how many points of the trajectory one position of the stage depends on
     */
    public record ResidualStage(String name, int receptiveField) {}
}
