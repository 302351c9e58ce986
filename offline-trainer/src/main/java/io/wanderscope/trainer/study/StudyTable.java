package io.wanderscope.trainer.study;

import io.wanderscope.trainer.files.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The table of a study, read from its file.
 *
 * @param file the file
 * @param columns names of the columns
 * @param rows the cells of each row
 */
record StudyTable(Path file, List<String> columns, List<List<String>> rows) {
    /** What to do about a table that is none of a study. */
    static final String ADVICE = "give the folder in which offline-trainer/study wrote planted.csv and erasing.csv";

    private static final int FIRST_ROW_LINE = 2;

    /**
     * Reads a table that {@link CsvTable} wrote.
     *
     * @throws IOException if the file cannot be read or is no text; the message names it
     * @throws IllegalArgumentException if a row has another number of cells than there are columns; the message names the line
     */
    static StudyTable read(Path file) throws IOException {
        List<List<String>> lines = TextFile.lines(file, ADVICE).stream()
                .map(line -> Arrays.asList(line.split(",", -1)))
                .toList();
        List<String> columns = lines.isEmpty() ? List.of() : lines.get(0);
        for (int line = 1; line < lines.size(); line++) {
            if (lines.get(line).size() != columns.size()) {
                throw new IllegalArgumentException(file + ": line " + (line + 1) + " must have " + columns.size()
                        + " cells as line 1 does, got " + lines.get(line).size());
            }
        }
        return new StudyTable(file, columns, lines.isEmpty() ? List.of() : lines.subList(1, lines.size()));
    }

    /** The rows that a condition selects. */
    List<Row> where(Predicate<Row> condition) {
        return IntStream.range(0, rows.size())
                .mapToObj(index -> new Row(FIRST_ROW_LINE + index, rows.get(index)))
                .filter(condition)
                .toList();
    }

    /** A row. */
    final class Row {
        private final int line;
        private final List<String> cells;

        private Row(int line, List<String> cells) {
            this.line = line;
            this.cells = cells;
        }

        /**
         * The text in a column.
         *
         * @throws IllegalArgumentException if there is no such column
         */
        String text(String column) {
            int index = columns.indexOf(column);
            if (index < 0) {
                throw new IllegalArgumentException(file + " has no column " + column + "; " + ADVICE);
            }
            return cells.get(index);
        }

        /** Whether a column has this text. */
        boolean has(String column, String text) {
            return text(column).equals(text);
        }

        /** Whether a column is empty, or the table has none of this name: earlier ones have fewer columns. */
        boolean lacks(String column) {
            return !columns.contains(column) || has(column, "");
        }

        /**
         * The share in a column, or the standard error of one, from 0 to 1.
         *
         * @throws IllegalArgumentException if it is none; the message names the line and the column
         */
        double share(String column) {
            double share = number(text(column));
            if (!(share >= 0 && share <= 1)) {
                throw wrong(column, "a number from 0 to 1");
            }
            return share;
        }

        /**
         * The constant that a column names.
         *
         * @param what what the constants are, for people: "a …"
         * @throws IllegalArgumentException if it names none; the message names the line and the column
         */
        <E extends Enum<E>> E constant(String column, Class<E> type, String what) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(each -> has(column, each.name()))
                    .findFirst()
                    .orElseThrow(() -> wrong(column, what));
        }

        private IllegalArgumentException wrong(String column, String expected) {
            return new IllegalArgumentException(file + ": line " + line + " must have " + expected + " in column "
                    + column + ", got \"" + text(column)
                    + "\"; run the study again with this version of offline-trainer/study");
        }
    }

    /** NaN if the text is no number. */
    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
