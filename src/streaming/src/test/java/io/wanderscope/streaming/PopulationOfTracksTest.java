package io.wanderscope.streaming;

import static io.wanderscope.streaming.TopologyHarness.moving;
import static io.wanderscope.streaming.TopologyHarness.position;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.ClassPriors;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.TimeUnit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which tracks reach the population of their acquisition, and in which units. */
class PopulationOfTracksTest extends TopologyTest {
    private static final Duration SETTLED = Duration.ofSeconds(30);

    private static AcquisitionPopulation whole(TopologyHarness harness) {
        harness.passWallClock(SETTLED);
        return harness.populationRecords().stream()
                .filter(record -> record.key().equals(TopologyHarness.ACQUISITION))
                .map(TestRecord::value)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void hasEveryTrackOfThreePointsWithALabelOrWithout() {
        // Given a track that the model classifies, one that is too short for it, one that does not move, one of two
        // points
        harness.sendFrames("long", 0, 30);
        harness.sendFrames("short", 0, 3);
        for (int frame = 0; frame < 12; frame++) {
            harness.send(position("immobile", frame, 1, 1));
        }
        harness.sendFrames("two points", 0, 2);

        // When
        harness.end("long", 29);
        harness.end("short", 2);
        harness.end("immobile", 11);
        harness.end("two points", 1);

        // Then
        AcquisitionPopulation population = whole(harness);
        assertThat(population.getTracks()).isEqualTo(3);
        assertThat(population.getOtherUnitTracks()).isZero();
        assertThat(population.getLengthUnit()).isEqualTo("um");
        assertThat(population.getTimeUnit()).isEqualTo(TimeUnit.S);
        assertThat(population.getFrameInterval()).isEqualTo(0.02);
    }

    @Test
    void doesNotCountInterpolatedPoints() {
        // Given two points with one between them that was interpolated
        harness.send(moving("gap", 0));
        harness.send(moving("gap", 2));
        harness.sendFrames("other", 0, 3);

        // When
        harness.end("gap", 2);
        harness.end("other", 2);

        // Then
        assertThat(whole(harness).getTracks()).isEqualTo(1);
    }

    @Test
    void hasTracksOnWhichTheModelFailed(@TempDir Path other) {
        // Given
        try (TopologyHarness failing = new TopologyHarness(
                SETTINGS,
                FakeTrajectoryClassifier.failingOn(trajectory -> trajectory.size() == 12 && trajectory.x(1) == 0.1),
                other)) {
            failing.sendFrames("1", 0, 12);

            // When
            failing.end("1", 11);

            // Then
            assertThat(whole(failing).getTracks()).isEqualTo(1);
        }
    }

    @Test
    void keepsTheUnitOfThePositionsWhereItIsNotMetricAndFramesWhereTheirTimesAreUnknown() {
        // Given
        for (int frame = 0; frame < 5; frame++) {
            harness.send(ParticlePosition.newBuilder(moving("1", frame))
                    .setLengthUnit("px")
                    .setTime(TopologyHarness.START)
                    .build());
        }

        // When
        harness.end("1", 4);

        // Then
        AcquisitionPopulation population = whole(harness);
        assertThat(population.getLengthUnit()).isEqualTo("px");
        assertThat(population.getTimeUnit()).isEqualTo(TimeUnit.FRAME);
        assertThat(population.getFrameInterval()).isNull();
    }

    @Test
    void isCorrectedForTheDepthOfFocusInItsOwnUnit(@TempDir Path other) {
        // Given
        StreamSettings settings = SETTINGS.with(StreamSettings.FOCAL_DEPTH, Optional.of(700.0));
        try (TopologyHarness nanometres = new TopologyHarness(settings, FakeTrajectoryClassifier.create(), other)) {
            for (int frame = 0; frame < 5; frame++) {
                nanometres.send(ParticlePosition.newBuilder(moving("1", frame))
                        .setLengthUnit("nm")
                        .build());
            }

            // When
            nanometres.end("1", 4);

            // Then
            AcquisitionPopulation population = whole(nanometres);
            assertThat(population.getLengthUnit()).isEqualTo("um");
            assertThat(population.getFocalDepth()).isCloseTo(0.7, within(1e-12));
        }
    }

    @Test
    void doesNotDependOnPriors(@TempDir Path other) {
        // Given
        StreamSettings settings = SETTINGS.with(StreamSettings.CLASS_PRIORS, ClassPriors.parse("BROWNIAN=0.9"));
        try (TopologyHarness expecting = new TopologyHarness(settings, FakeTrajectoryClassifier.create(), other)) {
            harness.sendFrames("1", 0, 30);
            expecting.sendFrames("1", 0, 30);

            // When
            harness.end("1", 29);
            expecting.end("1", 29);

            // Then
            assertThat(whole(expecting)).isEqualTo(whole(harness));
        }
    }
}
