package io.wanderscope.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;

/** Consumers that were built with an earlier label schema read today's labels, and today's read theirs. */
class SchemaCompatibilityTest {
    /** The schema before alpha, alpha_sd and LOW_CONFIDENCE. */
    private static final Schema FIRST = schema("/first/TrajectoryLabel.avsc");

    private static Schema schema(String resource) {
        try (InputStream in = SchemaCompatibilityTest.class.getResourceAsStream(resource)) {
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TrajectoryLabel unsure() {
        return TrajectoryLabel.newBuilder()
                .setAcquisition("cell")
                .setTrack("7")
                .setStatus(ResultStatus.FINAL)
                .setRevision(1)
                .setFirstFrame(0)
                .setLastFrame(19)
                .setPoints(20)
                .setLabel(DiffusionLabel.UNDETERMINED)
                .setConfidence(0.3)
                .setReason(UndeterminedReason.LOW_CONFIDENCE)
                .setProbabilities(new ModelProbabilities(0.3, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1))
                .setAlpha(0.8)
                .setAlphaSd(0.2)
                .setModelName("model")
                .setModelHash("hash")
                .setLastPositionTime(Instant.EPOCH)
                .setClassifiedTime(Instant.EPOCH)
                .build();
    }

    @Test
    void anOldConsumerReadsANewLabel() throws IOException {
        // Given
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<>(TrajectoryLabel.class).write(unsure(), encoder);
        encoder.flush();

        // When
        GenericRecord read = new GenericDatumReader<GenericRecord>(TrajectoryLabel.getClassSchema(), FIRST)
                .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));

        // Then it does not see the exponent, and knows of the reason only that there is one
        assertThat(read.getSchema()).isEqualTo(FIRST);
        assertThat(read.get("label")).hasToString("UNDETERMINED");
        assertThat(read.get("reason")).hasToString("OTHER");
        assertThat(read.get("confidence")).isEqualTo(0.3);
        assertThat(read.hasField("alpha")).isFalse();
        assertThat(read.get("model_name")).hasToString("model");
    }

    @Test
    void aNewConsumerReadsAnOldLabel() throws IOException {
        // Given
        GenericRecord old = new GenericRecordBuilder(FIRST)
                .set("acquisition", "cell")
                .set("track", "7")
                .set(
                        "status",
                        new GenericData.EnumSymbol(FIRST.getField("status").schema(), "FINAL"))
                .set("revision", 1)
                .set("first_frame", 0L)
                .set("last_frame", 4L)
                .set("points", 5)
                .set("label", new GenericData.EnumSymbol(FIRST.getField("label").schema(), "UNDETERMINED"))
                .set("model_name", "model")
                .set("model_hash", "hash")
                .set("last_position_time", 0L)
                .set("classified_time", 0L)
                .build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(FIRST).write(old, encoder);
        encoder.flush();

        // When
        GenericRecord read = new GenericDatumReader<GenericRecord>(FIRST, TrajectoryLabel.getClassSchema())
                .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));

        // Then
        assertThat(read.get("points")).isEqualTo(5);
        assertThat(read.get("alpha")).isNull();
        assertThat(read.get("alpha_sd")).isNull();
    }

    @Test
    void aRegistrySeesBothWaysAsCompatible() {
        // When
        SchemaCompatibilityType oldReader = SchemaCompatibility.checkReaderWriterCompatibility(
                        FIRST, TrajectoryLabel.getClassSchema())
                .getType();
        SchemaCompatibilityType newReader = SchemaCompatibility.checkReaderWriterCompatibility(
                        TrajectoryLabel.getClassSchema(), FIRST)
                .getType();

        // Then
        assertThat(oldReader).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        assertThat(newReader).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }
}
