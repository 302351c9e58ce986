package io.wanderscope.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The lines of a stream, which end in a line feed, with or without a carriage return before it; the last may lack it. */
final class Lines {
    /** Most bytes of a line. The longest valid record has 3 kB. */
    static final int MAX_BYTES = 65_536;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final InputStream bytes;
    private final byte[] buffer = new byte[65_536];
    private int position;
    private int limit;
    private long number;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();

    Lines(InputStream bytes) {
        this.bytes = bytes;
    }

    /** Number of the latest line, from 1; 0 before the first. */
    long number() {
        return number;
    }

    /**
     * The next line without its end; null after the last.
     *
     * @throws RowException when the line is too long or not UTF-8; the one after it can be read
     */
    @Nullable
    String next() throws IOException, RowException {
        if (position == limit && !fill()) {
            return null;
        }
        number++;
        int end = endOfLine();
        if (end < limit) {
            int begin = position;
            position = end + 1;
            return text(buffer, begin, end);
        }
        return lineAcrossBuffers();
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, bytes.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    private int endOfLine() {
        int end = position;
        while (end < limit && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    private String lineAcrossBuffers() throws IOException, RowException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean isTooLong = false;
        do {
            int end = endOfLine();
            isTooLong |= line.size() + end - position > MAX_BYTES;
            if (!isTooLong) {
                line.write(buffer, position, end - position);
            }
            position = Math.min(end + 1, limit);
            if (end < limit) {
                break;
            }
        } while (fill());
        if (isTooLong) {
            throw RowException.unreadable(number, "the line has more than " + MAX_BYTES + " bytes");
        }
        return text(line.toByteArray(), 0, line.size());
    }

    private String text(byte[] line, int from, int end) throws RowException {
        int withoutReturn = end > from && line[end - 1] == '\r' ? end - 1 : end;
        try {
            String text = decoder.decode(ByteBuffer.wrap(line, from, withoutReturn - from))
                    .toString();
            return number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw RowException.unreadable(number, "the line is not UTF-8");
        }
    }
}
