package io.wanderscope.tracks;

import static io.wanderscope.tracks.TrackingFileException.quoted;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;

/**
 * The rows between the names of the columns and the first localisation. TrackMate writes up to three: longer names,
 * shorter names, and the units of the columns. Rows that look like them further down are damaged localisations.
 */
final class CsvHeaderRows {
    private static final List<CsvColumn> NUMBERS = List.of(CsvColumn.FRAME, CsvColumn.X, CsvColumn.Y);
    private static final List<CsvColumn> COORDINATES = List.of(CsvColumn.X, CsvColumn.Y, CsvColumn.Z);

    private static final Pattern NUMBER =
            Pattern.compile("[-+]?([0-9]++([.,][0-9]*+)?|[.,][0-9]++)([eE][-+]?[0-9]++)?");
    private static final Pattern DIGIT = Pattern.compile("[0-9]");
    private static final Pattern IN_BRACKETS = Pattern.compile("[(\\[](.*)[)\\]]");

    /** What trackers write instead of a number that is missing or not finite. */
    private static final Set<String> INSTEAD_OF_NUMBER = Set.of(
            "nan",
            "+nan",
            "-nan",
            "none",
            "null",
            "na",
            "n/a",
            "<na>",
            "inf",
            "+inf",
            "-inf",
            "infinity",
            "+infinity",
            "-infinity");

    private final Path path;
    private final CsvHeader header;
    private long firstLine;
    private String unit = "";
    private String columnOfUnit = "";

    CsvHeaderRows(Path path, CsvHeader header) {
        this.path = path;
        this.header = header;
    }

    /** Takes a row that follows the names of the columns or another such row; a localisation is not taken. */
    boolean take(long line, CSVRecord row) throws TrackingFileException {
        if (!isHeader(row)) {
            return false;
        }
        firstLine = firstLine == 0 ? line : firstLine;
        for (CsvColumn column : COORDINATES) {
            if (header.has(column)) {
                takeUnit(line, column, header.field(row, column));
            }
        }
        return true;
    }

    /** A damaged localisation must not pass for a header, so any sign of a number or of a missing one counts. */
    private boolean isHeader(CSVRecord row) {
        return row.stream().noneMatch(field -> NUMBER.matcher(field).matches())
                && NUMBERS.stream().noneMatch(column -> isOrReplacesNumber(header.field(row, column)))
                && (header.field(row, CsvColumn.TRACK).isBlank() || hasText(row, CsvColumn.X, CsvColumn.Y));
    }

    private static boolean isOrReplacesNumber(String field) {
        return DIGIT.matcher(field).find()
                || INSTEAD_OF_NUMBER.contains(field.strip().toLowerCase(Locale.ROOT));
    }

    private boolean hasText(CSVRecord row, CsvColumn... columns) {
        return List.of(columns).stream()
                .anyMatch(column -> !header.field(row, column).isBlank());
    }

    private void takeUnit(long line, CsvColumn column, String field) throws TrackingFileException {
        String found = unitIn(field);
        if (found.isEmpty()) {
            return;
        }
        if (!unit.isEmpty() && !unit.equals(found)) {
            throw TrackingFileException.atLine(
                    path,
                    line,
                    columnOfUnit + " is in " + quoted(unit) + " but " + header.name(column) + " in " + quoted(found)
                            + "; all coordinates need the same unit");
        }
        unit = found;
        columnOfUnit = header.name(column);
    }

    /** The unit that a field names, as {@link LengthUnit} spells it; empty if the field names something else. */
    private static String unitIn(String field) {
        Matcher inBrackets = IN_BRACKETS.matcher(field.strip());
        String text = inBrackets.matches() ? inBrackets.group(1) : field;
        boolean isUnit = inBrackets.matches() ? !text.isBlank() : LengthUnit.isUnit(text);
        return isUnit ? LengthUnit.of(text) : "";
    }

    /** The unit of all coordinates; that of a table without units if no row names one. */
    String lengthUnit() {
        return unit.isEmpty() ? LengthUnit.PIXEL : unit;
    }

    /** Must be called if no localisation follows: a table whose rows all look like headers is a misunderstanding. */
    void requireNone() throws TrackingFileException {
        if (firstLine > 0) {
            throw TrackingFileException.atLine(
                    path,
                    firstLine,
                    "neither this row nor one after it has numbers; a localisation needs numbers in "
                            + header.name(CsvColumn.FRAME) + ", " + header.name(CsvColumn.X) + " and "
                            + header.name(CsvColumn.Y));
        }
    }
}
