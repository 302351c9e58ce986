package io.wanderscope.dashboard.picture;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.schema.DiffusionLabel;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The column beside the field of view that explains shapes and colours and counts the tracks of each class. */
final class Legend {
    private static final int WIDTH = 420;
    private static final int ROW_HEIGHT = 62;
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

    void draw(Map<DiffusionLabel, Long> counts, String stage) {
        heading("Diffusion class", "tracks");
        for (DiffusionModel model : DiffusionModel.values()) {
            model(model, counts.getOrDefault(DiffusionLabel.valueOf(model.name()), 0L));
        }
        undetermined(counts.getOrDefault(DiffusionLabel.UNDETERMINED, 0L));
        colourBar(stage);
    }

    private void heading(String classes, String counts) {
        y += 20;
        text(classes, 0, y, Typeface.HEADING);
        textUpTo(counts, y, Typeface.SMALL);
        y += 14;
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(new Line2D.Double(left, y, left + WIDTH, y));
    }

    private void model(DiffusionModel model, long count) {
        int middle = y + ROW_HEIGHT / 2;
        ClassMarker.of(model).draw(graphics, left + 20, middle, MARKER_RADIUS);
        row(model.name(), model.description(), count);
    }

    private void undetermined(long count) {
        int middle = y + ROW_HEIGHT / 2;
        UndeterminedStyle.draw(
                graphics,
                List.of(
                        new Point2D.Double(left + 4, middle + 6),
                        new Point2D.Double(left + 20, middle - 6),
                        new Point2D.Double(left + 36, middle)));
        row("UNDETERMINED", "too short, immobile, unsure or failed", count);
    }

    private void row(String name, String description, long count) {
        text(name, TEXT_INDENT, y + 27, Typeface.NAME);
        text(description, TEXT_INDENT, y + 49, Typeface.SMALL);
        textUpTo(String.format(Locale.ROOT, "%,d", count), y + 27, Typeface.NAME);
        y += ROW_HEIGHT;
    }

    private void colourBar(String stage) {
        y += 40;
        text("Saliency at " + stage, 0, y, Typeface.HEADING);
        text("scaled to each path's largest weight", 0, y + 26, Typeface.SMALL);
        y += 44;
        for (int pixel = 0; pixel < WIDTH; pixel++) {
            graphics.setColor(SaliencyColours.of(2.0 * pixel / (WIDTH - 1) - 1));
            graphics.fill(new Rectangle2D.Double(left + pixel, y, 1, COLOUR_BAR_HEIGHT));
        }
        text("evidence against", 0, y + COLOUR_BAR_HEIGHT + 26, Typeface.SMALL);
        textUpTo("evidence for the class", y + COLOUR_BAR_HEIGHT + 26, Typeface.SMALL);
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
