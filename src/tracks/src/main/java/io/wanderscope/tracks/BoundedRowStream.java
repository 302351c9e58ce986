package io.wanderscope.tracks;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a file whose rows or XML elements have a bounded length. A parser keeps a row in memory until it has read
 * its end; without a bound, one forgotten quote would load the rest of a large file.
 */
final class BoundedRowStream extends FilterInputStream {
    /** Includes what a parser reads ahead. The rows that trackers write have a few hundred bytes. */
    static final int MAX_ROW_BYTES = 1024 * 1024;

    private long bytesSinceRowEnd;

    BoundedRowStream(InputStream content) {
        super(content);
    }

    /** Must be called whenever the parser has returned a row or element. */
    void endRow() {
        bytesSinceRowEnd = 0;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int bytes) throws RowTooLongException {
        bytesSinceRowEnd += bytes;
        if (bytesSinceRowEnd > MAX_ROW_BYTES) {
            throw new RowTooLongException();
        }
    }

    /** A row or element is longer than {@link #MAX_ROW_BYTES} bytes. */
    static final class RowTooLongException extends IOException {
        private RowTooLongException() {
            super("a row or element is longer than " + MAX_ROW_BYTES + " bytes");
        }
    }
}
