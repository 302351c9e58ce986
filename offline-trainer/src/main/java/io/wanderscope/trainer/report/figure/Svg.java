package io.wanderscope.trainer.report.figure;

import java.util.Locale;

/** Writes one SVG figure; coordinates are in pixels from the top left corner. */
public final class Svg {
    private final StringBuilder text = new StringBuilder();

    /** The alignment of text at its coordinates. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    Svg(double width, double height, String description) {
        text.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\" xmlns=\"http://www.w3.org/2000/svg\""
                        + " font-family=\"system-ui, sans-serif\" font-size=\"13\">",
                number(width),
                number(height),
                escaped(description)));
    }

    /** A coordinate, rounded to one decimal place. */
    static String number(double value) {
        String rounded = String.format(Locale.ROOT, "%.1f", value);
        return rounded.endsWith(".0") ? rounded.substring(0, rounded.length() - 2) : rounded;
    }

    /** Escapes text for XML and HTML. */
    public static String escaped(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    Svg line(double x1, double y1, double x2, double y2, String style) {
        return path("M" + number(x1) + " " + number(y1) + "L" + number(x2) + " " + number(y2), style);
    }

    Svg path(String commands, String style) {
        text.append("<path d=\"")
                .append(commands)
                .append("\" style=\"")
                .append(style)
                .append("\"/>");
        return this;
    }

    Svg rectangle(double x, double y, double width, double height, String fill) {
        text.append(String.format(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"/>",
                number(x), number(y), number(width), number(height), fill));
        return this;
    }

    Svg dot(double x, double y, double radius, String fill) {
        text.append(String.format(
                "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\"/>", number(x), number(y), number(radius), fill));
        return this;
    }

    Svg label(double x, double y, Anchor anchor, String fill, String content) {
        text.append(String.format(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" fill=\"%s\">%s</text>",
                number(x), number(y), anchor.name().toLowerCase(Locale.ROOT), fill, escaped(content)));
        return this;
    }

    /** A label that reads from bottom to top. */
    Svg verticalLabel(double x, double y, String fill, String content) {
        text.append(String.format(
                "<text transform=\"translate(%s %s) rotate(-90)\" text-anchor=\"middle\" fill=\"%s\">%s</text>",
                number(x), number(y), fill, escaped(content)));
        return this;
    }

    String end() {
        return text + "</svg>";
    }
}
