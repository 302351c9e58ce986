package io.wanderscope.dashboard.picture;

import io.wanderscope.dashboard.DrawnTrajectory;
import io.wanderscope.diffusion.ColourPalette;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws trajectories: paths coloured by saliency or, outside the eight diffusion models, by their kind of motion, each ending
 * in its marker.
 */
final class TrajectoryPainter {
    private static final Color WITHOUT_SALIENCY = new Color(0x8C8C8C);
    private static final Color RIM = new Color(255, 255, 255, 170);

    private final Graphics2D graphics;
    private final FieldOfView fieldOfView;
    private final double lineWidth;
    private final double markerRadius;

    TrajectoryPainter(Graphics2D graphics, FieldOfView fieldOfView, double lineWidth, double markerRadius) {
        this.graphics = graphics;
        this.fieldOfView = fieldOfView;
        this.lineWidth = lineWidth;
        this.markerRadius = markerRadius;
    }

    /**
     * A painter whose lines and markers get finer the more trajectories there are.
     *
     * @param answered number of trajectories on which the network gave an answer
     */
    static TrajectoryPainter forCrowd(Graphics2D graphics, FieldOfView fieldOfView, long answered) {
        double crowd = Math.min(1, Math.max(0, Math.log10(answered / 20.0) / 2));
        return new TrajectoryPainter(graphics, fieldOfView, 3.2 - 1.6 * crowd, 10 - 6 * crowd);
    }

    /** Draws trajectories, whose points must be finite: first those without an answer, then paths, then markers. */
    void draw(List<DrawnTrajectory> trajectories) {
        trajectories.stream()
                .filter(DrawnTrajectory::isUndetermined)
                .forEach(trajectory -> UndeterminedStyle.draw(graphics, path(trajectory)));
        List<DrawnTrajectory> answered = trajectories.stream()
                .filter(trajectory -> !trajectory.isUndetermined())
                .toList();
        answered.forEach(this::drawPath);
        answered.forEach(this::drawMarker);
    }

    private void drawPath(DrawnTrajectory trajectory) {
        List<Point2D> path = path(trajectory);
        drawRim(path);
        if (trajectory.motion().isOtherMotion()) {
            // Saliency would explain one of the eight models, which it does not follow.
            graphics.setColor(new Color(ColourPalette.line(trajectory.motion().name())));
            graphics.setStroke(stroke(lineWidth * 0.75));
            graphics.draw(polyline(path));
        } else {
            drawBySaliency(trajectory, path);
        }
    }

    private void drawBySaliency(DrawnTrajectory trajectory, List<Point2D> path) {
        double[] weights = SaliencyColours.scaled(trajectory.weights());
        for (int point = 1; point < path.size(); point++) {
            double weight = weights.length == 0 ? 0 : (weights[point - 1] + weights[point]) / 2;
            graphics.setColor(weights.length == 0 ? WITHOUT_SALIENCY : SaliencyColours.of(weight));
            // Strong weights are also drawn broader, for readers with colour-vision deficiency.
            graphics.setStroke(stroke(lineWidth * (0.75 + 0.5 * Math.abs(weight))));
            graphics.draw(new Line2D.Double(path.get(point - 1), path.get(point)));
        }
    }

    /** Draws a light rim that sets a path off from those it crosses. */
    private void drawRim(List<Point2D> points) {
        graphics.setColor(RIM);
        graphics.setStroke(stroke(lineWidth + 2));
        graphics.draw(polyline(points));
    }

    private static Path2D polyline(List<Point2D> points) {
        Path2D polyline = new Path2D.Double();
        polyline.moveTo(points.get(0).getX(), points.get(0).getY());
        points.forEach(point -> polyline.lineTo(point.getX(), point.getY()));
        return polyline;
    }

    private void drawMarker(DrawnTrajectory trajectory) {
        List<Point2D> path = path(trajectory);
        Point2D end = path.get(path.size() - 1);
        ClassMarker.of(trajectory.motion()).draw(graphics, end.getX(), end.getY(), markerRadius);
    }

    private List<Point2D> path(DrawnTrajectory trajectory) {
        List<Point2D> path = new ArrayList<>(trajectory.x().size());
        for (int point = 0; point < trajectory.x().size(); point++) {
            path.add(fieldOfView.pixel(trajectory.x().get(point), trajectory.y().get(point)));
        }
        return path;
    }

    private static BasicStroke stroke(double width) {
        return new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }
}
