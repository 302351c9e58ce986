package io.wanderscope.streaming.population;

import io.wanderscope.diffusion.population.SufficientStatistics;
import io.wanderscope.streaming.stores.BinarySerdes;
import java.nio.ByteBuffer;

/** The binary layout of sums: how many there are, and of each the distance from the index before it and the value. */
final class StatisticsLayout {
    private StatisticsLayout() {}

    /** Bytes that {@link #put} writes at most. */
    static int maximumBytes(SufficientStatistics sums) {
        return BinarySerdes.MAX_NUMBER_BYTES * (1 + 2 * sums.size());
    }

    static ByteBuffer put(ByteBuffer buffer, SufficientStatistics sums) {
        BinarySerdes.putNumber(buffer, sums.size());
        int before = 0;
        for (int place = 0; place < sums.size(); place++) {
            BinarySerdes.putNumber(buffer, sums.index(place) - before);
            BinarySerdes.putNumber(buffer, sums.value(place));
            before = sums.index(place);
        }
        return buffer;
    }

    static SufficientStatistics read(ByteBuffer buffer) {
        int size = (int) BinarySerdes.readNumber(buffer);
        int[] indices = new int[size];
        long[] values = new long[size];
        int before = 0;
        for (int place = 0; place < size; place++) {
            before += (int) BinarySerdes.readNumber(buffer);
            indices[place] = before;
            values[place] = BinarySerdes.readNumber(buffer);
        }
        return SufficientStatistics.of(indices, values);
    }
}
