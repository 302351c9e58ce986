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
    @Test
    void haveTheDocumentedDefaults() {
        // Given, When
        StreamSettings defaults = StreamSettings.defaults();

        // Then
        assertThat(defaults.minimumPoints()).isEqualTo(10);
        assertThat(defaults.maximumPoints()).isEqualTo(1000);
        assertThat(defaults.liveEvery()).isEqualTo(20);
        assertThat(defaults.maximumGap()).isEqualTo(5);
        assertThat(defaults.streamTimeInactivity()).isEqualTo(Duration.ofSeconds(30));
        assertThat(defaults.wallClockInactivity()).isEqualTo(Duration.ofMinutes(1));
        assertThat(defaults.batchSize()).isEqualTo(64);
        assertThat(defaults.batchLinger()).isEqualTo(Duration.ofMillis(100));
        assertThat(defaults.minimumConfidence()).isEqualTo(0.5);
        assertThat(defaults.time().maximumAhead()).isEqualTo(Duration.ofSeconds(10));
        assertThat(defaults.time().endedRetention()).isEqualTo(Duration.ofDays(7));
        assertThat(defaults.time().compositionWindow()).isEqualTo(Duration.ofMinutes(1));
    }

    static Stream<Arguments> outOfRange() {
        return Stream.of(
                refused("window.min.points", StreamSettings.MINIMUM_POINTS, 1),
                refused("window.max.points", StreamSettings.MAXIMUM_POINTS, 9),
                refused("window.max.points", StreamSettings.MAXIMUM_POINTS, 10_001),
                refused("live.every.points", StreamSettings.LIVE_EVERY, 0),
                refused("gap.max.frames", StreamSettings.MAXIMUM_GAP, -1),
                refused("inactivity.stream.ms", StreamSettings.STREAM_TIME_INACTIVITY, Duration.ZERO),
                refused("inactivity.wall.ms", StreamSettings.WALL_CLOCK_INACTIVITY, Duration.ofDays(31)),
                refused("ended.retention.ms", StreamSettings.STREAM_TIME_INACTIVITY, Duration.ofDays(8)),
                refused("time.max.ahead.ms", TimeSettings.MAXIMUM_AHEAD, Duration.ofMillis(-1)),
                refused("ended.retention.ms", TimeSettings.ENDED_RETENTION, Duration.ofSeconds(1)),
                refused("composition.window.ms", TimeSettings.COMPOSITION_WINDOW, Duration.ofMillis(999)),
                refused("batch.max.trajectories", StreamSettings.BATCH_SIZE, 0),
                refused("confidence.minimum", StreamSettings.MINIMUM_CONFIDENCE, Double.NaN),
                refused("confidence.minimum", StreamSettings.MINIMUM_CONFIDENCE, 1.01),
                refused("batch.linger.ms", StreamSettings.BATCH_LINGER, Duration.ofMinutes(2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outOfRange")
    void refuseAValueOutOfRangeAndNameItsKey(String key, Executable construction) {
        // Given, When, Then
        assertThatThrownBy(construction::execute)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(key + " is from ");
    }

    private static <T> Arguments refused(String key, Setting<T> setting, T value) {
        return arguments(key, (Executable) () -> StreamSettings.defaults().with(setting, value));
    }
}
