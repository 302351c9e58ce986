package io.wanderscope.ingest;

import io.wanderscope.diffusion.LengthNames;
import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.FieldKey;
import io.wanderscope.streaming.LocalisationRules;
import io.wanderscope.streaming.PositionRules;
import io.wanderscope.streaming.RecordFault;
import io.wanderscope.streaming.TrackKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * A type of record that rows can become.
 *
 * @param <T> the record
 */
public abstract class RecordType<T extends SpecificRecordBase> {
    /** Localisations that a tracker has linked. */
    public static final RecordType<ParticlePosition> POSITIONS = new Positions();

    /** Localisations that the stream links. */
    public static final RecordType<ParticleLocalisation> LOCALISATIONS = new Localisations();

    private final Class<T> type;
    private final String inWords;
    private final Set<Field> fields;

    private RecordType(Class<T> type, String inWords, Set<Field> fields) {
        this.type = type;
        this.inWords = inWords;
        this.fields = fields;
    }

    /** The record's class. */
    public Class<T> type() {
        return type;
    }

    /** What messages call one, such as "a position". */
    String inWords() {
        return inWords;
    }

    Set<Field> fields() {
        return fields;
    }

    /**
     * Makes the record of a row and checks it.
     *
     * @throws RowException when a field cannot be read, or the stream would reject the record
     */
    abstract T record(Row row, RowDefaults defaults) throws RowException;

    /** The key under which the topology expects a valid record, in UTF-8. */
    abstract byte[] key(T valid);

    /** When the record's frame was exposed. */
    public abstract Instant time(T record);

    abstract long frame(T record);

    /** What an end mark ends: a track, or an acquisition or tile. */
    abstract String unitThatEnds(T record);

    abstract boolean isEndMark(T record);

    /** A mark in the frame of a record. */
    abstract T endMark(T record);

    private static String acquisition(Row row, RowDefaults defaults) throws RowException {
        @Nullable String named = row.name(Field.ACQUISITION);
        if (named != null && !named.equals(defaults.acquisition())) {
            throw RowException.unreadable(
                    row.line(),
                    "the row is of the acquisition " + RowException.quoted(named) + ", and all rows here are of "
                            + RowException.quoted(defaults.acquisition()));
        }
        return defaults.acquisition();
    }

    private static long frameOf(Row row) throws RowException {
        @Nullable Long frame = row.whole(Field.FRAME);
        if (frame == null) {
            throw RowException.unreadable(row.line(), "the row has no frame");
        }
        return frame;
    }

    private static Instant exposure(Row row, long frame, RowDefaults defaults) throws RowException {
        @Nullable Instant said = row.instant(Field.TIME);
        if (said != null) {
            return said;
        }
        RowTimes times = defaults.times()
                .orElseThrow(() -> RowException.unreadable(
                        row.line(),
                        "the row has no time, and the start and the frame interval are not given (start and"
                                + " frame_interval by HTTP, --start and --frame-interval with publish)"));
        return times.of(frame)
                .orElseThrow(() -> RowException.unreadable(
                        row.line(), "the time of frame " + frame + " is thousands of years away"));
    }

    private static String lengthUnit(Row row, RowDefaults defaults) throws RowException {
        @Nullable String unit = row.text(Field.LENGTH_UNIT);
        if (unit == null || unit.isBlank()) {
            return defaults.lengthUnit();
        }
        return LengthNames.symbol(unit)
                .orElseThrow(() ->
                        RowException.unreadable(row.line(), Field.LENGTH_UNIT + " " + RowDefaults.unknownUnit(unit)));
    }

    private static final class Positions extends RecordType<ParticlePosition> {
        private Positions() {
            super(
                    ParticlePosition.class,
                    "a position",
                    EnumSet.of(
                            Field.ACQUISITION,
                            Field.TRACK,
                            Field.FRAME,
                            Field.TIME,
                            Field.X,
                            Field.Y,
                            Field.Z,
                            Field.QUALITY,
                            Field.LENGTH_UNIT,
                            Field.END_OF_TRACK));
        }

        @Override
        ParticlePosition record(Row row, RowDefaults defaults) throws RowException {
            @Nullable String track = row.name(Field.TRACK);
            long frame = frameOf(row);
            ParticlePosition position = new ParticlePosition(
                    acquisition(row, defaults),
                    track == null ? "" : track,
                    frame,
                    exposure(row, frame, defaults),
                    row.number(Field.X),
                    row.number(Field.Y),
                    row.number(Field.Z),
                    row.number(Field.QUALITY),
                    lengthUnit(row, defaults),
                    row.truth(Field.END_OF_TRACK));
            Optional<RecordFault> fault = PositionRules.fault(position, key(position));
            if (fault.isPresent()) {
                throw new RowException(row.line(), fault.get());
            }
            return position;
        }

        @Override
        byte[] key(ParticlePosition position) {
            return (position.getAcquisition() + TrackKey.SEPARATOR + position.getTrack())
                    .getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Instant time(ParticlePosition position) {
            return position.getTime();
        }

        @Override
        long frame(ParticlePosition position) {
            return position.getFrame();
        }

        @Override
        String unitThatEnds(ParticlePosition position) {
            return position.getTrack();
        }

        @Override
        boolean isEndMark(ParticlePosition position) {
            return position.getEndOfTrack();
        }

        @Override
        ParticlePosition endMark(ParticlePosition position) {
            return new ParticlePosition(
                    position.getAcquisition(),
                    position.getTrack(),
                    position.getFrame(),
                    position.getTime(),
                    null,
                    null,
                    null,
                    null,
                    position.getLengthUnit(),
                    true);
        }
    }

    private static final class Localisations extends RecordType<ParticleLocalisation> {
        private Localisations() {
            super(
                    ParticleLocalisation.class,
                    "a localisation",
                    EnumSet.complementOf(EnumSet.of(Field.TRACK, Field.END_OF_TRACK)));
        }

        @Override
        ParticleLocalisation record(Row row, RowDefaults defaults) throws RowException {
            long frame = frameOf(row);
            ParticleLocalisation localisation = new ParticleLocalisation(
                    acquisition(row, defaults),
                    row.name(Field.TILE),
                    frame,
                    exposure(row, frame, defaults),
                    row.number(Field.X),
                    row.number(Field.Y),
                    row.number(Field.Z),
                    row.number(Field.QUALITY),
                    row.number(Field.LOCALISATION_ERROR),
                    lengthUnit(row, defaults),
                    count(row),
                    row.truth(Field.END_OF_ACQUISITION));
            Optional<RecordFault> fault = LocalisationRules.fault(localisation, key(localisation));
            if (fault.isPresent()) {
                throw new RowException(row.line(), fault.get());
            }
            return localisation;
        }

        private static @Nullable Integer count(Row row) throws RowException {
            @Nullable Long count = row.whole(Field.FRAME_LOCALISATIONS);
            if (count != null && count.intValue() != count) {
                throw RowException.unreadable(
                        row.line(), Field.FRAME_LOCALISATIONS + " must be a whole number of 32 bits, got " + count);
            }
            return count == null ? null : count.intValue();
        }

        @Override
        byte[] key(ParticleLocalisation localisation) {
            return new FieldKey(localisation.getAcquisition(), localisation.getTile())
                    .text()
                    .getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Instant time(ParticleLocalisation localisation) {
            return localisation.getTime();
        }

        @Override
        long frame(ParticleLocalisation localisation) {
            return localisation.getFrame();
        }

        @Override
        String unitThatEnds(ParticleLocalisation localisation) {
            return new FieldKey(localisation.getAcquisition(), localisation.getTile()).text();
        }

        @Override
        boolean isEndMark(ParticleLocalisation localisation) {
            return localisation.getEndOfAcquisition();
        }

        @Override
        ParticleLocalisation endMark(ParticleLocalisation localisation) {
            return new ParticleLocalisation(
                    localisation.getAcquisition(),
                    localisation.getTile(),
                    localisation.getFrame(),
                    localisation.getTime(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    localisation.getLengthUnit(),
                    null,
                    true);
        }
    }
}
