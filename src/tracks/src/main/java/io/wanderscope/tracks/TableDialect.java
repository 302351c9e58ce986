package io.wanderscope.tracks;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;

/**
 * How a table is written.
 *
 * @param separator the character between two fields, or {@link #BLANKS}
 * @param hasComments whether a line that begins with {@code #}, {@code %} or {@code //} is a comment rather than a row
 */
record TableDialect(char separator, boolean hasComments) {
    /** Stands for any number of spaces and tabs between two fields. */
    static final char BLANKS = ' ';

    /** In the order of preference, where a line can be read in several ways. */
    static final List<TableDialect> ALL = List.of(
            new TableDialect('\t', true),
            new TableDialect(';', true),
            new TableDialect(',', true),
            new TableDialect('|', true),
            new TableDialect(BLANKS, true));

    /** The same separator in a table whose rows may begin like comments. */
    TableDialect withoutComments() {
        return new TableDialect(separator, false);
    }

    boolean separates(int character) {
        return character == separator || (separator == BLANKS && character == '\t');
    }

    /** The fields of a line; none if its quotes are wrong. */
    List<String> split(String line) {
        try {
            TableRows rows = new TableRows(new StringReader(line), withoutComments(), () -> {});
            return rows.next() ? rows.fields() : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Whether a line is a comment where comments are allowed. */
    static boolean isComment(String line) {
        return !commentMark(line).isEmpty();
    }

    /** A line without the mark that makes it a comment. */
    static String withoutMark(String line) {
        String text = line.stripLeading();
        String mark = commentMark(text);
        return mark.isEmpty() ? line : text.substring(mark.length());
    }

    private static String commentMark(String line) {
        String text = line.stripLeading();
        return List.of("#", "%", "//").stream()
                .filter(text::startsWith)
                .findFirst()
                .orElse("");
    }
}
