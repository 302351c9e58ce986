package io.wanderscope.streaming.triggers;

import io.wanderscope.schema.AcquisitionTrigger;
import io.wanderscope.schema.TriggerKind;
import io.wanderscope.streaming.TriggerRule;
import io.wanderscope.streaming.triggers.TrackResult.Coefficient;
import io.wanderscope.streaming.triggers.TrackResult.Place;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Makes the records of the triggers' topic. */
final class TriggerRecords {
    private static final String SEPARATOR = "/";

    private TriggerRecords() {}

    /** A track met a rule with this result. */
    static AcquisitionTrigger.Builder ofTrack(
            TriggerRule rule, String acquisition, TrackResult result, Holding holding, long time) {
        return of(rule, acquisition, holding, time)
                .setId(id(rule, acquisition, holding) + SEPARATOR + result.track())
                .setKind(TriggerKind.TRACK)
                .setTrack(result.track())
                .setStatus(result.status())
                .setRevision(result.revision())
                .setLabel(result.label())
                .setReason(result.reason().orElse(null))
                .setConfidence(nullable(result.confidence()))
                .setAlpha(nullable(result.alpha()))
                .setPoints(result.points())
                .setObservedPoints(result.observedPoints())
                .setDiffusionCoefficient(
                        result.diffusion().map(Coefficient::value).orElse(null))
                .setDiffusionUnit(result.diffusion().map(Coefficient::unit).orElse(null))
                .setFrame(result.frame())
                .setX(result.place().map(Place::x).orElse(null))
                .setY(result.place().map(Place::y).orElse(null))
                .setLengthUnit(result.lengthUnit());
    }

    /** The tracks of an acquisition met a rule that waits for a share of them. */
    static AcquisitionTrigger.Builder ofShare(TriggerRule rule, String acquisition, RuleProgress progress, long time) {
        return of(rule, acquisition, progress.holding(), time)
                .setId(id(rule, acquisition, progress.holding()))
                .setKind(TriggerKind.SHARE)
                .setShare(progress.counted().share())
                .setMatchingTracks(progress.counted().matching())
                .setTracks(progress.counted().tracks());
    }

    private static AcquisitionTrigger.Builder of(TriggerRule rule, String acquisition, Holding holding, long time) {
        return AcquisitionTrigger.newBuilder()
                .setAcquisition(acquisition)
                .setRule(rule.name())
                .setConditions(rule.conditions())
                .setEvent(holding.events())
                .setTime(Instant.ofEpochMilli(time))
                .setSince(Instant.ofEpochMilli(holding.since().orElse(time)));
    }

    /** Neither the name of an acquisition nor that of a rule contains the separator, so no two events share an id. */
    private static String id(TriggerRule rule, String acquisition, Holding holding) {
        return acquisition + SEPARATOR + rule.name() + SEPARATOR + holding.events();
    }

    private static @Nullable Double nullable(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
