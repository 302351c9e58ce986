package io.wanderscope.ingest;

import io.wanderscope.streaming.DeadLetterCause;
import io.wanderscope.streaming.RecordFault;
import java.nio.charset.StandardCharsets;

/** A row that cannot become a record. */
public final class RowException extends Exception {
    private static final long serialVersionUID = 1L;
    /** Characters of a text in a message. */
    private static final int MAX_SHOWN = 200;

    private final long line;
    private final RecordFault fault;
    private final boolean isOfHeader;

    /** The stream would reject the record of a row. */
    RowException(long line, RecordFault fault) {
        this(line, fault, false);
    }

    private RowException(long line, RecordFault fault, boolean isOfHeader) {
        super("line " + line + ": " + fault.detail());
        this.line = line;
        this.fault = fault;
        this.isOfHeader = isOfHeader;
    }

    /**
     * The row cannot be read.
     *
     * @param detail may quote the row; half of a surrogate pair, which UTF-8 does not have, becomes a question mark
     */
    static RowException unreadable(long line, String detail) {
        String encodable = new String(detail.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return new RowException(line, new RecordFault(DeadLetterCause.UNREADABLE, encodable));
    }

    /** A text of the row as messages quote it: its beginning. */
    static String quoted(String text) {
        return "\"" + shortened(text) + "\"";
    }

    /** The first characters of a text of any length. */
    static String shortened(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }

    RowException ofHeader() {
        return new RowException(line, fault, true);
    }

    /** Whether the line that names the columns is at fault, without which no row can be read. */
    public boolean isOfHeader() {
        return isOfHeader;
    }

    /** Number of the row's line, from 1. */
    public long line() {
        return line;
    }

    /** The kind of fault, as the header of a dead letter would have it. */
    public DeadLetterCause rejection() {
        return fault.cause();
    }

    /** What is wrong and what would be right, without the line. */
    public String detail() {
        return fault.detail();
    }
}
