package io.wanderscope.app.results;

import io.wanderscope.dashboard.MotionClass;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.UndeterminedReason;
import io.wanderscope.streaming.RecordedProbabilities;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a result means, in words for people: how such a particle moves, or why there is no answer. */
final class Meanings {
    private static final Map<UndeterminedReason, String> WITHOUT_ANSWER = Map.of(
            UndeterminedReason.LOW_CONFIDENCE, "no class is probable enough",
            UndeterminedReason.TOO_SHORT, "too few points",
            UndeterminedReason.INFERENCE_FAILED, "the network failed",
            UndeterminedReason.OTHER, "unknown reason");

    /** Least probability of another kind of motion that is worth a word. */
    private static final double PROBABLE_FAMILY = 0.3;

    private Meanings() {}

    /**
     * Such as {@code Brownian motion. Its steps are independent and alike.}, {@code Most probably confined. It stays
     * within a region, as if trapped.} where the result is more likely wrong than right, {@code no answer: too few
     * points}, or {@code no answer: no class is probable enough, or confined: 47 %}.
     */
    static String of(TrajectoryLabel label) {
        UndeterminedReason reason = label.getReason();
        if (reason != null && isWithoutAnswer(reason)) {
            return of(reason) + otherFamily(label);
        }
        StatedMotion stated = StatedMotion.of(label);
        MotionClass motion = stated.motion();
        return stated.isDoubtful()
                ? "Most probably " + motion.description() + ". " + motion.meaning()
                : motion.explanation();
    }

    /** Another kind of motion that a track of low confidence may well be. */
    private static String otherFamily(TrajectoryLabel label) {
        if (label.getReason() != UndeterminedReason.LOW_CONFIDENCE || label.getFamilies() == null) {
            return "";
        }
        List<Double> families = RecordedProbabilities.of(label.getFamilies());
        return Arrays.stream(MotionFamily.values())
                .filter(family -> family != MotionFamily.DIFFUSION_MODEL)
                .max(Comparator.comparing(family -> families.get(family.familyIndex())))
                .filter(family -> families.get(family.familyIndex()) >= PROBABLE_FAMILY)
                .map(family -> String.format(
                        Locale.ROOT,
                        ", or %s: %.0f %%",
                        family.description(),
                        100 * families.get(family.familyIndex())))
                .orElse("");
    }

    /** Whether a reason says that the network gave no answer. */
    static boolean isWithoutAnswer(UndeterminedReason reason) {
        return WITHOUT_ANSWER.containsKey(reason);
    }

    /** Why there is no answer. */
    static String of(UndeterminedReason reason) {
        return "no answer: " + WITHOUT_ANSWER.get(reason);
    }
}
