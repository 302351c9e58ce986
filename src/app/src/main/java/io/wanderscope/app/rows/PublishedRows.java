package io.wanderscope.app.rows;

import io.wanderscope.ingest.EndMarks;
import io.wanderscope.ingest.Publication;
import io.wanderscope.ingest.RecordType;
import io.wanderscope.ingest.RowColumns;
import io.wanderscope.ingest.RowDefaults;
import io.wanderscope.ingest.RowException;
import io.wanderscope.ingest.RowFormat;
import io.wanderscope.ingest.RowReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Rows on their way to a topic. A row that cannot be used is named and left out; the others go on. Not thread-safe.
 *
 * @param <T> the record
 */
public final class PublishedRows<T extends SpecificRecordBase> {
    /** Bad rows that are named one by one; a file of another kind has nothing else. */
    private static final int NAMED = 20;

    private final RecordType<T> type;
    private final RowDefaults defaults;
    private final RowColumns columns;
    private final Publication<T> publication;
    private final EndMarks<T> marks;
    private final Consumer<String> notices;
    private final InstantSource clock;
    private final Runnable advance;
    private long leftOut;

    /**
     * No rows yet.
     *
     * @param columns how the rows call the fields
     * @param notices receives a line for a person for what is not published, without the name of the file
     * @param clock by which the time of a row is too far ahead
     * @param advance called after each record
     */
    public PublishedRows(
            RecordType<T> type,
            RowDefaults defaults,
            RowColumns columns,
            Publication<T> publication,
            Consumer<String> notices,
            InstantSource clock,
            Runnable advance) {
        this.type = type;
        this.defaults = defaults;
        this.columns = columns;
        this.publication = publication;
        this.marks = new EndMarks<>(type);
        this.notices = notices;
        this.clock = clock;
        this.advance = advance;
    }

    /**
     * Publishes the rows of a stream, until it ends.
     *
     * @throws IOException when it cannot be read
     * @throws RowException when the line that names the columns cannot be used
     * @throws org.apache.kafka.common.KafkaException when a record cannot be published
     */
    public void publish(InputStream rows) throws IOException, RowException {
        BufferedInputStream buffered = new BufferedInputStream(rows);
        RowReader<T> reader = new RowReader<>(buffered, RowFormat.of(buffered), type, defaults, columns, clock);
        boolean isOver = false;
        while (!isOver) {
            isOver = publishNext(reader);
        }
    }

    /** Whether there was no row any more. */
    private boolean publishNext(RowReader<T> reader) throws IOException, RowException {
        try {
            int namesBefore = reader.leftOut().size();
            Optional<T> record = reader.next();
            if (reader.leftOut().size() > namesBefore) {
                notices.accept("not published, because they are no fields: " + String.join(", ", reader.leftOut()));
            }
            record.ifPresent(this::publish);
            return record.isEmpty();
        } catch (RowException e) {
            if (e.isOfHeader()) {
                throw e;
            }
            leaveOut(e);
            return false;
        }
    }

    private void publish(T record) {
        publication.send(record);
        marks.add(record);
        advance.run();
    }

    private void leaveOut(RowException e) {
        leftOut++;
        if (leftOut <= NAMED) {
            notices.accept(e.getMessage() + "; the row is left out"
                    + (leftOut == NAMED ? ". Further ones are only counted" : ""));
        }
    }

    /** Publishes a mark for everything that has not ended. */
    public void end() {
        if (marks.isIncomplete()) {
            notices.accept("more than " + EndMarks.MAX_OPEN + " tracks were open at once; those beyond get no end mark"
                    + " and end by silence");
        }
        for (T mark : marks.marks()) {
            publication.send(mark);
            advance.run();
        }
    }

    /** Number of rows that were left out. */
    public long leftOut() {
        return leftOut;
    }
}
