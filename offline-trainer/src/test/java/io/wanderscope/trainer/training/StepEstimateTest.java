package io.wanderscope.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StepEstimateTest {
    @Test
    void ignoresTheFirstStepsAndTimesTheRest() {
        // Given a run of ten minutes, whose first 15 s are slow and whose steps then take half a second
        StepEstimate estimate = new StepEstimate(10, 200);

        // When
        OptionalInt slow = estimate.afterStep(5, 14);
        OptionalInt timing = estimate.afterStep(6, 15);
        OptionalInt early = estimate.afterStep(16, 20);
        OptionalInt known = estimate.afterStep(36, 30);

        // Then
        assertThat(slow).isEmpty();
        assertThat(timing).isEmpty();
        assertThat(early).isEmpty();
        assertThat(known).hasValue(36 + 1140);
    }

    @Test
    void isKnownWhenTheWarmUpEnds() {
        // Given
        StepEstimate estimate = new StepEstimate(10, 40);
        estimate.afterStep(30, 15);

        // When
        OptionalInt known = estimate.afterStep(39, 19.5);

        // Then
        assertThat(known).hasValue(39 + 1161);
    }
}
