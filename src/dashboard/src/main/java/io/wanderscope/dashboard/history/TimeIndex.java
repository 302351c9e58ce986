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

    private static final int BIN_BYTES = 150;

    private final TreeMap<Long, Bin> bins = new TreeMap<>();
    private int shift = FIRST_SHIFT;
    private long count;
    private long finals;
    private long bytes;

    /** What one interval holds. Most intervals have records in a few of all partitions. */
    private static final class Bin {
        private long count;
        /** Of the records, how many are final results. */
        private long finals;
        /** The numbers of the partitions that have records, ascending. */
        private int[] partitions = {};
        /** Of each of these partitions, the first offset and the last. */
        private long[] offsets = {};

        void add(int partition, long first, long last) {
            int place = Arrays.binarySearch(partitions, partition);
            if (place < 0) {
                insert(-place - 1, partition, first, last);
            } else {
                offsets[2 * place] = Math.min(offsets[2 * place], first);
                offsets[2 * place + 1] = Math.max(offsets[2 * place + 1], last);
            }
        }

        private void insert(int place, int partition, long first, long last) {
            partitions = Arrays.copyOf(partitions, partitions.length + 1);
            offsets = Arrays.copyOf(offsets, offsets.length + 2);
            System.arraycopy(partitions, place, partitions, place + 1, partitions.length - place - 1);
            System.arraycopy(offsets, 2 * place, offsets, 2 * place + 2, offsets.length - 2 * place - 2);
            partitions[place] = partition;
            offsets[2 * place] = first;
            offsets[2 * place + 1] = last;
        }

        private void remove(int place) {
            System.arraycopy(partitions, place + 1, partitions, place, partitions.length - place - 1);
            System.arraycopy(offsets, 2 * place + 2, offsets, 2 * place, offsets.length - 2 * place - 2);
            partitions = Arrays.copyOf(partitions, partitions.length - 1);
            offsets = Arrays.copyOf(offsets, offsets.length - 2);
        }

        void add(Bin other) {
            count += other.count;
            finals += other.finals;
            for (int place = 0; place < other.partitions.length; place++) {
                add(other.partitions[place], other.offsets[2 * place], other.offsets[2 * place + 1]);
            }
        }

        /** Whether something was forgotten. */
        boolean forgetBefore(int partition, long beginning) {
            int place = Arrays.binarySearch(partitions, partition);
            if (place < 0 || offsets[2 * place] >= beginning) {
                return false;
            }
            if (offsets[2 * place + 1] < beginning) {
                remove(place);
            } else {
                offsets[2 * place] = beginning;
            }
            return true;
        }

        boolean isEmpty() {
            return partitions.length == 0;
        }

        long bytes() {
            return BIN_BYTES + (long) Integer.BYTES * partitions.length + (long) Long.BYTES * offsets.length;
        }
    }

    /**
     * Adds a record.
     *
     * @param time milliseconds since 1970
     * @param partition a number that stands for the partition
     * @param isFinal whether it is the final result of a track
     */
    void add(long time, int partition, long offset, boolean isFinal) {
        Bin bin = bins.computeIfAbsent(time >> shift, absent -> {
            Bin added = new Bin();
            bytes += added.bytes();
            return added;
        });
        long before = bin.bytes();
        bin.count++;
        bin.finals += isFinal ? 1 : 0;
        bin.add(partition, offset, offset);
        bytes += bin.bytes() - before;
        count++;
        finals += isFinal ? 1 : 0;
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
        for (int place = 0; place < bin.partitions.length; place++) {
            ranges.add(new OffsetRange(
                    partitions.apply(bin.partitions[place]), bin.offsets[2 * place], bin.offsets[2 * place + 1]));
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
            finals = bins.values().stream().mapToLong(bin -> bin.finals).sum();
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

    /** Of the records, how many are final results. */
    long finals() {
        return finals;
    }

    /** Approximate memory in bytes. */
    long bytes() {
        return bytes;
    }
}
