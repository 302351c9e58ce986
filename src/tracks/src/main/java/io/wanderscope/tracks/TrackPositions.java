package io.wanderscope.tracks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleToLongFunction;

/** The positions of one track while a table is read, when a number may yet turn out to be a frame or a time. */
final class TrackPositions {
    private static final int VALUES_PER_POSITION = 5;

    private final String id;
    private final String spelling;
    private double[] values = new double[4 * VALUES_PER_POSITION];
    private int used;

    /**
     * @param id identity of the track
     * @param spelling how the table spells it first
     */
    TrackPositions(String id, String spelling) {
        this.id = id;
        this.spelling = spelling;
    }

    String id() {
        return id;
    }

    String spelling() {
        return spelling;
    }

    int size() {
        return used / VALUES_PER_POSITION;
    }

    /** Adds a position; z and quality are NaN if there is none. */
    void add(double instant, double x, double y, double z, double quality) {
        if (used == values.length) {
            values = Arrays.copyOf(values, 2 * used);
        }
        values[used] = instant;
        values[used + 1] = x;
        values[used + 2] = y;
        values[used + 3] = z;
        values[used + 4] = quality;
        used += VALUES_PER_POSITION;
    }

    /** Frame or time of each position. */
    double[] instants() {
        double[] instants = new double[size()];
        for (int index = 0; index < instants.length; index++) {
            instants[index] = values[index * VALUES_PER_POSITION];
        }
        return instants;
    }

    /** The track, once it is known which frame an instant is. */
    Track track(DoubleToLongFunction frameOf) {
        List<TrackedPosition> positions = new ArrayList<>(size());
        for (int start = 0; start < used; start += VALUES_PER_POSITION) {
            positions.add(new TrackedPosition(
                    frameOf.applyAsLong(values[start]),
                    values[start + 1],
                    values[start + 2],
                    optional(values[start + 3]),
                    optional(values[start + 4])));
        }
        return new Track(id, positions);
    }

    private static OptionalDouble optional(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
