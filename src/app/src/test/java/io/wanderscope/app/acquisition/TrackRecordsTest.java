package io.wanderscope.app.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.tracks.Track;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackRecordsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void giveATrackByFrameInTheOrderOfTheFileWithinAFrameAndThenItsEnd() {
        // Given
        Track track = Positions.track("a", 5, 3, 5);
        Acquisition acquisition = acquisition(track);

        // When
        List<ParticlePosition> records = TrackRecords.endingAt(acquisition, NOW).of(track);

        // Then
        assertThat(records).extracting(ParticlePosition::getFrame).containsExactly(3L, 5L, 5L, 5L);
        assertThat(records).extracting(ParticlePosition::getX).containsExactly(1.0, 0.0, 2.0, null);
        assertThat(records).extracting(ParticlePosition::getEndOfTrack).containsExactly(false, false, false, true);
    }

    @Test
    void areThoseOfAMicroscopeInAnotherOrder() {
        // Given
        Acquisition acquisition = acquisition(
                Positions.track("a", 0, 2, 40),
                Positions.track("b", -3, 1, 2),
                Positions.track("c", Long.MIN_VALUE, Long.MAX_VALUE),
                new Track("empty", List.of()));

        // When
        TrackRecords records = TrackRecords.endingAt(acquisition, NOW);

        // Then
        List<ParticlePosition> all = new ArrayList<>();
        acquisition.tracks().forEach(track -> all.addAll(records.of(track)));
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        PositionSequence.playing(acquisition, Double.POSITIVE_INFINITY, NOW));
    }

    private static Acquisition acquisition(Track... tracks) {
        return new Acquisition("cell", "px", 0.5, List.of(tracks));
    }
}
