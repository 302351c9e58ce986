package io.wanderscope.ingest;

import io.wanderscope.streaming.DeadLetterCause;
import io.wanderscope.streaming.RecordFault;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records that rows stand for. Not thread-safe.
 *
 * @param <T> the record
 */
public final class RowReader<T extends SpecificRecordBase> {
    /** How far ahead of the clock the time of a row may be: what brokers allow by default. */
    public static final Duration MAX_AHEAD = Duration.ofHours(1);

    private final Lines lines;
    private final RowSyntax syntax;
    private final RecordType<T> type;
    private final RowDefaults defaults;
    private final FieldNames names;
    private final InstantSource clock;

    /**
     * Reads rows whose fields have the names of the schema and no others, from a stream, which the caller closes.
     *
     * @param rows in UTF-8, with or without a byte order mark
     * @param clock by which a time is too far ahead
     */
    public RowReader(
            InputStream rows, RowFormat format, RecordType<T> type, RowDefaults defaults, InstantSource clock) {
        this(rows, format, type, defaults, new FieldNames(type, null), clock);
    }

    /**
     * As {@link #RowReader(InputStream, RowFormat, RecordType, RowDefaults, InstantSource)}, but with fields of other names, and
     * leaves out what is no field.
     */
    public RowReader(
            InputStream rows,
            RowFormat format,
            RecordType<T> type,
            RowDefaults defaults,
            RowColumns columns,
            InstantSource clock) {
        this(rows, format, type, defaults, new FieldNames(type, columns), clock);
    }

    private RowReader(
            InputStream rows,
            RowFormat format,
            RecordType<T> type,
            RowDefaults defaults,
            FieldNames names,
            InstantSource clock) {
        this.lines = new Lines(rows);
        this.type = type;
        this.defaults = defaults;
        this.names = names;
        this.clock = clock;
        this.syntax = switch (format) {
            case NDJSON -> new JsonRows(names);
            case CSV -> new CsvRows(names);
        };
    }

    /**
     * The next record; empty after the last.
     *
     * @throws RowException when the next row cannot become a record; the one after it can be read, unless the exception
     *     {@link RowException#isOfHeader says otherwise}
     * @throws IOException when the stream cannot be read
     */
    public Optional<T> next() throws IOException, RowException {
        try {
            Optional<Row> row = nextRow();
            return row.isPresent() ? Optional.of(acceptable(type.record(row.get(), defaults))) : Optional.empty();
        } catch (RowException e) {
            throw syntax.awaitsHeader() ? e.ofHeader() : e;
        }
    }

    private Optional<Row> nextRow() throws IOException, RowException {
        for (@Nullable String line = lines.next(); line != null; line = lines.next()) {
            Optional<Row> row = line.isBlank() ? Optional.empty() : syntax.row(line, lines.number());
            if (row.isPresent()) {
                return row;
            }
        }
        return Optional.empty();
    }

    /** Refuses what brokers refuse: they would fail the whole publication, not one row. */
    private T acceptable(T record) throws RowException {
        Instant time = type.time(record);
        if (time.isAfter(clock.instant().plus(MAX_AHEAD))) {
            throw new RowException(
                    lines.number(),
                    new RecordFault(
                            DeadLetterCause.INVALID_TIME,
                            "the time " + time + " is more than " + MAX_AHEAD.toMinutes()
                                    + " minutes ahead of this machine's"
                                    + " clock, and Kafka takes nothing from the future; correct the clock or the unit of the times"));
        }
        return record;
    }

    /** Names in the rows so far that are no field's and were left out, the first hundred. */
    public Set<String> leftOut() {
        return Collections.unmodifiableSet(names.leftOut());
    }
}
