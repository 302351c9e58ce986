package io.wanderscope.app.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ResultStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** That each guarantee sees what breaks it, and nothing else. */
class GuaranteesTest {
    private static final Truth TRUTH =
            new Truth(Map.of("a/1", new TrackTruth(30, 2, 1)), Map.of("a/poison", "UNREADABLE"));
    private static final ObservedResult LIVE = result("a/1", ResultStatus.LIVE, 1, 20, 1);
    private static final ObservedResult FINAL = result("a/1", ResultStatus.FINAL, 2, 30, 2);
    private static final ObservedDeadLetter LATE = new ObservedDeadLetter("a/1", "AFTER_FINAL", "positions-0@40");
    private static final ObservedDeadLetter POISON = new ObservedDeadLetter("a/poison", "UNREADABLE", "positions-0@3");

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
                positions,
                duplicates,
                DiffusionLabel.BROWNIAN,
                0.75,
                Instant.EPOCH);
    }

    private static Observed observed(List<ObservedResult> results, ObservedDeadLetter... deadLetters) {
        return new Observed(results, List.of(deadLetters));
    }

    private static Observed right() {
        return observed(List.of(LIVE, FINAL), LATE, POISON);
    }

    @Test
    void areKeptByWhatShouldComeOut() {
        // Given
        List<Guarantee> guarantees = new ArrayList<>(Guarantee.all());
        guarantees.add(new Deterministic(right()));

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
                arguments("a position less", new NothingLost(), observed(List.of(LIVE, fewer), LATE, POISON)),
                arguments("a position twice", new NothingLost(), observed(List.of(LIVE, doubles), LATE, POISON)),
                arguments("no late position", new NothingLost(), observed(both, POISON)),
                arguments("no poison", new NothingLost(), observed(both, LATE)),
                arguments("poison twice", new NothingLost(), observed(both, LATE, POISON, twice)),
                arguments("poison of another cause", new NothingLost(), observed(both, LATE, cause)),
                arguments("a dead letter from nowhere", new NothingLost(), observed(both, LATE, POISON, unknown)),
                arguments("one record, two letters", new NothingLost(), observed(both, LATE, sameOrigin)),
                arguments("no FINAL", new ExactlyOneFinal(), observed(List.of(LIVE), LATE, POISON)),
                arguments("two FINALs", new ExactlyOneFinal(), observed(List.of(LIVE, FINAL, FINAL), LATE, POISON)),
                arguments(
                        "a FINAL from nowhere",
                        new ExactlyOneFinal(),
                        observed(List.of(LIVE, FINAL, stranger), LATE, POISON)),
                arguments("no first revision", new OrderedRevisions(), observed(List.of(FINAL), LATE, POISON)),
                arguments("a revision twice", new OrderedRevisions(), observed(List.of(LIVE, LIVE, FINAL))),
                arguments("LIVE after FINAL", new OrderedRevisions(), observed(List.of(FINAL, LIVE))),
                arguments("a result less", new Deterministic(right()), observed(List.of(LIVE))),
                arguments("a result more", new Deterministic(right()), observed(List.of(LIVE, FINAL, stranger))),
                arguments("another result", new Deterministic(right()), observed(List.of(LIVE, fewer))));
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
    void ofDeadLettersThatStandForATrajectoryCountNoPosition() {
        // Given
        ObservedDeadLetter failed = new ObservedDeadLetter("a/1", "INFERENCE_FAILED", "positions-0@39");

        // When
        List<String> violations =
                new NothingLost().violations(TRUTH, observed(List.of(LIVE, FINAL), LATE, POISON, failed));

        // Then
        assertThat(violations).isEmpty();
    }
}
