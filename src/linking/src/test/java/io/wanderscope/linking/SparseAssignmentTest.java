package io.wanderscope.linking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SparseAssignmentTest {
    private static final double IMPOSSIBLE = 1e6;

    private final SparseAssignment assignment = new SparseAssignment();

    /** Costs of candidates, infinite where there is none, and of the alternatives. */
    @SuppressWarnings("ArrayRecordComponent") // never compared or changed
    private record Problem(double[][] cost, double[] alternative) {
        /** Costs are whole numbers below 8, so ties abound, or any numbers. */
        static Problem random(Random random, int rows, int columns, double density, boolean ties) {
            double[][] cost = new double[rows][columns];
            double[] alternative = new double[rows];
            for (int row = 0; row < rows; row++) {
                alternative[row] = value(random, ties);
                for (int column = 0; column < columns; column++) {
                    cost[row][column] = random.nextDouble() < density ? value(random, ties) : Double.POSITIVE_INFINITY;
                }
            }
            return new Problem(cost, alternative);
        }

        private static double value(Random random, boolean ties) {
            return ties ? random.nextInt(8) - 4 : 8 * random.nextDouble() - 4;
        }

        CandidateCosts candidates() {
            int columns = cost.length == 0 ? 0 : cost[0].length;
            CandidateCosts candidates = new CandidateCosts();
            candidates.clear(cost.length, columns);
            for (int row = 0; row < cost.length; row++) {
                candidates.beginRow(alternative[row]);
                for (int column = 0; column < columns; column++) {
                    candidates.add(column, cost[row][column]);
                }
            }
            return candidates;
        }

        double costOf(SparseAssignment solution) {
            double sum = 0;
            for (int row = 0; row < cost.length; row++) {
                int column = solution.column(row);
                sum += column == SparseAssignment.NONE ? alternative[row] : cost[row][column];
            }
            return sum;
        }

        double leastByTrial(int row, Set<Integer> taken) {
            if (row == cost.length) {
                return 0;
            }
            double least = alternative[row] + leastByTrial(row + 1, taken);
            for (int column = 0; column < cost[row].length; column++) {
                if (taken.add(column)) {
                    least = Math.min(least, cost[row][column] + leastByTrial(row + 1, taken));
                    taken.remove(column);
                }
            }
            return least;
        }

        /** With a column per row for its alternative, and rows that serve the columns nobody takes. */
        double leastByHungarianMethod() {
            int rows = cost.length;
            int columns = cost[0].length;
            double[][] full = new double[rows + columns][rows + columns];
            for (int row = 0; row < rows; row++) {
                Arrays.fill(full[row], IMPOSSIBLE);
                for (int column = 0; column < columns; column++) {
                    full[row][column] = Math.min(cost[row][column], IMPOSSIBLE);
                }
                full[row][columns + row] = alternative[row];
            }
            return DenseAssignment.leastCost(full);
        }
    }

    @Property
    void costsAsLittleAsTheBestOfAllAssignments(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll @IntRange(max = 5) int columns,
            @ForAll @DoubleRange(min = 0.2, max = 1) double density,
            @ForAll boolean ties) {
        // Given
        Problem problem = Problem.random(new Random(seed), rows, columns, density, ties);

        // When
        assignment.solve(problem.candidates());

        // Then
        assertThat(problem.costOf(assignment)).isCloseTo(problem.leastByTrial(0, new HashSet<>()), within(1e-12));
        assertIsConsistent(rows, columns);
    }

    @Property(tries = 200)
    void costsAsLittleAsByTheHungarianMethod(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 40) int columns,
            @ForAll @DoubleRange(min = 0.02, max = 0.3) double density,
            @ForAll boolean ties) {
        // Given
        Problem problem = Problem.random(new Random(seed), rows, columns, density, ties);

        // When
        assignment.solve(problem.candidates());

        // Then
        assertThat(problem.costOf(assignment)).isCloseTo(problem.leastByHungarianMethod(), within(1e-9));
        assertIsConsistent(rows, columns);
    }

    /** Feasible dual values that add up to the cost prove that nothing is cheaper, however large the problem. */
    @Property(tries = 20)
    void dualValuesProveTheOptimum(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 2000) int rows,
            @ForAll @IntRange(min = 1, max = 2000) int columns,
            @ForAll boolean ties) {
        // Given
        Problem problem = Problem.random(new Random(seed), rows, columns, 4.0 / columns, ties);
        CandidateCosts candidates = problem.candidates();

        // When
        assignment.solve(candidates);

        // Then
        assertDualsAreFeasible(candidates);
        assertThat(sumOfDuals(candidates)).isCloseTo(problem.costOf(assignment), within(1e-7));
        assertIsConsistent(rows, columns);
    }

    private void assertIsConsistent(int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            if (assignment.column(row) != SparseAssignment.NONE) {
                assertThat(assignment.row(assignment.column(row))).isEqualTo(row);
            }
        }
        for (int column = 0; column < columns; column++) {
            if (assignment.row(column) != SparseAssignment.NONE) {
                assertThat(assignment.column(assignment.row(column))).isEqualTo(column);
            }
        }
    }

    private void assertDualsAreFeasible(CandidateCosts candidates) {
        for (int row = 0; row < candidates.rows(); row++) {
            assertThat(assignment.rowDual(row)).isLessThanOrEqualTo(candidates.alternative(row) + 1e-9);
            for (int place = candidates.first(row); place < candidates.end(row); place++) {
                assertThat(assignment.rowDual(row) + assignment.columnDual(candidates.column(place)))
                        .isLessThanOrEqualTo(candidates.cost(place) + 1e-9);
            }
        }
        for (int column = 0; column < candidates.columns(); column++) {
            assertThat(assignment.columnDual(column)).isLessThanOrEqualTo(0);
        }
    }

    private double sumOfDuals(CandidateCosts candidates) {
        double sum = 0;
        for (int row = 0; row < candidates.rows(); row++) {
            sum += assignment.rowDual(row);
        }
        for (int column = 0; column < candidates.columns(); column++) {
            sum += assignment.columnDual(column);
        }
        return sum;
    }

    @Test
    void anAlternativeIsTakenWhereItCostsTheSame() {
        // Given
        Problem problem = new Problem(new double[][] {{1}, {0.5}}, new double[] {1, 1});

        // When
        assignment.solve(problem.candidates());

        // Then
        assertThat(assignment.column(0)).isEqualTo(SparseAssignment.NONE);
        assertThat(assignment.column(1)).isZero();
    }

    /** Rows and columns of equal cost would outbid each other for ever if bids alone decided. */
    @Test
    void manyRowsShareColumnsOfTheSameCost() {
        // Given
        double[][] cost = new double[200][30];
        double[] alternative = new double[200];
        Arrays.fill(alternative, 1);

        // When
        assignment.solve(new Problem(cost, alternative).candidates());

        // Then
        assertThat(new Problem(cost, alternative).costOf(assignment)).isEqualTo(170);
    }

    @Test
    void clustersThatDoNotTouchTakeWhatEachTakesAlone() {
        // Given
        Problem cluster = Problem.random(new Random(1), 12, 12, 0.4, false);
        Problem clusters = blocks(cluster, 50);
        SparseAssignment alone = new SparseAssignment();
        alone.solve(cluster.candidates());

        // When
        assignment.solve(clusters.candidates());

        // Then
        assertThat(assignment.steps()).isEqualTo(50 * alone.steps());
        for (int row = 0; row < 600; row++) {
            int column = alone.column(row % 12);
            assertThat(assignment.column(row))
                    .isEqualTo(column == SparseAssignment.NONE ? column : column + row / 12 * 12);
        }
    }

    private static Problem blocks(Problem one, int times) {
        int size = one.alternative().length;
        double[][] cost = new double[times * size][times * size];
        double[] alternative = new double[times * size];
        for (int row = 0; row < cost.length; row++) {
            Arrays.fill(cost[row], Double.POSITIVE_INFINITY);
            System.arraycopy(one.cost()[row % size], 0, cost[row], row / size * size, size);
            alternative[row] = one.alternative()[row % size];
        }
        return new Problem(cost, alternative);
    }

    @Test
    void whatWasSolvedBeforeLeavesNoTrace() {
        // Given
        Problem problem = Problem.random(new Random(2), 30, 30, 0.3, true);
        SparseAssignment fresh = new SparseAssignment();
        fresh.solve(problem.candidates());
        assignment.solve(Problem.random(new Random(3), 90, 70, 0.3, true).candidates());

        // When
        assignment.solve(problem.candidates());

        // Then
        for (int row = 0; row < 30; row++) {
            assertThat(assignment.column(row)).isEqualTo(fresh.column(row));
        }
        assertThat(assignment.steps()).isEqualTo(fresh.steps());
    }
}
