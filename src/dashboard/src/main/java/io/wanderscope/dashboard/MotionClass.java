package io.wanderscope.dashboard;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.UndeterminedReason;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people are told a track is: one of the eight diffusion models, another kind of motion, or nothing. The topics
 * call everything outside the eight models undetermined and give a reason; some of these reasons are results all the
 * same.
 */
public enum MotionClass {
    /** Annealed transient time motion. */
    ATTM(DiffusionModel.ATTM),
    /** Continuous-time random walk. */
    CTRW(DiffusionModel.CTRW),
    /** Subdiffusive fractional Brownian motion. */
    SUB_FBM(DiffusionModel.SUB_FBM),
    /** Subdiffusive scaled Brownian motion. */
    SUB_SBM(DiffusionModel.SUB_SBM),
    /** Superdiffusive fractional Brownian motion. */
    SUPER_FBM(DiffusionModel.SUPER_FBM),
    /** Lévy walk. */
    LEVY_WALK(DiffusionModel.LEVY_WALK),
    /** Superdiffusive scaled Brownian motion. */
    SUPER_SBM(DiffusionModel.SUPER_SBM),
    /** Brownian motion. */
    BROWNIAN(DiffusionModel.BROWNIAN),
    /** No motion but localisation noise. */
    IMMOBILE(MotionFamily.IMMOBILE),
    /** Confined motion. */
    CONFINED(MotionFamily.CONFINED),
    /** Diffusion with drift. */
    DIRECTED(MotionFamily.DIRECTED),
    /** States of different diffusivity. */
    SWITCHING(MotionFamily.SWITCHING),
    /** A defect of the measurement. */
    ARTEFACT(MotionFamily.ARTEFACT),
    /** Motion unlike all that the network was trained on. */
    UNFAMILIAR("unlike anything in training", "It moves like nothing that the network was trained on."),
    /** The network gave no answer. */
    UNDETERMINED("no answer", "Too short, unsure or failed.");

    private final String description;
    private final String meaning;

    MotionClass(DiffusionModel model) {
        this(model.description(), model.meaning());
    }

    MotionClass(MotionFamily family) {
        this(family.description(), family.meaning());
    }

    MotionClass(String description, String meaning) {
        this.description = description;
        this.meaning = meaning;
    }

    /**
     * What a label record says.
     *
     * @param reason why there is no label, if it is undetermined
     */
    public static MotionClass of(DiffusionLabel label, @Nullable UndeterminedReason reason) {
        if (label != DiffusionLabel.UNDETERMINED) {
            return valueOf(label.name());
        }
        return reason == null ? UNDETERMINED : of(reason);
    }

    private static MotionClass of(UndeterminedReason reason) {
        return switch (reason) {
            case IMMOBILE -> IMMOBILE;
            case CONFINED -> CONFINED;
            case DIRECTED -> DIRECTED;
            case SWITCHING -> SWITCHING;
            case ARTEFACT -> ARTEFACT;
            case UNFAMILIAR -> UNFAMILIAR;
            case TOO_SHORT, LOW_CONFIDENCE, INFERENCE_FAILED, OTHER -> UNDETERMINED;
        };
    }

    /** The eight diffusion models, in the order of the classifier's outputs. */
    public static List<MotionClass> diffusionModels() {
        return Arrays.asList(values()).subList(0, DiffusionModel.values().length);
    }

    /** The kinds of motion outside the eight models. */
    public static List<MotionClass> otherMotion() {
        return Arrays.stream(values()).filter(MotionClass::isOtherMotion).toList();
    }

    /** Whether it is a kind of motion outside the eight models. */
    public boolean isOtherMotion() {
        return this != UNDETERMINED && !diffusionModels().contains(this);
    }

    /** Its name for people, in lower case except for proper names. */
    public String description() {
        return description;
    }

    /** How such a particle moves, in one sentence for people. */
    public String meaning() {
        return meaning;
    }

    /** Its name and its meaning, such as {@code Lévy walk. It moves in straight flights of very different lengths.} */
    public String explanation() {
        return Character.toUpperCase(description.charAt(0)) + description.substring(1) + ". " + meaning;
    }
}
