package io.wanderscope.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LengthNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "px",
                "Pixel",
                " pixels ",
                "um",
                "\u00b5m",
                "\u03bcm",
                "micron",
                "nm",
                "mm",
                "m",
                "\u00c5",
                "angstrom"
            })
    void areKnownInAnyCase(String name) {
        // When, Then
        assertThat(LengthNames.isKnown(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "furlong", "a.u.", "frames", "s", "px/frame"})
    void doNotIncludeWhatIsNoUnitOfLength(String name) {
        // When, Then
        assertThat(LengthNames.isKnown(name)).isFalse();
    }
}
