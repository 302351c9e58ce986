package io.wanderscope.dashboard.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

/** Sizes and colours of the text on a picture. */
enum Typeface {
    TITLE(Font.BOLD, 34, 0x1A1A1A),
    SUBTITLE(Font.PLAIN, 21, 0x4D4D4D),
    HEADING(Font.BOLD, 22, 0x1A1A1A),
    NAME(Font.BOLD, 19, 0x1A1A1A),
    SMALL(Font.PLAIN, 17, 0x4D4D4D);

    private final int style;
    private final int size;
    private final int colour;

    Typeface(int style, int size, int colour) {
        this.style = style;
        this.size = size;
        this.colour = colour;
    }

    /** Sets this typeface and its colour. */
    void use(Graphics2D graphics) {
        graphics.setFont(new Font(Font.SANS_SERIF, style, size));
        graphics.setColor(new Color(colour));
    }

    /** The text, cut short with an ellipsis when it is wider than {@code width} pixels in the typeface in use. */
    static String fitting(Graphics2D graphics, String text, int width) {
        FontMetrics metrics = graphics.getFontMetrics();
        if (metrics.stringWidth(text) <= width) {
            return text;
        }
        int length = text.length();
        while (length > 0 && metrics.stringWidth(text.substring(0, length) + "…") > width) {
            length--;
        }
        return text.substring(0, length) + "…";
    }

    /** The lines of a text, each at most so many pixels wide in the typeface in use, if its words are. */
    static List<String> wrapped(Graphics2D graphics, String text, int width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (graphics.getFontMetrics().stringWidth(longer) > width && !line.isEmpty()) {
                lines.add(line);
                line = word;
            } else {
                line = longer;
            }
        }
        lines.add(line);
        return lines;
    }
}
