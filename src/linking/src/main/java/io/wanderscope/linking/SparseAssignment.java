package io.wanderscope.linking;

import java.util.Arrays;

/**
 * The assignment of least total cost: each row takes one of its candidates or its alternative, and no column serves two rows.
 * Least among these candidates: where more than {@value CandidateCosts#MOST} rows crowd together, costlier ones were left out.
 * After Jonker and Volgenant, Computing 38, 325 (1987), for sparse costs: rows first bid for their cheapest candidates, and those
 * that are left over take the shortest augmenting path. Both keep dual values of rows and columns, which prove at the end that
 * nothing is cheaper.
 *
 * <p>In the matrix of Jaqaman et al. (2008), every track and every localisation has a partner of its own for being without a
 * link, and a dense block fills the rest. Here the alternative stands for the track's partner, and a column without a row for
 * the localisation's; there is no block, and the optimum is the same.
 *
 * <p>A search never leaves the tracks and localisations that are connected by candidates, and looks at nothing else, so clusters
 * that do not touch cost what each costs alone. Reused from frame to frame.
 */
final class SparseAssignment {
    /** In place of a column: the row takes its alternative. In place of a row: the column is free. */
    static final int NONE = -1;

    /** Most successive bids that each displace a row; the row that was displaced last waits for a path. */
    private static final int MAX_BIDS = 16;

    private CandidateCosts costs = new CandidateCosts();
    private long steps;
    private int[] columnOfRow = new int[0];
    private int[] rowOfColumn = new int[0];
    private double[] rowDual = new double[0];
    private double[] columnDual = new double[0];
    private int[] waiting = new int[0];
    private int waitingRows;

    /** The path search: nearest columns, distances, the row before each column, the columns in the order they were reached. */
    private final ColumnHeap heap = new ColumnHeap();

    private double[] distance = new double[0];
    private int[] rowBefore = new int[0];
    private int[] seen = new int[0];
    private int seenColumns;
    private int[] settled = new int[0];
    private int settledColumns;
    private boolean[] isSettled = new boolean[0];

    /** Solves an assignment; the answer holds until the next one. */
    void solve(CandidateCosts newCosts) {
        costs = newCosts;
        prepare(costs.rows(), costs.columns());
        for (int row = 0; row < costs.rows(); row++) {
            bid(row);
        }
        for (int index = 0; index < waitingRows; index++) {
            augment(waiting[index]);
        }
    }

    /** The column that a row takes, or {@link #NONE} for its alternative. */
    int column(int row) {
        return columnOfRow[row];
    }

    /** The row that a column serves, or {@link #NONE}. */
    int row(int column) {
        return rowOfColumn[column];
    }

    /** Dual value of a row. With a column's, it is no more than the cost of the two, and equal to it where they are assigned. */
    double rowDual(int row) {
        return rowDual[row];
    }

    /** Dual value of a column: 0 or less, and 0 if it is free. */
    double columnDual(int column) {
        return columnDual[column];
    }

    /** Costs that the latest solution looked at. */
    long steps() {
        return steps;
    }

    private void prepare(int rows, int columns) {
        if (columnOfRow.length < rows) {
            columnOfRow = new int[Growth.grown(rows)];
            rowDual = new double[columnOfRow.length];
            waiting = new int[columnOfRow.length];
        }
        if (rowOfColumn.length < columns) {
            rowOfColumn = new int[Growth.grown(columns)];
            columnDual = new double[rowOfColumn.length];
            rowBefore = new int[rowOfColumn.length];
            seen = new int[rowOfColumn.length];
            settled = new int[rowOfColumn.length];
            isSettled = new boolean[rowOfColumn.length];
            distance = new double[rowOfColumn.length];
            Arrays.fill(distance, Double.POSITIVE_INFINITY);
        }
        Arrays.fill(columnOfRow, 0, rows, NONE);
        Arrays.fill(rowOfColumn, 0, columns, NONE);
        Arrays.fill(columnDual, 0, columns, 0);
        heap.clear(columns);
        waitingRows = 0;
        steps = 0;
    }

    /** A row takes its cheapest column, the row that loses it takes its own cheapest, and so on. */
    private void bid(int first) {
        int row = first;
        for (int bids = 0; row != NONE && bids < MAX_BIDS; bids++) {
            row = bidOnce(row);
        }
        if (row != NONE) {
            waiting[waitingRows++] = row;
        }
    }

    /** A row takes its cheapest column at a price that makes its second choice as good. Returns the row that loses it. */
    private int bidOnce(int row) {
        double least = costs.alternative(row);
        double second = Double.POSITIVE_INFINITY;
        int cheapest = NONE;
        for (int place = costs.first(row); place < costs.end(row); place++) {
            double reduced = costs.cost(place) - columnDual[costs.column(place)];
            if (reduced < least) {
                second = least;
                least = reduced;
                cheapest = costs.column(place);
            } else if (reduced < second) {
                second = reduced;
            }
        }
        steps += costs.end(row) - costs.first(row) + 1;
        rowDual[row] = least;
        return cheapest == NONE ? NONE : take(row, cheapest, least, second);
    }

    private int take(int row, int column, double least, double second) {
        int loser = rowOfColumn[column];
        double lowered = columnDual[column] - (second - least);
        if (loser != NONE && !(lowered < columnDual[column])) {
            // At the same price both would go on to outbid each other for ever.
            waiting[waitingRows++] = row;
            return NONE;
        }
        rowDual[row] = second;
        columnDual[column] = lowered;
        assign(row, column);
        if (loser != NONE) {
            columnOfRow[loser] = NONE;
        }
        return loser;
    }

    private void assign(int row, int column) {
        columnOfRow[row] = column;
        rowOfColumn[column] = row;
    }

    /**
     * Finds the cheapest way to serve one more row: a chain of rows that each hand over their column, at the end of which is
     * a free column or a row that takes its alternative.
     */
    private void augment(int source) {
        double length = 0;
        double leastAlternative = Double.POSITIVE_INFINITY;
        int lastRow = source;
        int freeColumn = NONE;
        int row = source;
        while (row != NONE) {
            double alternative = length + costs.alternative(row) - rowDual[row];
            if (alternative < leastAlternative) {
                leastAlternative = alternative;
                lastRow = row;
            }
            relax(row, length);
            if (leastAlternative <= heap.least()) {
                length = leastAlternative;
                row = NONE;
            } else {
                freeColumn = heap.poll();
                length = distance[freeColumn];
                settle(freeColumn);
                row = rowOfColumn[freeColumn];
                lastRow = row == NONE ? NONE : lastRow;
            }
        }
        updateDuals(source, length);
        if (lastRow != NONE) {
            freeColumn = columnOfRow[lastRow];
            columnOfRow[lastRow] = NONE;
        }
        if (lastRow != source) {
            handOver(source, freeColumn);
        }
        forgetSearch();
    }

    private void relax(int row, double length) {
        for (int place = costs.first(row); place < costs.end(row); place++) {
            int column = costs.column(place);
            double through = length + costs.cost(place) - rowDual[row] - columnDual[column];
            // Rounding could bring a settled column nearer by a hair, and the search round in circles.
            if (through < distance[column] && !isSettled[column]) {
                if (distance[column] == Double.POSITIVE_INFINITY) {
                    seen[seenColumns++] = column;
                }
                distance[column] = through;
                rowBefore[column] = row;
                heap.offer(column, through);
            }
        }
        steps += costs.end(row) - costs.first(row) + 1;
    }

    private void settle(int column) {
        settled[settledColumns++] = column;
        isSettled[column] = true;
    }

    private void updateDuals(int source, double length) {
        rowDual[source] += length;
        for (int index = 0; index < settledColumns; index++) {
            int column = settled[index];
            if (rowOfColumn[column] != NONE) {
                columnDual[column] -= length - distance[column];
                rowDual[rowOfColumn[column]] += length - distance[column];
            }
        }
    }

    private void handOver(int source, int freeColumn) {
        int column = freeColumn;
        int row;
        do {
            row = rowBefore[column];
            int before = columnOfRow[row];
            assign(row, column);
            column = before;
        } while (row != source);
    }

    private void forgetSearch() {
        for (int index = 0; index < seenColumns; index++) {
            distance[seen[index]] = Double.POSITIVE_INFINITY;
            isSettled[seen[index]] = false;
        }
        heap.clear();
        seenColumns = 0;
        settledColumns = 0;
    }
}
