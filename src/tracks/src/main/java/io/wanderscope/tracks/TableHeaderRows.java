package io.wanderscope.tracks;

import static io.wanderscope.tracks.TrackingFileException.quoted;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The units of a table, from its header and from the rows between that and the first localisation. TrackMate writes up
 * to three: longer names, shorter names, and the units of the columns. Rows that look like them further down are damaged
 * localisations.
 */
final class TableHeaderRows {
    private static final List<TableColumn> NUMBERS = List.of(TableColumn.FRAME, TableColumn.X, TableColumn.Y);
    private static final List<TableColumn> COORDINATES = List.of(TableColumn.X, TableColumn.Y);

    private static final Pattern DIGIT = Pattern.compile("[0-9]");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final Pattern IN_BRACKETS = Pattern.compile("[(\\[](.*)[)\\]]");

    private final Path path;
    private final TableHeader header;
    private long firstLine;
    private String unit = "";
    private String columnOfUnit = "";
    private String axialUnit = "";
    private String timeUnit = "";

    TableHeaderRows(Path path, TableHeader header) {
        this.path = path;
        this.header = header;
    }

    /** Takes the units in the names of the columns. */
    void takeNames(long line) throws TrackingFileException {
        for (TableColumn column : COORDINATES) {
            takeUnit(line, header.name(column), unitIn(header.unit(column)));
        }
        axialUnit = header.has(TableColumn.Z) ? unitIn(header.unit(TableColumn.Z)) : "";
        timeUnit = header.unit(timeColumn(), TableColumn.FRAME);
    }

    private int timeColumn() {
        return header.time().orElse(header.position(TableColumn.FRAME));
    }

    /** Takes a row that follows the names of the columns or another such row; a localisation is not taken. */
    boolean take(TableRows row) throws TrackingFileException {
        if (!isHeader(row)) {
            return false;
        }
        firstLine = firstLine == 0 ? row.line() : firstLine;
        for (TableColumn column : COORDINATES) {
            takeUnit(row.line(), header.name(column), unitIn(field(row, column)));
        }
        if (header.has(TableColumn.Z) && axialUnit.isEmpty()) {
            axialUnit = unitIn(field(row, TableColumn.Z));
        }
        String time = withoutBrackets(row.field(timeColumn()));
        timeUnit = timeUnit.isEmpty() && TimeUnit.isUnit(time) ? time : timeUnit;
        return true;
    }

    /** Takes the unit of the coordinates that every row repeats. */
    void takeUnitOfRow(TableRows row, int column) throws TrackingFileException {
        String found = row.field(column);
        if (LengthUnit.isUnit(found)) {
            takeUnit(row.line(), header.name(column), LengthUnit.of(found));
        }
    }

    /** A damaged localisation must not pass for a header, so any sign of a number or of a missing one counts. */
    private boolean isHeader(TableRows row) {
        return row.fields().stream().noneMatch(TableNumbers::isNumber)
                && row.fields().stream().anyMatch(field -> LETTER.matcher(field).find())
                && NUMBERS.stream()
                        .noneMatch(column -> DIGIT.matcher(field(row, column)).find())
                && (hasUnits(row) || NUMBERS.stream().noneMatch(column -> replacesNumber(field(row, column))))
                && (field(row, TableColumn.TRACK).isBlank() || hasText(row, TableColumn.X, TableColumn.Y));
    }

    /** Where the coordinates have units, a hyphen for the frame says that it has none. */
    private boolean hasUnits(TableRows row) {
        return COORDINATES.stream()
                .noneMatch(column -> unitIn(field(row, column)).isEmpty());
    }

    private static boolean replacesNumber(String field) {
        return !field.isBlank()
                && (NumberWords.isMissing(field)
                        || NumberWords.nonFinite(field.strip()).isPresent());
    }

    private boolean hasText(TableRows row, TableColumn... columns) {
        return List.of(columns).stream().anyMatch(column -> !field(row, column).isBlank());
    }

    private String field(TableRows row, TableColumn column) {
        return row.field(header.position(column));
    }

    private void takeUnit(long line, String column, String found) throws TrackingFileException {
        if (found.isEmpty()) {
            return;
        }
        if (!unit.isEmpty() && !unit.equals(found)) {
            throw TrackingFileException.atLine(
                    path,
                    line,
                    columnOfUnit + " is in " + quoted(unit) + " but " + column + " in " + quoted(found)
                            + "; all coordinates need the same unit");
        }
        unit = found;
        columnOfUnit = column;
    }

    /** The unit that a field names, as {@link LengthUnit} spells it; empty if the field names something else. */
    private static String unitIn(String field) {
        String text = withoutBrackets(field);
        boolean isUnit = text.equals(field.strip()) ? LengthUnit.isUnit(text) : !text.isBlank();
        return isUnit ? LengthUnit.of(text) : "";
    }

    private static String withoutBrackets(String field) {
        Matcher inBrackets = IN_BRACKETS.matcher(field.strip());
        return inBrackets.matches() ? inBrackets.group(1) : field.strip();
    }

    /** The unit of all coordinates; that of a table without units if no row names one. */
    String lengthUnit() {
        return unit.isEmpty() ? LengthUnit.PIXEL : unit;
    }

    /** Whether the table has axial coordinates, in the unit of the others. */
    boolean hasAxial() {
        return header.has(TableColumn.Z) && (unit.isEmpty() || axialUnit.isEmpty() || unit.equals(axialUnit));
    }

    /** What a person should know about the units. */
    List<String> notices() {
        return header.has(TableColumn.Z) && !hasAxial()
                ? List.of("the column " + quoted(header.name(TableColumn.Z)) + " was left out, because it is in "
                        + quoted(axialUnit) + " and the others in " + quoted(unit))
                : List.of();
    }

    /** The unit of the times as the file spells it; empty if no row names one. */
    String timeUnit() {
        return timeUnit;
    }

    /** Must be called if no localisation follows: a table whose rows all look like headers is a misunderstanding. */
    void requireNone() throws TrackingFileException {
        if (firstLine > 0) {
            throw TrackingFileException.atLine(
                    path,
                    firstLine,
                    "neither this row nor one after it has numbers; a localisation needs numbers in "
                            + header.name(TableColumn.FRAME) + ", " + header.name(TableColumn.X) + " and "
                            + header.name(TableColumn.Y));
        }
    }
}
