package io.wanderscope.streaming;

import static io.wanderscope.streaming.SettingType.choice;
import static io.wanderscope.streaming.SettingType.number;
import static io.wanderscope.streaming.SettingType.numberAbove;
import static io.wanderscope.streaming.SettingType.wholeNumber;

import io.wanderscope.linking.LinkingCosts;
import io.wanderscope.linking.LinkingCosts.DiffusionLikelihood;
import io.wanderscope.linking.LinkingCosts.SquaredDisplacement;
import io.wanderscope.linking.LinkingSettings;
import java.util.List;
import java.util.Optional;

/**
 * How localisations are linked to tracks, and for how long a frame waits for its localisations.
 *
 * @param values the values of {@link #settings()}
 */
public record LinkerSettings(SettingValues values) {
    private static final int HIGHEST_COST = 1000;

    /** So many times as many tracks may be open as a frame may have localisations: most of them miss. */
    private static final int OPEN_TRACKS_PER_LOCALISATION = 10;

    private static final SettingGroup SETTINGS = new SettingGroup();

    /** No link is longer. */
    public static final Setting<Optional<Double>> MAXIMUM_DISPLACEMENT = SETTINGS.defineOptional(
            "linking.max.displacement",
            numberAbove(0),
            "none",
            "No link is longer, in the unit of the localisations, however many frames it bridges. Needed with"
                    + " `topics.localisations`. Take what the fastest particles move from one frame to the next, not more.");

    /** What a link costs. */
    public static final Setting<LinkingCostRule> COSTS = SETTINGS.define(
            "linking.costs",
            choice(LinkingCostRule.class),
            LinkingCostRule.DIFFUSION,
            "What a link costs: `diffusion`, how improbable its displacement is for the diffusion coefficient that the track"
                    + " has shown so far, so the reach of each track grows from its own displacements; `displacement`, the squared"
                    + " displacement in units of the square of `linking.max.displacement`.");

    /** What a track costs that is missed in a frame. */
    public static final Setting<Optional<Double>> MISSED = SETTINGS.defineOptional(
            "linking.missed",
            number(0, HIGHEST_COST),
            "0.05 or 0.5",
            "What it costs that a track has no localisation in a frame. With `linking.costs=diffusion`, the share of particles"
                    + " that are not detected in a frame, 0.0001 to 0.9, by default 0.05; with `displacement`, in the unit of its costs,"
                    + " by default 0.5.");

    /** What a localisation costs that starts a track. */
    public static final Setting<Optional<Double>> STARTED = SETTINGS.defineOptional(
            "linking.started",
            number(0, HIGHEST_COST),
            "0.1 or 0.5",
            "What it costs that a localisation starts a track. With `linking.costs=diffusion`, the share of localisations that"
                    + " do, false ones included, 0.0001 to 1, by default 0.1; with `displacement`, in the unit of its costs, by default"
                    + " 0.5.");

    /** What a link costs in addition for each frame that it bridges. */
    public static final Setting<Optional<Double>> BRIDGED = SETTINGS.defineOptional(
            "linking.bridged",
            number(0, HIGHEST_COST),
            "2 or 0.3",
            "What a link costs in addition for each frame that it bridges; it bridges at most `gap.max.frames`. With"
                    + " `linking.costs=diffusion`, in nats, by default 2; with `displacement`, in the unit of its costs, by default 0.3.");

    /** How many frames a frame waits for its localisations. */
    public static final Setting<Integer> FRAMES_WAITING = SETTINGS.define(
            "linking.frames.waiting",
            wholeNumber(1, 100),
            10,
            "A frame that is not known to be complete is linked with what it has as soon as a localisation of a frame arrives"
                    + " that is this many frames later. So much later a localisation may arrive; and of that many linked frames, one"
                    + " that is sent again is still recognised as a duplicate. Frames wait no longer when nothing has come for half"
                    + " of the shorter of `inactivity.stream.ms` and `inactivity.wall.ms`.");

    /** Maximum number of localisations of a frame. */
    public static final Setting<Integer> MAXIMUM_LOCALISATIONS = SETTINGS.define(
            "linking.max.localisations",
            wholeNumber(1, LinkingSettings.MAX_TRACKS),
            10_000,
            "Maximum number of localisations of a frame that are linked; the others become dead letters"
                    + " (`TOO_MANY_LOCALISATIONS`). At most ten times as many tracks are open, and never more than 100,000.");

    /** Keeps the values of these settings only. */
    public LinkerSettings {
        values = values.only(settings());
    }

    /** All settings of linking. */
    public static List<Setting<?>> settings() {
        return SETTINGS.all();
    }

    /**
     * How each field is linked.
     *
     * @param maximumGap most frames without a localisation that a link bridges
     * @throws IllegalArgumentException when the maximum displacement is missing, or a cost is not one of the chosen rule; the
     *     message names the key
     */
    public LinkingSettings linking(int maximumGap) {
        int openTracks = Math.min(LinkingSettings.MAX_TRACKS, OPEN_TRACKS_PER_LOCALISATION * maximumLocalisations());
        return new LinkingSettings(costs(), maximumGap, maximumLocalisations(), openTracks);
    }

    private LinkingCosts costs() {
        double maximum = values.get(MAXIMUM_DISPLACEMENT)
                .orElseThrow(() -> new IllegalArgumentException(MAXIMUM_DISPLACEMENT
                        + " is missing; localisations are linked, so give the longest displacement from one frame to the next,"
                        + " in their unit of length"));
        try {
            return values.get(COSTS) == LinkingCostRule.DIFFUSION ? likelihood(maximum) : squares(maximum);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "with " + COSTS + "=" + COSTS.type().printer().apply(values.get(COSTS)) + " and "
                            + String.join(
                                    ", ",
                                    List.of(MAXIMUM_DISPLACEMENT.key(), MISSED.key(), STARTED.key(), BRIDGED.key()))
                            + " as they are, " + e.getMessage(),
                    e);
        }
    }

    private LinkingCosts likelihood(double maximum) {
        DiffusionLikelihood usual = DiffusionLikelihood.within(maximum);
        return new DiffusionLikelihood(
                maximum,
                values.get(MISSED).orElse(usual.missed()),
                values.get(STARTED).orElse(usual.started()),
                values.get(BRIDGED).orElse(usual.gap()));
    }

    private LinkingCosts squares(double maximum) {
        SquaredDisplacement usual = SquaredDisplacement.within(maximum);
        return new SquaredDisplacement(
                maximum,
                values.get(MISSED).orElse(usual.missed()),
                values.get(STARTED).orElse(usual.started()),
                values.get(BRIDGED).orElse(usual.gap()));
    }

    /** Value of {@link #FRAMES_WAITING}. */
    public int framesWaiting() {
        return values.get(FRAMES_WAITING);
    }

    /** Value of {@link #MAXIMUM_LOCALISATIONS}. */
    public int maximumLocalisations() {
        return values.get(MAXIMUM_LOCALISATIONS);
    }
}
