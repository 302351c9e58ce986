package io.wanderscope.verification.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ResultStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When waiting for the output can end. */
class ObservedTest {
    private static final Truth TRUTH =
            new Truth(Map.of("a/1", new TrackTruth(30, 0, 1)), Map.of("a/poison", "UNREADABLE"));
    private static final ObservedDeadLetter LATE = new ObservedDeadLetter("a/1", "AFTER_FINAL", "positions-0@40");
    private static final ObservedDeadLetter POISON = new ObservedDeadLetter("a/poison", "UNREADABLE", "positions-0@3");
    private static final ObservedDeadLetter FAILED =
            new ObservedDeadLetter("a/1", "INFERENCE_FAILED", "positions-0@39");

    private static ObservedResult result(ResultStatus status) {
        return new ObservedResult(
                "a/1",
                0,
                status,
                1,
                0,
                29,
                30,
                30,
                30,
                0,
                DiffusionLabel.UNDETERMINED,
                Double.NaN,
                List.of(),
                List.of(),
                Double.NaN,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static ObservedPopulation population(long tracks) {
        return new ObservedPopulation("a", tracks, List.of());
    }

    @Test
    void isNotCompleteBeforeThePopulationHasAllTracks() {
        // Given
        Observed observed =
                new Observed(List.of(result(ResultStatus.FINAL)), List.of(LATE, POISON), List.of(population(0)));

        // When
        boolean isComplete = observed.isComplete(TRUTH);

        // Then
        assertThat(isComplete).isFalse();
    }

    @Test
    void isCompleteWithoutDeadLettersWhereNoPoisonWasSent() {
        // Given
        Truth truth = new Truth(Map.of("a/1", new TrackTruth(30, 0, 0)), Map.of("a/poison", "UNREADABLE"));
        Observed observed = new Observed(List.of(result(ResultStatus.FINAL)), List.of(), List.of(population(1)));

        // When
        boolean isComplete = observed.isComplete(truth.withoutPoison());

        // Then
        assertThat(isComplete).isTrue();
        assertThat(observed.isComplete(truth)).isFalse();
    }

    static Stream<Arguments> observations() {
        List<ObservedResult> ended = List.of(result(ResultStatus.FINAL));
        return Stream.of(
                arguments("all", ended, List.of(LATE, POISON), true),
                arguments("no final result", List.of(result(ResultStatus.LIVE)), List.of(LATE, POISON), false),
                arguments("no late position", ended, List.of(POISON), false),
                arguments("no late position but a failure", ended, List.of(POISON, FAILED), false),
                arguments("no poison", ended, List.of(LATE), false));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("observations")
    void isCompleteWithAllFinalsAndAllDeadLetters(
            String what, List<ObservedResult> results, List<ObservedDeadLetter> deadLetters, boolean complete) {
        // Given
        Observed observed = new Observed(results, deadLetters, List.of(population(1)));

        // When
        boolean isComplete = observed.isComplete(TRUTH);

        // Then
        assertThat(isComplete).as(what).isEqualTo(complete);
    }
}
