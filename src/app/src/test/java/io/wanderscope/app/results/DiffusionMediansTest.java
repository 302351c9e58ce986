package io.wanderscope.app.results;

import static io.wanderscope.app.results.LabelRecords.diffusion;
import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.dashboard.MotionClass;
import io.wanderscope.dashboard.TypicalDiffusion;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiffusionMediansTest {
    @Test
    void eachKindOfMotionHasTheMedianOfItsTracks() {
        // Given
        DiffusionMedians medians = new DiffusionMedians(true);
        for (double coefficient : new double[] {5, -1, 2}) {
            medians.add(
                    MotionClass.BROWNIAN,
                    diffusion().setDiffusionCoefficient(coefficient).build());
        }
        for (double coefficient : new double[] {4, 1}) {
            medians.add(
                    MotionClass.CTRW,
                    diffusion().setDiffusionCoefficient(coefficient).build());
        }
        medians.add(MotionClass.ATTM, diffusion().setDiffusionCoefficient(null).build());

        // When
        TypicalDiffusion typical = medians.medians();

        // Then
        assertThat(typical)
                .isEqualTo(new TypicalDiffusion("µm²/s", Map.of(MotionClass.BROWNIAN, 2.0, MotionClass.CTRW, 2.5)));
    }

    @Test
    void anAssumedFrameIntervalGivesFrames() {
        // Given 20 ms a frame
        DiffusionMedians medians = new DiffusionMedians(false);
        medians.add(
                MotionClass.BROWNIAN, diffusion().setDiffusionCoefficient(5.0).build());

        // When
        TypicalDiffusion typical = medians.medians();

        // Then
        assertThat(typical).isEqualTo(new TypicalDiffusion("µm²/frame", Map.of(MotionClass.BROWNIAN, 0.1)));
    }

    @Test
    void aTrackInAnotherUnitIsLeftOut() {
        // Given
        DiffusionMedians medians = new DiffusionMedians(true);
        medians.add(
                MotionClass.BROWNIAN, diffusion().setDiffusionCoefficient(5.0).build());
        medians.add(
                MotionClass.BROWNIAN,
                diffusion().setLengthUnit("px").setDiffusionCoefficient(500.0).build());

        // Then
        assertThat(medians.medians().medians()).isEqualTo(Map.of(MotionClass.BROWNIAN, 5.0));
    }
}
