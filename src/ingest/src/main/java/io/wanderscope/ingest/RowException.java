package io.wanderscope.ingest;

import io.wanderscope.streaming.DeadLetterCause;

/** A row that cannot become a record. */
public final class RowException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long line;
    private final DeadLetterCause cause;
    private final String detail;
    private final boolean isOfHeader;

    RowException(long line, DeadLetterCause cause, String detail) {
        this(line, cause, detail, false);
    }

    private RowException(long line, DeadLetterCause cause, String detail, boolean isOfHeader) {
        super("line " + line + ": " + detail);
        this.line = line;
        this.cause = cause;
        this.detail = detail;
        this.isOfHeader = isOfHeader;
    }

    static RowException unreadable(long line, String detail) {
        return new RowException(line, DeadLetterCause.UNREADABLE, detail);
    }

    RowException ofHeader() {
        return new RowException(line, cause, detail, true);
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
        return cause;
    }

    /** What is wrong and what would be right, without the line. */
    public String detail() {
        return detail;
    }
}
