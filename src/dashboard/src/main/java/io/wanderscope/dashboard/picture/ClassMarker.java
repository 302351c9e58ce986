package io.wanderscope.dashboard.picture;

import io.wanderscope.dashboard.MotionClass;
import io.wanderscope.diffusion.ColourPalette;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;

/** The marker of each kind of motion: shape and colour each identify it, so colour is never the only cue. */
final class ClassMarker {
    private static final Color OUTLINE = new Color(0x1A1A1A);

    private final Shape shape;
    private final Color colour;

    private ClassMarker(Shape shape, int colour) {
        this.shape = shape;
        this.colour = new Color(colour);
    }

    static ClassMarker of(MotionClass motion) {
        return new ClassMarker(shape(motion), ColourPalette.marker(motion.name()));
    }

    private static Shape shape(MotionClass motion) {
        return switch (motion) {
            case ATTM -> new Ellipse2D.Double(-0.9, -0.9, 1.8, 1.8);
            case CTRW -> new Rectangle2D.Double(-0.8, -0.8, 1.6, 1.6);
            case SUB_FBM -> polygon(3, 1.15, -90);
            case SUB_SBM -> polygon(3, 1.15, 90);
            case SUPER_FBM -> polygon(4, 1.1, 0);
            case LEVY_WALK -> star(5, 1.3, 0.58);
            case SUPER_SBM -> turned(plus(), 45);
            case BROWNIAN -> plus();
            case IMMOBILE -> new Rectangle2D.Double(-1.15, -0.45, 2.3, 0.9);
            case CONFINED -> walls();
            case DIRECTED -> outline(1.3, 0, -0.5, 1.05, -0.3, 0, -0.5, -1.05);
            case SWITCHING -> outline(-1, -0.82, 0, -0.24, 1, -0.82, 1, 0.82, 0, 0.24, -1, 0.82);
            case ARTEFACT -> polygon(5, 1.15, -90);
            case UNFAMILIAR -> star(4, 1.3, 0.52);
            case UNDETERMINED -> new Ellipse2D.Double(-0.5, -0.5, 1, 1);
        };
    }

    Color colour() {
        return colour;
    }

    /** Draws the marker with a thin dark outline on a light rim, which sets it off from paths and other markers. */
    void draw(Graphics2D graphics, double x, double y, double radius) {
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        place.scale(radius, radius);
        Shape placed = place.createTransformedShape(shape);
        graphics.setColor(Color.WHITE);
        graphics.setStroke(
                new BasicStroke((float) (1.2 + 0.2 * radius), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(placed);
        graphics.setColor(colour);
        graphics.fill(placed);
        graphics.setColor(OUTLINE);
        graphics.setStroke(
                new BasicStroke((float) (0.5 + 0.07 * radius), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(placed);
    }

    private static Shape polygon(int corners, double radius, double firstDegrees) {
        Path2D path = new Path2D.Double();
        for (int corner = 0; corner < corners; corner++) {
            addCorner(path, radius, firstDegrees + 360.0 * corner / corners);
        }
        path.closePath();
        return path;
    }

    private static Shape star(int points, double outerRadius, double innerRadius) {
        Path2D path = new Path2D.Double();
        for (int corner = 0; corner < 2 * points; corner++) {
            addCorner(path, corner % 2 == 0 ? outerRadius : innerRadius, 180.0 * corner / points - 90);
        }
        path.closePath();
        return path;
    }

    /** The polygon of the corners x, y, x, y and so on. */
    private static Shape outline(double... corners) {
        Path2D path = new Path2D.Double();
        for (int corner = 0; corner < corners.length; corner += 2) {
            addCorner(path, new Point2D.Double(corners[corner], corners[corner + 1]));
        }
        path.closePath();
        return path;
    }

    private static void addCorner(Path2D path, double radius, double degrees) {
        double x = radius * Math.cos(Math.toRadians(degrees));
        double y = radius * Math.sin(Math.toRadians(degrees));
        addCorner(path, new Point2D.Double(x, y));
    }

    private static void addCorner(Path2D path, Point2D corner) {
        if (path.getCurrentPoint() == null) {
            path.moveTo(corner.getX(), corner.getY());
        } else {
            path.lineTo(corner.getX(), corner.getY());
        }
    }

    private static Shape plus() {
        Area plus = new Area(new Rectangle2D.Double(-1, -0.36, 2, 0.72));
        plus.add(new Area(new Rectangle2D.Double(-0.36, -1, 0.72, 2)));
        return plus;
    }

    /** Two walls with the particle between them. */
    private static Shape walls() {
        Area walls = new Area(new Rectangle2D.Double(-0.9, -0.9, 0.54, 1.8));
        walls.add(new Area(new Rectangle2D.Double(0.36, -0.9, 0.54, 1.8)));
        walls.add(new Area(new Rectangle2D.Double(-0.9, -0.28, 1.8, 0.56)));
        return walls;
    }

    private static Shape turned(Shape shape, double degrees) {
        return AffineTransform.getRotateInstance(Math.toRadians(degrees)).createTransformedShape(shape);
    }
}
