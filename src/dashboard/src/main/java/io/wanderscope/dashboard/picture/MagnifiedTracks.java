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
    private static final int ROWS = 2;
    private static final int COLUMNS = 3;
    private static final int SIDE = 132;
    private static final int GAP = 12;
    private static final int SCALE_BAR_HEIGHT = 26;
    private static final double LINE_WIDTH = 2.2;
    private static final double MARKER_RADIUS = 6;
    private static final Color FRAME = new Color(0xD0D0D0);

    private final Graphics2D graphics;
    private final int left;
    private final int bottom;

    MagnifiedTracks(Graphics2D graphics, int left, int bottom) {
        this.graphics = graphics;
        this.left = left;
        this.bottom = bottom;
    }

    /** Draws the classified trajectories with the most points; nothing if no trajectory has a class. */
    void draw(List<DrawnTrajectory> trajectories, String lengthUnit) {
        List<DrawnTrajectory> longest = trajectories.stream()
                .filter(trajectory -> !trajectory.isUndetermined())
                .sorted(Comparator.comparingInt(trajectory -> -trajectory.x().size()))
                .limit(ROWS * COLUMNS)
                .toList();
        if (longest.isEmpty()) {
            return;
        }
        int top = bottom - ROWS * SIDE - (ROWS - 1) * GAP;
        Typeface.HEADING.use(graphics);
        graphics.drawString("Longest tracks, magnified", left, top - 16);
        for (int tile = 0; tile < longest.size(); tile++) {
            int x = left + tile % COLUMNS * (SIDE + GAP);
            int y = top + tile / COLUMNS * (SIDE + GAP);
            drawTile(longest.get(tile), lengthUnit, new Rectangle2D.Double(x, y, SIDE, SIDE));
        }
    }

    private void drawTile(DrawnTrajectory trajectory, String lengthUnit, Rectangle2D tile) {
        graphics.setColor(FRAME);
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(tile);
        Rectangle2D plot = new Rectangle2D.Double(
                tile.getX() + MARKER_RADIUS,
                tile.getY() + MARKER_RADIUS,
                tile.getWidth() - 2 * MARKER_RADIUS,
                tile.getHeight() - 2 * MARKER_RADIUS - SCALE_BAR_HEIGHT);
        FieldOfView fieldOfView = FieldOfView.around(List.of(trajectory), plot);
        new TrajectoryPainter(graphics, fieldOfView, LINE_WIDTH, MARKER_RADIUS).draw(List.of(trajectory));
        ScaleBar.draw(graphics, fieldOfView, lengthUnit, tile.getX() + 8, tile.getMaxY() - 13, 4, Typeface.SMALL);
    }
}
