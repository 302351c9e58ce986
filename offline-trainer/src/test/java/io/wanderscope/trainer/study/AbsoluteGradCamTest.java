package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import org.junit.jupiter.api.Test;

class AbsoluteGradCamTest {
    @Test
    void isTheAbsoluteMapOfTheModel() {
        // Given
        AbsoluteGradCam absolute = new AbsoluteGradCam(new ScriptedClassifier(DiffusionModel.BROWNIAN, track -> 1)
                .stage("other", track -> new float[] {9, 9, 9})
                .absolute(track -> new float[] {0.25f, 1, 0.5f}));

        // When
        AttributionMap map = absolute.of(Trajectory.of(new double[] {0, 1, 2}, new double[3]))
                .get(0);

        // Then
        assertThat(map.weights()).containsExactly(0.25, 1, 0.5);
        assertThat(absolute.methods()).containsExactly("absolute");
        assertThat(absolute.isSigned()).isFalse();
    }
}
