package io.wanderscope.dashboard.picture;

import io.wanderscope.dashboard.DrawnTrajectory;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;

/** The longest trajectories, each in its own frame: in a wide field of view, markers hide the paths. */
final class MagnifiedTracks {
    private static final int TILES = 6;
    private static final int SIDE = 210;
    private static final int GAP = 12;
    private static final int HEADING_BASELINE = 20;
    private static final int HEADING_HEIGHT = 36;
    private static final int NAME_HEIGHT = 22;
    private static final int SCALE_BAR_HEIGHT = 26;
    private static final double LINE_WIDTH = 2.2;
    private static final double MARKER_RADIUS = 8;
    private static final Color FRAME = new Color(0xD0D0D0);

    private final Graphics2D graphics;
    private final int left;
    private final int top;

    MagnifiedTracks(Graphics2D graphics, int left, int top) {
        this.graphics = graphics;
        this.left = left;
        this.top = top;
    }

    /** Draws the trajectories with the most points in a row; nothing if the network gave no answer on any. */
    void draw(List<DrawnTrajectory> trajectories, String lengthUnit) {
        List<DrawnTrajectory> longest = trajectories.stream()
                .filter(trajectory -> !trajectory.isUndetermined())
                .sorted(Comparator.comparingInt(trajectory -> -trajectory.x().size()))
                .limit(TILES)
                .toList();
        if (longest.isEmpty()) {
            return;
        }
        Typeface.HEADING.use(graphics);
        graphics.drawString("Longest tracks with an answer, magnified", left, top + HEADING_BASELINE);
        for (int tile = 0; tile < longest.size(); tile++) {
            int x = left + tile * (SIDE + GAP);
            drawTile(longest.get(tile), lengthUnit, new Rectangle2D.Double(x, top + HEADING_HEIGHT, SIDE, SIDE));
        }
    }

    private void drawTile(DrawnTrajectory trajectory, String lengthUnit, Rectangle2D tile) {
        graphics.setColor(FRAME);
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(tile);
        drawName("track " + trajectory.track(), tile);
        Rectangle2D plot = new Rectangle2D.Double(
                tile.getX() + MARKER_RADIUS,
                tile.getY() + MARKER_RADIUS + NAME_HEIGHT,
                tile.getWidth() - 2 * MARKER_RADIUS,
                tile.getHeight() - 2 * MARKER_RADIUS - NAME_HEIGHT - SCALE_BAR_HEIGHT);
        FieldOfView fieldOfView = FieldOfView.around(List.of(trajectory), plot);
        new TrajectoryPainter(graphics, fieldOfView, LINE_WIDTH, MARKER_RADIUS).draw(List.of(trajectory));
        ScaleBar.draw(graphics, fieldOfView, lengthUnit, tile.getX() + 8, tile.getMaxY() - 13, 4, Typeface.SMALL);
    }

    private void drawName(String name, Rectangle2D tile) {
        Typeface.SMALL.use(graphics);
        String fitting = Typeface.fitting(graphics, name, SIDE - 2 * (int) MARKER_RADIUS);
        graphics.drawString(fitting, (float) (tile.getX() + MARKER_RADIUS), (float) tile.getY() + NAME_HEIGHT - 2);
    }
}
