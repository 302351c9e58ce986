package io.wanderscope.tracks;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The beginning of a tracking file without its byte-order mark, by which its format is detected. Blank lines and spaces
 * before the first visible character are skipped.
 */
final class FileBeginning {
    /** A shorter beginning is the whole file. */
    private static final int MIN_CUT_CHARACTERS = 16 * 1024;

    private final byte[] head;
    private final Charset charset;
    private final String text;
    private final int start;

    private FileBeginning(byte[] head, Charset charset, String text, int start) {
        this.head = head;
        this.charset = charset;
        this.text = text;
        this.start = start;
    }

    /** Decodes the first bytes of a file. */
    static FileBeginning of(byte[] head) {
        Charset charset = charset(head);
        String text = new String(head, charset);
        int start = 0;
        while (start < text.length() && isBlank(text.charAt(start))) {
            start++;
        }
        return new FileBeginning(head, charset, text, start);
    }

    private static Charset charset(byte[] head) {
        if (beginsWith(head, 0xFE, 0xFF) || beginsWith(head, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16;
        }
        // Nearly all text of a tracking file is ASCII, whose UTF-16 has a zero in every other byte.
        int even = zeros(head, 0);
        int odd = zeros(head, 1);
        if (head.length >= 8 && 4 * Math.max(even, odd) > head.length && 16 * Math.min(even, odd) < head.length) {
            return even > odd ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        }
        return isUtf8(head) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    }

    private static boolean beginsWith(byte[] head, int first, int second) {
        return head.length >= 2 && head[0] == (byte) first && head[1] == (byte) second;
    }

    private static int zeros(byte[] head, int start) {
        int zeros = 0;
        for (int index = start; index < head.length; index += 2) {
            zeros += head[index] == 0 ? 1 : 0;
        }
        return zeros;
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

    /**
     * UTF-16, with or without a byte-order mark, UTF-8 or, if the beginning is not valid UTF-8, Latin-1, in which older
     * programs write µ.
     */
    Charset charset() {
        return charset;
    }

    /**
     * Decodes the whole file. What is not UTF-8 is Latin-1, even if it comes after the beginning; what is not UTF-16 is
     * a {@link java.nio.charset.CharacterCodingException}.
     */
    Reader reader(InputStream content) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            return new Utf8OrLatin1Reader(content);
        }
        return new InputStreamReader(
                content,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** Whether the bytes, whatever their encoding, begin with a text of ASCII. */
    boolean bytesBeginWith(String ascii) {
        byte[] expected = ascii.getBytes(StandardCharsets.US_ASCII);
        return head.length >= expected.length && Arrays.equals(head, 0, expected.length, expected, 0, expected.length);
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

    /** All of it from the first visible character on. */
    String text() {
        return text.substring(start);
    }

    /** The number of lines before the first that is not blank. */
    int blankLines() {
        return (int) (text.substring(0, start) + ".").lines().count() - 1;
    }

    /** The number of bytes before the first visible character. */
    int blankBytes() {
        // Blanks are ASCII, so there are as many bytes as characters, or twice as many.
        return text.substring(0, start).getBytes(charset).length;
    }

    /** The first lines, including blank ones, without a last one that may be cut off. */
    List<String> lines(int count) {
        List<String> lines = text.lines().limit(count).toList();
        boolean isCutOff = lines.size() < count && text.length() > MIN_CUT_CHARACTERS && lines.size() > 1;
        return isCutOff ? lines.subList(0, lines.size() - 1) : lines;
    }
}
