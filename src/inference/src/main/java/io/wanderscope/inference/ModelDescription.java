package io.wanderscope.inference;

import io.wanderscope.diffusion.population.ClassConfusion;
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
 * @param faithfulness how far its maps can be trusted; {@link Faithfulness#UNKNOWN} if its file does not say
 * @param confusion how it confuses kinds of motion, from which the fractions of a population follow; empty if its file does not
 *     say
 */
public record ModelDescription(
        String name,
        String sha256,
        List<ResidualStage> stages,
        int minimumPoints,
        int maximumPoints,
        Optional<String> shortTracks,
        Faithfulness faithfulness,
        Optional<ClassConfusion> confusion) {

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
     * The hash by which reports and studies name the model: that of its file without {@link #faithfulness}. They come before the
     * figures that are recorded of them, and their recording must not make them untrue.
     */
    public String studiedSha256() {
        return faithfulness.sha256().orElse(sha256);
    }

    /**
     * Whether a hash is that of this model: of its file, or of its file without {@link #faithfulness}. The network is the same
     * in both.
     */
    public boolean isNamedBy(String hash) {
        return hash.equals(sha256) || hash.equals(studiedSha256());
    }

    /** Whether anything is known about how far its maps can be trusted. */
    public boolean hasFaithfulness() {
        return !faithfulness.figures().isEmpty();
    }

    /**
     * One residual stage of the network.
     *
     * @param name the stage's name, such as {@code stage1}
     * @param receptiveField how many points of the trajectory one position of the stage depends on
     */
    public record ResidualStage(String name, int receptiveField) {}
}
