package io.wanderscope.ingest;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of one line as texts, and what they mean. A text that is empty is as good as none. */
final class Row {
    private static final Pattern LONG = Pattern.compile("-?\\d{1,18}");
    /** Longer ones are no numbers that a program has written. */
    private static final int MAX_DIGITS = 64;

    private final long line;
    private final Map<Field, String> texts = new EnumMap<>(Field.class);

    Row(long line) {
        this.line = line;
    }

    long line() {
        return line;
    }

    void set(Field field, String text) {
        if (!text.isEmpty()) {
            texts.put(field, text);
        }
    }

    /** A text as it is, or null. */
    @Nullable
    String text(Field field) {
        return texts.get(field);
    }

    /** A text that can be written in UTF-8, or null: a lone surrogate would become a question mark, and two names one. */
    @Nullable
    String name(Field field) throws RowException {
        String text = text(field);
        if (text != null && hasLoneSurrogate(text)) {
            throw RowException.unreadable(line, field + " is not valid text: it has half of a surrogate pair");
        }
        return text;
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    /** A number, which may be NaN or infinite, or null. */
    @Nullable
    Double number(Field field) throws RowException {
        String text = stripped(field);
        if (text == null) {
            return null;
        }
        try {
            return isWord(text) ? nonFinite(text) : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw bad(field, "a number", text);
        }
    }

    /** Not so Java's suffixes of type, as in 1f, and its hexadecimal numbers. */
    private static boolean isWord(String text) {
        char last = text.charAt(text.length() - 1);
        return last > '9' || text.indexOf('x') >= 0 || text.indexOf('X') >= 0;
    }

    private static double nonFinite(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan", "+nan", "-nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new NumberFormatException(text);
        };
    }

    /** A whole number of 64 bits, which may be written as 3.0 as well, or null. */
    @Nullable
    Long whole(Field field) throws RowException {
        String text = stripped(field);
        if (text == null) {
            return null;
        }
        if (LONG.matcher(text).matches()) {
            return Long.parseLong(text);
        }
        try {
            if (text.length() <= MAX_DIGITS) {
                return new BigDecimal(text).longValueExact();
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // The message below says it.
        }
        throw bad(field, "a whole number of 64 bits", text);
    }

    /** A truth value; false where there is none. */
    boolean truth(Field field) throws RowException {
        String text = stripped(field);
        return switch (text == null ? "false" : text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw bad(field, "true or false", String.valueOf(text));
        };
    }

    /** An instant in microseconds since 1970 or as ISO 8601 with a time zone, to the microsecond; or null. */
    @Nullable
    Instant instant(Field field) throws RowException {
        String text = stripped(field);
        return text == null ? null : instant(field, text);
    }

    private Instant instant(Field field, String text) throws RowException {
        try {
            return RowTimes.parse(text);
        } catch (DateTimeException e) {
            throw bad(field, RowTimes.EXPECTED, text);
        }
    }

    private @Nullable String stripped(Field field) {
        String text = texts.get(field);
        if (text == null) {
            return null;
        }
        String stripped = text.strip();
        return stripped.isEmpty() ? null : stripped;
    }

    private RowException bad(Field field, String expected, String text) {
        return RowException.unreadable(line, field + " must be " + expected + ", got " + RowException.quoted(text));
    }
}
