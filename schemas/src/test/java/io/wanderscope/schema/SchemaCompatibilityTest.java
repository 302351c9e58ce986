package io.wanderscope.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Consumers built with an earlier schema can read current records, and current consumers can read earlier ones. */
class SchemaCompatibilityTest {
    /** The schema before alpha, alpha_sd and LOW_CONFIDENCE. */
    private static final Schema FIRST =
            EarlierSchemas.of(TrajectoryLabel.getClassSchema()).get(0);

    /** Fingerprints of all schemas with which records were ever written. Lines are added at the end of a record's, and none goes. */
    private static final List<String> EVER_WRITTEN = List.of(
            "ParticlePosition b95e0a8aa866905d",
            "TrajectoryLabel 47cf9d520e283fe8",
            "TrajectoryLabel b756e0a6bd2d9df2",
            "TrajectoryLabel c12f8432e76ebbe4",
            "TrajectoryLabel 85ce522f48116d2a",
            "TrajectoryLabel d969c03140634ff1",
            "TrajectorySaliency e2daad9ce22070ad",
            "TrajectorySaliency e650880956ab14e5",
            "AcquisitionComposition 2fd17229cf09805d",
            "AcquisitionComposition 3d1d05cfee9c16fc",
            "AcquisitionPopulation 1e78b89a4615e1f8",
            "AcquisitionPopulation 64facd725717cef2",
            "ParticleLocalisation 7d7840e892caf6dd",
            "AcquisitionTrigger 39e0b938f01d9ca0");

    /** A current schema and an earlier version of it. */
    private record Succession(Schema earlier, Schema current) {}

    private static Stream<Schema> records() {
        return Stream.of(
                ParticlePosition.getClassSchema(),
                TrajectoryLabel.getClassSchema(),
                TrajectorySaliency.getClassSchema(),
                AcquisitionComposition.getClassSchema(),
                AcquisitionPopulation.getClassSchema(),
                ParticleLocalisation.getClassSchema(),
                AcquisitionTrigger.getClassSchema());
    }

    static Stream<Succession> successions() {
        return records()
                .flatMap(current ->
                        EarlierSchemas.of(current).stream().map(earlier -> new Succession(earlier, current)));
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

        // Then it does not see the exponent, and of the reason it sees only that there is one
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
        assertThat(read.get("families")).isNull();
        assertThat(read.get("novelty")).isNull();
        assertThat(read.get("noise")).isNull();
        assertThat(read.get("noise_sd")).isNull();
        assertThat(read.get("class_set")).isNull();
        assertThat(read.get("observed_points")).isNull();
        assertThat(read.get("diffusion")).isNull();
    }

    @ParameterizedTest
    @MethodSource("successions")
    void theSchemasAreCompatibleInBothDirections(Succession succession) {
        // When
        SchemaCompatibilityType oldReader = SchemaCompatibility.checkReaderWriterCompatibility(
                        succession.earlier(), succession.current())
                .getType();
        SchemaCompatibilityType newReader = SchemaCompatibility.checkReaderWriterCompatibility(
                        succession.current(), succession.earlier())
                .getType();

        // Then
        assertThat(oldReader).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        assertThat(newReader).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    @Test
    void findsEveryEarlierSchema() throws IOException {
        // Given
        long kept;
        try (Stream<Path> files = Files.list(Path.of("earlier"))) {
            kept = files.count();
        }

        // When
        List<Succession> found = successions().toList();

        // Then
        assertThat(found).hasSize(Math.toIntExact(kept)).isNotEmpty();
    }

    @Test
    void everySchemaWithWhichRecordsWereWrittenIsKept() {
        // When
        List<String> kept = records()
                .flatMap(current -> Stream.concat(EarlierSchemas.of(current).stream(), Stream.of(current)))
                .map(SchemaCompatibilityTest::nameAndFingerprint)
                .toList();

        // Then
        assertThat(kept)
                .as(
                        "a line is missing: copy the schema before the change to schemas/earlier; one too many: add it here")
                .containsExactlyElementsOf(EVER_WRITTEN);
    }

    private static String nameAndFingerprint(Schema schema) {
        try {
            return schema.getName() + " "
                    + HexFormat.of().formatHex(SchemaNormalization.parsingFingerprint("CRC-64-AVRO", schema));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("successions")
    void anEarlierSchemaDiffersFromTheCurrentOneInMoreThanDocumentation(Succession succession) {
        // When
        long earlier = SchemaNormalization.parsingFingerprint64(succession.earlier());

        // Then
        assertThat(earlier).isNotEqualTo(SchemaNormalization.parsingFingerprint64(succession.current()));
    }
}
