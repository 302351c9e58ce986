package io.wanderscope.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricLengthTest {
    @ParameterizedTest
    @CsvSource({
        "\u00b5m, 1",
        "\u03bcm, 1",
        "um, 1",
        "Micron, 1",
        "' um ', 1",
        "nm, 0.001",
        "mm, 1000",
        "millimetres, 1000"
    })
    void isANumberOfMicrometres(String unit, double micrometres) {
        // When, Then
        assertThat(MetricLength.inMicrometres(unit)).hasValue(micrometres);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "px", "a.u.", "pm"})
    void otherUnitsHaveNone(String unit) {
        // When, Then
        assertThat(MetricLength.inMicrometres(unit)).isEmpty();
    }
}
