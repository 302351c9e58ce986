package io.wanderscope.verification.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.streaming.LiveWhenBehind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each guarantee detects what breaks it, and nothing else. */
class GuaranteesTest {
    private static final Truth TRUTH =
            new Truth(Map.of("a/1", new TrackTruth(30, 2, 1)), Map.of("a/poison", "UNREADABLE"));
    private static final ObservedResult LIVE = result("a/1", ResultStatus.LIVE, 1, 20, 1);
    private static final ObservedResult FINAL = result("a/1", ResultStatus.FINAL, 2, 30, 2);
    private static final ObservedDeadLetter LATE = new ObservedDeadLetter("a/1", "AFTER_FINAL", "positions-0@40");
    private static final ObservedDeadLetter POISON = new ObservedDeadLetter("a/poison", "UNREADABLE", "positions-0@3");

    private static final ObservedPopulation POPULATION = population("a", 1);

    private static ObservedPopulation population(String acquisition, long tracks) {
        return new ObservedPopulation(acquisition, tracks, List.of((double) tracks, Double.NaN));
    }

    private static Observed withPopulations(ObservedPopulation... populations) {
        return new Observed(List.of(LIVE, FINAL), List.of(LATE, POISON), List.of(populations));
    }

    private static ObservedResult result(
            String key, ResultStatus status, int revision, long positions, long duplicates) {
        return new ObservedResult(
                key,
                0,
                status,
                revision,
                0,
                40,
                41,
                40,
                positions,
                duplicates,
                DiffusionLabel.BROWNIAN,
                0.75,
                List.of(0.75, 0.25),
                List.of(1.0, 0.0),
                0.5,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static ObservedResult classified(DiffusionLabel label, double... probabilities) {
        boolean isClassified = probabilities.length > 0;
        return classified(
                label, isClassified ? List.of(1.0, 0.0) : List.of(), isClassified ? 0.5 : Double.NaN, probabilities);
    }

    private static ObservedResult classified(
            DiffusionLabel label, List<Double> families, double novelty, double... probabilities) {
        return new ObservedResult(
                "a/1",
                0,
                ResultStatus.FINAL,
                1,
                0,
                40,
                41,
                40,
                41,
                0,
                label,
                Arrays.stream(probabilities).max().orElse(Double.NaN),
                Arrays.stream(probabilities).boxed().toList(),
                families,
                novelty,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static Observed observed(List<ObservedResult> results, ObservedDeadLetter... deadLetters) {
        return new Observed(results, List.of(deadLetters), List.of(POPULATION));
    }

    private static Observed right() {
        return observed(List.of(LIVE, FINAL), LATE, POISON);
    }

    @Test
    void areKeptByTheRightOutput() {
        // Given
        List<Guarantee> guarantees = new ArrayList<>(Guarantee.all(LiveWhenBehind.ALL));
        guarantees.add(new Deterministic(right(), 0, LiveWhenBehind.ALL));

        // When
        GuaranteeTable table = new GuaranteeTable(guarantees, TRUTH, right());

        // Then
        assertThat(table.isKept()).as(table.toString()).isTrue();
    }

    static Stream<Arguments> broken() {
        ObservedResult fewer = result("a/1", ResultStatus.FINAL, 2, 29, 2);
        ObservedResult doubles = result("a/1", ResultStatus.FINAL, 2, 30, 3);
        ObservedResult stranger = result("b/1", ResultStatus.FINAL, 1, 1, 0);
        ObservedDeadLetter twice = new ObservedDeadLetter("a/poison", "UNREADABLE", "positions-0@4");
        ObservedDeadLetter cause = new ObservedDeadLetter("a/poison", "WRONG_KEY", "positions-0@3");
        ObservedDeadLetter unknown = new ObservedDeadLetter("b/2", "UNREADABLE", "positions-0@5");
        ObservedDeadLetter sameOrigin = new ObservedDeadLetter("a/poison", "UNREADABLE", "positions-0@40");
        List<ObservedResult> both = List.of(LIVE, FINAL);
        return Stream.of(
                arguments("one position too few", new NothingLost(), observed(List.of(LIVE, fewer), LATE, POISON)),
                arguments("a position twice", new NothingLost(), observed(List.of(LIVE, doubles), LATE, POISON)),
                arguments("no late position", new NothingLost(), observed(both, POISON)),
                arguments("no poison", new NothingLost(), observed(both, LATE)),
                arguments("poison twice", new NothingLost(), observed(both, LATE, POISON, twice)),
                arguments("poison of another cause", new NothingLost(), observed(both, LATE, cause)),
                arguments(
                        "a dead letter of an unknown record", new NothingLost(), observed(both, LATE, POISON, unknown)),
                arguments("one record, two letters", new NothingLost(), observed(both, LATE, sameOrigin)),
                arguments("no final result", new ExactlyOneFinal(), observed(List.of(LIVE), LATE, POISON)),
                arguments(
                        "two final results",
                        new ExactlyOneFinal(),
                        observed(List.of(LIVE, FINAL, FINAL), LATE, POISON)),
                arguments(
                        "a final result of an unknown track",
                        new ExactlyOneFinal(),
                        observed(List.of(LIVE, FINAL, stranger), LATE, POISON)),
                arguments(
                        "no first revision",
                        new OrderedRevisions(LiveWhenBehind.ALL),
                        observed(List.of(FINAL), LATE, POISON)),
                arguments(
                        "a revision twice",
                        new OrderedRevisions(LiveWhenBehind.ALL),
                        observed(List.of(LIVE, LIVE, FINAL))),
                arguments("LIVE after FINAL", new OrderedRevisions(LiveWhenBehind.ALL), observed(List.of(FINAL, LIVE))),
                arguments(
                        "a revision twice where the latest counts",
                        new OrderedRevisions(LiveWhenBehind.LATEST),
                        observed(List.of(LIVE, LIVE, FINAL))),
                arguments(
                        "LIVE after FINAL where the latest counts",
                        new OrderedRevisions(LiveWhenBehind.LATEST),
                        observed(List.of(FINAL, LIVE))),
                arguments(
                        "a missing final result where the latest counts",
                        new Deterministic(right(), 0, LiveWhenBehind.LATEST),
                        observed(List.of(LIVE))),
                arguments(
                        "a different LIVE result where the latest counts",
                        new Deterministic(right(), 0, LiveWhenBehind.LATEST),
                        observed(List.of(result("a/1", ResultStatus.LIVE, 1, 19, 1), FINAL))),
                arguments(
                        "a missing result", new Deterministic(right(), 0, LiveWhenBehind.ALL), observed(List.of(LIVE))),
                arguments(
                        "an extra result",
                        new Deterministic(right(), 0, LiveWhenBehind.ALL),
                        observed(List.of(LIVE, FINAL, stranger))),
                arguments(
                        "a different result",
                        new Deterministic(right(), 0, LiveWhenBehind.ALL),
                        observed(List.of(LIVE, fewer))),
                arguments(
                        "a result twice under its identity",
                        new Deterministic(right(), 0, LiveWhenBehind.ALL),
                        observed(List.of(LIVE, LIVE, FINAL))),
                arguments(
                        "a result twice in the other run",
                        new Deterministic(observed(List.of(LIVE, FINAL, FINAL)), 0, LiveWhenBehind.ALL),
                        observed(List.of(LIVE, FINAL))),
                arguments("at least once and no final result", new AtLeastOneFinal(), observed(List.of(LIVE))),
                arguments(
                        "at least once and a final result of an unknown track",
                        new AtLeastOneFinal(),
                        observed(List.of(FINAL, stranger))),
                arguments("no population", new CountedInPopulation(true), withPopulations()),
                arguments(
                        "a track twice in the population",
                        new CountedInPopulation(true),
                        withPopulations(population("a", 2))),
                arguments(
                        "a population of an unknown acquisition",
                        new CountedInPopulation(true),
                        withPopulations(POPULATION, population("b", 1))),
                arguments(
                        "at least once and no track in the population",
                        new CountedInPopulation(false),
                        withPopulations(population("a", 0))),
                arguments(
                        "another population",
                        new Deterministic(right(), 0, LiveWhenBehind.ALL),
                        withPopulations(new ObservedPopulation("a", 1, List.of(1.0, 0.5)))),
                arguments("a missing population", new Deterministic(right(), 0, LiveWhenBehind.ALL), withPopulations()),
                arguments(
                        "at least once and one position too few",
                        new NothingMissing(),
                        observed(List.of(fewer), LATE, POISON)),
                arguments("at least once and no poison", new NothingMissing(), observed(both, LATE)),
                arguments(
                        "at least once and poison of another cause",
                        new NothingMissing(),
                        observed(both, LATE, cause)));
    }

    @Test
    void areKeptWithoutALiveResultThatANewerOneOvertook() {
        // Given
        List<Guarantee> guarantees = new ArrayList<>(Guarantee.all(LiveWhenBehind.LATEST));
        guarantees.add(new Deterministic(right(), 0, LiveWhenBehind.LATEST));
        Observed observed = observed(List.of(FINAL), LATE, POISON);

        // When
        GuaranteeTable table = new GuaranteeTable(guarantees, TRUTH, observed);

        // Then the other way round, too
        assertThat(table.isKept()).as(table.toString()).isTrue();
        assertThat(new Deterministic(observed, 0, LiveWhenBehind.LATEST).violations(TRUTH, right()))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void areBrokenBy(String what, Guarantee guarantee, Observed observed) {
        // When
        List<String> violations = guarantee.violations(TRUTH, observed);

        // Then
        assertThat(violations).as(what).isNotEmpty();
    }

    @Test
    void ofAtLeastOnceProcessingAreKeptDespiteRepeatedOutput() {
        // Given a crash after which a position was counted as its own duplicate, and a dead letter was written again
        ObservedResult again = result("a/1", ResultStatus.FINAL, 2, 30, 3);
        Observed observed = observed(List.of(LIVE, FINAL, LIVE, again), LATE, LATE, POISON, POISON);

        // When
        GuaranteeTable table = new GuaranteeTable(Guarantee.atLeastOnce(), TRUTH, observed);

        // Then
        assertThat(table.isKept()).as(table.toString()).isTrue();
    }

    @Test
    void ofAtLeastOnceProcessingAllowATrackTwiceInThePopulation() {
        // Given
        Observed observed = withPopulations(population("a", 2));

        // When
        List<String> violations = new CountedInPopulation(false).violations(TRUTH, observed);

        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void doNotExpectATrackOfTwoPointsInThePopulation() {
        // Given
        ObservedResult two = new ObservedResult(
                "a/1",
                0,
                ResultStatus.FINAL,
                1,
                0,
                1,
                2,
                2,
                2,
                0,
                DiffusionLabel.UNDETERMINED,
                Double.NaN,
                List.of(),
                List.of(),
                Double.NaN,
                Instant.EPOCH,
                Instant.EPOCH);
        Observed observed = new Observed(List.of(two), List.of(), List.of());

        // When
        List<String> violations = new CountedInPopulation(true).violations(TRUTH, observed);

        // Then
        assertThat(violations).isEmpty();
    }

    static Stream<Arguments> pairs() {
        DiffusionLabel brownian = DiffusionLabel.BROWNIAN;
        DiffusionLabel walk = DiffusionLabel.LEVY_WALK;
        DiffusionLabel none = DiffusionLabel.UNDETERMINED;
        return Stream.of(
                arguments(
                        "the last digits",
                        classified(brownian, 0.7, 0.3),
                        classified(brownian, 0.70001, 0.29999),
                        true),
                arguments(
                        "more than digits", classified(brownian, 0.7, 0.3), classified(brownian, 0.701, 0.299), false),
                arguments(
                        "a label of a tie",
                        classified(brownian, 0.50001, 0.49999),
                        classified(walk, 0.49999, 0.50001),
                        true),
                arguments("a label without a tie", classified(brownian, 0.7, 0.3), classified(walk, 0.7, 0.3), false),
                arguments(
                        "a label at the minimum",
                        classified(brownian, 0.60001, 0.3),
                        classified(none, 0.59999, 0.3),
                        true),
                arguments(
                        "a label above the minimum", classified(brownian, 0.7, 0.3), classified(none, 0.7, 0.3), false),
                arguments(
                        "a label of a tie of families",
                        classified(brownian, List.of(0.50001, 0.49999), 0.5, 0.7, 0.3),
                        classified(none, List.of(0.49999, 0.50001), 0.5, 0.7, 0.3),
                        true),
                arguments(
                        "a label without a tie of families",
                        classified(brownian, List.of(0.7, 0.3), 0.5, 0.7, 0.3),
                        classified(none, List.of(0.7, 0.3), 0.5, 0.7, 0.3),
                        false),
                arguments(
                        "other families",
                        classified(none, List.of(0.3, 0.7), 0.5, 0.7, 0.3),
                        classified(none, List.of(0.2, 0.8), 0.5, 0.7, 0.3),
                        false),
                arguments(
                        "a label on the edge of the familiar",
                        classified(brownian, List.of(1.0, 0.0), 1, 0.7, 0.3),
                        classified(none, List.of(1.0, 0.0), 1.00001, 0.7, 0.3),
                        true),
                arguments(
                        "another novelty",
                        classified(none, List.of(1.0, 0.0), 30, 0.7, 0.3),
                        classified(none, List.of(1.0, 0.0), 30.1, 0.7, 0.3),
                        false),
                arguments("nothing classified", classified(none), classified(none), true),
                arguments("classified or not", classified(none), classified(none, 0.55, 0.45), false));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("pairs")
    void ofDeterminismAllowADifferentLabelOnlyWhereTheLastDigitsDecide(
            String what, ObservedResult one, ObservedResult other, boolean kept) {
        // Given
        Guarantee deterministic = new Deterministic(observed(List.of(one)), 0.6, LiveWhenBehind.ALL);

        // When
        List<String> violations = deterministic.violations(TRUTH, observed(List.of(other)));

        // Then
        assertThat(violations.isEmpty()).as(what).isEqualTo(kept);
    }

    @Test
    void ignoreDeadLettersOfWholeTrajectories() {
        // Given
        ObservedDeadLetter failed = new ObservedDeadLetter("a/1", "INFERENCE_FAILED", "positions-0@39");

        // When
        List<String> violations =
                new NothingLost().violations(TRUTH, observed(List.of(LIVE, FINAL), LATE, POISON, failed));

        // Then
        assertThat(violations).isEmpty();
    }
}
