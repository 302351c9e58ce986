package io.wanderscope.verification.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.streaming.TriggerRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The guarantee finds events that have no trigger, and triggers that have no event of their own. */
class OneTriggerForEachEventTest {
    private static final Truth TRUTH = new Truth(Map.of(), Map.of());
    private static final DiffusionLabel BROWNIAN = DiffusionLabel.BROWNIAN;
    private static final DiffusionLabel OTHER = DiffusionLabel.ATTM;

    private static ObservedResult result(
            String key, ResultStatus status, int revision, int points, DiffusionLabel label, long seconds) {
        return new ObservedResult(
                key,
                0,
                status,
                revision,
                0,
                points - 1,
                points,
                points,
                points,
                0,
                label,
                0.75,
                List.of(0.75, 0.25),
                List.of(1.0, 0.0),
                0.5,
                Instant.ofEpochSecond(seconds),
                Instant.EPOCH);
    }

    /** A track whose label comes, stays for two seconds, goes, and comes back for three; beside four short ones. */
    private static List<ObservedResult> results() {
        List<ObservedResult> results = new ArrayList<>(List.of(
                result("cell/7/a", ResultStatus.LIVE, 1, 20, BROWNIAN, 1),
                result("cell/7/a", ResultStatus.LIVE, 2, 30, BROWNIAN, 3),
                result("cell/7/a", ResultStatus.LIVE, 3, 40, OTHER, 5),
                result("cell/7/a", ResultStatus.LIVE, 4, 50, BROWNIAN, 7),
                result("cell/7/a", ResultStatus.FINAL, 5, 60, BROWNIAN, 10)));
        for (int track = 1; track <= 4; track++) {
            results.add(result("cell/" + track, ResultStatus.FINAL, 1, 5, OTHER, 10));
        }
        return results;
    }

    private static List<ObservedTrigger> triggers() {
        return List.of(
                trigger("label", "cell/label/1/7/a"),
                trigger("label", "cell/label/2/7/a"),
                trigger("lasting", "cell/lasting/1/7/a"),
                trigger("long", "cell/long/1/7/a"),
                trigger("ended", "cell/ended/1"));
    }

    private static ObservedTrigger trigger(String rule, String id) {
        return new ObservedTrigger("cell", rule, id);
    }

    private static Observed observed(List<ObservedTrigger> triggers) {
        return new Observed(results(), List.of(), List.of(), triggers);
    }

    private static List<ObservedTrigger> and(ObservedTrigger further) {
        List<ObservedTrigger> all = new ArrayList<>(triggers());
        all.add(further);
        return all;
    }

    @Test
    void isKeptByTheTriggersOfTheEvents() {
        // Given
        Observed observed = observed(triggers());

        // When
        List<String> violations = new OneTriggerForEachEvent().violations(TRUTH, observed);

        // Then
        assertThat(violations).isEmpty();
        assertThat(new OneTriggerForEachEvent().isComplete(observed)).isTrue();
    }

    static Stream<Arguments> surplus() {
        return Stream.of(
                arguments("a trigger twice", trigger("label", "cell/label/2/7/a")),
                arguments("a trigger twice where one of several is told", trigger("long", "cell/long/1/7/a")),
                arguments("a trigger of no event", trigger("label", "cell/label/3/7/a")),
                arguments("a trigger of another track", trigger("long", "cell/long/1/1")),
                arguments("an acquisition's second event", trigger("ended", "cell/ended/2")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("surplus")
    void isBrokenByASurplus(String what, ObservedTrigger further) {
        // When
        List<String> violations = new OneTriggerForEachEvent().violations(TRUTH, observed(and(further)));

        // Then
        assertThat(violations).as(what).hasSize(1);
    }

    static Stream<ObservedTrigger> triggersOfEvents() {
        return triggers().stream();
    }

    @ParameterizedTest
    @MethodSource("triggersOfEvents")
    void isBrokenByAnEventWithoutTrigger(ObservedTrigger missing) {
        // Given
        Observed observed = observed(
                triggers().stream().filter(each -> !each.equals(missing)).toList());

        // When
        List<String> violations = new OneTriggerForEachEvent().violations(TRUTH, observed);

        // Then
        assertThat(violations).hasSize(1);
        assertThat(new OneTriggerForEachEvent().isComplete(observed)).isFalse();
    }

    @Test
    void isAboutRulesThatTheStreamAccepts() {
        // When
        TriggerRules rules = TriggerRules.parse(OneTriggerForEachEvent.RULES);

        // Then
        assertThat(rules.names()).containsExactly("ended", "label", "lasting", "long");
        assertThat(TriggerRules.keys(OneTriggerForEachEvent.RULES)).containsAll(OneTriggerForEachEvent.RULES.keySet());
    }
}
