package io.wanderscope.linking;

import java.util.Arrays;

/**
 * The localisations of a frame by square cells of the x-y plane, in a hash table: as large as their number, whatever the extent
 * of the field. Reused from frame to frame.
 */
final class NeighbourGrid {
    static final int NONE = -1;

    /** Cells along an axis at most: those of a field with far outliers are larger than asked for. */
    private static final int MAX_CELLS = 1 << 20;

    private double cellSize;
    private double left;
    private double top;
    private int[] first = new int[0];
    private int[] next = new int[0];
    private int[] cellX = new int[0];
    private int[] cellY = new int[0];

    /** Sorts the localisations into cells of a size, or larger ones. */
    void build(Frame frame, double size) {
        left = Double.POSITIVE_INFINITY;
        top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (int index = 0; index < frame.size(); index++) {
            Localisation each = frame.get(index);
            left = Math.min(left, each.x());
            right = Math.max(right, each.x());
            top = Math.min(top, each.y());
            bottom = Math.max(bottom, each.y());
        }
        cellSize = Math.max(size, Math.max(right - left, bottom - top) / (MAX_CELLS - 1));
        clear(frame.size());
        // From the last to the first, so that each chain runs from the first to the last.
        for (int index = frame.size() - 1; index >= 0; index--) {
            Localisation each = frame.get(index);
            insert(index, column(each.x()), row(each.y()));
        }
    }

    private void clear(int size) {
        if (next.length < size) {
            next = new int[Growth.grown(size)];
            cellX = new int[next.length];
            cellY = new int[next.length];
            first = new int[Integer.highestOneBit(next.length) * 4];
        }
        Arrays.fill(first, NONE);
    }

    private void insert(int index, int x, int y) {
        int slot = slot(x, y);
        cellX[index] = x;
        cellY[index] = y;
        next[index] = first[slot];
        first[slot] = index;
    }

    /** The column of cells that a coordinate is in, or the nearest. */
    int column(double x) {
        return cell(x - left);
    }

    /** The row of cells that a coordinate is in, or the nearest. */
    int row(double y) {
        return cell(y - top);
    }

    private int cell(double distance) {
        return (int) Math.min(Math.max(distance / cellSize, 0), MAX_CELLS - 1);
    }

    /** The first localisation in a cell, or {@link #NONE}. */
    int firstIn(int x, int y) {
        return inCell(first[slot(x, y)], x, y);
    }

    /** The localisation that follows another in its cell, or {@link #NONE}. */
    int following(int index) {
        return inCell(next[index], cellX[index], cellY[index]);
    }

    private int inCell(int start, int x, int y) {
        int index = start;
        while (index != NONE && (cellX[index] != x || cellY[index] != y)) {
            index = next[index];
        }
        return index;
    }

    private int slot(int x, int y) {
        int hash = x * 0x9E3779B1 + y * 0x85EBCA6B;
        return (hash ^ hash >>> 15) & first.length - 1;
    }
}
