package io.wanderscope.trainer.configuration;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which trajectories are used for training a second time, rotated. */
public enum AugmentationMode {
    /** None: the network sees every trajectory once. */
    @JsonProperty("none")
    NONE,
    /** Targeted augmentation: of each class, the trajectories with the largest mean saliency. */
    @JsonProperty("targeted")
    TARGETED,
    /** The control: as many of each class, drawn at random. */
    @JsonProperty("random")
    RANDOM
}
