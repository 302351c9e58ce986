package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.wanderscope.diffusion.ClassPriors;
import io.wanderscope.diffusion.ImagingConditions;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
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
        assertThat(defaults.liveGrowth()).isEqualTo(0.1);
        assertThat(defaults.liveWhenBehind()).isEqualTo(LiveWhenBehind.LATEST);
        assertThat(defaults.maximumGap()).isEqualTo(5);
        assertThat(defaults.windowBytes()).isEqualTo(128 << 20);
        assertThat(defaults.streamTimeInactivity()).isEqualTo(Duration.ofSeconds(30));
        assertThat(defaults.wallClockInactivity()).isEqualTo(Duration.ofMinutes(1));
        assertThat(defaults.batchSize()).isEqualTo(64);
        assertThat(defaults.batchLinger()).isEqualTo(Duration.ZERO);
        assertThat(defaults.saliency()).isEqualTo(SaliencyChoice.ALL);
        assertThat(defaults.minimumConfidence()).isEqualTo(0.5);
        assertThat(defaults.classPriors()).isEqualTo(ClassPriors.EQUAL);
        assertThat(defaults.imaging()).isEqualTo(ImagingConditions.UNKNOWN);
        assertThat(defaults.focalDepth()).isEmpty();
        assertThat(defaults.time().maximumAhead()).isEqualTo(Duration.ofSeconds(10));
        assertThat(defaults.time().endedRetention()).isEqualTo(Duration.ofDays(7));
        assertThat(defaults.time().compositionWindow()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void knowTheImagingConditionsThatAreGiven() {
        // Given
        StreamSettings noise = StreamSettings.defaults().with(StreamSettings.LOCALISATION_NOISE, Optional.of(0.03));
        StreamSettings both = noise.with(StreamSettings.EXPOSURE, Optional.of(0.5));

        // When
        Stream<ImagingConditions> conditions = Stream.of(noise, both).map(StreamSettings::imaging);

        // Then
        assertThat(conditions)
                .containsExactly(
                        new ImagingConditions(OptionalDouble.of(0.03), OptionalDouble.empty()),
                        ImagingConditions.of(0.03, 0.5));
    }

    static Stream<Arguments> outOfRange() {
        return Stream.of(
                rejected("window.min.points must be from 2 to 10000, got 1", StreamSettings.MINIMUM_POINTS, 1),
                rejected(
                        "window.max.points must be from window.min.points (10) to 10000, got 9",
                        StreamSettings.MAXIMUM_POINTS,
                        9),
                rejected("window.max.points must be from 2 to 10000, got 10001", StreamSettings.MAXIMUM_POINTS, 10_001),
                rejected("live.every.points must be from 1 to 1000000, got 0", StreamSettings.LIVE_EVERY, 0),
                rejected("live.growth must be from 0 to 1, got 1.01", StreamSettings.LIVE_GROWTH, 1.01),
                rejected("memory.windows.mb must be from 1 to 1000000, got 0", StreamSettings.WINDOW_MEGABYTES, 0),
                rejected("gap.max.frames must be from 0 to 1000, got -1", StreamSettings.MAXIMUM_GAP, -1),
                rejected(
                        "inactivity.stream.ms must be from 1 to 2592000000 milliseconds, got 0",
                        StreamSettings.STREAM_TIME_INACTIVITY,
                        Duration.ZERO),
                rejected(
                        "inactivity.wall.ms must be from 1 to 2592000000 milliseconds, got 2678400000",
                        StreamSettings.WALL_CLOCK_INACTIVITY,
                        Duration.ofDays(31)),
                rejected(
                        "ended.retention.ms must be at least inactivity.stream.ms (691200000), got 604800000",
                        StreamSettings.STREAM_TIME_INACTIVITY,
                        Duration.ofDays(8)),
                rejected(
                        "time.max.ahead.ms must be from 0 to 31536000000 milliseconds, got -1",
                        TimeSettings.MAXIMUM_AHEAD,
                        Duration.ofMillis(-1)),
                rejected(
                        "ended.retention.ms must be from 60000 to 315360000000 milliseconds, got 1000",
                        TimeSettings.ENDED_RETENTION,
                        Duration.ofSeconds(1)),
                rejected(
                        "composition.window.ms must be from 1000 to 86400000 milliseconds, got 999",
                        TimeSettings.COMPOSITION_WINDOW,
                        Duration.ofMillis(999)),
                rejected("batch.max.trajectories must be from 1 to 256, got 0", StreamSettings.BATCH_SIZE, 0),
                rejected(
                        "confidence.minimum must be from 0 to 1, got NaN",
                        StreamSettings.MINIMUM_CONFIDENCE,
                        Double.NaN),
                rejected("confidence.minimum must be from 0 to 1, got 1.01", StreamSettings.MINIMUM_CONFIDENCE, 1.01),
                rejected(
                        "imaging.localisation.noise must be 0 or more, got -0.03",
                        StreamSettings.LOCALISATION_NOISE,
                        Optional.of(-0.03)),
                rejected(
                        "population.focal.depth must be above 0, got 0.0",
                        StreamSettings.FOCAL_DEPTH,
                        Optional.of(0.0)),
                rejected("imaging.exposure must be from 0 to 1, got 1.5", StreamSettings.EXPOSURE, Optional.of(1.5)),
                rejected(
                        "batch.linger.ms must be from 0 to 60000 milliseconds, got 120000",
                        StreamSettings.BATCH_LINGER,
                        Duration.ofMinutes(2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outOfRange")
    void rejectAValueOutOfRangeAndNameItsKey(String message, Executable construction) {
        // Given, When, Then
        assertThatThrownBy(construction::execute)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static <T> Arguments rejected(String message, Setting<T> setting, T value) {
        return arguments(message, (Executable) () -> StreamSettings.defaults().with(setting, value));
    }
}
