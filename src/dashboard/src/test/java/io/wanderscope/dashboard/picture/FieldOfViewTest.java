package io.wanderscope.dashboard.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Rectangle2D;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldOfViewTest {

    @ParameterizedTest
    @CsvSource({"100, 20", "60, 10", "12, 2", "0.3, 0.05", "5, 1", "4.9e9, 5e8"})
    void chooses125LengthsOfAtMostAFifthOfThePlot(double width, double length) {
        // Given a plot that shows a given number of units of length
        FieldOfView fieldOfView = new FieldOfView(0, 0, 1000 / width, new Rectangle2D.Double(0, 0, 1000, 500));

        // When
        double bar = fieldOfView.scaleBarLength();

        // Then
        assertThat(bar).isCloseTo(length, within(length * 1e-9));
    }
}
