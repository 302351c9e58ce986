package io.wanderscope.app.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.tracks.Track;
import io.wanderscope.tracks.TrackedPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class PositionSequenceTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final double AT_ONCE = Double.POSITIVE_INFINITY;

    @Test
    void goesFrameByFrameAcrossTracksAndMarksEachEndAfterItsLastFrame() {
        // Given
        Acquisition acquisition = acquisition(Positions.track("a", 0, 2), Positions.track("b", 0, 1, 2, 3));

        // When
        List<String> order = order(PositionSequence.playing(acquisition, AT_ONCE, NOW));

        // Then
        assertThat(order).containsExactly("a@0", "b@0", "b@1", "a@2", "b@2", "a@2 end", "b@3", "b@3 end");
    }

    @Test
    void putsFramesInOrderAndKeepsTheFilesOrderWithinAFrame() {
        // Given
        Acquisition acquisition = acquisition(Positions.track("a", 5, 3, 5));

        // When
        PositionSequence sequence = PositionSequence.playing(acquisition, AT_ONCE, NOW);

        // Then
        assertThat(sequence).extracting(ParticlePosition::getFrame).containsExactly(3L, 5L, 5L, 5L);
        assertThat(sequence).extracting(ParticlePosition::getX).containsExactly(1.0, 0.0, 2.0, null);
    }

    @Test
    void passesOnUnusablePositionsAndStillEndsTheirTracks() {
        // Given
        TrackedPosition unusable = new TrackedPosition(
                -4, Double.NaN, Double.NEGATIVE_INFINITY, OptionalDouble.empty(), OptionalDouble.empty());
        Acquisition acquisition = acquisition(new Track("bad", List.of(unusable)), new Track("empty", List.of()));

        // When
        List<ParticlePosition> records = list(PositionSequence.playing(acquisition, AT_ONCE, NOW));

        // Then
        assertThat(records)
                .extracting(PositionSequenceTest::text)
                .containsExactly("bad@-4", "bad@0 end", "empty@0 end");
        assertThat(records.get(0).getX()).isNaN();
        assertThat(records.get(0).getY()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void carriesAllThatTheFileGivesForAPosition() {
        // Given
        TrackedPosition position = new TrackedPosition(7, 1.5, -2.5, OptionalDouble.of(0.25), OptionalDouble.of(9));
        Acquisition acquisition = new Acquisition("cell", "µm", 0.5, List.of(new Track("a", List.of(position))));

        // When
        List<ParticlePosition> records = list(PositionSequence.playing(acquisition, AT_ONCE, NOW));

        // Then
        assertThat(records)
                .containsExactly(
                        new ParticlePosition("cell", "a", 7L, NOW, 1.5, -2.5, 0.25, 9.0, "µm", false),
                        new ParticlePosition("cell", "a", 7L, NOW, null, null, null, null, "µm", true));
    }

    @Test
    void endsNowWhenItIsPublishedAtOnceBecauseBrokersRefuseTheFuture() {
        // Given
        Acquisition acquisition = acquisition(Positions.track("a", 10, 30));

        // When
        PositionSequence sequence = PositionSequence.playing(acquisition, AT_ONCE, NOW);

        // Then
        assertThat(sequence)
                .extracting(ParticlePosition::getTime)
                .containsExactly(NOW.minus(Duration.ofSeconds(10)), NOW, NOW);
    }

    @Test
    void beginsNowWhenItPlaysAtTheSpeedOfTheRecording() {
        // Given
        Acquisition acquisition = acquisition(Positions.track("a", 10, 30));

        // When
        PositionSequence sequence = PositionSequence.playing(acquisition, 1, NOW);

        // Then
        assertThat(sequence)
                .extracting(ParticlePosition::getTime)
                .containsExactly(NOW, NOW.plus(Duration.ofSeconds(10)), NOW.plus(Duration.ofSeconds(10)));
    }

    @Test
    void survivesExtremeFrameNumbers() {
        // Given
        Acquisition acquisition = acquisition(Positions.track("a", 0, Long.MAX_VALUE, Long.MIN_VALUE));

        // When
        PositionSequence sequence = PositionSequence.playing(acquisition, AT_ONCE, NOW);

        // Then
        assertThat(sequence)
                .extracting(ParticlePosition::getFrame)
                .containsExactly(Long.MIN_VALUE, 0L, Long.MAX_VALUE, Long.MAX_VALUE);
        assertThat(sequence)
                .allSatisfy(record -> assertThat(
                                ParticlePosition.getEncoder().encode(record).hasRemaining())
                        .isTrue());
    }

    @Test
    void isEmptyWithoutTracks() {
        // When
        PositionSequence sequence = PositionSequence.playing(acquisition(), 1, NOW);

        // Then
        assertThat(sequence).isEmpty();
        assertThat(sequence.size()).isZero();
    }

    private static Acquisition acquisition(Track... tracks) {
        return new Acquisition("cell", "px", 0.5, List.of(tracks));
    }

    private static List<String> order(PositionSequence sequence) {
        return list(sequence).stream().map(PositionSequenceTest::text).toList();
    }

    private static List<ParticlePosition> list(PositionSequence sequence) {
        return StreamSupport.stream(sequence.spliterator(), false).toList();
    }

    private static String text(ParticlePosition record) {
        return record.getTrack() + "@" + record.getFrame() + (record.getEndOfTrack() ? " end" : "");
    }
}
