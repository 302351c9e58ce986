package io.wanderscope.diffusion.population;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sums over tracks, by index: a sparse vector of whole numbers. Whole numbers, because their sum does not depend on the order
 * in which they are added, as that of floating-point numbers does. Immutable.
 */
public final class SufficientStatistics {
    /** Of no track. */
    public static final SufficientStatistics NONE = new SufficientStatistics(new int[0], new long[0]);

    private final int[] indices;
    private final long[] values;

    /** Takes ownership of the arrays. */
    private SufficientStatistics(int[] indices, long[] values) {
        this.indices = indices;
        this.values = values;
    }

    /**
     * From arrays of equal length, which are copied.
     *
     * @param indices ascending, 0 or more, each once
     * @param values not 0
     * @throws IllegalArgumentException if the arrays differ in length, or the indices do not ascend
     */
    public static SufficientStatistics of(int[] indices, long[] values) {
        if (indices.length != values.length) {
            throw new IllegalArgumentException(
                    "must have as many values as indices, got " + values.length + " and " + indices.length);
        }
        for (int entry = 0; entry < indices.length; entry++) {
            if (indices[entry] < 0 || (entry > 0 && indices[entry] <= indices[entry - 1])) {
                throw new IllegalArgumentException(
                        "the indices must ascend from 0 or more, got " + indices[entry] + " at place " + entry);
            }
        }
        return new SufficientStatistics(indices.clone(), values.clone());
    }

    /** Number of tracks that were added up. */
    public long tracks() {
        return at(Sections.TRACKS);
    }

    /** Number of entries that are not 0. */
    public int size() {
        return indices.length;
    }

    /** Index of an entry, ascending by its place from 0. */
    public int index(int place) {
        return indices[place];
    }

    /** Value of an entry, by its place from 0. */
    public long value(int place) {
        return values[place];
    }

    /** The sum at an index; 0 if nothing was added there. */
    public long at(int index) {
        int place = Arrays.binarySearch(indices, index);
        return place < 0 ? 0 : values[place];
    }

    /** Place of the first entry whose index is at least {@code index}; {@link #size()} if there is none. */
    int firstPlace(int index) {
        int place = Arrays.binarySearch(indices, index);
        return place < 0 ? -place - 1 : place;
    }

    /** The sums of both. One that does not fit into 64 bits is the nearest number that does. */
    public SufficientStatistics plus(SufficientStatistics other) {
        int[] mergedIndices = new int[size() + other.size()];
        long[] mergedValues = new long[mergedIndices.length];
        int merged = 0;
        int mine = 0;
        int theirs = 0;
        while (mine < size() || theirs < other.size()) {
            int index = Math.min(indexOrEnd(mine), other.indexOrEnd(theirs));
            long sum = 0;
            if (indexOrEnd(mine) == index) {
                sum += values[mine++];
            }
            if (other.indexOrEnd(theirs) == index) {
                sum = saturated(sum, other.values[theirs++]);
            }
            if (sum != 0) {
                mergedIndices[merged] = index;
                mergedValues[merged++] = sum;
            }
        }
        return new SufficientStatistics(Arrays.copyOf(mergedIndices, merged), Arrays.copyOf(mergedValues, merged));
    }

    private static long saturated(long augend, long addend) {
        long sum = augend + addend;
        boolean wrapped = ((augend ^ sum) & (addend ^ sum)) < 0;
        return wrapped ? (augend < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }

    /** These sums as if the model had answered for no track. */
    public SufficientStatistics withoutAnswers() {
        int from = firstPlace(Sections.CLASSES);
        int to = firstPlace(Sections.DISPLACEMENTS);
        int[] keptIndices = new int[size() - to + from];
        long[] keptValues = new long[keptIndices.length];
        System.arraycopy(indices, 0, keptIndices, 0, from);
        System.arraycopy(values, 0, keptValues, 0, from);
        System.arraycopy(indices, to, keptIndices, from, size() - to);
        System.arraycopy(values, to, keptValues, from, size() - to);
        return new SufficientStatistics(keptIndices, keptValues);
    }

    private int indexOrEnd(int place) {
        return place < size() ? indices[place] : Integer.MAX_VALUE;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SufficientStatistics that
                && Arrays.equals(indices, that.indices)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(indices) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "SufficientStatistics[" + size() + " entries]";
    }

    /** Collects sums in any order. Not thread-safe. */
    public static final class Builder {
        private final SortedMap<Integer, Long> sums = new TreeMap<>();

        /** Adds to the sum at an index, 0 or more. */
        public Builder add(int index, long value) {
            sums.merge(index, value, SufficientStatistics::saturated);
            return this;
        }

        /** The sums so far. */
        public SufficientStatistics build() {
            sums.values().removeIf(sum -> sum == 0);
            return new SufficientStatistics(
                    sums.keySet().stream().mapToInt(Integer::intValue).toArray(),
                    sums.values().stream().mapToLong(Long::longValue).toArray());
        }
    }
}
