package io.wanderscope.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                "\u212b",
                "angstrom"
            })
    void areKnownInAnyCase(String name) {
        // When, Then
        assertThat(LengthNames.isKnown(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Pixels, px",
        "' um ', um",
        "\u00b5m, um",
        "\u03bcm, um",
        "Micron, um",
        "nanometres, nm",
        "millimeter, mm",
        "Metre, m",
        "\u212b, angstrom"
    })
    void haveOneSpellingForEachUnit(String name, String symbol) {
        // When, Then
        assertThat(LengthNames.symbol(name)).hasValue(symbol);
    }

    @Test
    void areAllOfOneOfSixUnits() {
        // When, Then
        assertThat(LengthNames.all())
                .extracting(name -> LengthNames.symbol(name).orElseThrow())
                .containsOnly("px", "um", "nm", "mm", "m", "angstrom");
    }

    @Test
    void areOfOneUnitOnlyIfTheyMeanIt() {
        // When, Then
        assertThat(LengthNames.areSame("um", "Micron")).isTrue();
        assertThat(LengthNames.areSame("um", "nm")).isFalse();
        assertThat(LengthNames.areSame("um", "furlong")).isFalse();
        assertThat(LengthNames.areSame("furlong", "perch")).isFalse();
        assertThat(LengthNames.areSame("furlong", "furlong")).isTrue();
    }

    /** The Python client's tests hold its names to the same file. */
    @Test
    void areThoseOfTheSharedList() throws IOException {
        // Given
        String list;
        try (InputStream file = LengthNamesTest.class.getResourceAsStream("/length-names.txt")) {
            list = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }

        // When
        Set<String> names = LengthNames.all();

        // Then
        assertThat(names)
                .containsExactlyInAnyOrderElementsOf(
                        list.lines().filter(line -> !line.startsWith("#")).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "furlong", "a.u.", "frames", "s", "px/frame"})
    void doNotIncludeWhatIsNoUnitOfLength(String name) {
        // When, Then
        assertThat(LengthNames.isKnown(name)).isFalse();
    }
}
