package io.wanderscope.inference;

import java.util.List;

/**
 * A model as its metadata describe it, and the hash of its file.
 *
 * @param name the model's name, from its metadata
 * @param sha256 SHA-256 of the model file, 64 lower-case hexadecimal digits
 * @param stages the residual stages for which the model gives saliency, from fine to coarse
 * @param minimumPoints shortest trajectory that the model accepts, in points, at least 2
 * @param maximumPoints longest trajectory that the model accepts, in points
 */
public record ModelDescription(
        String name, String sha256, List<ResidualStage> stages, int minimumPoints, int maximumPoints) {

    /** Checks the ranges and copies the list. */
    public ModelDescription {
        if (minimumPoints < 2 || maximumPoints < minimumPoints) {
            throw new IllegalArgumentException(
                    "a model must accept lengths from at least 2 points up to some larger number, got " + minimumPoints
                            + " to " + maximumPoints);
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
