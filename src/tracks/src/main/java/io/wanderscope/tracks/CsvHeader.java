package io.wanderscope.tracks;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * The header of a table: where each column is.
 *
 * @param delimiter the character between two fields
 * @param names the names of all columns, as the file spells them
 * @param positions the position of each column that was recognised, from 0
 */
record CsvHeader(char delimiter, List<String> names, Map<CsvColumn, Integer> positions) {

    /** Reads a header with each delimiter in use and keeps the reading that recognises most columns. */
    static CsvHeader of(String line) {
        return Stream.of(',', ';', '\t')
                .map(delimiter -> of(line, delimiter))
                .max(Comparator.comparingInt(header -> header.positions().size()))
                .orElseThrow();
    }

    /** Blank lines are rows too, so that a row can be found again by its line. */
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
            // With wrong quotes it is no header, which the caller sees by its lack of columns.
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

    boolean recognisesNothing() {
        return CsvColumn.REQUIRED.stream().noneMatch(positions::containsKey);
    }

    List<CsvColumn> missing() {
        return CsvColumn.REQUIRED.stream()
                .filter(column -> !positions.containsKey(column))
                .toList();
    }

    /** Whether this is the table of quot: it alone has both a column {@code trajectory} and y before x. */
    TrackingFormat trackingFormat() {
        boolean quot =
                name(CsvColumn.TRACK).equals("trajectory") && positions.get(CsvColumn.Y) < positions.get(CsvColumn.X);
        return quot ? TrackingFormat.QUOT_CSV : TrackingFormat.PLAIN_CSV;
    }

    boolean has(CsvColumn column) {
        return positions.containsKey(column);
    }

    String name(CsvColumn column) {
        return names.get(positions.get(column));
    }

    String field(CSVRecord row, CsvColumn column) {
        return row.get(positions.get(column));
    }
}
