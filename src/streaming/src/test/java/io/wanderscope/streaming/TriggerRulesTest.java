package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.UndeterminedReason;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerRulesTest {
    @Test
    void areReadFromTheKeysThatNameThem() {
        // Given
        Map<String, String> entries = Map.ofEntries(
                Map.entry("bootstrap.servers", "a:1"),
                Map.entry("trigger.motors.class", "levy_walk, DIRECTED"),
                Map.entry("trigger.motors.confidence.min", "0.8"),
                Map.entry("trigger.motors.points.min", "20"),
                Map.entry("trigger.motors.diffusion.min", "0.01"),
                Map.entry("trigger.motors.diffusion.max", "2"),
                Map.entry("trigger.motors.region", "10,40,0,20"),
                Map.entry("trigger.motors.acquisition", "cell-*"),
                Map.entry("trigger.motors.status", "LIVE"),
                Map.entry("trigger.motors.for.ms", "500"),
                Map.entry("trigger.motors.every.ms", "60000"),
                Map.entry("trigger.arrest.class", "IMMOBILE"),
                Map.entry("trigger.arrest.share.min", "0.3"),
                Map.entry("trigger.arrest.share.tracks.min", "50"),
                Map.entry("trigger.arrest.share.window.ms", "5000"));

        // When
        TriggerRules rules = TriggerRules.parse(entries);

        // Then
        assertThat(rules.names()).containsExactly("arrest", "motors");
        TriggerRule motors = rules.all().get(1);
        assertThat(motors.motion().labels()).containsExactly(DiffusionLabel.LEVY_WALK);
        assertThat(motors.motion().reasons()).containsExactly(UndeterminedReason.DIRECTED);
        assertThat(motors.minimumConfidence()).hasValue(0.8);
        assertThat(motors.minimumPoints()).isEqualTo(20);
        assertThat(motors.diffusion())
                .isEqualTo(new TriggerRule.Diffusion(OptionalDouble.of(0.01), OptionalDouble.of(2)));
        assertThat(motors.region()).contains(new TriggerRule.Region(0, 20, 10, 40));
        assertThat(motors.concerns("cell-7")).isTrue();
        assertThat(motors.concerns("wide-cell-7")).isFalse();
        assertThat(motors.status()).isEqualTo(TriggerRule.Status.LIVE);
        assertThat(motors.holding()).isEqualTo(Duration.ofMillis(500));
        assertThat(motors.every()).isEqualTo(Duration.ofMinutes(1));
        assertThat(motors.share()).isEmpty();
        assertThat(motors.conditions())
                .isEqualTo(
                        "class=levy_walk, DIRECTED confidence.min=0.8 points.min=20 diffusion.min=0.01 diffusion.max=2"
                                + " region=10,40,0,20 status=LIVE acquisition=cell-* for.ms=500 every.ms=60000");
        assertThat(rules.all().get(0).share()).contains(new TriggerRule.Share(0.3, 50, Duration.ofSeconds(5)));
    }

    @Test
    void concernEveryAcquisitionUnlessToldOtherwise() {
        // When
        TriggerRules rules = TriggerRules.parse(Map.of("trigger.a.status", "final"));

        // Then
        assertThat(rules.of("anything at all")).hasSize(1);
        assertThat(TriggerRules.parse(Map.of()).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "class=LEVI|trigger.a.class must be some of ATTM, CTRW, |got 'LEVI'",
                "class=OTHER|trigger.a.class must be some of ATTM|got 'OTHER'",
                "class=|trigger.a.class must be some of ATTM|got ''",
                "confidence.min=1.5|trigger.a.confidence.min must be from 0 to 1|got 1.5",
                "confidence.min=high|trigger.a.confidence.min must be a number|got 'high'",
                "points.min=0|trigger.a.points.min must be from 1|got 0",
                "diffusion.min=-1|trigger.a.diffusion.min must be 0 or more|got -1.0",
                "region=1,2,3|trigger.a.region must be two opposite corners of a rectangle|got '1,2,3'",
                "region=1,2,3,NaN|trigger.a.region must be two opposite corners of a rectangle|got '1,2,3,NaN'",
                "region=1,2,3,4,|trigger.a.region must be two opposite corners of a rectangle|got '1,2,3,4,'",
                "region=1f,2,3,4|trigger.a.region must be two opposite corners of a rectangle|got '1f,2,3,4'",
                "region=1,2,3,1e999|trigger.a.region must be two opposite corners of a rectangle|got '1,2,3,1e999'",
                "region=1,2,3,x|trigger.a.region must be two opposite corners of a rectangle|got '1,2,3,x'",
                "region=1,2,1,4|trigger.a.region must be two opposite corners of a rectangle|got '1,2,1,4'",
                "region=1,2,3,2|trigger.a.region must be two opposite corners of a rectangle|got '1,2,3,2'",
                "status=done|trigger.a.status must be live, final or any|got 'done'",
                "for.ms=-1|trigger.a.for.ms must be from 0 to 86400000 milliseconds|got -1",
                "every.ms=86400001|trigger.a.every.ms must be from 0 to 86400000 milliseconds|got 86400001",
                "share.min=0|trigger.a.share.min must be above 0 and at most 1|got 0.0",
                "share.min=1.1|trigger.a.share.min must be above 0 and at most 1|got 1.1",
                "share.tracks.min=0|trigger.a.share.tracks.min must be from 1 to 50000|got 0",
                "share.window.ms=999|trigger.a.share.window.ms must be from 1000 to 86400000|got 999",
                "every.ms=1|trigger.a.… says nothing about the tracks it waits for|such as trigger.a.class",
                "share.min=0.5|trigger.a.… says nothing about the tracks it waits for|such as trigger.a.class"
            })
    void sayWhatIsWrongWithAValueAndWhatIsAllowed(String entry, String problem, String detail) {
        // Given
        String[] parts = entry.split("=", -1);
        Map<String, String> entries = Map.of("trigger.a." + parts[0], parts[1]);

        // When
        assertThatThrownBy(() -> TriggerRules.parse(entries))
                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining(detail);
    }

    @Test
    void sayWhatContradictsEachOther() {
        // Given
        Map<String, String> entries = Map.of(
                "trigger.a.diffusion.min", "2",
                "trigger.a.diffusion.max", "1",
                "trigger.a.share.tracks.min", "5");

        // When
        assertThatThrownBy(() -> TriggerRules.parse(entries))
                // Then
                .hasMessage("trigger.a.diffusion.max must be at least trigger.a.diffusion.min (2.0), got 1.0\n"
                        + "trigger.a.share.tracks.min has no effect without trigger.a.share.min");
    }

    @Test
    void sayThatTheOneFinalOfATrackCannotHoldForATime() {
        // Given
        Map<String, String> ofATrack = Map.of("trigger.a.status", "final", "trigger.a.for.ms", "1");
        Map<String, String> ofAShare = Map.of(
                "trigger.b.status", "final",
                "trigger.b.for.ms", "1",
                "trigger.b.share.min", "1");

        // When
        assertThatThrownBy(() -> TriggerRules.parse(ofATrack))
                // Then
                .hasMessage(
                        "trigger.a.for.ms can never be met with trigger.a.status=final, because a track has one FINAL;"
                                + " leave out one of them");
        assertThat(TriggerRules.parse(ofAShare).names()).containsExactly("b");
    }

    @Test
    void sayThatAResultThatWasNotClassifiedHasNoConfidence() {
        // Given
        Map<String, String> never = Map.of("trigger.a.class", "TOO_SHORT", "trigger.a.confidence.min", "0.5");
        Map<String, String> sometimes =
                Map.of("trigger.b.class", "TOO_SHORT,DIRECTED", "trigger.b.confidence.min", "0.5");

        // When
        assertThatThrownBy(() -> TriggerRules.parse(never))
                // Then
                .hasMessage(
                        "trigger.a.confidence.min can never be met with trigger.a.class=TOO_SHORT, because such results"
                                + " have no confidence; leave out one of them");
        assertThat(TriggerRules.parse(sometimes).names()).containsExactly("b");
    }

    @Test
    void areAllCheckedAtOnce() {
        // Given
        Map<String, String> entries = Map.of(
                "trigger.a.class", "X",
                "trigger.a.points.min", "0",
                "trigger.b.confidence.min", "2");

        // When
        assertThatThrownBy(() -> TriggerRules.parse(entries))
                // Then
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(3));
    }

    @Test
    void areNotAnyNumber() {
        // Given
        Map<String, String> entries = new HashMap<>();
        for (int rule = 0; rule <= TriggerRules.MAXIMUM; rule++) {
            entries.put("trigger.rule-" + rule + ".status", "any");
        }

        // When
        assertThatThrownBy(() -> TriggerRules.parse(entries))
                // Then
                .hasMessage("at most 32 rules trigger.NAME are possible, got 33");
    }

    @Test
    void knowTheKeysThatTheirNamesMake() {
        // When
        Set<String> keys = TriggerRules.keys(Map.of("trigger.motors.clas", "ATTM"));

        // Then
        assertThat(keys)
                .contains("trigger.motors.class", "trigger.motors.share.window.ms")
                .hasSize(13);
        assertThat(TriggerRules.isMisnamed("trigger.class")).isTrue();
        assertThat(TriggerRules.isMisnamed("trigger.my motors.class")).isTrue();
        assertThat(TriggerRules.isMisnamed("trigger.motors.clas")).isFalse();
        assertThat(TriggerRules.isMisnamed("topics.labels")).isFalse();
    }
}
