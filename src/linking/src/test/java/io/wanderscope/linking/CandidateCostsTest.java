package io.wanderscope.linking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CandidateCostsTest {
    private final CandidateCosts costs = new CandidateCosts();

    @Test
    void aRowKeepsItsCheapestCandidatesInTheirOrder() {
        // Given
        double[] offered = new Random(1).doubles(500).toArray();
        costs.clear(1, 500);
        costs.beginRow(1);

        // When
        IntStream.range(0, 500).forEach(column -> costs.add(column, offered[column]));

        // Then
        double[] cheapest = IntStream.range(0, 500)
                .mapToDouble(column -> offered[column])
                .sorted()
                .limit(CandidateCosts.MOST)
                .toArray();
        assertThat(costs.size()).isEqualTo(CandidateCosts.MOST);
        assertThat(IntStream.range(costs.first(0), costs.end(0))
                        .mapToDouble(costs::cost)
                        .toArray())
                .containsExactly(cheapest);
        assertThat(IntStream.range(costs.first(0), costs.end(0))
                        .mapToDouble(place -> offered[costs.column(place)])
                        .toArray())
                .containsExactly(cheapest);
    }

    @Test
    void aCandidateMustCostLessThanTheAlternative() {
        // Given
        costs.clear(2, 3);
        costs.beginRow(1);
        costs.add(0, 1);
        costs.add(1, Double.POSITIVE_INFINITY);
        costs.beginRow(2);

        // When
        costs.add(2, 1);

        // Then
        assertThat(costs.size()).isEqualTo(1);
        assertThat(costs.first(0)).isEqualTo(costs.end(0));
        assertThat(costs.column(costs.first(1))).isEqualTo(2);
    }
}
