package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.regex.Pattern;
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
                rejected("window.min.points", StreamSettings.MINIMUM_POINTS, 1),
                rejected("window.max.points", StreamSettings.MAXIMUM_POINTS, 9),
                rejected("window.max.points", StreamSettings.MAXIMUM_POINTS, 10_001),
                rejected("live.every.points", StreamSettings.LIVE_EVERY, 0),
                rejected("gap.max.frames", StreamSettings.MAXIMUM_GAP, -1),
                rejected("inactivity.stream.ms", StreamSettings.STREAM_TIME_INACTIVITY, Duration.ZERO),
                rejected("inactivity.wall.ms", StreamSettings.WALL_CLOCK_INACTIVITY, Duration.ofDays(31)),
                rejected("ended.retention.ms", StreamSettings.STREAM_TIME_INACTIVITY, Duration.ofDays(8)),
                rejected("time.max.ahead.ms", TimeSettings.MAXIMUM_AHEAD, Duration.ofMillis(-1)),
                rejected("ended.retention.ms", TimeSettings.ENDED_RETENTION, Duration.ofSeconds(1)),
                rejected("composition.window.ms", TimeSettings.COMPOSITION_WINDOW, Duration.ofMillis(999)),
                rejected("batch.max.trajectories", StreamSettings.BATCH_SIZE, 0),
                rejected("confidence.minimum", StreamSettings.MINIMUM_CONFIDENCE, Double.NaN),
                rejected("confidence.minimum", StreamSettings.MINIMUM_CONFIDENCE, 1.01),
                rejected("batch.linger.ms", StreamSettings.BATCH_LINGER, Duration.ofMinutes(2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outOfRange")
    void rejectAValueOutOfRangeAndNameItsKey(String key, Executable construction) {
        // Given, When, Then
        assertThatThrownBy(construction::execute)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(Pattern.quote(key) + " must be (from|at least) .*");
    }

    private static <T> Arguments rejected(String key, Setting<T> setting, T value) {
        return arguments(key, (Executable) () -> StreamSettings.defaults().with(setting, value));
    }
}
