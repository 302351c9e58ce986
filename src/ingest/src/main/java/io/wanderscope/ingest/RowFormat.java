package io.wanderscope.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** How rows are written. A row is a line in both formats, in UTF-8; empty lines are left out. */
public enum RowFormat {
    /** Each line is a JSON object. */
    NDJSON("application/x-ndjson"),
    /** Fields separated by commas, quoted as in RFC 4180 but without line breaks in them; the first line names them. */
    CSV("text/csv");

    private static final int MAX_BLANK_BYTES = 1_000;
    /** White space, and the bytes of a byte order mark. */
    private static final Set<Integer> BLANK = Set.of((int) ' ', (int) '\t', (int) '\r', (int) '\n', 0xEF, 0xBB, 0xBF);

    private final String mediaType;

    RowFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The format's media type, without parameters. */
    public String mediaType() {
        return mediaType;
    }

    /** The format of a media type, which may have parameters and is in any case. */
    public static Optional<RowFormat> of(String mediaType) {
        String bare = mediaType.split(";", 2)[0].strip();
        return Arrays.stream(values())
                .filter(each -> each.mediaType.equalsIgnoreCase(bare))
                .findFirst();
    }

    /**
     * The format of rows, told by how they begin. Waits for the first character that is no white space.
     *
     * @param rows a stream that can be reset; it is read from the beginning afterwards
     * @throws IOException when it cannot be read, or begins with more white space than there is reason for
     */
    public static RowFormat of(InputStream rows) throws IOException {
        rows.mark(MAX_BLANK_BYTES);
        for (int count = 0; count < MAX_BLANK_BYTES; count++) {
            int next = rows.read();
            if (next < 0 || !BLANK.contains(next)) {
                rows.reset();
                return next == '{' ? NDJSON : CSV;
            }
        }
        throw new IOException("begins with " + MAX_BLANK_BYTES + " characters of white space");
    }
}
