package io.wanderscope.tracks;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The beginning of a tracking file without its byte-order mark, by which its format is detected. Blank lines and spaces
 * before the first visible character are skipped.
 */
final class FileBeginning {
    private final Charset charset;
    private final String text;
    private final int start;

    private FileBeginning(Charset charset, String text, int start) {
        this.charset = charset;
        this.text = text;
        this.start = start;
    }

    /** Decodes the first bytes of a file. */
    static FileBeginning of(byte[] head) {
        Charset charset = isUtf8(head) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        String text = new String(head, charset);
        int start = 0;
        while (start < text.length() && isBlank(text.charAt(start))) {
            start++;
        }
        return new FileBeginning(charset, text, start);
    }

    private static boolean isUtf8(byte[] head) {
        CharBuffer text = CharBuffer.allocate(head.length);
        // More bytes may follow, so a character that is cut off at the end is no error.
        return !StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(head), text, false)
                .isError();
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t' || character == '\r' || character == '\n';
    }

    /** UTF-8 or, if the beginning is not valid UTF-8, Latin-1, in which older programs write µ. */
    Charset charset() {
        return charset;
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
        // Blanks are ASCII in both encodings, so there are as many bytes as characters.
        return start;
    }
}
