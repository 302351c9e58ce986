package io.wanderscope.app.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.app.acquisition.SimulatedMicroscope.Plan;
import io.wanderscope.schema.ParticlePosition;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class SimulatedMicroscopeTest {
    private static final int POSITIONS = 20_000;

    private static List<ParticlePosition> recording(double noise, double otherMotion, long seed) {
        Plan plan = new Plan("simulated", 40, noise, otherMotion, 0.05);
        return StreamSupport.stream(new SimulatedMicroscope(plan, seed, Instant.EPOCH).spliterator(), false)
                .limit(POSITIONS)
                .toList();
    }

    @Test
    void followsFromItsSeedWithOtherMotion() {
        // When
        List<ParticlePosition> recording = recording(0.1, 0.25, 1);

        // Then
        assertThat(recording).isEqualTo(recording(0.1, 0.25, 1));
        assertThat(recording).isNotEqualTo(recording(0.1, 0.25, 2));
        assertThat(recording).isNotEqualTo(recording(0.1, 0, 1));
    }

    @Test
    void recordsOtherMotionWithoutNoise() {
        // When
        List<ParticlePosition> recording = recording(0, 1, 1);

        // Then
        assertThat(recording)
                .hasSize(POSITIONS)
                .extracting(ParticlePosition::getTrack)
                .contains("1", "41");
    }
}
