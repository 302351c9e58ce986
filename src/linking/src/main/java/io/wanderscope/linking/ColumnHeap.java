package io.wanderscope.linking;

import java.util.Arrays;

/** Columns by their distance, the nearest first: a binary heap in which a distance can be lowered. Reused from search to search. */
final class ColumnHeap {
    private static final int ABSENT = -1;

    private int size;
    private int[] heap = new int[0];
    private int[] place = new int[0];
    private double[] distance = new double[0];

    /** Makes room for columns below a number; the heap is empty then. */
    void clear(int columns) {
        size = 0;
        if (heap.length < columns) {
            heap = new int[Growth.grown(columns)];
            place = new int[heap.length];
            distance = new double[heap.length];
            Arrays.fill(place, ABSENT);
        }
    }

    /** Takes out what is left. */
    void clear() {
        for (int index = 0; index < size; index++) {
            place[heap[index]] = ABSENT;
        }
        size = 0;
    }

    /** Puts a column in, or lowers its distance. */
    void offer(int column, double newDistance) {
        if (place[column] == ABSENT) {
            place[column] = size;
            heap[size++] = column;
        }
        distance[column] = newDistance;
        siftUp(place[column]);
    }

    /** The least distance; infinite if there is no column. */
    double least() {
        return size == 0 ? Double.POSITIVE_INFINITY : distance[heap[0]];
    }

    /** Takes out the nearest column; of several, the one with the lowest number. */
    int poll() {
        int nearest = heap[0];
        place[nearest] = ABSENT;
        size--;
        if (size > 0) {
            set(0, heap[size]);
            siftDown();
        }
        return nearest;
    }

    private void siftUp(int start) {
        int column = heap[start];
        int index = start;
        while (index > 0 && isNearer(column, heap[(index - 1) / 2])) {
            set(index, heap[(index - 1) / 2]);
            index = (index - 1) / 2;
        }
        set(index, column);
    }

    private void siftDown() {
        int column = heap[0];
        int index = 0;
        for (int child = 1; child < size; child = 2 * index + 1) {
            if (child + 1 < size && isNearer(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isNearer(heap[child], column)) {
                break;
            }
            set(index, heap[child]);
            index = child;
        }
        set(index, column);
    }

    private boolean isNearer(int one, int other) {
        return distance[one] < distance[other] || (distance[one] == distance[other] && one < other);
    }

    private void set(int index, int column) {
        heap[index] = column;
        place[column] = index;
    }
}
