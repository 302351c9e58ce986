package io.wanderscope.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8OrLatin1ReaderTest {
    @ParameterizedTest
    @ValueSource(ints = {8191, 8192, 8193, 16384})
    void readsLatin1WhereverTheBufferEnds(int lettersBefore) throws IOException {
        // Given a letter of Latin-1 that is no UTF-8, about where the caller's buffer is full
        String text = "a".repeat(lettersBefore) + "\u00b5m";
        Utf8OrLatin1Reader reader =
                new Utf8OrLatin1Reader(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
        StringWriter read = new StringWriter();

        // When the buffer has 8192 characters
        reader.transferTo(read);

        // Then
        assertThat(read.toString()).isEqualTo(text);
    }
}
