package io.wanderscope.verification.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of faults. */
class FaultScheduleTest {
    private static final int KINDS = 5;

    private static List<FaultSchedule.Step> steps(long seed, int number) {
        FaultSchedule schedule = new FaultSchedule(seed, 2, 1);
        return Stream.generate(schedule::next).limit(number).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 5, 7, 42})
    void beginsWithEachKindAndAKillOfEachInstance(long seed) {
        // When
        List<FaultSchedule.Step> first = steps(seed, KINDS);

        // Then
        assertThat(first)
                .extracting(FaultSchedule.Step::fault)
                .containsExactlyInAnyOrder(
                        Fault.KILL, Fault.KILL, Fault.KILL_AND_DELETE_STATE, Fault.LEAVE, Fault.BROKER_KILL);
        assertThat(first)
                .filteredOn(step -> step.fault() == Fault.KILL)
                .extracting(FaultSchedule.Step::target)
                .containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void dependsOnTheSeedAlone() {
        // When
        List<FaultSchedule.Step> steps = steps(7, 100);

        // Then
        assertThat(steps).isEqualTo(steps(7, 100));
        assertThat(steps.subList(0, KINDS)).isNotEqualTo(steps(8, KINDS));
        assertThat(steps.subList(KINDS, 100))
                .extracting(FaultSchedule.Step::fault)
                .contains(Fault.KILL, Fault.KILL_AND_DELETE_STATE, Fault.LEAVE, Fault.BROKER_KILL);
    }

    @Test
    void killsEachBrokerFirstAndThenOneAfterTheOther() {
        // Given
        FaultSchedule schedule = new FaultSchedule(7, 2, 3);

        // When
        List<FaultSchedule.Step> kills = Stream.generate(schedule::next)
                .limit(100)
                .filter(step -> step.fault() == Fault.BROKER_KILL)
                .toList();

        // Then
        assertThat(kills).hasSizeGreaterThan(6).allMatch(FaultSchedule.Step::staysAway);
        assertThat(kills.subList(0, 3)).extracting(FaultSchedule.Step::target).containsExactlyInAnyOrder(0, 1, 2);
        for (int later = 3; later < kills.size(); later++) {
            assertThat(kills.get(later).target()).isEqualTo(later % 3);
        }
    }
}
