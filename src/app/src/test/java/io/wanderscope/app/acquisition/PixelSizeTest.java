package io.wanderscope.app.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PixelSizeTest {
    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        " 0.107 , 0.107",
        "100nm, 0.1",
        "100 nm, 0.1",
        "0.1µm, 0.1",
        "0.1 μm, 0.1",
        "0.1um, 0.1",
        "1e-4mm, 0.1",
    })
    void isInMicrometresWhateverItsUnit(String text, double micrometres) {
        // When
        PixelSize size = PixelSize.parse(text);

        // Then
        assertThat(size.micrometres()).isEqualTo(micrometres);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-0.1", "µm", "0.1 px", "NaN", "1e999", "0,1", "1.2.3", "0.1 0.2"})
    void refusesWhatIsNoLength(String text) {
        // When
        assertThatThrownBy(() -> PixelSize.parse(text))
                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "must be a length above 0 in µm, or with its unit, such as 0.1 or 100nm, got '" + text + "'");
    }
}
