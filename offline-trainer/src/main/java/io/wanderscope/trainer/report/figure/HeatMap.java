package io.wanderscope.trainer.report.figure;

import io.wanderscope.trainer.report.figure.Svg.Anchor;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleBiFunction;

/** A table of shares, each in per cent on a colour that is the darker the larger it is. */
public final class HeatMap {
    private static final double LEFT = 100;
    private static final double TOP = 46;
    private static final double CELL_WIDTH = 84;
    private static final double CELL_HEIGHT = 40;
    private static final double DARK = 0.3;
    /** Shares below this are written as 0.0. */
    private static final double INVISIBLE = 0.0005;

    private HeatMap() {}

    /**
     * Draws the table as SVG.
     *
     * @param description text for screen readers
     * @param caption text below the table
     * @param columns labels of the columns
     * @param rows labels of the rows
     * @param darkest the share that has the darkest colour, above 0
     * @param value the share in a column and a row, both counted from 0
     */
    public static String draw(
            String description,
            String caption,
            List<String> columns,
            List<String> rows,
            double darkest,
            ToDoubleBiFunction<Integer, Integer> value) {
        double width = CELL_WIDTH * columns.size();
        double height = CELL_HEIGHT * rows.size();
        Svg svg = new Svg(LEFT + width + 8, TOP + height + 30, description);
        for (int column = 0; column < columns.size(); column++) {
            svg.label(LEFT + (column + 0.5) * CELL_WIDTH, TOP - 12, Anchor.MIDDLE, Palette.TEXT, columns.get(column));
        }
        for (int row = 0; row < rows.size(); row++) {
            svg.label(LEFT - 10, TOP + row * CELL_HEIGHT + 25, Anchor.END, Palette.TEXT, rows.get(row));
            for (int column = 0; column < columns.size(); column++) {
                drawCell(svg, column, row, value.applyAsDouble(column, row), darkest);
            }
        }
        svg.label(LEFT + width / 2, TOP + height + 22, Anchor.MIDDLE, Palette.MUTED, caption);
        return svg.end();
    }

    private static void drawCell(Svg svg, int column, int row, double share, double darkest) {
        double x = LEFT + column * CELL_WIDTH;
        double y = TOP + row * CELL_HEIGHT;
        double depth = share / darkest;
        svg.rectangle(x + 1, y + 1, CELL_WIDTH - 2, CELL_HEIGHT - 2, Palette.share(depth));
        svg.label(
                x + CELL_WIDTH / 2,
                y + 25,
                Anchor.MIDDLE,
                depth > DARK ? "#ffffff" : share < INVISIBLE ? "#b9b6ae" : Palette.TEXT,
                String.format(Locale.ROOT, "%.1f", 100 * share));
    }
}
