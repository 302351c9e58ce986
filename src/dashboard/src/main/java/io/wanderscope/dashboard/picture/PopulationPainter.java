package io.wanderscope.dashboard.picture;

import io.wanderscope.dashboard.PopulationWords;
import io.wanderscope.schema.AcquisitionPopulation;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Paints the title, the occupation and the fractions of one population. */
public final class PopulationPainter {
    private static final int WIDTH = 1800;
    private static final int HEIGHT = 1000;
    private static final int MARGIN = 48;
    private static final Rectangle2D PLOT = new Rectangle2D.Double(126, 176, 1010, 640);
    private static final int FRACTIONS_LEFT = 1216;
    private static final int NOTE_TOP = 930;
    private static final int LINE_HEIGHT = 26;

    private final Graphics2D graphics;
    private final AcquisitionPopulation population;

    private PopulationPainter(Graphics2D graphics, AcquisitionPopulation population) {
        this.graphics = graphics;
        this.population = population;
    }

    /** Paints the figure. */
    public static BufferedImage paint(String acquisition, AcquisitionPopulation population) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            new PopulationPainter(graphics, population).drawAll(acquisition);
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private void drawAll(String acquisition) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        line(Typeface.TITLE, acquisition, 66);
        line(Typeface.SUBTITLE, PopulationWords.states(population), 103);
        if (!population.getOccupation().isEmpty()) {
            new OccupationPlot(graphics, PLOT, population).draw();
        }
        new FractionBars(graphics, FRACTIONS_LEFT, (int) PLOT.getY(), WIDTH - MARGIN - FRACTIONS_LEFT).draw(population);
        drawNotes();
    }

    private void line(Typeface typeface, String text, int baseline) {
        typeface.use(graphics);
        graphics.drawString(Typeface.fitting(graphics, text, WIDTH - 2 * MARGIN), MARGIN, baseline);
    }

    private void drawNotes() {
        Typeface.SMALL.use(graphics);
        int y = NOTE_TOP;
        for (String note : List.of(basis(), exponent())) {
            graphics.drawString(note, (float) PLOT.getX(), y);
            y += LINE_HEIGHT;
        }
    }

    /** What the occupation rests on and assumes. */
    private String basis() {
        String unit = population.getLengthUnit().equals("um") ? "µm" : population.getLengthUnit();
        StringJoiner basis = new StringJoiner("; ");
        basis.add(counted(population.getTracks(), "track") + " and "
                + counted(population.getDisplacements(), "displacement"));
        if (population.getLocalisationError() != null) {
            basis.add("localisation error " + PopulationWords.number(population.getLocalisationError()) + " " + unit);
        }
        if (population.getExposure() == null) {
            basis.add("exposure not told, taken to be the whole frame interval");
        }
        if (population.getFocalDepth() != null) {
            basis.add("corrected for particles that leave a focus " + PopulationWords.number(population.getFocalDepth())
                    + " " + unit + " deep");
        }
        if (population.getOtherUnitTracks() > 0) {
            basis.add("without " + counted(population.getOtherUnitTracks(), "track") + " in other units");
        }
        return basis.toString();
    }

    private String exponent() {
        return population.getAlpha() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "anomalous exponent of all together %.2f ± %.2f (s.d.), from %s",
                        population.getAlpha(),
                        population.getAlphaSd(),
                        counted(population.getAlphaTracks(), "track"));
    }

    /** Such as {@code 2,387 tracks}. */
    static String counted(long number, String noun) {
        return String.format(Locale.ROOT, number == 1 ? "%,d %s" : "%,d %ss", number, noun);
    }
}
