package io.wanderscope.diffusion;

/**
 * What kind of motion a track shows, one level above the {@link DiffusionModel diffusion models}: one of the eight models, or
 * none of them. The order is that of the classifier's outputs.
 */
public enum MotionFamily {
    /** One of the eight diffusion models. */
    DIFFUSION_MODEL("one of the eight diffusion models", "Its displacements follow one of the eight models."),
    /** Does not move; what seems to be motion is localisation noise. */
    IMMOBILE("immobile", "It does not move; what you see is localisation noise."),
    /** Confined, by a harmonic potential or by walls. */
    CONFINED("confined", "It stays within a region, as if trapped."),
    /** Diffuses and drifts, as when a flow or a motor carries it. */
    DIRECTED("directed", "It drifts steadily in one direction while it diffuses."),
    /** Switches between states of different diffusivity, or between mobile and immobile. */
    SWITCHING("switching", "It switches between states of different diffusivity, such as bound and free."),
    /** Shows a defect of the measurement: coordinates rounded to a grid, or a wrong link. */
    ARTEFACT("artefact", "Its coordinates are rounded to a grid, or it was linked to another particle.");

    private final String description;
    private final String meaning;

    MotionFamily(String description, String meaning) {
        this.description = description;
        this.meaning = meaning;
    }

    /** The family's name for people, in lower case. */
    public String description() {
        return description;
    }

    /** How a particle of this family moves, in one sentence for people. */
    public String meaning() {
        return meaning;
    }

    /** Position of this family among the classifier's outputs, 0 to 5. */
    @SuppressWarnings(
            "EnumOrdinal") // the order is part of the model contract: adding or moving a constant needs a new model
    public int familyIndex() {
        return ordinal();
    }
}
