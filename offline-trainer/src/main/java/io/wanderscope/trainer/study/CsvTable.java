package io.wanderscope.trainer.study;

import java.util.Locale;

/** A table as CSV, whose cells need no quotes. */
final class CsvTable {
    private final StringBuilder text = new StringBuilder();
    private final int columns;

    CsvTable(String... columns) {
        this.columns = columns.length;
        text.append(String.join(",", columns)).append('\n');
    }

    /**
     * Adds a row.
     *
     * @param cells text, whole numbers, or values that are rounded to five decimal places; a mean fills two cells, its standard error
     *     the second; empty cells instead of NaN
     */
    CsvTable row(Object... cells) {
        StringBuilder row = new StringBuilder();
        int filled = 0;
        for (Object cell : cells) {
            row.append(filled == 0 ? "" : ",").append(text(cell));
            filled += cell instanceof Mean ? 2 : 1;
        }
        if (filled != columns) {
            throw new IllegalArgumentException("a row needs " + columns + " cells, got " + filled);
        }
        text.append(row).append('\n');
        return this;
    }

    private static String text(Object cell) {
        if (cell instanceof Mean mean) {
            return text(mean.value()) + "," + text(mean.standardError());
        }
        if (cell instanceof Double number) {
            return Double.isFinite(number) ? String.format(Locale.ROOT, "%.5f", number) : "";
        }
        return cell.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
