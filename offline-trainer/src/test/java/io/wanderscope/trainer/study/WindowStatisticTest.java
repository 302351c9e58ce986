package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Three windows, whose scaled s.d. of turning angles is 0, 0.5, 1, of step ratios 0, 0.25, 1, and kurtosis 0, 1, 0.5. */
class WindowStatisticTest {
    private static final Offset<Double> ROUNDING = within(1e-12);
    private static final List<WindowStatistics> WINDOWS = List.of(
            new WindowStatistics(0.5, 1, 2, 2, 0.1),
            new WindowStatistics(-0.2, 2, 3, 4, 0.2),
            new WindowStatistics(0.4, 3, 6, 3, -0.3));

    @Test
    void csIsAcTimesTheScaledTurningAngles() {
        assertThat(WindowStatistic.AC.of(WINDOWS)).containsExactly(0.5, -0.2, 0.4);
        assertThat(WindowStatistic.CS.of(WINDOWS)).containsExactly(new double[] {0, -0.1, 0.4}, ROUNDING);
    }

    @Test
    void sgIsTheScaledStepRatiosTimesTheScaledKurtosis() {
        assertThat(WindowStatistic.SG.of(WINDOWS)).containsExactly(new double[] {0, 0.25, 0.5}, ROUNDING);
    }

    @Test
    void vdIsTheTrendTimesTheScaledKurtosis() {
        assertThat(WindowStatistic.VD.of(WINDOWS)).containsExactly(new double[] {0, 0.2, -0.15}, ROUNDING);
    }
}
