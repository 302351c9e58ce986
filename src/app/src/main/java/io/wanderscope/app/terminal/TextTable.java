package io.wanderscope.app.terminal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table for the terminal: a row for each of many things, whose names are in the first column, and columns that are
 * right-aligned. Columns that do not fit side by side follow in a block of their own, with the names again.
 */
public final class TextTable {
    /** Wider lines are broken by many terminals. */
    static final int MAXIMUM_WIDTH = 120;

    /** Longer names lose their middle, unless two of them would become equal. */
    private static final int MAXIMUM_NAME = 28;

    private static final int GAP = 2;

    private final List<String> header;
    private final List<List<String>> rows;
    private final int[] widths;

    private TextTable(List<String> header, List<List<String>> rows) {
        this.header = header;
        this.rows = rows;
        this.widths = IntStream.range(0, header.size()).map(this::width).toArray();
    }

    /**
     * The table as lines of text, the last one with a line end.
     *
     * @param header what is in each column; that of the names may be empty
     * @param rows cells, as many as the header has
     */
    public static String of(List<String> header, List<List<String>> rows) {
        return new TextTable(header, withShortNames(rows)).text();
    }

    /** A cell with a number; a dash for none is easier to overlook than a zero among numbers. */
    public static String cell(long number) {
        return number == 0 ? "-" : Long.toString(number);
    }

    private static List<List<String>> withShortNames(List<List<String>> rows) {
        List<String> names =
                rows.stream().map(row -> PrintableText.of(row.get(0))).toList();
        List<String> shortened = names.stream().map(TextTable::shortened).toList();
        List<String> shown = new HashSet<>(shortened).size() == new HashSet<>(names).size() ? shortened : names;
        return IntStream.range(0, rows.size())
                .mapToObj(index -> {
                    List<String> row = new ArrayList<>(rows.get(index));
                    row.set(0, shown.get(index));
                    return List.copyOf(row);
                })
                .toList();
    }

    private static String shortened(String name) {
        int excess = name.length() - MAXIMUM_NAME;
        int head = MAXIMUM_NAME / 3;
        return excess <= 0 ? name : name.substring(0, head) + "…" + name.substring(head + excess + 1);
    }

    private int width(int column) {
        return Math.max(
                header.get(column).length(),
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int first = 1;
        while (first < header.size()) {
            int end = endOfBlock(first);
            text.append(first == 1 ? "" : "\n");
            addLine(text, header, first, end);
            for (List<String> row : rows) {
                addLine(text, row, first, end);
            }
            first = end;
        }
        return text.toString();
    }

    /** The column after the last one that fits beside a first one. */
    private int endOfBlock(int first) {
        int end = first + 1;
        int width = widths[0] + GAP + widths[first];
        while (end < header.size() && width + GAP + widths[end] <= MAXIMUM_WIDTH) {
            width += GAP + widths[end];
            end++;
        }
        return end;
    }

    private void addLine(StringBuilder text, List<String> cells, int first, int end) {
        StringBuilder line = new StringBuilder(cells.get(0))
                .append(" ".repeat(widths[0] - cells.get(0).length()));
        for (int column = first; column < end; column++) {
            String cell = cells.get(column);
            line.append(" ".repeat(GAP + widths[column] - cell.length())).append(cell);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }
}
