package io.wanderscope.trainer.study;

/** The training sets of {@link AugmentationStudy}, each with a network of its own. */
enum AugmentationArm {
    /** The plain set. */
    NONE("none"),
    /** The plain set, for as many steps as the sets with added tracks. */
    NONE_LONGER("none, more steps"),
    /** With tracks added that were chosen at random. */
    RANDOM("random"),
    /** With those tracks added that have the largest saliency. */
    TARGETED("targeted");

    private final String label;

    AugmentationArm(String label) {
        this.label = label;
    }

    /** Its name for people. */
    String label() {
        return label;
    }
}
