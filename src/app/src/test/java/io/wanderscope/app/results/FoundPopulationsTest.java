package io.wanderscope.app.results;

import static io.wanderscope.app.results.LabelRecords.determined;
import static io.wanderscope.app.results.LabelRecords.undetermined;
import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.TimeUnit;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FoundPopulationsTest {
    private final FoundPopulations populations = new FoundPopulations();

    @Test
    void acquisitionsWithoutATrackThatCountsAwaitNothing() {
        // When
        populations.expect(undetermined("cell", "1"));

        // Then
        assertThat(populations.isComplete()).isTrue();
        assertThat(populations.missing("cell")).isZero();
    }

    @Test
    void tracksInOtherUnitsAreAccountedFor() {
        // Given
        for (int track = 0; track < 5; track++) {
            populations.expect(determined("cell", String.valueOf(track)));
        }
        populations.add(PopulationRecords.of("cell", 2));
        long before = populations.missing("cell");

        // When
        populations.add(
                PopulationRecords.builder("cell", 4).setOtherUnitTracks(1).build());

        // Then
        assertThat(before).isEqualTo(3);
        assertThat(populations.isComplete()).isTrue();
    }

    @Test
    void aPopulationOfMoreTracksThanAreExpectedMissesNone() {
        // Given
        populations.expect(determined("cell", "1"));

        // When
        populations.add(PopulationRecords.of("cell", 2));

        // Then
        assertThat(populations.missing("cell")).isZero();
        assertThat(populations.isComplete()).isTrue();
    }

    @Test
    void aTimeWindowIsNotTheWhole() {
        // Given
        populations.expect(determined("cell", "1"));

        // When
        populations.add(PopulationRecords.builder("cell", 1)
                .setWindowStart(Instant.EPOCH)
                .setWindowEnd(Instant.EPOCH.plusSeconds(60))
                .build());

        // Then
        assertThat(populations.isComplete()).isFalse();
        assertThat(populations.of("cell")).isEmpty();
    }

    @Test
    void aPopulationInFramesKeepsAllButItsTimes() {
        // Given
        AcquisitionPopulation population = PopulationRecords.whole("cell");

        // When
        AcquisitionPopulation inFrames = FoundPopulations.inFrames(population);

        // Then
        assertThat(inFrames.getTracks()).isEqualTo(100);
        assertThat(inFrames.getLocalisationError()).isEqualTo(0.03);
        assertThat(inFrames.getClasses()).isEqualTo(population.getClasses());
        assertThat(inFrames.getFamilies()).isEqualTo(population.getFamilies());
        assertThat(inFrames.getAlpha()).isEqualTo(0.9);
        assertThat(inFrames.getTimeUnit()).isEqualTo(TimeUnit.FRAME);
        assertThat(inFrames.getFrameInterval()).isNull();
        assertThat(inFrames.getStates().get(0).getTo()).isEqualTo(0.05 * 0.02);
        assertThat(inFrames.getStates().get(1).getTo()).isNull();
        assertThat(FoundPopulations.inFrames(inFrames)).isEqualTo(inFrames);
    }
}
