package io.wanderscope.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTextTest {
    @ParameterizedTest
    @CsvSource({"cell/7, cell/7", "zelle-ä/µ, zelle-ä/µ", "a\u001b[31m, 0x611b5b33316d", "a\u202eb, 0x61e280ae62"})
    void showsPrintableTextAsItIsAndOtherTextAsBytes(String text, String shown) {
        // When
        String printable = PrintableText.of(text.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(printable).isEqualTo(shown);
    }

    @Test
    void showsBytesThatAreNoTextInHexadecimal() {
        // When
        String printable = PrintableText.of(new byte[] {(byte) 0xff, 0, 1});

        // Then
        assertThat(printable).isEqualTo("0xff0001");
    }

    @Test
    void distinguishesNullFromNoBytes() {
        // When
        String none = PrintableText.of((byte[]) null);

        // Then
        assertThat(none).isEqualTo("-").isNotEqualTo(PrintableText.of(new byte[0]));
    }

    @Test
    void shortensLongText() {
        // When
        String cut = PrintableText.of("k".repeat(1000).getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(cut).hasSize(120).endsWith("k…");
    }

    @Test
    void replacesUnprintableCharactersBySpaces() {
        // When
        String line = PrintableText.of("one\ntwo\u0007");

        // Then
        assertThat(line).isEqualTo("one two ");
    }
}
