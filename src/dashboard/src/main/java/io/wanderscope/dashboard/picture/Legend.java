package io.wanderscope.dashboard.picture;

import io.wanderscope.dashboard.MotionClass;
import io.wanderscope.diffusion.ColourPalette;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The column beside the field of view that explains shapes and colours and counts the tracks of each kind of motion. */
final class Legend {
    private static final int WIDTH = 420;
    private static final int ROW_HEIGHT = 54;
    /** Room for a sentence of two lines. */
    private static final int TALL_ROW_HEIGHT = 74;

    private static final int LINE_HEIGHT = 20;
    private static final int HEADING_GAP = 14;
    private static final int TEXT_INDENT = 52;
    private static final double MARKER_RADIUS = 12;
    private static final int COLOUR_BAR_HEIGHT = 24;

    private final Graphics2D graphics;
    private final int left;
    private int y;

    Legend(Graphics2D graphics, int left, int top) {
        this.graphics = graphics;
        this.left = left;
        this.y = top;
    }

    /**
     * Draws the column.
     *
     * @param explainedOtherwise number of paths whose colours are evidence for another class than the one they are
     *     called
     */
    void draw(Map<MotionClass, Long> counts, String stage, long explainedOtherwise) {
        heading("Diffusion class", "tracks");
        MotionClass.diffusionModels().forEach(model -> model(model, counts.getOrDefault(model, 0L)));
        y += HEADING_GAP;
        heading("Other motion", "tracks");
        MotionClass.otherMotion().forEach(motion -> otherMotion(motion, counts.getOrDefault(motion, 0L)));
        y += HEADING_GAP;
        undetermined(counts.getOrDefault(MotionClass.UNDETERMINED, 0L));
        colourBar(stage, explainedOtherwise);
    }

    private void heading(String classes, String counts) {
        y += 20;
        text(classes, 0, y, Typeface.HEADING);
        textUpTo(counts, y, Typeface.SMALL);
        y += 14;
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(new Line2D.Double(left, y, left + WIDTH, y));
    }

    private void model(MotionClass model, long count) {
        ClassMarker.of(model).draw(graphics, left + 20, y + ROW_HEIGHT / 2.0, MARKER_RADIUS);
        row(model.name(), List.of(model.description()), count);
        y += ROW_HEIGHT;
    }

    /** A row with the marker on a piece of its path, whose colour says what it is. */
    private void otherMotion(MotionClass motion, long count) {
        double middle = y + ROW_HEIGHT / 2.0;
        graphics.setColor(new Color(ColourPalette.line(motion.name())));
        graphics.setStroke(new BasicStroke(2.4f));
        graphics.draw(new Line2D.Double(left, middle, left + 40, middle));
        ClassMarker.of(motion).draw(graphics, left + 20, middle, MARKER_RADIUS);
        row(motion.name(), wrapped(motion.meaning(), WIDTH - TEXT_INDENT), count);
        y += TALL_ROW_HEIGHT;
    }

    private void undetermined(long count) {
        int middle = y + ROW_HEIGHT / 2;
        UndeterminedStyle.draw(
                graphics,
                List.of(
                        new Point2D.Double(left + 4, middle + 6),
                        new Point2D.Double(left + 20, middle - 6),
                        new Point2D.Double(left + 36, middle)));
        row(MotionClass.UNDETERMINED.description(), List.of(MotionClass.UNDETERMINED.meaning()), count);
        y += ROW_HEIGHT;
    }

    private void row(String name, List<String> description, long count) {
        text(name, TEXT_INDENT, y + 25, Typeface.NAME);
        for (int line = 0; line < description.size(); line++) {
            text(description.get(line), TEXT_INDENT, y + 46 + LINE_HEIGHT * line, Typeface.SMALL);
        }
        textUpTo(String.format(Locale.ROOT, "%,d", count), y + 25, Typeface.NAME);
    }

    /** The lines of a text, each at most so many pixels wide. */
    private List<String> wrapped(String text, int width) {
        Typeface.SMALL.use(graphics);
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

    private void colourBar(String stage, long explainedOtherwise) {
        List<String> caption = wrapped(
                "scaled to each path's largest weight; compare points of one path" + note(explainedOtherwise), WIDTH);
        // A longer caption begins higher, so that the column ends above the magnified tracks.
        y += caption.size() <= 2 ? 30 : 26;
        text("Saliency at " + stage, 0, y, Typeface.HEADING);
        y += 26;
        for (String line : caption) {
            text(line, 0, y, Typeface.SMALL);
            y += LINE_HEIGHT;
        }
        y -= 2;
        for (int pixel = 0; pixel < WIDTH; pixel++) {
            graphics.setColor(SaliencyColours.of(2.0 * pixel / (WIDTH - 1) - 1));
            graphics.fill(new Rectangle2D.Double(left + pixel, y, 1, COLOUR_BAR_HEIGHT));
        }
        text("less support", 0, y + COLOUR_BAR_HEIGHT + 26, Typeface.SMALL);
        textUpTo("more support for the class", y + COLOUR_BAR_HEIGHT + 26, Typeface.SMALL);
    }

    private static String note(long explainedOtherwise) {
        return explainedOtherwise == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        explainedOtherwise == 1
                                ? "; %,d path explains the likeliest class without priors"
                                : "; %,d paths explain the likeliest class without priors",
                        explainedOtherwise);
    }

    private void text(String text, int indent, int baseline, Typeface typeface) {
        typeface.use(graphics);
        graphics.drawString(text, left + indent, baseline);
    }

    private void textUpTo(String text, int baseline, Typeface typeface) {
        typeface.use(graphics);
        graphics.drawString(text, left + WIDTH - graphics.getFontMetrics().stringWidth(text), baseline);
    }
}
