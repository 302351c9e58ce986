package io.wanderscope.app.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.schema.TimeUnit;
import io.wanderscope.schema.TrajectoryLabel;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiffusionColumnsTest {
    @Test
    void areInSecondsWhereTheIntervalIsKnown() {
        // When
        List<Object> values = DiffusionColumns.of(LabelRecords.determined("cell", "1"), true);

        // Then
        assertThat(values).containsExactly(0.123457, 0.05, "um^2/s", 0.03, 0.0125, null, 0.0375, null, 0.25, 0.22);
    }

    @Test
    void areInFramesWhereTheIntervalIsAssumed() {
        // When, with 20 ms from frame to frame
        List<Object> values = DiffusionColumns.of(LabelRecords.determined("cell", "1"), false);

        // Then
        assertThat(values)
                .containsExactly(0.00246914, 0.001, "um^2/frame", 0.03, 0.0125, null, 0.0375, null, 0.25, 11L);
    }

    @Test
    void areInFramesWhereThePositionsHaveNoTimes() {
        // Given
        TrajectoryLabel label = LabelRecords.undetermined(LabelRecords.diffusion()
                .setLengthUnit("px")
                .setTimeUnit(TimeUnit.FRAME)
                .setFrameInterval(null)
                .build());

        // When
        List<Object> values = DiffusionColumns.of(label, true);

        // Then
        assertThat(values).startsWith(0.123457, 0.05, "px^2/frame").endsWith(0.25, 11L);
    }

    @Test
    void aNegativeVarianceHasNoErrorAndANegativeCoefficientStays() {
        // Given
        TrajectoryLabel label = LabelRecords.undetermined(LabelRecords.diffusion()
                .setDiffusionCoefficient(-0.25)
                .setLocalisationVariance(-0.0001)
                .build());

        // When
        List<Object> values = DiffusionColumns.of(label, true);

        // Then
        assertThat(values).startsWith(-0.25, 0.05, "um^2/s", null);
    }

    @Test
    void areEmptyWithoutAnEstimate() {
        // When
        List<Object> values = DiffusionColumns.of(LabelRecords.undetermined("cell", "1"), true);

        // Then
        assertThat(values).hasSameSizeAs(DiffusionColumns.names()).containsOnlyNulls();
    }
}
