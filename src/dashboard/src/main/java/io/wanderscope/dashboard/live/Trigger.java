package io.wanderscope.dashboard.live;

import io.wanderscope.dashboard.TriggerWords;
import io.wanderscope.schema.AcquisitionTrigger;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TriggerKind;
import io.wanderscope.schema.UndeterminedReason;
import org.jspecify.annotations.Nullable;

/**
 * A trigger: the parts of an {@link AcquisitionTrigger}, whose schema tells their units and ranges, without the name of the
 * acquisition. Times are milliseconds since 1970.
 *
 * @param evidence what led to it, in words for people
 */
public record Trigger(
        String id,
        String rule,
        String conditions,
        TriggerKind kind,
        int event,
        long time,
        long since,
        long triggeredTime,
        int suppressed,
        String evidence,
        @Nullable String track,
        @Nullable ResultStatus status,
        @Nullable Integer revision,
        @Nullable DiffusionLabel label,
        @Nullable UndeterminedReason reason,
        @Nullable Double confidence,
        @Nullable Double alpha,
        @Nullable Integer points,
        @Nullable Integer observedPoints,
        @Nullable Double diffusionCoefficient,
        @Nullable String diffusionUnit,
        @Nullable Long frame,
        @Nullable Double x,
        @Nullable Double y,
        @Nullable String lengthUnit,
        @Nullable Double share,
        @Nullable Long matchingTracks,
        @Nullable Long tracks) {
    private static final int BYTES = 600;

    static Trigger of(AcquisitionTrigger record) {
        return new Trigger(
                record.getId(),
                record.getRule(),
                record.getConditions(),
                record.getKind(),
                record.getEvent(),
                record.getTime().toEpochMilli(),
                record.getSince().toEpochMilli(),
                record.getTriggeredTime().toEpochMilli(),
                record.getSuppressed(),
                TriggerWords.evidence(record),
                record.getTrack(),
                record.getStatus(),
                record.getRevision(),
                record.getLabel(),
                record.getReason(),
                record.getConfidence(),
                record.getAlpha(),
                record.getPoints(),
                record.getObservedPoints(),
                record.getDiffusionCoefficient(),
                record.getDiffusionUnit(),
                record.getFrame(),
                record.getX(),
                record.getY(),
                record.getLengthUnit(),
                record.getShare(),
                record.getMatchingTracks(),
                record.getTracks());
    }

    /** Approximate memory in bytes. */
    int cost() {
        int texts = id.length() + rule.length() + conditions.length() + evidence.length();
        return BYTES + 2 * (texts + (track == null ? 0 : track.length()));
    }
}
