package io.wanderscope.streaming;

import java.util.Set;

/**
 * How much of a record is kept in memory. A compressed record of some kilobytes can have hundreds of megabytes once it
 * is decompressed, and a thousand of them are read at once.
 *
 * @param positionTopics topics whose records are small
 * @param smallBytes most bytes of a key, of a value and of all headers of their records
 * @param bytes the same of records of other topics
 */
public record RecordBounds(Set<String> positionTopics, int smallBytes, int bytes) {
    /** The longest valid position has 3 kB; so most of what is none is kept, and can be looked at. */
    private static final int POSITION_BYTES = 64 << 10;

    /** A result has some 150 bytes per point. */
    private static final int RESULT_BYTES = 16 << 20;

    /** Copies the set. */
    public RecordBounds {
        positionTopics = Set.copyOf(positionTopics);
    }

    /** What the stream itself reads: localisations, positions, and labels, which are as small. */
    public static RecordBounds ofStream() {
        return new RecordBounds(Set.of(), POSITION_BYTES, POSITION_BYTES);
    }

    /** Positions among records that can be larger: results and dead letters. */
    public static RecordBounds of(StreamTopics topics) {
        return new RecordBounds(Set.of(topics.positions()), POSITION_BYTES, RESULT_BYTES);
    }

    /** Results or dead letters alone. */
    public static RecordBounds ofResults() {
        return new RecordBounds(Set.of(), RESULT_BYTES, RESULT_BYTES);
    }

    int of(String topic) {
        return positionTopics.contains(topic) ? smallBytes : bytes;
    }
}
