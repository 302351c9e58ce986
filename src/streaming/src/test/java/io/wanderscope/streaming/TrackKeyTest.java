package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TrackKeyTest {
    @Test
    void isAcquisitionAndTrack() {
        // Given, When
        String key = new TrackKey("cell 7", "12").text();

        // Then
        assertThat(key).isEqualTo("cell 7/12");
    }

    @Test
    void needsBoth() {
        // Given, When, Then
        assertThatThrownBy(() -> new TrackKey("cell 7", "").text()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TrackKey("", "12").text()).isInstanceOf(IllegalArgumentException.class);
    }
}
