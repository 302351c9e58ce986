package io.wanderscope.tracks;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * The header of a table: which column is where.
 *
 * @param delimiter the character between two fields
 * @param names the names of all columns, as the file spells them
 * @param positions the index of each recognised column, from 0
 */
record CsvHeader(char delimiter, List<String> names, Map<CsvColumn, Integer> positions) {

    /** Parses a header, with the delimiter that makes the most columns recognisable. */
    static CsvHeader of(String line) {
        return Stream.of(',', ';', '\t')
                .map(delimiter -> of(line, delimiter))
                .max(Comparator.comparingInt(header -> header.positions().size()))
                .orElseThrow();
    }

    /** The format of a table. Blank lines count as rows, so that the parser's line numbers are those of the file. */
    static CSVFormat format(char delimiter) {
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreSurroundingSpaces(true)
                .setIgnoreEmptyLines(false)
                .get();
    }

    private static CsvHeader of(String line, char delimiter) {
        List<String> names = split(line, delimiter);
        Map<CsvColumn, Integer> positions = new EnumMap<>(CsvColumn.class);
        for (CsvColumn column : CsvColumn.values()) {
            find(column, names).ifPresent(position -> positions.put(column, position));
        }
        return new CsvHeader(delimiter, names, positions);
    }

    private static List<String> split(String line, char delimiter) {
        try {
            return format(delimiter).parse(new StringReader(line)).stream()
                    .findFirst()
                    .map(CSVRecord::toList)
                    .orElse(List.of());
        } catch (IOException | UncheckedIOException e) {
            // A line with unbalanced quotes is not a header: no column is recognised.
            return List.of();
        }
    }

    private static Optional<Integer> find(CsvColumn column, List<String> names) {
        List<String> found = names.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        return column.names().stream()
                .map(found::indexOf)
                .filter(position -> position >= 0)
                .findFirst();
    }

    boolean hasAnyRequired() {
        return CsvColumn.REQUIRED.stream().anyMatch(positions::containsKey);
    }

    List<CsvColumn> missing() {
        return CsvColumn.REQUIRED.stream()
                .filter(column -> !positions.containsKey(column))
                .toList();
    }

    /** Whether this is the table of quot, the only one with both a column {@code trajectory} and y before x. */
    boolean isQuot() {
        return missing().isEmpty()
                && name(CsvColumn.TRACK).equals("trajectory")
                && position(CsvColumn.Y) < position(CsvColumn.X);
    }

    boolean has(CsvColumn column) {
        return positions.containsKey(column);
    }

    String name(CsvColumn column) {
        return names.get(position(column));
    }

    String field(CSVRecord row, CsvColumn column) {
        return row.get(position(column));
    }

    private int position(CsvColumn column) {
        return Objects.requireNonNull(positions.get(column), column.name());
    }
}
