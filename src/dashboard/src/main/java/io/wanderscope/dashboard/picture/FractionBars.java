package io.wanderscope.dashboard.picture;

import io.wanderscope.dashboard.MotionClass;
import io.wanderscope.dashboard.PopulationWords;
import io.wanderscope.diffusion.ColourPalette;
import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.ClassFraction;
import io.wanderscope.schema.FamilyFraction;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Stream;

/** The fractions of the classes and of other motion as horizontal bars, with whiskers for their intervals. */
final class FractionBars {
    private static final int ROW_HEIGHT = 42;
    private static final int BAR_HEIGHT = 22;
    private static final int NAME_WIDTH = 152;
    private static final int NUMBER_WIDTH = 136;
    private static final int WHISKER = 5;
    private static final int LINE_HEIGHT = 22;
    private static final Color INK = new Color(0x1A1A1A);
    private static final Color AXIS = new Color(0xB8B8B8);
    private static final String UNKNOWN =
            "No fractions of classes: no track was classified, or the model's file does not say how it confuses them.";
    private static final String NOTE = "Corrected for what the model confuses. Whiskers: 90 % credible intervals.";

    private final Graphics2D graphics;
    private final int left;
    private final int width;
    private int y;

    FractionBars(Graphics2D graphics, int left, int top, int width) {
        this.graphics = graphics;
        this.left = left;
        this.width = width;
        this.y = top;
    }

    /** The fraction of a class or of another kind of motion. */
    private record Row(MotionClass motion, double fraction, double low, double high) {
        static Row of(ClassFraction of) {
            MotionClass motion = MotionClass.valueOf(of.getModel().name());
            return new Row(motion, of.getFraction(), of.getLow(), of.getHigh());
        }

        static Row of(MotionClass motion, FamilyFraction of) {
            return new Row(motion, of.getFraction(), of.getLow(), of.getHigh());
        }

        String numbers() {
            return Math.round(100 * fraction) + " % (" + Math.round(100 * low) + "–" + Math.round(100 * high) + ")";
        }
    }

    void draw(AcquisitionPopulation population) {
        y += 20;
        text("Classes and other motion", left, Typeface.HEADING);
        List<Row> rows = rows(population);
        if (rows.isEmpty()) {
            y += 12;
            paragraph(UNKNOWN);
            return;
        }
        if (PopulationWords.hasTooFewClassified(population)) {
            y += 12;
            PopulationWords.classes(population).ifPresent(this::paragraph);
            return;
        }
        y += LINE_HEIGHT + 6;
        text(
                "of " + PopulationPainter.counted(population.getClassifiedTracks(), "track")
                        + " that the model classified",
                left,
                Typeface.SMALL);
        y += 14;
        double largest = rows.stream().mapToDouble(Row::high).max().orElseThrow();
        rows.forEach(row -> draw(row, (width - NAME_WIDTH - NUMBER_WIDTH) / largest));
        y += 12;
        paragraph(NOTE);
    }

    private static List<Row> rows(AcquisitionPopulation population) {
        return Stream.concat(
                        population.getClasses().stream().map(Row::of),
                        MotionClass.otherMotion().stream()
                                .flatMap(motion -> population.getFamilies().stream()
                                        .filter(family ->
                                                family.getFamily().name().equals(motion.name()))
                                        .map(family -> Row.of(motion, family))))
                .toList();
    }

    private void draw(Row row, double scale) {
        double middle = y + ROW_HEIGHT / 2.0;
        int zero = left + NAME_WIDTH;
        Rectangle2D bar = new Rectangle2D.Double(zero, middle - BAR_HEIGHT / 2.0, scale * row.fraction(), BAR_HEIGHT);
        graphics.setColor(new Color(ColourPalette.marker(row.motion().name())));
        graphics.fill(bar);
        graphics.setColor(new Color(ColourPalette.line(row.motion().name())));
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(bar);
        graphics.setColor(AXIS);
        graphics.draw(new Line2D.Double(zero, y, zero, y + ROW_HEIGHT));
        whisker(zero + scale * row.low(), zero + scale * row.high(), middle);
        y += (ROW_HEIGHT + 13) / 2;
        text(row.motion().name(), left, Typeface.NAME);
        Typeface.SMALL.use(graphics);
        String numbers = row.numbers();
        text(numbers, left + width - graphics.getFontMetrics().stringWidth(numbers), Typeface.SMALL);
        y += ROW_HEIGHT - (ROW_HEIGHT + 13) / 2;
    }

    /** Dark on a light rim, so that it is seen on bars of any colour. */
    private void whisker(double low, double high, double middle) {
        List<Line2D> lines = List.of(
                new Line2D.Double(low, middle, high, middle),
                new Line2D.Double(low, middle - WHISKER, low, middle + WHISKER),
                new Line2D.Double(high, middle - WHISKER, high, middle + WHISKER));
        graphics.setColor(Color.WHITE);
        graphics.setStroke(new BasicStroke(4));
        lines.forEach(graphics::draw);
        graphics.setColor(INK);
        graphics.setStroke(new BasicStroke(1.6f));
        lines.forEach(graphics::draw);
    }

    private void paragraph(String text) {
        Typeface.SMALL.use(graphics);
        for (String line : Typeface.wrapped(graphics, text, width)) {
            y += LINE_HEIGHT;
            text(line, left, Typeface.SMALL);
        }
    }

    private void text(String text, int x, Typeface typeface) {
        typeface.use(graphics);
        graphics.drawString(text, x, y);
    }
}
