package io.wanderscope.dashboard.history;

import static io.wanderscope.dashboard.live.Records.BEGIN;
import static io.wanderscope.dashboard.live.Records.position;
import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.dashboard.live.LiveLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PastTest {
    private static final int BYTES = 50_000;

    @Test
    void theNamesOfTracksTakeNoMoreMemoryThanThereIs() {
        // Given
        LiveLimits memory = new LiveLimits(1, BYTES, 10, 10, Duration.ZERO, Duration.ZERO);
        Past past = new Past("cell", BEGIN, BEGIN.plus(Duration.ofDays(1)), new Portion(1_000_000, 10, memory, true));

        // When every position has a track of its own
        for (int track = 0; track < BYTES; track++) {
            past.add(position("cell", "t" + track, track, 0, 0));
        }

        // Then
        assertThat(past.isFull()).isTrue();
        assertThat(past.hasTrack("t0")).isTrue();
        assertThat(past.hasTrack("t" + (BYTES - 1))).isFalse();
    }
}
