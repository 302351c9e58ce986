package io.wanderscope.wire;

import static io.wanderscope.wire.SampleRecords.composition;
import static io.wanderscope.wire.SampleRecords.label;
import static io.wanderscope.wire.SampleRecords.moving;
import static io.wanderscope.wire.SampleRecords.population;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.schema.AcquisitionComposition;
import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.EarlierSchemas;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.TrajectoryLabel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SingleObjectEncodingTest extends WireFormatContract {
    private final WireFormat format = WireFormat.singleObject();
    private final Serde<ParticlePosition> position = format.serde(ParticlePosition.class);

    static Stream<Schema> earlierLabels() {
        return EarlierSchemas.of(TrajectoryLabel.getClassSchema()).stream();
    }

    static Stream<Schema> earlierCompositions() {
        return EarlierSchemas.of(AcquisitionComposition.getClassSchema()).stream();
    }

    static Stream<Schema> earlierPopulations() {
        return EarlierSchemas.of(AcquisitionPopulation.getClassSchema()).stream();
    }

    @Override
    WireFormat format() {
        return format;
    }

    @Override
    int headerBytes() {
        return 10;
    }

    @Test
    void writesWhatAvrosOwnSingleObjectDecoderReads() throws IOException {
        // Given a process that trusts the class, which Avro's own decoder insists on
        byte[] bytes = position.serializer().serialize("", moving("1", 3));
        ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                before,
                ClassSecurityValidator.builder().add(ParticlePosition.class).build()));
        try {
            // When
            ParticlePosition read = ParticlePosition.getDecoder().decode(bytes);

            // Then
            assertThat(read).isEqualTo(moving("1", 3));
        } finally {
            ClassSecurityValidator.setGlobal(before);
        }
    }

    @Test
    void readsWhatAvrosOwnSingleObjectEncoderWrites() throws IOException {
        // Given
        byte[] bytes = array(ParticlePosition.getEncoder().encode(moving("1", 3)));

        // When
        ParticlePosition read = position.deserializer().deserialize("", bytes);

        // Then
        assertThat(read).isEqualTo(moving("1", 3));
    }

    @ParameterizedTest
    @MethodSource("earlierLabels")
    void readsALabelThatWasWrittenWithAnEarlierSchema(Schema earlier) throws IOException {
        // Given
        byte[] bytes = array(new BinaryMessageEncoder<GenericRecord>(GenericData.get(), earlier)
                .encode(EarlierRecords.of(label(), earlier)));

        // When
        TrajectoryLabel read =
                format.serde(TrajectoryLabel.class).deserializer().deserialize("", bytes);

        // Then the fields that the earlier schema lacks are null
        assertThat(read.getPositions()).isEqualTo(earlier.getField("positions") == null ? null : 21L);
        assertThat(read.getDuplicates()).isEqualTo(earlier.getField("duplicates") == null ? null : 1L);
        assertThat(read.getAlpha()).isEqualTo(earlier.getField("alpha") == null ? null : 0.8);
        assertThat(read.getConfidence()).isEqualTo(0.6);
        assertThat(read.getTrack()).isEqualTo("7");
        assertThat(read.getModelName()).isEqualTo("model");
        boolean hasFamilies = earlier.getField("families") != null;
        assertThat(read.getFamilies()).isEqualTo(hasFamilies ? label().getFamilies() : null);
        assertThat(read.getNovelty()).isEqualTo(hasFamilies ? 0.7 : null);
        assertThat(read.getNoise()).isEqualTo(hasFamilies ? 0.3 : null);
        assertThat(read.getNoiseSd()).isEqualTo(hasFamilies ? 0.1 : null);
        assertThat(read.getClassSet()).isEqualTo(hasFamilies ? label().getClassSet() : null);
        assertThat(read.getObservedPoints()).isEqualTo(hasFamilies ? 19 : null);
        assertThat(read.getDiffusion()).isNull();
    }

    @ParameterizedTest
    @MethodSource("earlierCompositions")
    void readsACompositionThatWasWrittenWithAnEarlierSchema(Schema earlier) throws IOException {
        // Given
        byte[] bytes = array(new BinaryMessageEncoder<GenericRecord>(GenericData.get(), earlier)
                .encode(EarlierRecords.of(composition(), earlier)));

        // When
        AcquisitionComposition read =
                format.serde(AcquisitionComposition.class).deserializer().deserialize("", bytes);

        // Then nothing was counted for the reasons that the earlier schema lacks
        assertThat(read.getCtrw()).isEqualTo(1);
        assertThat(read.getConfined()).isZero();
        assertThat(read.getDirected()).isZero();
        assertThat(read.getSwitching()).isZero();
        assertThat(read.getArtefact()).isZero();
        assertThat(read.getUnfamiliar()).isZero();
    }

    @ParameterizedTest
    @MethodSource("earlierPopulations")
    void readsAPopulationThatWasWrittenWithAnEarlierSchema(Schema earlier) throws IOException {
        // Given
        byte[] bytes = array(new BinaryMessageEncoder<GenericRecord>(GenericData.get(), earlier)
                .encode(EarlierRecords.of(population(), earlier)));

        // When
        AcquisitionPopulation read =
                format.serde(AcquisitionPopulation.class).deserializer().deserialize("", bytes);

        // Then
        assertThat(read.getStates()).isEqualTo(population().getStates());
        assertThat(read.getModelHash()).isEqualTo("hash");
        assertThat(read.getExposure()).isNull();
    }

    @Test
    void namesTheFingerprintThatItDoesNotKnowAndTheExpectedOne() {
        // Given
        byte[] unknown = position.serializer().serialize("", moving("1", 3));
        Arrays.fill(unknown, 2, 10, (byte) 0x11);

        // When
        assertThatThrownBy(() -> position.deserializer().deserialize("", unknown))
                // Then
                .isInstanceOf(SerializationException.class)
                .hasMessageStartingWith(
                        "written with the schema of fingerprint 1111111111111111, expected ParticlePosition of ")
                .hasMessageEndingWith("or an earlier one; upgrade the readers of a topic before its writers");
    }

    private static byte[] array(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
