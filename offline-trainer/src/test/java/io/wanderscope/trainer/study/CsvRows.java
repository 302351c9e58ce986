package io.wanderscope.trainer.study;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of a study's table. */
final class CsvRows {
    private final List<Map<String, String>> rows;

    CsvRows(StudyResult result) {
        List<String[]> lines =
                result.csv().lines().map(line -> line.split(",", -1)).toList();
        rows = lines.stream()
                .skip(1)
                .map(cells -> {
                    Map<String, String> row = new HashMap<>();
                    for (int column = 0; column < cells.length; column++) {
                        row.put(lines.get(0)[column], cells[column]);
                    }
                    return row;
                })
                .toList();
    }

    /** The number in a column of the one row that has these texts in some of its columns. */
    double value(String column, String... texts) {
        return Double.parseDouble(text(column, texts));
    }

    /** The text in a column of the one row that has these texts in some of its columns. */
    String text(String column, String... texts) {
        List<Map<String, String>> found = rows.stream()
                .filter(row -> row.values().containsAll(List.of(texts)))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " rows with " + Arrays.toString(texts) + " of " + rows);
        }
        return found.get(0).get(column);
    }
}
