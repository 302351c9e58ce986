package io.wanderscope.streaming;

import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.UndeterminedReason;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a configuration waits for, and how often it is told. {@link TriggerRules#parse} reads rules and checks their values.
 *
 * @param name of the rule, as in {@code trigger.NAME.class}
 * @param conditions what the configuration says of it, such as {@code class=LEVY_WALK confidence.min=0.8}, for people
 * @param acquisitions the acquisitions that it concerns
 * @param status the results that it looks at
 * @param motion what the label must say; everything if both sets are empty
 * @param minimumConfidence least confidence, 0 to 1; empty for any, and for results without one
 * @param minimumPoints least number of detected points, 0 for any
 * @param diffusion least and greatest diffusion coefficient
 * @param region where the latest position must lie
 * @param holding how long the conditions must hold without a break before there is an event; in times of a track's positions, or of
 *     the stream if the rule waits for a share
 * @param share if the rule waits for a share of an acquisition's tracks instead of one track
 * @param every within which time, likewise, an acquisition gets at most one trigger of the rule; zero for no limit
 */
public record TriggerRule(
        String name,
        String conditions,
        Pattern acquisitions,
        Status status,
        Motion motion,
        OptionalDouble minimumConfidence,
        int minimumPoints,
        Diffusion diffusion,
        Optional<Region> region,
        Duration holding,
        Optional<Share> share,
        Duration every) {

    /** Which results a rule looks at. */
    public enum Status {
        /** Results of tracks that may still grow. */
        LIVE,
        /** Results of tracks that have ended. */
        FINAL,
        /** All results. */
        ANY;

        /** Whether a rule looks at a result of this status. */
        public boolean includes(ResultStatus result) {
            return this == ANY || name().equals(result.name());
        }
    }

    /** Labels and, of the label UNDETERMINED, reasons; a result has to have one of them. */
    public record Motion(Set<DiffusionLabel> labels, Set<UndeterminedReason> reasons) {
        private static final Set<UndeterminedReason> NEVER_CLASSIFIED =
                Set.of(UndeterminedReason.TOO_SHORT, UndeterminedReason.INFERENCE_FAILED);

        /** Copies the sets. */
        public Motion {
            labels = Set.copyOf(labels);
            reasons = Set.copyOf(reasons);
        }

        /** Whether only results will do for which no model was run. */
        public boolean isNeverClassified() {
            return labels.isEmpty() && !reasons.isEmpty() && NEVER_CLASSIFIED.containsAll(reasons);
        }

        /** Whether every label will do. */
        public boolean isAny() {
            return labels.isEmpty() && reasons.isEmpty();
        }
    }

    /**
     * Both ends included.
     *
     * @param minimum in {@link #UNIT}; empty for none
     * @param maximum in {@link #UNIT}; empty for none
     */
    public record Diffusion(OptionalDouble minimum, OptionalDouble maximum) {
        /** The unit of both ends. What is estimated in another unit is not compared with them. */
        public static final String UNIT = "um^2/s";

        /** Whether every diffusion coefficient will do, and none too. */
        public boolean isAny() {
            return minimum.isEmpty() && maximum.isEmpty();
        }
    }

    /** A rectangle, edges included, in the unit of the positions. */
    public record Region(double left, double top, double right, double bottom) {
        /** Whether a point lies in it. */
        public boolean contains(double x, double y) {
            return left <= x && x <= right && top <= y && y <= bottom;
        }
    }

    /**
     * A share of the tracks of an acquisition. A track counts with its latest result.
     *
     * @param minimum least share, above 0 to 1
     * @param minimumTracks least number of tracks that count
     * @param window how long, in stream time, a result counts
     */
    public record Share(double minimum, int minimumTracks, Duration window) {}

    /** Whether the rule concerns an acquisition. */
    public boolean concerns(String acquisition) {
        return acquisitions.matcher(acquisition).matches();
    }

    /** By name and conditions, because a pattern equals only itself. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TriggerRule that && name.equals(that.name) && conditions.equals(that.conditions);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + conditions.hashCode();
    }

    @Override
    public String toString() {
        return name + ": " + conditions;
    }
}
