package io.wanderscope.dashboard.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.apache.kafka.common.TopicPartition;

/**
 * Which offsets hold which time of one kind of record of one acquisition: for each interval of time in which there are records,
 * how many, and the first and the last offset in each partition. With more than {@value #MAX_BINS} intervals, neighbours are merged, so
 * that a long acquisition costs as much as a short one. Records may come in any order. Not thread-safe.
 */
final class TimeIndex {
    static final int MAX_BINS = 256;

    /** The first intervals have 2^7 = 128 ms. */
    private static final int FIRST_SHIFT = 7;

    private static final long NONE = -1;
    private static final int BIN_BYTES = 120;

    private final TreeMap<Long, Bin> bins = new TreeMap<>();
    private int shift = FIRST_SHIFT;
    private long count;
    private long bytes;

    /** What one interval holds. */
    private static final class Bin {
        private long count;
        /** Of each partition by its number, the first offset and the last; {@link #NONE} where it has no record. */
        private long[] offsets = {};

        void add(int partition, long first, long last) {
            int size = 2 * partition + 2;
            if (offsets.length < size) {
                int before = offsets.length;
                offsets = Arrays.copyOf(offsets, size);
                Arrays.fill(offsets, before, size, NONE);
            }
            int at = 2 * partition;
            offsets[at] = offsets[at] == NONE ? first : Math.min(offsets[at], first);
            offsets[at + 1] = Math.max(offsets[at + 1], last);
        }

        void add(Bin other) {
            count += other.count;
            for (int partition = 0; 2 * partition < other.offsets.length; partition++) {
                if (other.offsets[2 * partition] != NONE) {
                    add(partition, other.offsets[2 * partition], other.offsets[2 * partition + 1]);
                }
            }
        }

        /** Whether something was forgotten. */
        boolean forgetBefore(int partition, long beginning) {
            int at = 2 * partition;
            if (at >= offsets.length || offsets[at] == NONE || offsets[at] >= beginning) {
                return false;
            }
            boolean all = offsets[at + 1] < beginning;
            offsets[at] = all ? NONE : beginning;
            offsets[at + 1] = all ? NONE : offsets[at + 1];
            return true;
        }

        boolean isEmpty() {
            return Arrays.stream(offsets).allMatch(offset -> offset == NONE);
        }

        long bytes() {
            return BIN_BYTES + (long) Long.BYTES * offsets.length;
        }
    }

    /**
     * Adds a record.
     *
     * @param time milliseconds since 1970
     * @param partition a small number that stands for the partition
     */
    void add(long time, int partition, long offset) {
        Bin bin = bins.computeIfAbsent(time >> shift, absent -> {
            Bin added = new Bin();
            bytes += added.bytes();
            return added;
        });
        long before = bin.bytes();
        bin.count++;
        bin.add(partition, offset, offset);
        bytes += bin.bytes() - before;
        count++;
        while (bins.size() > MAX_BINS) {
            mergeNeighbours();
        }
    }

    private void mergeNeighbours() {
        Map<Long, Bin> finer = new TreeMap<>(bins);
        bins.clear();
        shift++;
        finer.forEach((number, bin) ->
                bins.computeIfAbsent(number >> 1, absent -> new Bin()).add(bin));
        bytes = bins.values().stream().mapToLong(Bin::bytes).sum();
    }

    /**
     * Where the records from one time to another are. The later ones count more: if there are too many, the stretch begins
     * later.
     *
     * @param from milliseconds since 1970
     * @param to milliseconds since 1970, inclusive
     * @param most number of records above which the stretch begins later; those of one interval are never divided
     * @param partitions the partition that a number stands for
     */
    Stretch stretch(long from, long to, long most, IntFunction<TopicPartition> partitions) {
        Bin all = new Bin();
        long begin = from;
        NavigableMap<Long, Bin> asked = bins.subMap(from >> shift, true, Math.max(from, to) >> shift, true);
        for (Map.Entry<Long, Bin> each : asked.descendingMap().entrySet()) {
            if (all.count > 0 && all.count + each.getValue().count > most) {
                begin = Math.max(from, (each.getKey() + 1) << shift);
                break;
            }
            all.add(each.getValue());
        }
        return new Stretch(begin, ranges(all, partitions));
    }

    private static List<OffsetRange> ranges(Bin bin, IntFunction<TopicPartition> partitions) {
        List<OffsetRange> ranges = new ArrayList<>();
        for (int partition = 0; 2 * partition < bin.offsets.length; partition++) {
            if (bin.offsets[2 * partition] != NONE) {
                ranges.add(new OffsetRange(
                        partitions.apply(partition), bin.offsets[2 * partition], bin.offsets[2 * partition + 1]));
            }
        }
        return ranges;
    }

    /**
     * Forgets what lies before an offset of a partition; intervals of which nothing is left are gone with all that they counted.
     *
     * @return whether there was anything
     */
    boolean forgetBefore(int partition, long beginning) {
        boolean changed = false;
        for (Bin bin : bins.values()) {
            changed |= bin.forgetBefore(partition, beginning);
        }
        if (changed) {
            bins.values().removeIf(Bin::isEmpty);
            count = bins.values().stream().mapToLong(bin -> bin.count).sum();
            bytes = bins.values().stream().mapToLong(Bin::bytes).sum();
        }
        return changed;
    }

    /** Beginning of the first interval that has a record, milliseconds since 1970. */
    long firstTime() {
        return bins.firstKey() << shift;
    }

    /** Number of records. */
    long count() {
        return count;
    }

    /** Approximate memory in bytes. */
    long bytes() {
        return bytes;
    }
}
