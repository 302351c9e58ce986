package io.wanderscope.ingest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Marks that end what has been published: each track, or each acquisition or tile with localisations. Not thread-safe.
 *
 * @param <T> the record
 */
public final class EndMarks<T extends SpecificRecordBase> {
    /** Most tracks of which the end is known; they take some 50 MB. */
    public static final int MAX_OPEN = 200_000;

    private final RecordType<T> type;
    private final Map<String, T> latest = new LinkedHashMap<>();
    private boolean isIncomplete;

    /** None yet. */
    public EndMarks(RecordType<T> type) {
        this.type = type;
    }

    /** Notes a record that has been published. */
    public void add(T record) {
        String unit = type.unitThatEnds(record);
        if (type.isEndMark(record)) {
            latest.remove(unit);
        } else if (latest.size() < MAX_OPEN || latest.containsKey(unit)) {
            latest.merge(unit, record, (before, next) -> type.frame(next) < type.frame(before) ? before : next);
        } else {
            isIncomplete = true;
        }
    }

    /** A mark in the latest frame of each track, acquisition or tile that has none. */
    public List<T> marks() {
        return latest.values().stream().map(type::endMark).toList();
    }

    /** Whether some have no mark, because there were more than {@link #MAX_OPEN} at once. */
    public boolean isIncomplete() {
        return isIncomplete;
    }
}
