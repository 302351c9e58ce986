package io.wanderscope.inference;

import io.wanderscope.diffusion.MotionFamily;
import java.util.List;

/**
 * Whether a trajectory follows one of the eight diffusion models at all.
 *
 * @param families probability of each {@link MotionFamily}, by family index; they sum to 1 where the model gave finite
 *     numbers, which is not checked
 * @param novelty distance of the trajectory from those of training, 0 or more; above 1 is unfamiliar
 */
public record ModelMembership(List<Float> families, float novelty) {
    /** Copies the list and checks its size. */
    public ModelMembership {
        families = List.copyOf(families);
        if (families.size() != MotionFamily.values().length) {
            throw new IllegalArgumentException("a classification needs " + MotionFamily.values().length
                    + " probabilities of families, got " + families.size());
        }
    }

    /** Probability of the given family, 0 to 1. */
    float probability(MotionFamily family) {
        return families.get(family.familyIndex());
    }

    boolean isFinite() {
        return families.stream().allMatch(Float::isFinite) && Float.isFinite(novelty);
    }
}
