package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PopulationSummaryTest {
    private static final PopulationMeasure ERROR =
            PopulationMeasure.share("error", "Error of the fraction").toBe(0, 0.06);
    private static final PopulationMeasure BIAS =
            PopulationMeasure.number("bias", "Bias of the exponent").toBe(-0.05, 0.05);
    private static final PopulationMeasure FREE = PopulationMeasure.share("counted", "Error of counts");

    private static PopulationFigure figure(PopulationMeasure measure, String population, double... values) {
        return new PopulationFigure("class", population, "independent", measure, Mean.of(DoubleStream.of(values)));
    }

    @Test
    void saysOfEachMeasureWhatIsToBeReachedAndWhatIsNot() {
        // Given
        List<PopulationFigure> figures = List.of(
                figure(ERROR, "equal shares", 0.04, 0.06),
                figure(FREE, "equal shares", 0.5, 0.5),
                figure(ERROR, "all BROWNIAN", 0.07, 0.07),
                figure(BIAS, "α 0.5", -0.04, -0.04),
                figure(BIAS, "α 1.5", 0.01, 0.03));

        // When
        List<String> sentences = PopulationSummary.sentences(figures);

        // Then
        assertThat(sentences)
                .containsExactly(
                        "Error of the fraction, in % (target: at most 6 %): equal shares (independent) 5.0 ± 1.0;"
                                + " all BROWNIAN (independent) 7.0 ± 0.0. Reached by 1 of 2, not by all BROWNIAN (independent).",
                        "Error of counts, in %: equal shares (independent) 50.0 ± 0.0.",
                        "Bias of the exponent (target: from -0.05 to 0.05): α 0.5 (independent) -0.040 ± 0.000;"
                                + " α 1.5 (independent) 0.020 ± 0.010. Reached by all 2.");
    }

    @Test
    void aFigureThatIsUnknownReachesNothing() {
        // When
        List<String> sentences = PopulationSummary.sentences(List.of(figure(ERROR, "equal shares")));

        // Then
        assertThat(sentences)
                .containsExactly("Error of the fraction, in % (target: at most 6 %): equal shares (independent) –."
                        + " Reached by 0 of 1, not by equal shares (independent).");
    }
}
