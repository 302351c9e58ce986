package io.wanderscope.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowsTest {
    @Test
    void windowsOfAlmostEqualLengthCoverEveryPointOnce() {
        // When
        List<BitSet> windows = Windows.of(11, 3);

        // Then
        assertThat(windows).hasToString("[{0, 1, 2}, {3, 4, 5, 6}, {7, 8, 9, 10}]");
    }

    @Test
    void everyPointGetsTheValueOfItsWindow() {
        // When
        double[] values = Windows.spread(5, new double[] {1, 2});

        // Then
        assertThat(values).containsExactly(1, 1, 2, 2, 2);
    }
}
