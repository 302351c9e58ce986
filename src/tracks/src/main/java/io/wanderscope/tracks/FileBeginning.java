package io.wanderscope.tracks;

import java.nio.charset.StandardCharsets;

/**
 * The beginning of a tracking file without its byte-order mark, by which its format is detected. Blank lines and spaces
 * before the first visible character are skipped.
 */
final class FileBeginning {
    private final String text;
    private final int start;

    private FileBeginning(String text, int start) {
        this.text = text;
        this.start = start;
    }

    /** Decodes the first bytes of a file as UTF-8. */
    static FileBeginning of(byte[] head) {
        String text = new String(head, StandardCharsets.UTF_8);
        int start = 0;
        while (start < text.length() && isBlank(text.charAt(start))) {
            start++;
        }
        return new FileBeginning(text, start);
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t' || character == '\r' || character == '\n';
    }

    /** Whether there is no visible character. */
    boolean isEmpty() {
        return start == text.length();
    }

    /** The first visible character; the beginning must not be empty. */
    char firstCharacter() {
        return text.charAt(start);
    }

    /** The first line that is not blank; the beginning must not be empty. */
    String firstLine() {
        // From the start of the line, because a tab there is a delimiter after a column without a name.
        int lineStart = 1 + Math.max(text.lastIndexOf('\n', start), text.lastIndexOf('\r', start));
        return text.substring(lineStart).lines().findFirst().orElseThrow();
    }

    /** The number of lines before the first that is not blank. */
    int blankLines() {
        return (int) (text.substring(0, start) + ".").lines().count() - 1;
    }

    /** The number of bytes before the first visible character. */
    int blankBytes() {
        // Blanks are ASCII, so there are as many bytes as characters.
        return start;
    }
}
