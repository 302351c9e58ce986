package io.wanderscope.app.results;

import io.wanderscope.dashboard.MotionClass;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.UndeterminedReason;
import java.util.Map;

/** What a result means, in words for people: how such a particle moves, or why there is no answer. */
final class Meanings {
    private static final Map<UndeterminedReason, String> WITHOUT_ANSWER = Map.of(
            UndeterminedReason.LOW_CONFIDENCE, "no class is probable enough",
            UndeterminedReason.TOO_SHORT, "too few points",
            UndeterminedReason.INFERENCE_FAILED, "the network failed",
            UndeterminedReason.OTHER, "unknown reason");

    private Meanings() {}

    /** Such as {@code Its steps tend to reverse.} or {@code no answer: too few points}. */
    static String of(TrajectoryLabel label) {
        UndeterminedReason reason = label.getReason();
        return reason != null && isWithoutAnswer(reason)
                ? of(reason)
                : MotionClass.of(label.getLabel(), reason).meaning();
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
