package io.wanderscope.app.acquisition;

import io.wanderscope.tracks.TrackedPosition;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Displacements of a track from one frame to the next. */
final class Displacements {
    /** Of fewer, the standard deviation says little. */
    private static final int MINIMUM = 5;

    private double sumX;
    private double sumY;
    private double sumOfSquares;
    private int number;

    private Displacements() {}

    /**
     * Their standard deviation along an axis, the root mean square of both axes, in the unit of the positions; empty
     * if the track has fewer than 5. Of several positions in a frame, the first counts; those without finite
     * coordinates do not.
     */
    static OptionalDouble deviation(List<TrackedPosition> positions) {
        TreeMap<Long, TrackedPosition> byFrame = new TreeMap<>();
        for (TrackedPosition position : positions) {
            if (Double.isFinite(position.x()) && Double.isFinite(position.y())) {
                byFrame.putIfAbsent(position.frame(), position);
            }
        }
        Displacements displacements = new Displacements();
        byFrame.forEach((frame, position) -> {
            TrackedPosition next = byFrame.get(frame + 1);
            if (next != null) {
                displacements.add(next.x() - position.x(), next.y() - position.y());
            }
        });
        return displacements.deviation();
    }

    private void add(double x, double y) {
        sumX += x;
        sumY += y;
        sumOfSquares += x * x + y * y;
        number++;
    }

    private OptionalDouble deviation() {
        if (number < MINIMUM) {
            return OptionalDouble.empty();
        }
        double squares = sumOfSquares - (sumX * sumX + sumY * sumY) / number;
        double deviation = Math.sqrt(Math.max(0, squares) / 2 / (number - 1));
        return Double.isFinite(deviation) ? OptionalDouble.of(deviation) : OptionalDouble.empty();
    }
}
