package io.wanderscope.dashboard.live;

import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.ClassFraction;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.DiffusiveState;
import io.wanderscope.schema.Family;
import io.wanderscope.schema.FamilyFraction;
import io.wanderscope.schema.TimeUnit;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all tracks of an acquisition, or of one time window of it, say together: the parts of an {@link AcquisitionPopulation},
 * whose schema tells their units and ranges. Numbers of the lists are in single precision, which is enough for a picture.
 *
 * @param windowStart first instant of the window, milliseconds since 1970; null for the whole acquisition
 * @param windowEnd first instant after the window, milliseconds since 1970; null for the whole acquisition
 */
public record Population(
        @Nullable Long windowStart,
        @Nullable Long windowEnd,
        long tracks,
        long otherUnitTracks,
        long displacements,
        String lengthUnit,
        TimeUnit timeUnit,
        @Nullable Double frameInterval,
        @Nullable Double localisationError,
        @Nullable Double focalDepth,
        @Nullable Double exposure,
        List<Occupation> occupation,
        List<State> states,
        long classifiedTracks,
        List<ModelFraction> classes,
        List<KindFraction> families,
        @Nullable Double alpha,
        @Nullable Double alphaSd,
        long alphaTracks,
        String modelHash) {
    private static final int BYTES = 400;
    private static final int BYTES_OF_ENTRY = 48;

    /** The share of one diffusion coefficient. */
    public record Occupation(float diffusionCoefficient, float fraction, float low, float high) {
        private static Occupation of(io.wanderscope.schema.Occupation bin) {
            return new Occupation(
                    single(bin.getDiffusionCoefficient()),
                    single(bin.getFraction()),
                    single(bin.getLow()),
                    single(bin.getHigh()));
        }
    }

    /** A peak of the occupation; {@code from} and {@code to} are null where it has no end. */
    public record State(
            float diffusionCoefficient,
            @Nullable Double from,
            @Nullable Double to,
            float fraction,
            float low,
            float high) {
        private static State of(DiffusiveState state) {
            return new State(
                    single(state.getDiffusionCoefficient()),
                    state.getFrom(),
                    state.getTo(),
                    single(state.getFraction()),
                    single(state.getLow()),
                    single(state.getHigh()));
        }
    }

    /** The share of one diffusion model. */
    public record ModelFraction(DiffusionLabel model, float fraction, float low, float high) {
        private static ModelFraction of(ClassFraction part) {
            return new ModelFraction(
                    part.getModel(), single(part.getFraction()), single(part.getLow()), single(part.getHigh()));
        }
    }

    /** The share of one family of motion. */
    public record KindFraction(Family family, float fraction, float low, float high) {
        private static KindFraction of(FamilyFraction part) {
            return new KindFraction(
                    part.getFamily(), single(part.getFraction()), single(part.getLow()), single(part.getHigh()));
        }
    }

    /** What a record says. */
    public static Population of(AcquisitionPopulation record) {
        return new Population(
                milliseconds(record.getWindowStart()),
                milliseconds(record.getWindowEnd()),
                record.getTracks(),
                record.getOtherUnitTracks(),
                record.getDisplacements(),
                record.getLengthUnit().intern(), // there are few units and models, and many windows
                record.getTimeUnit(),
                record.getFrameInterval(),
                record.getLocalisationError(),
                record.getFocalDepth(),
                record.getExposure(),
                record.getOccupation().stream().map(Occupation::of).toList(),
                record.getStates().stream().map(State::of).toList(),
                record.getClassifiedTracks(),
                record.getClasses().stream().map(ModelFraction::of).toList(),
                record.getFamilies().stream().map(KindFraction::of).toList(),
                record.getAlpha(),
                record.getAlphaSd(),
                record.getAlphaTracks(),
                record.getModelHash().intern());
    }

    private static @Nullable Long milliseconds(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    /** Not infinity, which JSON does not have, nor NaN. */
    private static float single(double value) {
        return Double.isNaN(value) ? 0 : (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
    }

    /** Approximate memory in bytes. */
    int cost() {
        return BYTES + BYTES_OF_ENTRY * (occupation.size() + states.size() + classes.size() + families.size());
    }
}
