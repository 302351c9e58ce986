package io.wanderscope.dashboard.picture;

import io.wanderscope.dashboard.MotionClass;
import io.wanderscope.dashboard.PopulationWords;
import io.wanderscope.dashboard.TypicalDiffusion;
import io.wanderscope.diffusion.ColourPalette;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The column beside the field of view that explains shapes and colours, and counts the tracks of each kind of motion. */
final class Legend {
    private static final int WIDTH = 420;
    private static final int ROW_HEIGHT = 54;
    /** Room for a sentence of two lines. */
    private static final int TALL_ROW_HEIGHT = 74;

    private static final int LINE_HEIGHT = 20;
    private static final int HEADING_GAP = 14;
    private static final int TEXT_INDENT = 52;
    /** Where the column of diffusion coefficients ends. */
    private static final int COEFFICIENT_RIGHT = 334;

    private static final double MARKER_RADIUS = 12;
    private static final int COLOUR_BAR_HEIGHT = 24;

    private final Graphics2D graphics;
    private final int left;
    private final TypicalDiffusion diffusion;
    private int y;

    Legend(Graphics2D graphics, int left, int top, TypicalDiffusion diffusion) {
        this.graphics = graphics;
        this.left = left;
        this.y = top;
        this.diffusion = diffusion;
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
        textUpTo(counts, WIDTH, y, Typeface.SMALL);
        if (!diffusion.medians().isEmpty()) {
            textUpTo("D, " + diffusion.unit(), COEFFICIENT_RIGHT, y, Typeface.SMALL);
        }
        y += 14;
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(new Line2D.Double(left, y, left + WIDTH, y));
    }

    private void model(MotionClass model, long count) {
        ClassMarker.of(model).draw(graphics, left + 20, y + ROW_HEIGHT / 2.0, MARKER_RADIUS);
        row(model, model.name(), List.of(model.description()), count);
        y += ROW_HEIGHT;
    }

    /** A row with the marker on a piece of its path, whose colour says what it is. */
    private void otherMotion(MotionClass motion, long count) {
        double middle = y + ROW_HEIGHT / 2.0;
        graphics.setColor(new Color(ColourPalette.line(motion.name())));
        graphics.setStroke(new BasicStroke(2.4f));
        graphics.draw(new Line2D.Double(left, middle, left + 40, middle));
        ClassMarker.of(motion).draw(graphics, left + 20, middle, MARKER_RADIUS);
        row(motion, motion.name(), wrapped(motion.meaning(), WIDTH - TEXT_INDENT), count);
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
        row(
                MotionClass.UNDETERMINED,
                MotionClass.UNDETERMINED.description(),
                List.of(MotionClass.UNDETERMINED.meaning()),
                count);
        y += ROW_HEIGHT;
    }

    private void row(MotionClass motion, String name, List<String> description, long count) {
        text(name, TEXT_INDENT, y + 25, Typeface.NAME);
        for (int line = 0; line < description.size(); line++) {
            text(description.get(line), TEXT_INDENT, y + 46 + LINE_HEIGHT * line, Typeface.SMALL);
        }
        textUpTo(String.format(Locale.ROOT, "%,d", count), WIDTH, y + 25, Typeface.NAME);
        Double median = diffusion.medians().get(motion);
        if (median != null) {
            textUpTo(PopulationWords.number(median).replace('-', '−'), COEFFICIENT_RIGHT, y + 25, Typeface.SMALL);
        }
    }

    private List<String> wrapped(String text, int width) {
        Typeface.SMALL.use(graphics);
        return Typeface.wrapped(graphics, text, width);
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
        textUpTo("more support for the class", WIDTH, y + COLOUR_BAR_HEIGHT + 26, Typeface.SMALL);
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

    private void textUpTo(String text, int right, int baseline, Typeface typeface) {
        typeface.use(graphics);
        graphics.drawString(text, left + right - graphics.getFontMetrics().stringWidth(text), baseline);
    }
}
