package io.wanderscope.trainer.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntervalChartTest {
    private static final Axis AXIS = Axis.linear("share", 0, 1, 0.5);
    private static final double LEFT = 104;

    private static IntervalChart chart() {
        return new IntervalChart(AXIS, LEFT, 0.5, List.of("first", "second"));
    }

    @Test
    void drawsAnIntervalFromItsLowToItsHighEnd() {
        // Given an axis of 600 pixels from 104 to 704
        IntervalChart chart = chart().row("case", List.of(new Interval(0.5, 0.25, 1), new Interval(0.5, 0, 0.75)));

        // When
        String svg = chart.draw("A chart");

        // Then
        assertThat(svg).contains("<path d=\"M254 ", "L704 ", "<path d=\"M104 ", "L554 ");
    }

    @Test
    void leavesOutWhatWasNotMeasured() {
        // Given
        IntervalChart chart = chart().row(
                        "case", List.of(new Interval(Double.NaN, Double.NaN, Double.NaN), new Interval(0.5, 0.4, 0.6)));

        // When
        String svg = chart.draw("A chart");

        // Then the first series has its circle in the legend only
        assertThat(svg).doesNotContain("NaN");
        assertThat(svg.split("<circle", -1)).hasSize(2);
    }

    @Test
    void aRowHasAValueForEachSeries() {
        assertThatThrownBy(() -> chart().row("case", List.of(new Interval(0.5, 0.4, 0.6))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row case needs 2 values, got 1");
    }

    @Test
    void everySeriesHasAColourOfItsOwn() {
        // Given
        List<String> nine =
                IntStream.range(0, 9).mapToObj(each -> "series " + each).toList();

        // When
        IntervalChart eight = new IntervalChart(AXIS, LEFT, 0.5, nine.subList(0, 8));

        // Then
        assertThat(IntStream.range(0, 8).mapToObj(Palette::series)).doesNotHaveDuplicates();
        assertThat(eight.draw("A chart")).contains("series 7");
        assertThatThrownBy(() -> new IntervalChart(AXIS, LEFT, 0.5, nine))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a chart has at most 8 series, one of each colour, got 9");
    }

    @Test
    void theIntervalOfAMeanIsThatOfStudentsDistribution() {
        // When
        Interval interval = Interval.ofMean(1, 0.5, 5);

        // Then
        assertThat(interval.low()).isCloseTo(1 - 2.7764 / 2, within(1e-4));
        assertThat(interval.high()).isCloseTo(1 + 2.7764 / 2, within(1e-4));
    }
}
