package io.wanderscope.tracks;

import java.nio.file.Path;

/** Parses the numbers in one file; an error names the line and what is expected there. */
final class FieldParser {
    /** Above this, a double cannot represent every integer. */
    private static final double MAX_EXACT_INTEGER = 1L << 53;

    private final Path path;

    FieldParser(Path path) {
        this.path = path;
    }

    /** Parses a decimal number, NaN or an infinity. */
    double decimal(long line, String name, String text) throws TrackingFileException {
        try {
            return parseDecimal(text);
        } catch (NumberFormatException e) {
            throw wrong(line, name, text, "a number with a decimal point, such as 12.5", e);
        }
    }

    /** Parses a whole number, which may be written as {@code 12.0}. */
    long wholeNumber(long line, String name, String text) throws TrackingFileException {
        try {
            return parseWholeNumber(text);
        } catch (NumberFormatException e) {
            throw wrong(line, name, text, "a whole number, such as 12", e);
        }
    }

    private TrackingFileException wrong(
            long line, String name, String text, String right, NumberFormatException cause) {
        String found = text.isBlank() ? "empty" : TrackingFileException.quoted(text);
        return TrackingFileException.atLine(path, line, name + " is " + found + "; it should be " + right, cause);
    }

    private static double parseDecimal(String text) {
        if (!text.isEmpty() && Character.isLetter(text.charAt(text.length() - 1))) {
            return NumberWords.nonFinite(text).orElseThrow(() -> new NumberFormatException(text));
        }
        for (int index = 0; index < text.length(); index++) {
            requireDecimal(text, text.charAt(index));
        }
        return Double.parseDouble(text);
    }

    /** Java's parser also accepts hexadecimal numbers and the suffixes of its literals, which no tracker writes. */
    private static void requireDecimal(String text, char character) {
        boolean isLetter = character >= 'A';
        if (isLetter && character != 'e' && character != 'E') {
            throw new NumberFormatException(text);
        }
    }

    private static long parseWholeNumber(String text) {
        if (text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0) {
            return Long.parseLong(text);
        }
        double number = parseDecimal(text);
        if (number != Math.rint(number) || Math.abs(number) > MAX_EXACT_INTEGER) {
            throw new NumberFormatException(text);
        }
        return (long) number;
    }
}
