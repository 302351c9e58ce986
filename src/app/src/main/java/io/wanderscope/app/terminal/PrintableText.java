package io.wanderscope.app.terminal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Turns bytes and text from outside into one line that is safe to print: no control characters. */
public final class PrintableText {
    private static final int MAX_LENGTH = 120;

    private PrintableText() {}

    /** Printable UTF-8 text as it is; other bytes as {@code 0x} and hexadecimal digits; {@code -} for null. */
    public static String of(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "-";
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.codePoints().allMatch(PrintableText::isPrintable)) {
                return shortened(text);
            }
        } catch (CharacterCodingException e) {
            // Not text: shown as bytes below.
        }
        return shortened("0x" + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, MAX_LENGTH)));
    }

    /** The text with a space in place of each character that cannot be printed. */
    public static String of(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints()
                .map(character -> isPrintable(character) ? character : ' ')
                .forEach(printable::appendCodePoint);
        return printable.toString();
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String shortened(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH - 1) + "…";
    }
}
