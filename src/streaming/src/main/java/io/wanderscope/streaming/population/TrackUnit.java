package io.wanderscope.streaming.population;

import io.wanderscope.diffusion.LengthNames;
import io.wanderscope.diffusion.MetricLength;
import io.wanderscope.schema.TimeUnit;
import io.wanderscope.streaming.stores.BinarySerdes;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.OptionalDouble;

/**
 * The units in which the quantities of a track are given. Metric lengths are in micrometres, and times in seconds if the times of
 * the positions tell how long a frame is; otherwise the units stay those of the positions.
 *
 * @param length {@code um}, or the unit of the positions, by its symbol if its name is known
 * @param scale the unit of the positions in units of {@code length}, above 0. Tracks in nanometres and in micrometres do not have
 *     the same units, because a localisation noise is given in the unit of the positions
 * @param time seconds or frames
 */
public record TrackUnit(String length, double scale, TimeUnit time) implements Comparable<TrackUnit> {
    private static final String MICROMETRE = "um";
    private static final Comparator<TrackUnit> ALPHABETICAL = Comparator.comparing(TrackUnit::length)
            .thenComparing(TrackUnit::time)
            .thenComparing(TrackUnit::scale);

    /**
     * The units of a track.
     *
     * @param lengthUnit that of its positions
     * @param frameInterval in seconds; empty if it is unknown
     */
    public static TrackUnit of(String lengthUnit, OptionalDouble frameInterval) {
        OptionalDouble micrometres = MetricLength.inMicrometres(lengthUnit);
        return new TrackUnit(
                micrometres.isPresent()
                        ? MICROMETRE
                        : LengthNames.symbol(lengthUnit).orElse(lengthUnit),
                micrometres.orElse(1),
                frameInterval.isPresent() ? TimeUnit.S : TimeUnit.FRAME);
    }

    /** Bytes that {@link #put} writes. */
    int bytes() {
        return Integer.BYTES + BinarySerdes.utf8(length).length + Double.BYTES + 1;
    }

    ByteBuffer put(ByteBuffer buffer) {
        return BinarySerdes.putText(buffer, BinarySerdes.utf8(length))
                .putDouble(scale)
                .put((byte) (time == TimeUnit.S ? 1 : 0));
    }

    static TrackUnit read(ByteBuffer buffer) {
        return new TrackUnit(
                BinarySerdes.readText(buffer), buffer.getDouble(), buffer.get() == 1 ? TimeUnit.S : TimeUnit.FRAME);
    }

    /** By length, then time, then scale. */
    @Override
    public int compareTo(TrackUnit other) {
        return ALPHABETICAL.compare(this, other);
    }
}
