package io.wanderscope.dashboard.picture;

import io.wanderscope.dashboard.DrawnTrajectory;
import io.wanderscope.dashboard.MotionClass;
import io.wanderscope.dashboard.TypicalDiffusion;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Paints the title, the field of view with its trajectories, the legend and the scale bar of one acquisition. */
public final class FieldOfViewPainter {
    private static final int WIDTH = 1800;
    private static final int HEIGHT = 1592;
    private static final int MARGIN = 48;
    private static final Rectangle2D PLOT = new Rectangle2D.Double(MARGIN, 128, 1236, 1150);
    private static final int LEGEND_LEFT = 1332;
    private static final int SCALE_BAR_Y = 1310;
    private static final int MAGNIFIED_LEFT = 432;
    private static final int MAGNIFIED_TOP = 1300;
    private static final Color FRAME = new Color(0xB8B8B8);

    private final Graphics2D graphics;

    private FieldOfViewPainter(Graphics2D graphics) {
        this.graphics = graphics;
    }

    /**
     * Paints the picture.
     *
     * @param trajectories all trajectories of the acquisition; if there are none, the picture says so
     * @param stage name of the residual stage the weights belong to
     * @param diffusion for the legend
     */
    public static BufferedImage paint(
            String acquisition,
            String lengthUnit,
            List<DrawnTrajectory> trajectories,
            String stage,
            TypicalDiffusion diffusion) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            new FieldOfViewPainter(graphics).drawAll(acquisition, lengthUnit, trajectories, stage, diffusion);
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private void drawAll(
            String acquisition,
            String lengthUnit,
            List<DrawnTrajectory> trajectories,
            String stage,
            TypicalDiffusion diffusion) {
        prepare();
        drawTitle(acquisition, trajectories.size(), stage, !diffusion.medians().isEmpty());
        Map<MotionClass, Long> counts =
                trajectories.stream().collect(Collectors.groupingBy(DrawnTrajectory::motion, Collectors.counting()));
        long explainedOtherwise = trajectories.stream()
                .filter(DrawnTrajectory::isExplainedOtherwise)
                .count();
        new Legend(graphics, LEGEND_LEFT, (int) PLOT.getY(), diffusion).draw(counts, stage, explainedOtherwise);
        List<DrawnTrajectory> drawable = trajectories.stream()
                .map(DrawnTrajectory::finitePoints)
                .filter(trajectory -> !trajectory.x().isEmpty())
                .toList();
        if (drawable.isEmpty()) {
            drawCentred("no tracks to show");
        } else {
            FieldOfView fieldOfView = FieldOfView.around(drawable, PLOT);
            TrajectoryPainter.forCrowd(graphics, fieldOfView, answered(counts)).draw(drawable);
            ScaleBar.draw(graphics, fieldOfView, lengthUnit, PLOT.getX(), SCALE_BAR_Y, 8, Typeface.NAME);
            new MagnifiedTracks(graphics, MAGNIFIED_LEFT, MAGNIFIED_TOP).draw(drawable, lengthUnit);
        }
        drawFrame();
    }

    private static long answered(Map<MotionClass, Long> counts) {
        return counts.entrySet().stream()
                .filter(count -> count.getKey() != MotionClass.UNDETERMINED)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private void prepare() {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
    }

    private void drawTitle(String acquisition, int tracks, String stage, boolean hasMedians) {
        Typeface.TITLE.use(graphics);
        graphics.drawString(Typeface.fitting(graphics, acquisition, WIDTH - 2 * MARGIN), MARGIN, 66);
        Typeface.SUBTITLE.use(graphics);
        String counted = String.format(Locale.ROOT, tracks == 1 ? "%,d track" : "%,d tracks", tracks);
        String subtitle = counted + " · paths coloured by saliency at " + stage
                + (hasMedians ? " · D: median of the tracks of each kind" : "");
        graphics.drawString(Typeface.fitting(graphics, subtitle, WIDTH - 2 * MARGIN), MARGIN, 103);
    }

    private void drawCentred(String text) {
        Typeface.SUBTITLE.use(graphics);
        int width = graphics.getFontMetrics().stringWidth(text);
        graphics.drawString(text, (float) PLOT.getCenterX() - width / 2f, (float) PLOT.getCenterY());
    }

    private void drawFrame() {
        graphics.setColor(FRAME);
        graphics.setStroke(new BasicStroke(1.5f));
        graphics.draw(PLOT);
    }
}
