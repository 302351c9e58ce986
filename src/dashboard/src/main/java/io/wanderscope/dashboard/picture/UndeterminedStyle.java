package io.wanderscope.dashboard.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.util.List;

/** How a trajectory without an answer is drawn: as a thin grey path that ends in a small grey dot. */
final class UndeterminedStyle {
    private static final Color PATH = new Color(0xCFCFCF);
    private static final Color DOT = new Color(0xA3A3A3);
    private static final BasicStroke THIN = new BasicStroke(1.1f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final double DOT_RADIUS = 1.9;

    private UndeterminedStyle() {}

    static void draw(Graphics2D graphics, List<Point2D> path) {
        graphics.setStroke(THIN);
        graphics.setColor(PATH);
        for (int point = 1; point < path.size(); point++) {
            graphics.draw(new Line2D.Double(path.get(point - 1), path.get(point)));
        }
        Point2D end = path.get(path.size() - 1);
        graphics.setColor(DOT);
        graphics.fill(
                new Ellipse2D.Double(end.getX() - DOT_RADIUS, end.getY() - DOT_RADIUS, 2 * DOT_RADIUS, 2 * DOT_RADIUS));
    }
}
