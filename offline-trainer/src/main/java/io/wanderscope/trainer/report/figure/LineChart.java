package io.wanderscope.trainer.report.figure;

import io.wanderscope.trainer.report.figure.Svg.Anchor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** A line chart with the labels at the ends of the lines. */
public final class LineChart {
    private static final double WIDTH = 720;
    private static final double HEIGHT = 360;
    private static final double LEFT = 64;
    private static final double RIGHT = 150;
    private static final double TOP = 14;
    private static final double BOTTOM = 52;
    private static final double LABEL_DISTANCE = 17;

    private final Axis horizontal;
    private final Axis vertical;
    private final List<Line> lines = new ArrayList<>();
    private final List<Bars> bars = new ArrayList<>();
    private final List<Line> marks = new ArrayList<>();
    private final List<Band> bands = new ArrayList<>();

    /** A point of a line, in the units of the axes. */
    public record Point(double x, double y) {}

    private record Line(String name, String colour, String dash, List<Point> points) {}

    private record Bars(double width, List<Point> points) {}

    private record Band(String colour, List<Double> xs, List<Interval> intervals) {}

    private record EndLabel(double x, double y, Line line) {}

    /** Creates an empty chart with two axes. */
    public LineChart(Axis horizontal, Axis vertical) {
        this.horizontal = horizontal;
        this.vertical = vertical;
    }

    /** Adds a line; points that are not finite are skipped. */
    public LineChart line(String name, String colour, List<Point> points) {
        lines.add(new Line(name, colour, "", finite(points)));
        return this;
    }

    /** Adds a line of values with a band of their confidence intervals, one at each place along the horizontal axis. */
    public LineChart band(String name, String colour, List<Double> xs, List<Interval> intervals) {
        bands.add(new Band(colour, List.copyOf(xs), List.copyOf(intervals)));
        return line(name, colour, points(xs, intervals, Interval::value));
    }

    private static List<Point> points(List<Double> xs, List<Interval> intervals, ToDoubleFunction<Interval> end) {
        return IntStream.range(0, xs.size())
                .mapToObj(index -> new Point(xs.get(index), end.applyAsDouble(intervals.get(index))))
                .toList();
    }

    /** Adds a thin dashed line for comparison. */
    public LineChart reference(String name, List<Point> points) {
        lines.add(new Line(name, Palette.REFERENCE, "5 4", finite(points)));
        return this;
    }

    /** Adds light bars from the bottom; their width is in units of the horizontal axis. */
    public LineChart bars(double width, List<Point> points) {
        bars.add(new Bars(width, finite(points)));
        return this;
    }

    /** Adds a dot with a label beside it. */
    public LineChart mark(String name, String colour, Point point) {
        marks.add(new Line(name, colour, "", finite(List.of(point))));
        return this;
    }

    private static List<Point> finite(List<Point> points) {
        return points.stream()
                .filter(point -> Double.isFinite(point.x()) && Double.isFinite(point.y()))
                .toList();
    }

    /**
     * Draws the chart as SVG.
     *
     * @param description text for screen readers
     */
    public String draw(String description) {
        Svg svg = new Svg(WIDTH, HEIGHT, description);
        bars.forEach(each -> drawBars(svg, each));
        drawAxes(svg);
        bands.forEach(band -> drawBand(svg, band));
        lines.forEach(line -> drawLine(svg, line));
        drawEndLabels(svg);
        for (Line mark : marks) {
            mark.points().forEach(point -> {
                svg.dot(x(point.x()), y(point.y()), 4, mark.colour());
                svg.label(x(point.x()) - 8, y(point.y()) + 18, Anchor.END, mark.colour(), mark.name());
            });
        }
        return svg.end();
    }

    private double x(double value) {
        return LEFT + horizontal.position(value) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - vertical.position(value) * (HEIGHT - TOP - BOTTOM);
    }

    private void drawAxes(Svg svg) {
        for (double tick : vertical.ticks()) {
            svg.line(LEFT, y(tick), WIDTH - RIGHT, y(tick), "stroke:" + Palette.GRID);
            svg.label(LEFT - 8, y(tick) + 4, Anchor.END, Palette.MUTED, vertical.tickLabel(tick));
        }
        for (double tick : horizontal.ticks()) {
            svg.line(x(tick), HEIGHT - BOTTOM, x(tick), HEIGHT - BOTTOM + 5, "stroke:" + Palette.REFERENCE);
            svg.label(x(tick), HEIGHT - BOTTOM + 20, Anchor.MIDDLE, Palette.MUTED, horizontal.tickLabel(tick));
        }
        svg.line(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM, "stroke:" + Palette.REFERENCE);
        svg.label((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, Anchor.MIDDLE, Palette.TEXT, horizontal.label());
        svg.verticalLabel(16, (TOP + HEIGHT - BOTTOM) / 2, Palette.TEXT, vertical.label());
    }

    private void drawBars(Svg svg, Bars series) {
        double width = series.width();
        for (Point point : series.points()) {
            double left = x(point.x() - width / 2);
            double top = y(point.y());
            svg.rectangle(left + 1, top, x(point.x() + width / 2) - left - 2, HEIGHT - BOTTOM - top, Palette.GRID);
        }
    }

    private void drawLine(Svg svg, Line line) {
        String dash = line.dash().isEmpty() ? ";stroke-width:2" : ";stroke-dasharray:" + line.dash();
        svg.path(path(line.points()), "fill:none;stroke:" + line.colour() + dash);
    }

    private void drawBand(Svg svg, Band band) {
        List<Point> outline = new ArrayList<>(points(band.xs(), band.intervals(), Interval::high));
        Collections.reverse(outline);
        outline.addAll(0, points(band.xs(), band.intervals(), Interval::low));
        svg.path(path(outline) + "Z", "stroke:none;fill-opacity:0.15;fill:" + band.colour());
    }

    private String path(List<Point> points) {
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            path.append(path.length() == 0 ? 'M' : 'L')
                    .append(Svg.number(x(point.x())))
                    .append(' ')
                    .append(Svg.number(y(point.y())));
        }
        return path.toString();
    }

    /** Draws the labels, moved apart where lines end close together. */
    private void drawEndLabels(Svg svg) {
        List<EndLabel> labels = new ArrayList<>();
        for (Line line : lines) {
            if (!line.name().isEmpty() && !line.points().isEmpty()) {
                Point end = line.points().get(line.points().size() - 1);
                labels.add(new EndLabel(WIDTH - RIGHT + 10, y(end.y()) + 4, line));
            }
        }
        labels.sort(Comparator.comparingDouble(EndLabel::y));
        double overflow = 0;
        double above = Double.NEGATIVE_INFINITY;
        List<EndLabel> placed = new ArrayList<>();
        for (EndLabel label : labels) {
            double lower = Math.max(label.y(), above + LABEL_DISTANCE);
            placed.add(new EndLabel(label.x(), lower, label.line()));
            above = lower;
            overflow = Math.max(0, lower - (HEIGHT - BOTTOM + 4));
        }
        for (EndLabel label : placed) {
            svg.label(
                    label.x(),
                    label.y() - overflow,
                    Anchor.START,
                    label.line().colour(),
                    label.line().name());
        }
    }
}
