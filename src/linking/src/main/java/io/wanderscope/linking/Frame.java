package io.wanderscope.linking;

import java.util.Arrays;
import java.util.List;

/**
 * The localisations of a frame in the order of x, y, z and error, whatever the order in which they arrived. Those that are equal
 * in all four keep the order of their arrival. Reused from frame to frame.
 */
final class Frame {
    private int size;
    private Localisation[] sorted = new Localisation[0];
    private int[] places = new int[0];
    private double smallestError;
    private double largestError;

    void set(List<Localisation> localisations) {
        size = localisations.size();
        if (places.length < size) {
            places = new int[Growth.grown(size)];
            sorted = new Localisation[places.length];
        }
        for (int place = 0; place < size; place++) {
            places[place] = place;
            sorted[place] = localisations.get(place);
        }
        sort();
        findErrors();
    }

    /** Lets go of the localisations. */
    void clear() {
        Arrays.fill(sorted, 0, size, null);
        size = 0;
    }

    int size() {
        return size;
    }

    Localisation get(int index) {
        return sorted[index];
    }

    /** Place of a localisation in the order of arrival. */
    int place(int index) {
        return places[index];
    }

    double smallestError() {
        return smallestError;
    }

    double largestError() {
        return largestError;
    }

    private void findErrors() {
        smallestError = size == 0 ? 0 : Double.POSITIVE_INFINITY;
        largestError = 0;
        for (int index = 0; index < size; index++) {
            smallestError = Math.min(smallestError, sorted[index].error());
            largestError = Math.max(largestError, sorted[index].error());
        }
    }

    /** Heapsort: in place, and never slow. */
    private void sort() {
        for (int parent = size / 2 - 1; parent >= 0; parent--) {
            siftDown(parent, size);
        }
        for (int end = size - 1; end > 0; end--) {
            swap(0, end);
            siftDown(0, end);
        }
    }

    private void siftDown(int parent, int end) {
        int node = parent;
        for (int child = 2 * node + 1; child < end; child = 2 * node + 1) {
            if (child + 1 < end && compare(child, child + 1) < 0) {
                child++;
            }
            if (compare(node, child) >= 0) {
                return;
            }
            swap(node, child);
            node = child;
        }
    }

    private int compare(int one, int other) {
        Localisation a = sorted[one];
        Localisation b = sorted[other];
        int order = Double.compare(a.x(), b.x());
        order = order != 0 ? order : Double.compare(a.y(), b.y());
        order = order != 0 ? order : Double.compare(a.z(), b.z());
        order = order != 0 ? order : Double.compare(a.error(), b.error());
        return order != 0 ? order : Integer.compare(places[one], places[other]);
    }

    private void swap(int one, int other) {
        Localisation localisation = sorted[one];
        sorted[one] = sorted[other];
        sorted[other] = localisation;
        int place = places[one];
        places[one] = places[other];
        places[other] = place;
    }
}
