package io.wanderscope.streaming;

/** What the link of a localisation to a track costs. */
public enum LinkingCostRule {
    /** Less, the better the displacement fits the diffusion coefficient that the track itself has shown. */
    DIFFUSION,
    /** The squared displacement, whatever the track. */
    DISPLACEMENT
}
