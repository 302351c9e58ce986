package io.wanderscope.streaming;

import static io.wanderscope.streaming.TopologyHarness.encoded;
import static io.wanderscope.streaming.TopologyHarness.moving;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.schema.ParticlePosition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

class AvroSerdesTest {
    private static final byte[] VALID = encoded(moving("1", 3));
    private static final int HEADER = 10;

    private final Deserializer<ParticlePosition> deserializer =
            AvroSerdes.position().deserializer();

    @Test
    void writeWhatAvrosOwnSingleObjectDecoderReads() throws IOException {
        // Given
        ParticlePosition position = moving("1", 3);

        // When
        ParticlePosition read = ParticlePosition.getDecoder().decode(encoded(position));

        // Then
        assertThat(read).isEqualTo(position);
    }

    @Test
    void readWhatAvrosOwnSingleObjectEncoderWrites() throws IOException {
        // Given
        ByteBuffer written = ParticlePosition.getEncoder().encode(moving("1", 3));
        byte[] bytes = new byte[written.remaining()];
        written.get(bytes);

        // When
        ParticlePosition read = deserializer.deserialize("", bytes);

        // Then
        assertThat(read).isEqualTo(moving("1", 3));
    }

    @Test
    void keepANullValueNull() {
        // Given, When
        ParticlePosition read = deserializer.deserialize("", null);

        // Then
        assertThat(read).isNull();
    }

    @Test
    void nameTheSchemaWhereAnotherIsExpected() {
        // Given
        byte[] label = VALID.clone();
        Arrays.fill(label, 2, HEADER, (byte) 0x11);

        // When, Then
        assertThatThrownBy(() -> deserializer.deserialize("", label))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("1111111111111111")
                .hasMessageContaining("ParticlePosition");
    }

    @Test
    void refuseATextThatClaimsToBeLongerThanTheRecordWithoutMakingRoomForIt() {
        // Given
        byte[] claimsTwoGigabytes = Arrays.copyOf(VALID, HEADER + 5);
        byte[] longestLength = {(byte) 0xE0, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};
        System.arraycopy(longestLength, 0, claimsTwoGigabytes, HEADER, longestLength.length);

        // When, Then
        assertThatThrownBy(() -> deserializer.deserialize("", claimsTwoGigabytes))
                .isInstanceOf(SerializationException.class);
    }

    @Property(seed = "20261123")
    void refuseARecordThatIsCutOffAnywhere(@ForAll @IntRange(max = 1000) int length) {
        // Given
        byte[] cutOff = Arrays.copyOf(VALID, length % VALID.length);

        // When, Then
        assertThatThrownBy(() -> deserializer.deserialize("", cutOff)).isInstanceOf(SerializationException.class);
    }

    @Property(seed = "20261123", tries = 20_000)
    void readOrRefuseARecordWithAnyBytesChangedAndFailInNoOtherWay(
            @ForAll @IntRange(max = 1000) int at, @ForAll byte value, @ForAll byte next) {
        // Given
        byte[] changed = VALID.clone();
        int start = HEADER + at % (VALID.length - HEADER);
        changed[start] = value;
        changed[Math.min(start + 1, VALID.length - 1)] = next;

        // When
        boolean readOrRefused = isReadOrRefused(changed);

        // Then
        assertThat(readOrRefused).isTrue();
    }

    private boolean isReadOrRefused(byte[] bytes) {
        try {
            return deserializer.deserialize("", bytes) != null;
        } catch (SerializationException refused) {
            return true;
        }
    }
}
