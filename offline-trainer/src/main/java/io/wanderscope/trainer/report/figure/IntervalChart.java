package io.wanderscope.trainer.report.figure;

import io.wanderscope.trainer.report.figure.Svg.Anchor;
import java.util.ArrayList;
import java.util.List;

/**
 * Values with their confidence intervals along a horizontal axis: a row for each case, in it a marker for each series. Series differ
 * in colour and in shape.
 */
public final class IntervalChart {
    private static final double WIDTH = 720;
    private static final double RIGHT = 16;
    private static final double BOTTOM = 52;
    private static final double LEGEND_LINE = 20;
    private static final double LETTER = 7;
    private static final double ENTRY = 13;
    private static final double ROW_GAP = 14;
    private static final double RADIUS = 4;

    private final Axis axis;
    private final double left;
    private final double reference;
    private final List<String> series;
    private final List<Row> rows = new ArrayList<>();

    private record Row(String label, List<Interval> values) {}

    /**
     * Creates a chart without rows.
     *
     * @param left width of the rows' labels, in pixels
     * @param reference value at which a dashed line is drawn, such as that of chance
     * @param series names of the series, at most eight
     * @throws IllegalArgumentException if there are more series than colours
     */
    public IntervalChart(Axis axis, double left, double reference, List<String> series) {
        if (series.size() > Palette.SERIES_COLOURS) {
            throw new IllegalArgumentException("a chart has at most " + Palette.SERIES_COLOURS
                    + " series, one of each colour, got " + series.size());
        }
        this.axis = axis;
        this.left = left;
        this.reference = reference;
        this.series = List.copyOf(series);
    }

    /** Adds a row with a value for each series. */
    public IntervalChart row(String label, List<Interval> values) {
        if (values.size() != series.size()) {
            throw new IllegalArgumentException(
                    "row " + label + " needs " + series.size() + " values, got " + values.size());
        }
        rows.add(new Row(label, List.copyOf(values)));
        return this;
    }

    /**
     * Draws the chart as SVG.
     *
     * @param description text for screen readers
     */
    public String draw(String description) {
        double column =
                40 + LETTER * series.stream().mapToInt(String::length).max().orElse(0);
        int columns = Math.max(1, (int) ((WIDTH - RIGHT) / column));
        int legendLines = (series.size() + columns - 1) / columns;
        double top = LEGEND_LINE * legendLines + 14;
        double rowHeight = ENTRY * series.size() + ROW_GAP;
        double bottom = top + rowHeight * rows.size();
        Svg svg = new Svg(WIDTH, bottom + BOTTOM, description);
        drawAxis(svg, top, bottom);
        for (int each = 0; each < series.size(); each++) {
            int line = each / columns;
            double x = 12 + column * (each % columns);
            double y = 14 + LEGEND_LINE * line;
            drawMarker(svg, each, x, y - 4);
            svg.label(x + 12, y, Anchor.START, Palette.series(each), series.get(each));
        }
        for (int row = 0; row < rows.size(); row++) {
            drawRow(svg, rows.get(row), top + rowHeight * row, rowHeight);
        }
        return svg.end();
    }

    private void drawAxis(Svg svg, double top, double bottom) {
        for (double tick : axis.ticks()) {
            svg.line(x(tick), top, x(tick), bottom, "stroke:" + Palette.GRID);
            svg.label(x(tick), bottom + 20, Anchor.MIDDLE, Palette.MUTED, axis.tickLabel(tick));
        }
        svg.line(x(reference), top, x(reference), bottom, "stroke-dasharray:5 4;stroke:" + Palette.REFERENCE);
        svg.line(left, bottom, WIDTH - RIGHT, bottom, "stroke:" + Palette.REFERENCE);
        svg.label((left + WIDTH - RIGHT) / 2, bottom + 44, Anchor.MIDDLE, Palette.TEXT, axis.label());
    }

    private void drawRow(Svg svg, Row row, double top, double height) {
        svg.label(left - 10, top + height / 2 + 4, Anchor.END, Palette.TEXT, row.label());
        for (int each = 0; each < series.size(); each++) {
            Interval interval = row.values().get(each);
            if (Double.isFinite(interval.value())) {
                double y = top + (ROW_GAP + ENTRY) / 2 + each * ENTRY;
                svg.line(x(interval.low()), y, x(interval.high()), y, "stroke-width:2;stroke:" + Palette.series(each));
                drawMarker(svg, each, x(interval.value()), y);
            }
        }
        svg.line(left, top + height, WIDTH - RIGHT, top + height, "stroke:" + Palette.GRID);
    }

    /** A circle, a square, a triangle or a diamond. */
    private static void drawMarker(Svg svg, int each, double x, double y) {
        String colour = Palette.series(each);
        switch (each % 4) {
            case 0 -> svg.dot(x, y, RADIUS, colour);
            case 1 -> svg.rectangle(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS, colour);
            case 2 -> polygon(svg, colour, x, y - RADIUS - 1, x + RADIUS + 1, y + RADIUS, x - RADIUS - 1, y + RADIUS);
            default -> polygon(svg, colour, x, y - RADIUS - 1, x + RADIUS + 1, y, x, y + RADIUS + 1, x - RADIUS - 1, y);
        }
    }

    private static void polygon(Svg svg, String colour, double... corners) {
        StringBuilder path = new StringBuilder();
        for (int corner = 0; corner < corners.length; corner += 2) {
            path.append(corner == 0 ? 'M' : 'L')
                    .append(Svg.number(corners[corner]))
                    .append(' ')
                    .append(Svg.number(corners[corner + 1]));
        }
        svg.path(path.append('Z').toString(), "fill:" + colour);
    }

    private double x(double value) {
        return left + axis.position(value) * (WIDTH - RIGHT - left);
    }
}
