package io.wanderscope.streaming.composition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class CompositionKeyTest {
    @Test
    void isWrittenAsByEarlierVersions() {
        // Given
        CompositionKey key = new CompositionKey(1_767_225_600_000L, "cell 7");
        Serde<CompositionKey> serde = CompositionKey.serde();

        // When
        byte[] bytes = serde.serializer().serialize("", key);

        // Then
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("0000019b76daa80063656c6c2037");
        assertThat(serde.deserializer().deserialize("", bytes)).isEqualTo(key);
    }
}
