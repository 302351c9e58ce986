package io.wanderscope.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.inference.Faithfulness.Figure;
import io.wanderscope.inference.Faithfulness.Measure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaithfulnessTest {
    private static final Faithfulness MEASURED = new Faithfulness(
            Optional.of("ab".repeat(32)),
            List.of(
                    new Figure(Measure.CHANCE, Faithfulness.ANY, "any feature", 0.201, 0),
                    new Figure(Measure.FOUND, "stage3", "a rest", 0.9875, 0.0056),
                    new Figure(Measure.FOUND, "stage3", "a turn", 0.4575, 0.0249),
                    new Figure(Measure.FOUND, "absolute", "a rest", 1, 0),
                    new Figure(Measure.RIGHT_WITHOUT, "stage3", "the most salient half", 0.7875, 0.0205),
                    new Figure(Measure.RIGHT_WITHOUT, Faithfulness.ANY, "a random half", 0.9425, 0.0117),
                    new Figure(Measure.RIGHT, Faithfulness.ANY, "whole tracks", 0.9775, 0.0074)));

    @Test
    void isReadAsItWasWritten() {
        // When
        Faithfulness read = Faithfulness.parse(MEASURED.text());

        // Then
        assertThat(read).isEqualTo(MEASURED);
    }

    @Test
    void saysInWordsWhatAMapFindsAndWhatItsPointsAreWorth() {
        // When
        List<String> lines = MEASURED.lines();

        // Then
        assertThat(lines)
                .containsExactly(
                        "stage3: Finds a rest in 99 %, a turn in 46 % of simulated tracks of 1000 points, to within 100 points (chance: 20 %)."
                                + " Right answers: 79 % without the most salient half, 94 % without a random half (whole tracks: 98 %).",
                        "absolute: Finds a rest in 100 % of simulated tracks of 1000 points, to within 100 points (chance: 20 %).");
    }

    @Test
    void aShareThatIsNotAllIsNotCalledAll() {
        // Given
        Faithfulness nearly = new Faithfulness(
                Optional.empty(),
                List.of(
                        new Figure(Measure.FOUND, "stage3", "a rest", 0.9975, 0.0025),
                        new Figure(Measure.FOUND, "stage3", "a turn", 0.0025, 0.0025),
                        new Figure(Measure.FOUND, "stage3", "a flight", 0, 0)));

        // When
        String found = nearly.found("stage3");

        // Then
        assertThat(found).startsWith("Finds a rest in over 99 %, a turn in under 1 %, a flight in 0 % of simulated");
    }

    @Test
    void saysNothingOfAMapThatWasNotMeasured() {
        // Then
        assertThat(MEASURED.found("stage9")).isEmpty();
        assertThat(MEASURED.rightWithout("absolute")).isEmpty();
        assertThat(Faithfulness.UNKNOWN.lines()).isEmpty();
    }

    @Test
    void leavesOutWhatALaterVersionMeasured() {
        // Given
        String later =
                MEASURED.text() + "\nvotes,stage3,people,0.9,0.1\nfound,stage3,a rest,much,0.1\nfound,stage3\n\n";

        // When
        Faithfulness read = Faithfulness.parse(later);

        // Then
        assertThat(read).isEqualTo(MEASURED);
    }
}
