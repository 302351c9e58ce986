package io.wanderscope.diffusion;

/**
 * The eight diffusion models that the classifier distinguishes, in the order of its outputs. Source: Bae, Baek and
 * Jeong, Nature Communications (2026), doi 10.1038/s41467-026-71229-x.
 */
public enum DiffusionModel {
    /** Annealed transient time motion: Brownian segments whose diffusivity is redrawn at random times; subdiffusive. */
    ATTM("annealed transient time motion", "Its diffusivity changes at random times.", 0.1, 0.9),
    /** Continuous-time random walk: heavy-tailed waiting times between Gaussian jumps; subdiffusive. */
    CTRW("continuous-time random walk", "It rests between jumps, sometimes briefly, sometimes for long.", 0.1, 0.9),
    /** Fractional Brownian motion with anticorrelated displacements, Hurst exponent below one half. */
    SUB_FBM("subdiffusive fractional Brownian motion", "Its steps tend to turn back.", 0.1, 0.9),
    /** Scaled Brownian motion whose diffusivity falls with time. */
    SUB_SBM("subdiffusive scaled Brownian motion", "Its diffusivity falls with time.", 0.1, 0.9),
    /** Fractional Brownian motion with correlated displacements, Hurst exponent above one half. */
    SUPER_FBM("superdiffusive fractional Brownian motion", "Its steps tend to keep their direction.", 1.1, 1.9),
    /** Lévy walk: ballistic flights of heavy-tailed duration; superdiffusive. */
    LEVY_WALK("Lévy walk", "It moves in straight flights of very different lengths.", 1.1, 1.9),
    /** Scaled Brownian motion whose diffusivity grows with time. */
    SUPER_SBM("superdiffusive scaled Brownian motion", "Its diffusivity grows with time.", 1.1, 1.9),
    /** Brownian motion: independent displacements of constant variance. */
    BROWNIAN("Brownian motion", "Its steps are independent and alike.", 1.0, 1.0);

    private final String description;
    private final String meaning;
    private final double minimumExponent;
    private final double maximumExponent;

    DiffusionModel(String description, String meaning, double minimumExponent, double maximumExponent) {
        this.description = description;
        this.meaning = meaning;
        this.minimumExponent = minimumExponent;
        this.maximumExponent = maximumExponent;
    }

    /** The model's full name for people, in lower case except for proper names. */
    public String description() {
        return description;
    }

    /** How a particle of this model moves, in one sentence for people. */
    public String meaning() {
        return meaning;
    }

    /** Minimum anomalous exponent α drawn for this model in the paper; no unit. */
    public double minimumExponent() {
        return minimumExponent;
    }

    /** Maximum anomalous exponent α drawn for this model in the paper; no unit. */
    public double maximumExponent() {
        return maximumExponent;
    }

    /** Position of this model among the classifier's outputs, 0 to 7. */
    @SuppressWarnings(
            "EnumOrdinal") // the order is part of the model contract: adding or moving a constant needs a new model
    public int classIndex() {
        return ordinal();
    }

    /** The model at the given position among the classifier's outputs, 0 to 7. */
    @SuppressWarnings("EnumOrdinal")
    public static DiffusionModel ofClassIndex(int classIndex) {
        return values()[classIndex];
    }
}
