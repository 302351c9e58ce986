package io.wanderscope.wire;

import static io.wanderscope.wire.SampleRecords.label;
import static io.wanderscope.wire.SampleRecords.moving;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.TrajectoryLabel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every wire format guarantees: records survive the round trip, and bad bytes are rejected in one way only. */
abstract class WireFormatContract {
    private static final String TOPIC = "topic";
    private static final int CHANGED_RECORDS = 50_000;
    private static final int CHANGED_HEADERS = 100;

    /** The format under test, the same one throughout a test. */
    abstract WireFormat format();

    /** Bytes before the Avro binary. */
    abstract int headerBytes();

    static Stream<SpecificRecordBase> records() {
        return Stream.of(
                moving("1", 3),
                label(),
                SampleRecords.saliency(),
                SampleRecords.composition(),
                SampleRecords.population(),
                SampleRecords.localisation(),
                SampleRecords.trigger());
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRecordSurvivesTheRoundTrip(SpecificRecordBase record) {
        // Given
        Serde<SpecificRecordBase> serde = serdeOf(record);
        byte[] bytes = serde.serializer().serialize(TOPIC, record);

        // When
        SpecificRecordBase read = serde.deserializer().deserialize(TOPIC, bytes);

        // Then
        assertThat(read).isEqualTo(record);
    }

    @SuppressWarnings("unchecked") // getClass() is the class of this record
    private Serde<SpecificRecordBase> serdeOf(SpecificRecordBase record) {
        return (Serde<SpecificRecordBase>) format().serde(record.getClass());
    }

    @ParameterizedTest
    @MethodSource("records")
    void noClassIsMadeTrustedForTheWholeProcess(SpecificRecordBase record) {
        // Given
        ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
        Serde<SpecificRecordBase> serde = serdeOf(record);

        // When
        serde.deserializer().deserialize(TOPIC, serde.serializer().serialize(TOPIC, record));

        // Then
        assertThat(ClassSecurityValidator.getGlobal()).isSameAs(before);
        assertThat(before.isTrusted(record.getClass())).isFalse();
    }

    @Test
    void aRecordIsWrittenWholeAfterOneThatCouldNotBeWritten() {
        // Given
        Serde<ParticlePosition> serde = format().serde(ParticlePosition.class);
        byte[] whole = serde.serializer().serialize(TOPIC, moving("1", 3));
        ParticlePosition withoutUnit = moving("1", 3);
        withoutUnit.put("length_unit", null);
        assertThatThrownBy(() -> serde.serializer().serialize(TOPIC, withoutUnit))
                .isInstanceOf(RuntimeException.class);

        // When
        byte[] next = serde.serializer().serialize(TOPIC, moving("1", 3));

        // Then
        assertThat(next).isEqualTo(whole);
    }

    @Test
    void aNullValueStaysNull() {
        // Given
        Serde<ParticlePosition> serde = format().serde(ParticlePosition.class);
        byte[] bytes = serde.serializer().serialize(TOPIC, null);

        // When
        ParticlePosition read = serde.deserializer().deserialize(TOPIC, bytes);

        // Then
        assertThat(bytes).isNull();
        assertThat(read).isNull();
    }

    @Test
    void aRecordThatIsCutOffAnywhereIsRejected() {
        // Given
        Serde<ParticlePosition> serde = format().serde(ParticlePosition.class);
        byte[] whole = serde.serializer().serialize(TOPIC, moving("1", 3));

        // When
        Stream<byte[]> read = Stream.iterate(0, length -> length < whole.length, length -> length + 1)
                .map(length -> Arrays.copyOf(whole, length))
                .filter(cutOff -> !isRejected(serde, cutOff));

        // Then
        assertThat(read).isEmpty();
    }

    @Test
    void bytesAfterARecordAreRejected() {
        // Given
        Serde<ParticlePosition> serde = format().serde(ParticlePosition.class);
        byte[] whole = serde.serializer().serialize(TOPIC, moving("1", 3));
        byte[] oneMore = Arrays.copyOf(whole, whole.length + 1);

        // When
        assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, oneMore))
                // Then
                .isInstanceOf(SerializationException.class)
                .hasMessage("trailing bytes after a ParticlePosition");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "poison", "\u0000\u0000\u0000\u0000"})
    void bytesThatAreNoRecordAtAllAreRejected(String text) {
        // Given
        Serde<ParticlePosition> serde = format().serde(ParticlePosition.class);

        // When
        assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, text.getBytes(StandardCharsets.UTF_8)))
                // Then
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("which starts with");
    }

    @Test
    void aRecordOfAnotherTypeIsRejectedByTheNameOfTheExpectedOne() {
        // Given
        byte[] label = format().serde(TrajectoryLabel.class).serializer().serialize(TOPIC, label());
        Serde<ParticlePosition> serde = format().serde(ParticlePosition.class);

        // When
        assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, label))
                // Then
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("expected ParticlePosition");
    }

    @Test
    void aTextThatClaimsToBeLongerThanTheRecordIsRejectedWithoutAllocatingMemoryForIt() {
        // Given
        Serde<ParticlePosition> serde = format().serde(ParticlePosition.class);
        byte[] claimsTwoGigabytes =
                Arrays.copyOf(serde.serializer().serialize(TOPIC, moving("1", 3)), headerBytes() + 5);
        byte[] longestLength = {(byte) 0xE0, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};
        System.arraycopy(longestLength, 0, claimsTwoGigabytes, headerBytes(), longestLength.length);

        // When
        assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, claimsTwoGigabytes))
                // Then
                .isInstanceOf(SerializationException.class);
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRecordWithAnyBytesChangedIsEitherReadOrRejected(SpecificRecordBase record) {
        // Given
        Serde<SpecificRecordBase> serde = serdeOf(record);
        byte[] whole = serde.serializer().serialize(TOPIC, record);
        Random random = new Random(20261123);

        // When
        long rejected = Stream.generate(() -> changed(whole, headerBytes(), whole.length, random))
                .limit(CHANGED_RECORDS)
                .filter(bytes -> isRejected(serde, bytes))
                .count();

        // Then
        assertThat(rejected).isBetween(1L, CHANGED_RECORDS - 1L);
    }

    @Test
    void aHeaderWithAnyBytesChangedIsRejected() {
        // Given
        Serde<ParticlePosition> serde = format().serde(ParticlePosition.class);
        byte[] whole = serde.serializer().serialize(TOPIC, moving("1", 3));
        Random random = new Random(20261123);

        // When
        long rejected = Stream.generate(() -> changed(whole, 0, headerBytes(), random))
                .limit(CHANGED_HEADERS)
                .filter(bytes -> !Arrays.equals(bytes, whole))
                .filter(bytes -> !isRejected(serde, bytes))
                .count();

        // Then
        assertThat(rejected).isZero();
    }

    /** A copy with one to four bytes of a range changed. */
    private static byte[] changed(byte[] whole, int from, int to, Random random) {
        byte[] changed = whole.clone();
        for (int change = 1 + random.nextInt(4); change > 0; change--) {
            changed[from + random.nextInt(to - from)] = (byte) random.nextInt();
        }
        return changed;
    }

    /** Whether the bytes are rejected with a SerializationException; any other failure fails the test. */
    private static boolean isRejected(Serde<?> serde, byte[] bytes) {
        try {
            return serde.deserializer().deserialize(TOPIC, bytes) == null;
        } catch (SerializationException rejected) {
            assertThat(rejected.getMessage()).isNotBlank();
            return true;
        }
    }
}
