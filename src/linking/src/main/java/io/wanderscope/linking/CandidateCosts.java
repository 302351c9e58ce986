package io.wanderscope.linking;

import java.util.Arrays;

/**
 * The costs of an assignment, sparse: rows are tracks, columns localisations. Each row has a few candidates and, with a cost of
 * its own, the alternative to take none. Reused from frame to frame.
 */
final class CandidateCosts {
    /**
     * Most candidates of a row, the cheapest ones. The optimum is the same as long as no cluster has more rows than that:
     * among so many candidates, one is always left for a row whose better ones serve others.
     */
    static final int MOST = 32;

    private int rows;
    private int columns;
    private int[] start = new int[1];
    private int[] column = new int[0];
    private double[] cost = new double[0];
    private double[] alternative = new double[0];

    void clear(int newRows, int newColumns) {
        rows = 0;
        columns = newColumns;
        if (alternative.length < newRows) {
            alternative = new double[Growth.grown(newRows)];
            start = new int[alternative.length + 1];
        }
    }

    /** Begins the next row; candidates are added to it. */
    void beginRow(double rowAlternative) {
        alternative[rows] = rowAlternative;
        rows++;
        start[rows] = start[rows - 1];
        if (column.length < start[rows] + MOST) {
            column = Arrays.copyOf(column, Growth.grown(start[rows] + MOST));
            cost = Arrays.copyOf(cost, column.length);
        }
    }

    /** Adds a candidate to the row that was begun last, unless it costs as much as the alternative or others are cheaper. */
    void add(int candidate, double candidateCost) {
        if (!(candidateCost < alternative[rows - 1])) {
            return;
        }
        int first = start[rows - 1];
        int place = start[rows];
        if (place - first == MOST) {
            place--;
            if (candidateCost >= cost[place]) {
                return;
            }
        } else {
            start[rows]++;
        }
        while (place > first && cost[place - 1] > candidateCost) {
            cost[place] = cost[place - 1];
            column[place] = column[place - 1];
            place--;
        }
        cost[place] = candidateCost;
        column[place] = candidate;
    }

    /** Candidates of all rows together. */
    int size() {
        return start[rows];
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /** Place of a row's first candidate; those of all rows follow each other, the cheapest of each row first. */
    int first(int row) {
        return start[row];
    }

    /** The place behind a row's last candidate. */
    int end(int row) {
        return start[row + 1];
    }

    int column(int place) {
        return column[place];
    }

    double cost(int place) {
        return cost[place];
    }

    double alternative(int row) {
        return alternative[row];
    }
}
