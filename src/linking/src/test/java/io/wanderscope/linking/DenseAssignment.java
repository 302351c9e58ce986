package io.wanderscope.linking;

import java.util.Arrays;

/** The assignment problem by the Hungarian method on a full square matrix, to hold the sparse one to. */
final class DenseAssignment {
    private DenseAssignment() {}

    /** The least cost of pairing each row with a column of its own. */
    static double leastCost(double[][] cost) {
        int size = cost.length;
        double[] rowPotential = new double[size + 1];
        double[] columnPotential = new double[size + 1];
        int[] rowOf = new int[size + 1];
        for (int row = 1; row <= size; row++) {
            int[] way = new int[size + 1];
            double[] slack = new double[size + 1];
            boolean[] used = new boolean[size + 1];
            Arrays.fill(slack, Double.POSITIVE_INFINITY);
            rowOf[0] = row;
            int column = 0;
            do {
                used[column] = true;
                int nearest = 0;
                double least = Double.POSITIVE_INFINITY;
                for (int other = 1; other <= size; other++) {
                    if (!used[other]) {
                        double reduced = cost[rowOf[column] - 1][other - 1]
                                - rowPotential[rowOf[column]]
                                - columnPotential[other];
                        if (reduced < slack[other]) {
                            slack[other] = reduced;
                            way[other] = column;
                        }
                        if (slack[other] < least) {
                            least = slack[other];
                            nearest = other;
                        }
                    }
                }
                for (int other = 0; other <= size; other++) {
                    if (used[other]) {
                        rowPotential[rowOf[other]] += least;
                        columnPotential[other] -= least;
                    } else {
                        slack[other] -= least;
                    }
                }
                column = nearest;
            } while (rowOf[column] != 0);
            while (column != 0) {
                rowOf[column] = rowOf[way[column]];
                column = way[column];
            }
        }
        double sum = 0;
        for (int column = 1; column <= size; column++) {
            sum += cost[rowOf[column] - 1][column - 1];
        }
        return sum;
    }
}
