package io.wanderscope.dashboard.picture;

import io.wanderscope.diffusion.ColourPalette;
import io.wanderscope.diffusion.DiffusionModel;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** The marker of each diffusion model: shape and colour each identify it, so colour is never the only cue. */
final class ClassMarker {
    private static final Color OUTLINE = new Color(0x1A1A1A);

    private final Shape shape;
    private final Color colour;

    private ClassMarker(Shape shape, int colour) {
        this.shape = shape;
        this.colour = new Color(colour);
    }

    static ClassMarker of(DiffusionModel model) {
        return new ClassMarker(shape(model), ColourPalette.marker(model));
    }

    private static Shape shape(DiffusionModel model) {
        return switch (model) {
            case ATTM -> new Ellipse2D.Double(-0.9, -0.9, 1.8, 1.8);
            case CTRW -> new Rectangle2D.Double(-0.8, -0.8, 1.6, 1.6);
            case SUB_FBM -> polygon(3, 1.15, -90);
            case SUB_SBM -> polygon(3, 1.15, 90);
            case SUPER_FBM -> polygon(4, 1.1, 0);
            case LEVY_WALK -> star();
            case SUPER_SBM -> turned(plus(), 45);
            case BROWNIAN -> plus();
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

    private static Shape star() {
        Path2D path = new Path2D.Double();
        for (int corner = 0; corner < 10; corner++) {
            addCorner(path, corner % 2 == 0 ? 1.3 : 0.58, 36.0 * corner - 90);
        }
        path.closePath();
        return path;
    }

    private static void addCorner(Path2D path, double radius, double degrees) {
        double x = radius * Math.cos(Math.toRadians(degrees));
        double y = radius * Math.sin(Math.toRadians(degrees));
        if (path.getCurrentPoint() == null) {
            path.moveTo(x, y);
        } else {
            path.lineTo(x, y);
        }
    }

    private static Shape plus() {
        Area plus = new Area(new Rectangle2D.Double(-1, -0.36, 2, 0.72));
        plus.add(new Area(new Rectangle2D.Double(-0.36, -1, 0.72, 2)));
        return plus;
    }

    private static Shape turned(Shape shape, double degrees) {
        return AffineTransform.getRotateInstance(Math.toRadians(degrees)).createTransformedShape(shape);
    }
}
