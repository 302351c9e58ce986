package io.wanderscope.app.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.app.acquisition.SimulatedMicroscope;
import io.wanderscope.app.camera.SimulatedCamera.Detector;
import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.schema.ParticlePosition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class SimulatedCameraTest {
    private static final int FRAMES = 500;
    private static final double INTERVAL = 0.05;

    private static SimulatedMicroscope microscope(int particles) {
        return new SimulatedMicroscope(
                new SimulatedMicroscope.Plan("cell", particles, 0.1, 0.25, INTERVAL), 1, Instant.EPOCH);
    }

    private static List<Exposure> exposures(int particles, Detector detector, long seed) {
        return StreamSupport.stream(new SimulatedCamera(microscope(particles), detector, seed).spliterator(), false)
                .limit(FRAMES)
                .toList();
    }

    private static List<ParticleLocalisation> records(List<Exposure> exposures) {
        return exposures.stream().flatMap(each -> each.records().stream()).toList();
    }

    @Test
    void followsFromItsSeed() {
        // Given
        Detector detector = new Detector(0.05, 0.05);

        // When
        List<Exposure> exposures = exposures(40, detector, 1);

        // Then
        assertThat(exposures).isEqualTo(exposures(40, detector, 1)).isNotEqualTo(exposures(40, detector, 2));
    }

    @Test
    void seesEveryParticleWhereTheMicroscopeHasIt() {
        // Given
        List<ParticlePosition> positions = StreamSupport.stream(microscope(40).spliterator(), false)
                .takeWhile(each -> each.getFrame() < FRAMES)
                .filter(each -> !each.getEndOfTrack())
                .toList();

        // When
        List<Exposure> exposures = exposures(40, new Detector(0, 0), 1);

        // Then
        assertThat(exposures.stream().flatMap(each -> each.spots().stream().map(SimulatedCameraTest::text)))
                .containsExactlyInAnyOrderElementsOf(positions.stream()
                        .map(each -> each.getTrack() + " " + each.getFrame() + " " + each.getX() + " " + each.getY())
                        .toList());
    }

    private static String text(Spot spot) {
        ParticleLocalisation at = spot.localisation();
        return spot.particle() + " " + at.getFrame() + " " + at.getX() + " " + at.getY();
    }

    @Test
    void missesAndInventsAsManyAsItIsTold() {
        // Given
        double all = records(exposures(40, new Detector(0, 0), 1)).size();

        // When
        List<Spot> spots = exposures(40, new Detector(0.2, 0.1), 1).stream()
                .flatMap(each -> each.spots().stream())
                .toList();

        // Then
        double seen =
                spots.stream().map(Spot::particle).filter(Objects::nonNull).count();
        assertThat(seen / all).isCloseTo(0.8, within(0.02));
        assertThat((spots.size() - seen) / all).isCloseTo(0.1, within(0.02));
    }

    @Test
    void everyFrameTellsHowManyLocalisationsItHas() {
        // When the only particle is missed in half of the frames
        List<Exposure> exposures = exposures(1, new Detector(0.5, 0), 1);

        // Then
        assertThat(exposures)
                .extracting(Exposure::frame)
                .isEqualTo(LongStream.range(0, FRAMES).boxed().toList());
        assertThat(exposures)
                .allSatisfy(each -> assertThat(each.records())
                        .isNotEmpty()
                        .extracting(ParticleLocalisation::getFrameLocalisations)
                        .containsOnly(each.spots().size()));
        assertThat(exposures).filteredOn(each -> each.spots().isEmpty()).hasSizeGreaterThan(FRAMES / 3);
    }

    @Test
    void exposesAtEvenTimes() {
        // When
        List<Exposure> exposures = exposures(1, new Detector(0.5, 0), 1);

        // Then
        assertThat(exposures).allSatisfy(each -> {
            Instant expected = Instant.EPOCH.plus(Duration.ofMillis(50 * each.frame()));
            assertThat(each.time()).isEqualTo(expected);
            assertThat(each.records()).extracting(ParticleLocalisation::getTime).containsOnly(expected);
        });
    }

    @Test
    void aShareAboveOneIsRejected() {
        assertThatThrownBy(() -> new Detector(1.5, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missed");
    }
}
