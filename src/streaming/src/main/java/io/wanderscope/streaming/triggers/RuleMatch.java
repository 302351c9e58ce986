package io.wanderscope.streaming.triggers;

import io.wanderscope.streaming.TriggerRule;
import io.wanderscope.streaming.TriggerRule.Diffusion;
import io.wanderscope.streaming.triggers.TrackResult.Coefficient;

/** Whether a result meets the conditions of a rule. */
final class RuleMatch {
    private RuleMatch() {}

    /** Whether the rule looks at such results: of a rule that waits for a share, whether their tracks count. */
    static boolean counts(TriggerRule rule, TrackResult result) {
        return rule.status().includes(result.status())
                && (rule.share().isEmpty() || result.observedPoints() >= rule.minimumPoints());
    }

    /** Whether a result that the rule looks at meets all its conditions. */
    static boolean matches(TriggerRule rule, TrackResult result) {
        return hasMotion(rule, result)
                && isConfident(rule, result)
                && result.observedPoints() >= rule.minimumPoints()
                && diffuses(rule, result)
                && isInRegion(rule, result);
    }

    private static boolean hasMotion(TriggerRule rule, TrackResult result) {
        TriggerRule.Motion motion = rule.motion();
        return motion.isAny()
                || motion.labels().contains(result.label())
                || result.reason().filter(motion.reasons()::contains).isPresent();
    }

    private static boolean isConfident(TriggerRule rule, TrackResult result) {
        return rule.minimumConfidence().isEmpty()
                || result.confidence().orElse(-1) >= rule.minimumConfidence().getAsDouble();
    }

    private static boolean diffuses(TriggerRule rule, TrackResult result) {
        Diffusion range = rule.diffusion();
        return range.isAny()
                || result.diffusion()
                        .filter(coefficient -> coefficient.unit().equals(Diffusion.UNIT))
                        .map(Coefficient::value)
                        .filter(value -> range.minimum().orElse(Double.NEGATIVE_INFINITY) <= value
                                && value <= range.maximum().orElse(Double.POSITIVE_INFINITY))
                        .isPresent();
    }

    /** Whether the rule names diffusion coefficients, and that of the result is in another unit. */
    static boolean isInAnotherUnit(TriggerRule rule, TrackResult result) {
        return !rule.diffusion().isAny()
                && result.diffusion()
                        .filter(coefficient -> !coefficient.unit().equals(Diffusion.UNIT))
                        .isPresent();
    }

    private static boolean isInRegion(TriggerRule rule, TrackResult result) {
        return rule.region().isEmpty()
                || result.place()
                        .filter(place -> rule.region().get().contains(place.x(), place.y()))
                        .isPresent();
    }
}
