package io.wanderscope.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.LocalisationRules;
import io.wanderscope.streaming.PositionRules;
import io.wanderscope.wire.SampleRecords;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EndMarksTest {
    @Test
    void eachTrackEndsInItsLatestFrame() {
        // Given
        EndMarks<ParticlePosition> marks = new EndMarks<>(RecordType.POSITIONS);
        marks.add(SampleRecords.moving("1", 5));
        marks.add(SampleRecords.moving("2", 7));

        // When
        marks.add(SampleRecords.moving("1", 3));

        // Then
        assertThat(marks.marks())
                .extracting(ParticlePosition::getTrack, ParticlePosition::getFrame)
                .containsExactly(tuple("1", 5L), tuple("2", 7L));
        assertThat(marks.marks())
                .allSatisfy(mark -> assertThat(PositionRules.fault(mark, RecordType.POSITIONS.key(mark)))
                        .isEmpty());
        assertThat(marks.isIncomplete()).isFalse();
    }

    @Test
    void aTrackThatHasEndedGetsNoOther() {
        // Given
        EndMarks<ParticlePosition> marks = new EndMarks<>(RecordType.POSITIONS);
        ParticlePosition position = SampleRecords.moving("1", 5);
        marks.add(position);

        // When
        marks.add(RecordType.POSITIONS.endMark(position));

        // Then
        assertThat(marks.marks()).isEmpty();
    }

    @Test
    void anAcquisitionEndsOnceForEachTile() {
        // Given
        EndMarks<ParticleLocalisation> marks = new EndMarks<>(RecordType.LOCALISATIONS);
        marks.add(localisation("a", 1));
        marks.add(localisation("b", 2));

        // When
        marks.add(localisation("a", 3));

        // Then
        assertThat(marks.marks())
                .hasSize(2)
                .allMatch(ParticleLocalisation::getEndOfAcquisition)
                .allSatisfy(mark -> assertThat(LocalisationRules.fault(mark, RecordType.LOCALISATIONS.key(mark)))
                        .isEmpty());
        assertThat(marks.marks()).extracting(ParticleLocalisation::getFrame).containsExactly(3L, 2L);
    }

    private static ParticleLocalisation localisation(String tile, long frame) {
        return new ParticleLocalisation(
                "cell", tile, frame, Instant.EPOCH, 1.0, 2.0, null, null, null, "um", null, false);
    }

    @Test
    void theNumberOfOpenTracksIsBounded() {
        // Given
        EndMarks<ParticlePosition> marks = new EndMarks<>(RecordType.POSITIONS);
        for (int track = 0; track < EndMarks.MAX_OPEN; track++) {
            marks.add(SampleRecords.moving(Integer.toString(track), 0));
        }

        // When
        marks.add(SampleRecords.moving("one more", 0));

        // Then
        assertThat(marks.marks()).hasSize(EndMarks.MAX_OPEN);
        assertThat(marks.isIncomplete()).isTrue();
    }
}
