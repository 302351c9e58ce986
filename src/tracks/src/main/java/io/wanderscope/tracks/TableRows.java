package io.wanderscope.tracks;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of a table, one at a time. Blanks around a field do not belong to it, unless they are inside its quotes; a
 * quote inside quotes is doubled. Lines end with LF, CR or both. Only the fields that are asked for become strings.
 *
 * <p>Libraries for CSV know neither runs of blanks as one separator nor three kinds of comments, and make a string of
 * every field, most of which nobody needs.
 */
final class TableRows {
    private static final int END = -1;
    private static final int BUFFER_CHARACTERS = 16 * 1024;

    private final Reader text;
    private final TableDialect dialect;
    private final Runnable rowEnd;

    private final char[] buffer = new char[BUFFER_CHARACTERS];
    private int bufferStart;
    private int bufferEnd;

    private char[] row = new char[1024];
    private int rowLength;
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private int size;
    private boolean isComment;

    private long line;
    private long nextLine = 1;

    /** @param rowEnd is called before each row */
    TableRows(Reader text, TableDialect dialect, Runnable rowEnd) {
        this.text = text;
        this.dialect = dialect;
        this.rowEnd = rowEnd;
    }

    /** The quotes of a field do not surround it, or do not end. */
    static final class MisquotedException extends IOException {
        private MisquotedException() {
            super("a field's quotes are wrong");
        }
    }

    /** Passes whole lines, whatever is in them. */
    void skipLines(long count) throws IOException {
        while (nextLine <= count) {
            rowEnd.run();
            int character = read();
            while (character != '\n' && character != END) {
                character = read();
            }
            if (character == END) {
                return;
            }
        }
    }

    /** Moves to the next row; false after the last. A blank line is a row of one empty field, or of none. */
    boolean next() throws IOException {
        rowEnd.run();
        line = nextLine;
        size = 0;
        rowLength = 0;
        int first = read();
        if (first == END) {
            return false;
        }
        first = skipBlanks(first);
        isComment = dialect.hasComments() && beginsComment(first);
        if (isComment) {
            readComment(first);
        } else {
            readFields(first);
        }
        return true;
    }

    /** The line on which the row begins, from 1. */
    long line() {
        return line;
    }

    /** Whether the row is a comment, whose only field is its text. */
    boolean isComment() {
        return isComment;
    }

    /** Number of fields. */
    int size() {
        return size;
    }

    /** A field by its index from 0; empty if the row ends before it. */
    String field(int index) {
        return index < size ? new String(row, starts[index], ends[index] - starts[index]) : "";
    }

    boolean isBlank(int index) {
        for (int position = starts[index]; position < ends[index]; position++) {
            if (!Character.isWhitespace(row[position])) {
                return false;
            }
        }
        return true;
    }

    /** The number of fields up to the last that is not blank. */
    int sizeWithoutBlankEnd() {
        int filled = size;
        while (filled > 0 && isBlank(filled - 1)) {
            filled--;
        }
        return filled;
    }

    List<String> fields() {
        List<String> fields = new ArrayList<>(size);
        for (int index = 0; index < size; index++) {
            fields.add(field(index));
        }
        return fields;
    }

    private boolean beginsComment(int first) throws IOException {
        return first == '#' || first == '%' || (first == '/' && peek() == '/');
    }

    private void readComment(int first) throws IOException {
        beginField();
        int character = first;
        while (character != '\n' && character != END) {
            append(character);
            character = read();
        }
        endField();
    }

    private void readFields(int first) throws IOException {
        int character = first;
        if (dialect.separator() == TableDialect.BLANKS && endsRow(character)) {
            return;
        }
        character = readField(character);
        while (!endsRow(character)) {
            character = skipBlanks(read());
            if (dialect.separator() == TableDialect.BLANKS && endsRow(character)) {
                return;
            }
            character = readField(character);
        }
    }

    /** Reads a field that begins with a character, and returns the character after it. */
    private int readField(int first) throws IOException {
        beginField();
        return first == '"' ? readQuoted() : readPlain(first);
    }

    private int readPlain(int first) throws IOException {
        int character = first;
        while (!endsRow(character) && !dialect.separates(character)) {
            append(character);
            character = read();
        }
        while (rowLength > starts[size] && isSpace(row[rowLength - 1])) {
            rowLength--;
        }
        endField();
        return character;
    }

    private int readQuoted() throws IOException {
        int character = read();
        while (character != '"' || peek() == '"') {
            if (character == END) {
                throw new MisquotedException();
            }
            if (character == '"') {
                read();
            }
            append(character);
            character = read();
        }
        endField();
        int after = read();
        while (isSpace(after) && !dialect.separates(after)) {
            after = read();
        }
        if (!endsRow(after) && !dialect.separates(after)) {
            throw new MisquotedException();
        }
        return after;
    }

    private int skipBlanks(int first) throws IOException {
        int character = first;
        while (isSpace(character) && (dialect.separator() == TableDialect.BLANKS || !dialect.separates(character))) {
            character = read();
        }
        return character;
    }

    private static boolean isSpace(int character) {
        return character == ' ' || character == '\t' || character == '\u00a0';
    }

    private static boolean endsRow(int character) {
        return character == '\n' || character == END;
    }

    private void beginField() {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        starts[size] = rowLength;
    }

    private void endField() {
        ends[size] = rowLength;
        size++;
    }

    private void append(int character) {
        if (rowLength == row.length) {
            row = Arrays.copyOf(row, 2 * rowLength);
        }
        row[rowLength] = (char) character;
        rowLength++;
    }

    /** The next character, where every line ends with LF. */
    private int read() throws IOException {
        int character = peek();
        if (character == END) {
            return END;
        }
        bufferStart++;
        if (character == '\r') {
            if (peek() == '\n') {
                bufferStart++;
            }
            character = '\n';
        }
        if (character == '\n') {
            nextLine++;
        }
        return character;
    }

    private int peek() throws IOException {
        if (bufferStart == bufferEnd) {
            bufferStart = 0;
            bufferEnd = Math.max(0, text.read(buffer, 0, buffer.length));
        }
        return bufferStart == bufferEnd ? END : buffer[bufferStart];
    }
}
