package io.wanderscope.dashboard;

import io.wanderscope.schema.AcquisitionTrigger;
import io.wanderscope.schema.TriggerKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What led to a trigger, in words for people. */
public final class TriggerWords {
    private TriggerWords() {}

    /**
     * One sentence without a full stop, such as {@code track 7: Lévy walk (87 %), D about 0.12 µm²/s, 45 points, at 12.3, 4.5 µm in
     * frame 120} or {@code 34 % of 120 tracks}.
     */
    public static String evidence(AcquisitionTrigger trigger) {
        List<String> parts = new ArrayList<>();
        if (trigger.getKind() == TriggerKind.SHARE) {
            addShare(trigger, parts);
        } else {
            addTrack(trigger, parts);
        }
        Duration held = Duration.between(trigger.getSince(), trigger.getTime());
        if (!held.isZero()) {
            parts.add("for " + PopulationWords.number(held.toMillis() / 1e3) + " s");
        }
        if (trigger.getSuppressed() > 0) {
            parts.add(
                    trigger.getSuppressed() == 1
                            ? "one event before it had no trigger"
                            : trigger.getSuppressed() + " events before it had no trigger");
        }
        return String.join(", ", parts);
    }

    private static void addShare(AcquisitionTrigger trigger, List<String> parts) {
        if (trigger.getShare() != null && trigger.getTracks() != null) {
            parts.add(
                    String.format(Locale.ROOT, "%.0f %% of %,d tracks", 100 * trigger.getShare(), trigger.getTracks()));
        }
    }

    private static void addTrack(AcquisitionTrigger trigger, List<String> parts) {
        parts.add("track " + trigger.getTrack() + ": " + motion(trigger) + confidence(trigger));
        if (trigger.getDiffusionCoefficient() != null && trigger.getDiffusionUnit() != null) {
            parts.add("D about " + PopulationWords.number(trigger.getDiffusionCoefficient()) + " "
                    + forPeople(trigger.getDiffusionUnit()));
        }
        if (trigger.getPoints() != null) {
            parts.add(trigger.getPoints() == 1 ? "1 point" : trigger.getPoints() + " points");
        }
        if (trigger.getX() != null && trigger.getY() != null) {
            parts.add(String.format(
                    Locale.ROOT,
                    "at %.2f, %.2f %s in frame %d",
                    trigger.getX(),
                    trigger.getY(),
                    forPeople(String.valueOf(trigger.getLengthUnit())),
                    trigger.getFrame()));
        }
    }

    private static String motion(AcquisitionTrigger trigger) {
        if (trigger.getLabel() == null) {
            return MotionClass.UNDETERMINED.description();
        }
        MotionClass motion = MotionClass.of(trigger.getLabel(), trigger.getReason());
        boolean hasOwnReason = motion == MotionClass.UNDETERMINED && trigger.getReason() != null;
        return hasOwnReason
                ? trigger.getReason().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                : motion.description();
    }

    private static String confidence(AcquisitionTrigger trigger) {
        Double confidence = trigger.getConfidence();
        return confidence == null ? "" : String.format(Locale.ROOT, " (%.0f %%)", 100 * confidence);
    }

    private static String forPeople(String unit) {
        return unit.replaceFirst("^um", "µm").replace("^2", "²");
    }
}
