package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TrackKeyTest {
    @Test
    void isAcquisitionAndTrack() {
        // Given, When
        String key = TrackKey.of("cell 7", "12");

        // Then
        assertThat(key).isEqualTo("cell 7/12");
    }

    @Test
    void needsBoth() {
        // Given, When, Then
        assertThatThrownBy(() -> TrackKey.of("cell 7", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TrackKey.of("", "12")).isInstanceOf(IllegalArgumentException.class);
    }
}
