package io.wanderscope.tracks;

import static io.wanderscope.tracks.TrackingFileException.quoted;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Parses the numbers of one table. Its decimal mark is that of the first number with one, and the other mark is an
 * error from then on: it would be a separator of thousands.
 */
final class TableNumbers {
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?([0-9]++([.,][0-9]*+)?|[.,][0-9]++)([eE][-+]?[0-9]++)?");

    private static final Pattern THOUSANDS = Pattern.compile("[-+]?[1-9][0-9]{0,2},[0-9]{3}");

    private static final char UNKNOWN = 0;

    private static final char MINUS_SIGN = '\u2212';

    private final Path path;
    private final FieldParser fields;
    private char decimalMark = UNKNOWN;
    private boolean commaIsClear;

    TableNumbers(Path path) {
        this.path = path;
        this.fields = new FieldParser(path);
    }

    /** Whether the text is a finite number, with either decimal mark. */
    static boolean isNumber(String text) {
        return NUMBER.matcher(withHyphen(text.strip())).matches();
    }

    /** Replaces a minus sign at the beginning, which R and spreadsheets may write. */
    static String withHyphen(String text) {
        return !text.isEmpty() && text.charAt(0) == MINUS_SIGN ? "-" + text.substring(1) : text;
    }

    /** Whether the numbers so far have this decimal mark, and it cannot be one between thousands. */
    boolean isDecimalMark(char mark) {
        return mark == decimalMark && (mark == '.' || commaIsClear);
    }

    /** What a person should know about the decimal mark. */
    List<String> notices() {
        return decimalMark == ',' && !commaIsClear
                ? List.of("the commas in its numbers were taken for decimal commas, although each has three digits"
                        + " after it, as between thousands")
                : List.of();
    }

    /** Parses a coordinate; NaN if it is missing. */
    double decimal(long line, String name, String text) throws TrackingFileException {
        return NumberWords.isMissing(text) ? Double.NaN : fields.decimal(line, name, withPoint(line, name, text));
    }

    /** Parses a time. */
    double time(long line, String name, String text) throws TrackingFileException {
        if (NumberWords.isMissing(text)) {
            return wholeNumber(line, name, text);
        }
        double time = decimal(line, name, text);
        if (!Double.isFinite(time)) {
            throw TrackingFileException.atLine(
                    path, line, name + " is " + quoted(text) + "; it should be a frame or a time, such as 12 or 0.36");
        }
        return time;
    }

    /** Parses the index of a frame. */
    long wholeNumber(long line, String name, String text) throws TrackingFileException {
        return fields.wholeNumber(line, name, withPoint(line, name, text));
    }

    /** Takes the decimal mark of a text, if that is a number with one. */
    void learnMark(String text) {
        boolean hasComma = text.indexOf(',') >= 0;
        boolean hasMark = hasComma || text.indexOf('.') >= 0;
        boolean isKnown = decimalMark != UNKNOWN && (commaIsClear || !hasComma);
        if (!hasMark || isKnown || !isNumber(text)) {
            return;
        }
        if (decimalMark == UNKNOWN) {
            decimalMark = hasComma ? ',' : '.';
        }
        commaIsClear |= hasComma && !THOUSANDS.matcher(withHyphen(text)).matches();
    }

    private String withPoint(long line, String name, String spelt) throws TrackingFileException {
        String text = withHyphen(spelt);
        boolean hasComma = text.indexOf(',') >= 0;
        if (!hasComma && text.indexOf('.') < 0) {
            return text;
        }
        learnMark(text);
        if (decimalMark != (hasComma ? ',' : '.') && isNumber(text)) {
            throw TrackingFileException.atLine(
                    path,
                    line,
                    name + " is " + quoted(text) + "; it should have the decimal mark of the numbers before it, "
                            + quoted(String.valueOf(decimalMark)) + ", and no mark between thousands");
        }
        return hasComma && text.indexOf('.') < 0 ? text.replace(',', '.') : text;
    }
}
