package io.wanderscope.trainer.report;

import io.wanderscope.trainer.report.figure.Svg;
import java.util.List;
import java.util.stream.Collectors;

/** The HTML around the figures. */
public final class Page {
    private static final String STYLE = """
            :root { color-scheme: light; }
            body { margin: 0 auto; max-width: 760px; padding: 2.5rem 1.25rem 5rem; background: #fff; color: #1a1a1a;
              font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
            h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 1rem; letter-spacing: -0.01em; }
            h2 { font-size: 1.25rem; margin: 3.2rem 0 0.1rem; }
            h2 + p.subtitle { margin: 0 0 1rem; color: #6b6b6b; }
            p { margin: 0 0 1rem; overflow-wrap: anywhere; }
            figure { margin: 0; }
            svg { display: block; width: 100%; height: auto; font-size: 13px; margin: 0.5rem 0; }
            .caption { color: #6b6b6b; font-size: 0.9rem; }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; font-size: 0.9rem; margin: 0.75rem 0 1rem;
              font-variant-numeric: tabular-nums; }
            th { text-align: right; font-weight: 600; color: #6b6b6b; border-bottom: 1px solid #9a978f; }
            td { text-align: right; border-bottom: 1px solid #e4e2dd; }
            th, td { padding: 0.35rem 0.5rem; }
            td:not(:first-child) { white-space: nowrap; }
            th:first-child, td:first-child { text-align: left; padding-left: 0; }
            @media print { body { max-width: none; padding: 0; } section { break-inside: avoid; } }
            """;

    /** What stands after the last section. */
    static final String END = "</body>\n</html>\n";

    private Page() {}

    /**
     * A section of the page.
     *
     * @param title heading
     * @param subtitle text below the heading; may be empty
     * @param content content as HTML
     */
    public record Section(String title, String subtitle, String content) {}

    /**
     * A whole page.
     *
     * @param summary what stands before the sections, as HTML
     */
    public static String of(String title, String summary, List<Section> sections) {
        StringBuilder html =
                new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>");
        html.append(Svg.escaped(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n");
        html.append("<h1>").append(Svg.escaped(title)).append("</h1>\n").append(summary);
        sections.forEach(section -> html.append(section(section)));
        return html.append(END).toString();
    }

    /** A section as HTML. */
    static String section(Section section) {
        String subtitle = section.subtitle().isEmpty()
                ? ""
                : "<p class=\"subtitle\">" + Svg.escaped(section.subtitle()) + "</p>\n";
        return "<section>\n<h2>" + Svg.escaped(section.title()) + "</h2>\n" + subtitle + section.content()
                + "</section>\n";
    }

    /** A paragraph of plain text. */
    public static String paragraph(String text) {
        return "<p>" + Svg.escaped(text) + "</p>\n";
    }

    /** The text below a figure. */
    public static String caption(String text) {
        return "<p class=\"caption\">" + Svg.escaped(text) + "</p>\n";
    }

    /** A table whose first column is text. */
    public static String table(List<String> head, List<List<String>> rows) {
        return "<div class=\"scroll\"><table>\n<thead>" + row("th", head) + "</thead>\n<tbody>\n"
                + rows.stream().map(cells -> row("td", cells)).collect(Collectors.joining())
                + "</tbody>\n</table></div>\n";
    }

    private static String row(String tag, List<String> cells) {
        return cells.stream()
                .map(cell -> "<" + tag + ">" + Svg.escaped(cell) + "</" + tag + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }
}
