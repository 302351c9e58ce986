package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StreamSettingsTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void haveTheDocumentedDefaults() {
        // Given, When
        StreamSettings defaults = StreamSettings.defaults();

        // Then
        assertThat(defaults)
                .isEqualTo(new StreamSettings(
                        10,
                        1000,
                        20,
                        5,
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(1),
                        64,
                        Duration.ofMillis(100),
                        0.5,
                        TimeSettings.defaults()));
    }

    static Stream<Arguments> outOfRange() {
        return Stream.of(
                refused(
                        "window.min.points",
                        () -> new StreamSettings(1, 9, 1, 0, SECOND, SECOND, 1, SECOND, 0.5, TimeSettings.defaults())),
                refused(
                        "window.max.points",
                        () -> new StreamSettings(10, 9, 1, 0, SECOND, SECOND, 1, SECOND, 0.5, TimeSettings.defaults())),
                refused(
                        "window.max.points",
                        () -> new StreamSettings(
                                2, 10_001, 1, 0, SECOND, SECOND, 1, SECOND, 0.5, TimeSettings.defaults())),
                refused(
                        "live.every.points",
                        () -> new StreamSettings(2, 9, 0, 0, SECOND, SECOND, 1, SECOND, 0.5, TimeSettings.defaults())),
                refused(
                        "gap.max.frames",
                        () -> new StreamSettings(2, 9, 1, -1, SECOND, SECOND, 1, SECOND, 0.5, TimeSettings.defaults())),
                refused(
                        "inactivity.stream.ms",
                        () -> new StreamSettings(
                                2, 9, 1, 0, Duration.ZERO, SECOND, 1, SECOND, 0.5, TimeSettings.defaults())),
                refused(
                        "inactivity.wall.ms",
                        () -> new StreamSettings(
                                2, 9, 1, 0, SECOND, Duration.ofDays(31), 1, SECOND, 0.5, TimeSettings.defaults())),
                refused(
                        "ended.retention.ms",
                        () -> new StreamSettings(
                                2, 9, 1, 0, Duration.ofDays(8), SECOND, 1, SECOND, 0.5, TimeSettings.defaults())),
                refused("time.max.ahead.ms", () -> new TimeSettings(Duration.ofMillis(-1), DAY, SECOND)),
                refused("ended.retention.ms", () -> new TimeSettings(SECOND, SECOND, SECOND)),
                refused("composition.window.ms", () -> new TimeSettings(SECOND, DAY, Duration.ofMillis(999))),
                refused(
                        "batch.max.trajectories",
                        () -> new StreamSettings(2, 9, 1, 0, SECOND, SECOND, 0, SECOND, 0.5, TimeSettings.defaults())),
                refused(
                        "confidence.minimum",
                        () -> new StreamSettings(
                                2, 9, 1, 0, SECOND, SECOND, 1, SECOND, Double.NaN, TimeSettings.defaults())),
                refused(
                        "confidence.minimum",
                        () -> new StreamSettings(2, 9, 1, 0, SECOND, SECOND, 1, SECOND, 1.01, TimeSettings.defaults())),
                refused(
                        "batch.linger.ms",
                        () -> new StreamSettings(
                                2, 9, 1, 0, SECOND, SECOND, 1, Duration.ofMinutes(2), 0.5, TimeSettings.defaults())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outOfRange")
    void refuseAValueOutOfRangeAndNameItsKey(String key, Executable construction) {
        // Given, When, Then
        assertThatThrownBy(construction::execute)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(key + " is from ");
    }

    private static Arguments refused(String key, Executable construction) {
        return arguments(key, construction);
    }
}
