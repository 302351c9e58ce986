package io.wanderscope.trainer.configuration;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which trajectories are rotated and used a second time in training. */
public enum AugmentationMode {
    /** No augmentation: every trajectory is used once. */
    @JsonProperty("none")
    NONE,
    /** Targeted augmentation: the trajectories of each class with the largest mean saliency. */
    @JsonProperty("targeted")
    TARGETED,
    /** The control: the same number of trajectories of each class, chosen at random. */
    @JsonProperty("random")
    RANDOM
}
