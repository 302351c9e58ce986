package io.wanderscope.trainer.data;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A way in which tracks from a microscope depart from the eight models as the paper simulates them: another motion, or
 * a model seen by a camera and a tracker as they are. The trajectories are those of the independent simulator, which
 * shares no code with that of training. Lengths are in units of the s.d. of the displacements in free diffusion along
 * an axis, times in frames.
 */
public enum Departure {
    /** Localisation noise and nothing else. */
    IMMOBILE("immobile, with localisation noise", MotionFamily.IMMOBILE),
    /** Diffusion in a harmonic potential. */
    HARMONIC_TRAP("harmonic trap, relaxation time 5", MotionFamily.CONFINED),
    /** Diffusion with a straight drift. */
    DRIFT("drift of 1 s.d. a frame", MotionFamily.DIRECTED),
    /** Switching between two mobile states. */
    TWO_DIFFUSIVITIES("two diffusivities of a ratio of 10, dwell time 10", MotionFamily.SWITCHING),
    /** Switching between a mobile and an immobile state. */
    MOBILE_AND_IMMOBILE("mobile and immobile, dwell time 10", MotionFamily.SWITCHING),
    /** Brownian motion, averaged over frames that are exposed all the time. */
    BLUR("Brownian motion under full exposure", DiffusionModel.BROWNIAN, false),
    /**
     * Brownian motion whose coordinates are multiples of half a step. The rounding errors, with an s.d. of 0.14 steps,
     * are those of a weak localisation noise, so that the label BROWNIAN is as right as the family.
     */
    ROUNDING("Brownian motion rounded to half a step", MotionFamily.ARTEFACT, true),
    /** Brownian motion whose coordinates are multiples of two steps, so that it seems to rest and no label is right. */
    COARSE_ROUNDING("Brownian motion rounded to two steps", MotionFamily.ARTEFACT),
    /** Brownian motion that goes on elsewhere at some point. */
    WRONG_LINK("Brownian motion with one wrong link of 15 s.d.", MotionFamily.ARTEFACT),
    /** Brownian motion with missing frames, which straight lines fill. */
    GAPS_IN_BROWNIAN("Brownian motion, 20 % of the frames missing", DiffusionModel.BROWNIAN, false),
    /** Subdiffusive fractional Brownian motion with missing frames, which straight lines fill. */
    GAPS_IN_SUB_FBM("SUB_FBM, 20 % of the frames missing", DiffusionModel.SUB_FBM, false),
    /** A later part of subdiffusive scaled Brownian motion, which looks Brownian the later it is. */
    WINDOW_OF_SUB_SBM("window of a longer SUB_SBM", DiffusionModel.SUB_SBM, true),
    /** A later part of superdiffusive scaled Brownian motion, which looks Brownian the later it is. */
    WINDOW_OF_SUPER_SBM("window of a longer SUPER_SBM", DiffusionModel.SUPER_SBM, true),
    /** A later part of annealed transient time motion, which is Brownian where its diffusivity does not change. */
    WINDOW_OF_ATTM("window of a longer ATTM", DiffusionModel.ATTM, true),
    /** Brownian motion under strong localisation noise, as of a bound molecule that diffuses slowly. */
    CREEPING("Brownian motion under noise of 2 s.d.", DiffusionModel.BROWNIAN, false),
    /** Brownian motion under so much localisation noise that a short track shows nothing else. */
    SLOWLY_CREEPING("Brownian motion under noise of 6 s.d.", DiffusionModel.BROWNIAN, false);

    /** Standard deviations of the localisation noise of what creeps, in units of the displacements' s.d. without it. */
    static final double CREEPING_NOISE = 2;

    static final double SLOWLY_CREEPING_NOISE = 6;

    private static final long DEPARTURE_SEEDS = 0x6465_7061_7274_7572L;

    private final String description;
    private final MotionFamily family;
    private final @Nullable DiffusionModel model;
    private final boolean brownianIsRight;

    Departure(String description, MotionFamily family) {
        this(description, family, null, false);
    }

    Departure(String description, MotionFamily family, boolean brownianIsRight) {
        this(description, family, null, brownianIsRight);
    }

    Departure(String description, DiffusionModel model, boolean brownianIsRight) {
        this(description, MotionFamily.DIFFUSION_MODEL, model, brownianIsRight);
    }

    Departure(String description, MotionFamily family, @Nullable DiffusionModel model, boolean brownianIsRight) {
        this.description = description;
        this.family = family;
        this.model = model;
        this.brownianIsRight = brownianIsRight;
    }

    /** What it is, in a few words for reports. */
    public String description() {
        return description;
    }

    /** The family to which the motion belongs. */
    public MotionFamily family() {
        return family;
    }

    /**
     * Whether a label is right. None is for a motion outside the models, except that BROWNIAN is for Brownian motion
     * whose rounding is finer than its steps; for a window of an older process, BROWNIAN is as right as its model.
     */
    public boolean isRight(DiffusionModel label) {
        return label == model || (brownianIsRight && label == DiffusionModel.BROWNIAN);
    }

    /**
     * Draws trajectories; the same arguments give the same.
     *
     * @param seed seed of every random draw; training uses other seeds
     * @param trajectories number of trajectories
     * @param points length of each, at least 10
     * @throws IllegalArgumentException if they are shorter
     */
    public List<LabelledTrajectory> draw(long seed, int trajectories, int points) {
        if (points < 10) {
            throw new IllegalArgumentException("points must be at least 10, got " + points);
        }
        long ownSeed = Seeds.derive(seed ^ DEPARTURE_SEEDS ^ name().hashCode(), points);
        ReferenceDepartures departures = new ReferenceDepartures(ownSeed);
        return IntStream.range(0, trajectories)
                .mapToObj(index -> labelled(departures.draw(this, points)))
                .toList();
    }

    private LabelledTrajectory labelled(ReferenceDepartures.Drawn drawn) {
        return new LabelledTrajectory(drawn.observed(), family, model, drawn.exponent(), noise());
    }

    private double noise() {
        return switch (this) {
            case IMMOBILE -> Double.NaN;
            case CREEPING -> CREEPING_NOISE;
            case SLOWLY_CREEPING -> SLOWLY_CREEPING_NOISE;
            default -> 0;
        };
    }
}
