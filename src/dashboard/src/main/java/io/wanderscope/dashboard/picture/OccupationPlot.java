package io.wanderscope.dashboard.picture;

import io.wanderscope.dashboard.PopulationWords;
import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.DiffusiveState;
import io.wanderscope.schema.Occupation;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The occupation over the diffusion coefficient on a logarithmic axis: a line of steps, a band for the 90 % interval of each, and the
 * states with the boundaries between them.
 */
final class OccupationPlot {
    private static final Color LINE = new Color(0x00628F);
    private static final Color BAND = new Color(0x00, 0x62, 0x8F, 64);
    private static final Color FRAME = new Color(0xB8B8B8);
    private static final Color BOUNDARY = new Color(0x8A8A8A);
    private static final int TICK = 8;
    /** Room above the highest interval for the names of the states. */
    private static final double HEADROOM = 1.3;

    private static final int LABEL_HEIGHT = 52;
    private static final int LABEL_GAP = 16;

    private final Graphics2D graphics;
    private final Rectangle2D plot;
    private final AcquisitionPopulation population;
    private final List<Occupation> bins;
    private final double binWidth;
    private final double from;
    private final double to;
    private final double largest;

    /** That of a population with an occupation. */
    OccupationPlot(Graphics2D graphics, Rectangle2D plot, AcquisitionPopulation population) {
        this.graphics = graphics;
        this.plot = plot;
        this.population = population;
        this.bins = population.getOccupation();
        double first = exponent(bins.get(0).getDiffusionCoefficient());
        double last = exponent(bins.get(bins.size() - 1).getDiffusionCoefficient());
        this.binWidth = bins.size() > 1 ? (last - first) / (bins.size() - 1) : 1;
        this.from = first - binWidth / 2;
        this.to = last + binWidth / 2;
        this.largest =
                HEADROOM * bins.stream().mapToDouble(Occupation::getHigh).max().orElseThrow();
    }

    void draw() {
        drawShares();
        drawBand();
        drawStates();
        graphics.setColor(LINE);
        graphics.setStroke(new BasicStroke(3, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(steps(Occupation::getFraction, new Path2D.Double()));
        drawCoefficients();
        graphics.setColor(FRAME);
        graphics.setStroke(new BasicStroke(1.5f));
        graphics.draw(plot);
    }

    private static double exponent(double diffusionCoefficient) {
        return Math.log10(diffusionCoefficient);
    }

    private double x(double exponent) {
        return plot.getX() + plot.getWidth() * (exponent - from) / (to - from);
    }

    private double y(double share) {
        return plot.getMaxY() - plot.getHeight() * share / largest;
    }

    /** Along the tops of the bins, from the left. */
    private Path2D steps(ToDoubleFunction<Occupation> share, Path2D path) {
        for (int bin = 0; bin < bins.size(); bin++) {
            double y = y(share.applyAsDouble(bins.get(bin)));
            lineTo(path, x(from + bin * binWidth), y);
            lineTo(path, x(from + (bin + 1) * binWidth), y);
        }
        return path;
    }

    private static void lineTo(Path2D path, double x, double y) {
        if (path.getCurrentPoint() == null) {
            path.moveTo(x, y);
        } else {
            path.lineTo(x, y);
        }
    }

    private void drawBand() {
        Path2D band = steps(Occupation::getHigh, new Path2D.Double());
        for (int bin = bins.size() - 1; bin >= 0; bin--) {
            double y = y(bins.get(bin).getLow());
            band.lineTo(x(from + (bin + 1) * binWidth), y);
            band.lineTo(x(from + bin * binWidth), y);
        }
        band.closePath();
        graphics.setColor(BAND);
        graphics.fill(band);
    }

    /** The vertical axis, in per cent. */
    private void drawShares() {
        double step = roundStep(largest / 5);
        for (int tick = 0; tick * step <= largest; tick++) {
            double y = y(tick * step);
            graphics.setColor(FRAME);
            graphics.setStroke(new BasicStroke(1));
            graphics.draw(new Line2D.Double(plot.getX() - TICK, y, plot.getX(), y));
            Typeface.SMALL.use(graphics);
            String text = tick == 0 ? "0" : PopulationWords.number(100 * tick * step) + " %";
            graphics.drawString(text, (float) (plot.getX() - TICK - 6 - width(text)), (float) y + 6);
        }
        drawTurned("share of the particles in each bin; band: 90 % credible interval");
    }

    /** 1, 2 or 5 times a power of ten that is at least {@code wanted}. */
    private static double roundStep(double wanted) {
        double power = Math.pow(10, Math.floor(Math.log10(wanted)));
        double factor = wanted / power;
        return power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
    }

    private void drawTurned(String title) {
        AffineTransform before = graphics.getTransform();
        graphics.translate(plot.getX() - 78, plot.getCenterY());
        graphics.rotate(-Math.PI / 2);
        graphics.drawString(title, -width(title) / 2f, 0);
        graphics.setTransform(before);
    }

    /** The horizontal axis: powers of ten, and ticks between them. */
    private void drawCoefficients() {
        for (int power = (int) Math.floor(from); power <= Math.ceil(to); power++) {
            for (int digit = 1; digit < 10; digit++) {
                double exponent = power + Math.log10(digit);
                if (exponent >= from && exponent <= to) {
                    drawTick(exponent, digit == 1);
                }
            }
        }
        Typeface.SMALL.use(graphics);
        String title = "diffusion coefficient D in " + PopulationWords.unit(population)
                + "; the first bin holds all slower motion, the last all faster";
        graphics.drawString(title, (float) plot.getCenterX() - width(title) / 2f, (float) plot.getMaxY() + 66);
    }

    private void drawTick(double exponent, boolean isPower) {
        double x = x(exponent);
        graphics.setColor(FRAME);
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(new Line2D.Double(x, plot.getMaxY(), x, plot.getMaxY() + (isPower ? TICK : TICK / 2.0)));
        if (isPower) {
            Typeface.SMALL.use(graphics);
            String text = PopulationWords.number(Math.pow(10, exponent));
            graphics.drawString(text, (float) x - width(text) / 2f, (float) plot.getMaxY() + 30);
        }
    }

    /** Boundaries between states, and above each what it is; a name that would cover its neighbour's goes below it. */
    private void drawStates() {
        List<String> names = PopulationWords.stateNames(population);
        if (names.isEmpty()) {
            return;
        }
        List<Double> rightEnds = new ArrayList<>();
        List<DiffusiveState> states = population.getStates();
        for (int state = 0; state < states.size(); state++) {
            Double end = states.get(state).getTo();
            if (end != null && exponent(end) > from && exponent(end) < to) {
                drawBoundary(x(exponent(end)));
            }
            drawName(names.get(state), states.get(state), rightEnds);
        }
    }

    private void drawBoundary(double x) {
        graphics.setColor(BOUNDARY);
        graphics.setStroke(
                new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 6}, 0));
        graphics.draw(new Line2D.Double(x, plot.getY(), x, plot.getMaxY()));
    }

    /** Below the names so far whose right ends, by level, leave no room. */
    private void drawName(String name, DiffusiveState state, List<Double> rightEnds) {
        String coefficient = "D about " + PopulationWords.number(state.getDiffusionCoefficient()) + " "
                + PopulationWords.unit(population);
        Typeface.HEADING.use(graphics);
        int nameWidth = width(name);
        Typeface.SMALL.use(graphics);
        double half = Math.max(nameWidth, width(coefficient)) / 2.0;
        double centre = Math.max(
                plot.getX() + half + LABEL_GAP,
                Math.min(plot.getMaxX() - half - LABEL_GAP, x(exponent(state.getDiffusionCoefficient()))));
        int level = 0;
        while (level < rightEnds.size() && rightEnds.get(level) + LABEL_GAP > centre - half) {
            level++;
        }
        if (level == rightEnds.size()) {
            rightEnds.add(centre + half);
        } else {
            rightEnds.set(level, centre + half);
        }
        float top = (float) plot.getY() + LABEL_HEIGHT * level;
        graphics.drawString(coefficient, (float) centre - width(coefficient) / 2f, top + 52);
        Typeface.HEADING.use(graphics);
        graphics.drawString(name, (float) centre - nameWidth / 2f, top + 30);
    }

    private int width(String text) {
        return graphics.getFontMetrics().stringWidth(text);
    }
}
