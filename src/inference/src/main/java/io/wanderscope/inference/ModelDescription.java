package io.wanderscope.inference;

import java.util.List;

/**
 * What a model says of itself, and what its file is.
 *
 * @param name the model's name, from its metadata
 * @param sha256 SHA-256 of the model file, 64 lower-case hexadecimal digits
 * @param stages the residual stages whose saliency the model gives, from fine to coarse
 * @param minimumPoints shortest trajectory the model was made for, in points, at least 2
 * @param maximumPoints longest trajectory the model was made for, in points
 */
public record ModelDescription(
        String name, String sha256, List<ResidualStage> stages, int minimumPoints, int maximumPoints) {

    /** Checks the ranges and copies the list. */
    public ModelDescription {
        if (minimumPoints < 2 || maximumPoints < minimumPoints) {
            throw new IllegalArgumentException(
                    "a model accepts from at least 2 points up, got " + minimumPoints + " to " + maximumPoints);
        }
        stages = List.copyOf(stages);
    }

    /**
     * One residual stage of the network.
     *
     * @param name the stage's name, such as {@code stage1}
     * @param receptiveField how many points of the trajectory one position of the stage sees
     */
    public record ResidualStage(String name, int receptiveField) {}
}
