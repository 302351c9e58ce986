package io.wanderscope.dashboard.picture;

import io.wanderscope.dashboard.DrawnTrajectory;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * Maps coordinates to pixels: both axes share one scale, y points down as in the camera's images, and the view is
 * cropped to the trajectories.
 *
 * @param centreX horizontal coordinate at the centre of the plot
 * @param centreY vertical coordinate at the centre of the plot
 * @param pixelsPerUnit pixels per unit of length, positive
 * @param plot the part of the picture that shows the field of view, in pixels
 */
record FieldOfView(double centreX, double centreY, double pixelsPerUnit, Rectangle2D plot) {
    /** Fraction of the plot left free on each side of the trajectories. */
    private static final double MARGIN = 0.05;

    /** Coordinates closer together than this, relative to their magnitude, count as one point. */
    private static final double ONE_POINT = 1e-9;

    /** The field of view that shows all points of the trajectories, which must be finite. */
    static FieldOfView around(List<DrawnTrajectory> trajectories, Rectangle2D plot) {
        Extent x = new Extent();
        Extent y = new Extent();
        for (DrawnTrajectory trajectory : trajectories) {
            for (int point = 0; point < trajectory.x().size(); point++) {
                x.include(trajectory.x().get(point));
                y.include(trajectory.y().get(point));
            }
        }
        double scale = Math.min(plot.getWidth() / 2 / x.halfLength(), plot.getHeight() / 2 / y.halfLength());
        if (Double.isInfinite(scale)) {
            // All points coincide: without a scale to derive, the plot is one unit of length wide.
            scale = plot.getWidth();
        }
        return new FieldOfView(x.middle(), y.middle(), scale * (1 - 2 * MARGIN), plot);
    }

    Point2D pixel(double x, double y) {
        return new Point2D.Double(
                plot.getCenterX() + (x - centreX) * pixelsPerUnit, plot.getCenterY() + (y - centreY) * pixelsPerUnit);
    }

    /** The largest 1, 2 or 5 times a power of ten that is at most a fifth of the plot's width, in units of length. */
    double scaleBarLength() {
        double wanted = plot.getWidth() / 5 / pixelsPerUnit;
        double power = Math.pow(10, Math.floor(Math.log10(wanted)));
        double factor = wanted / power;
        return power * (factor >= 5 ? 5 : factor >= 2 ? 2 : 1);
    }

    /** The smallest and largest coordinate of an axis; halved before they are added, so that no sum overflows. */
    private static final class Extent {
        private double smallest = Double.POSITIVE_INFINITY;
        private double largest = Double.NEGATIVE_INFINITY;

        void include(double coordinate) {
            smallest = Math.min(smallest, coordinate);
            largest = Math.max(largest, coordinate);
        }

        double middle() {
            return smallest <= largest ? smallest / 2 + largest / 2 : 0;
        }

        double halfLength() {
            double half = largest / 2 - smallest / 2;
            return half > ONE_POINT * Math.max(Math.abs(smallest), Math.abs(largest)) ? half : 0;
        }
    }
}
