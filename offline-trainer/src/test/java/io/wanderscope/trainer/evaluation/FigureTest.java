package io.wanderscope.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTest {
    @ParameterizedTest
    @CsvSource({
        "AT_MOST, 0.03, 0.0299, true",
        "AT_MOST, 0.03, 0.03, true",
        "AT_MOST, 0.03, 0.0301, false",
        "AT_LEAST, 0.935, 0.935, true",
        "AT_LEAST, 0.935, 0.93, false",
        "AT_LEAST, 0.935, NaN, false",
        "AT_MOST, 0.03, NaN, false",
    })
    void reachesItsTargetOrNot(Target.Bound bound, double target, double value, boolean reached) {
        // Given
        Figure figure =
                new Figure("figure", new Share(value, 0.1), "", new Target(bound, target, Target.Unit.PER_CENT));

        // When
        boolean isReached = figure.isReached();

        // Then
        assertThat(isReached).isEqualTo(reached);
    }

    @Test
    void isWrittenInTheUnitOfItsTarget() {
        // Given
        Figure share = new Figure("share", new Share(0.0213, 0.001), "", Target.atMost(0.03));
        Figure cost = new Figure(
                "cost", new Share(9.3e6, 0), "", new Target(Target.Bound.AT_MOST, 25e6, Target.Unit.MILLIONS));

        // When
        String written = share.written();

        // Then
        assertThat(written).isEqualTo("2.13 ± 0.10 %");
        assertThat(share.target()).hasToString("≤ 3 %");
        assertThat(cost.written()).isEqualTo("9.30 M");
        assertThat(cost.target()).hasToString("≤ 25 M");
        assertThat(Target.accuracy(0.935)).hasToString("≥ 93.5 %");
    }
}
