package io.wanderscope.trainer.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineChartTest {
    @Test
    void aBandRunsAlongTheLowEndsAndBackAlongTheHighOnes() {
        // Given axes of 506 by 294 pixels, with the origin at (64, 308)
        LineChart chart = new LineChart(Axis.linear("x", 0, 1, 1), Axis.linear("y", 0, 1, 1));
        chart.band("band", "#000000", List.of(0.0, 1.0), List.of(new Interval(0.5, 0, 1), new Interval(0.5, 0.5, 0.5)));

        // When
        String svg = chart.draw("A chart");

        // Then
        assertThat(svg)
                .contains(
                        "<path d=\"M64 308L570 161L570 161L64 14Z\" style=\"stroke:none;fill-opacity:0.15;fill:#000000\"")
                .contains("<path d=\"M64 161L570 161\"");
    }
}
