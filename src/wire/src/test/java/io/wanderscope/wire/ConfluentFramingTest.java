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
import io.wanderscope.wire.FakeSchemaRegistry.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Confluent's frame with a registry that fails in several ways. */
class ConfluentFramingTest extends WireFormatContract {
    private static final String TOPIC = "particle-positions";
    private static final int HEADER = 5;

    private FakeSchemaRegistry registry;
    private WireFormat format;

    static Stream<Schema> earlierLabels() {
        return EarlierSchemas.of(TrajectoryLabel.getClassSchema()).stream();
    }

    static Stream<Schema> earlierCompositions() {
        return EarlierSchemas.of(AcquisitionComposition.getClassSchema()).stream();
    }

    static Stream<Schema> earlierPopulations() {
        return EarlierSchemas.of(AcquisitionPopulation.getClassSchema()).stream();
    }

    @BeforeEach
    void start() throws IOException {
        registry = FakeSchemaRegistry.start();
        format = registry.format();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Override
    WireFormat format() {
        return format;
    }

    @Override
    int headerBytes() {
        return HEADER;
    }

    @Test
    void writesWhatAnyReaderOfTheFrameCanReadWithTheSchemaOfItsId() throws IOException {
        // Given
        byte[] bytes = position().serializer().serialize(TOPIC, moving("1", 3));
        Schema schema = new Schema.Parser()
                .parse(registry.content(ByteBuffer.wrap(bytes).getInt(1)));

        // When
        GenericRecord read = new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null));

        // Then
        assertThat(bytes[0]).isZero();
        assertThat(read.get("track")).hasToString("1");
        assertThat(read.get("frame")).isEqualTo(3L);
    }

    @Test
    void registersASchemaOnceForEachTopicItIsWrittenTo() {
        // Given
        Serializer<TrajectoryLabel> serializer =
                format.serde(TrajectoryLabel.class).serializer();

        // When
        serializer.serialize("here", label());
        serializer.serialize("here", label());
        serializer.serialize("there", label());
        serializer.serialize("here", label());

        // Then
        assertThat(registry.subjects()).containsExactly("here-value", "there-value");
        assertThat(registry.requests())
                .filteredOn(request -> request.endsWith("/versions"))
                .containsExactly("POST /subjects/here-value/versions", "POST /subjects/there-value/versions");
    }

    @ParameterizedTest
    @MethodSource("earlierLabels")
    void readsALabelThatWasWrittenWithAnEarlierSchema(Schema earlier) throws IOException {
        // Given
        byte[] bytes = framed(registry.register(earlier.toString()), EarlierRecords.of(label(), earlier));

        // When
        TrajectoryLabel read =
                format.serde(TrajectoryLabel.class).deserializer().deserialize("", bytes);

        // Then
        assertThat(read.getConfidence()).isEqualTo(0.6);
        assertThat(read.getPositions()).isEqualTo(earlier.getField("positions") == null ? null : 21L);
        assertThat(read.getFamilies()).isEqualTo(earlier.getField("families") == null ? null : label().getFamilies());
        assertThat(read.getDiffusion()).isNull();
    }

    @ParameterizedTest
    @MethodSource("earlierCompositions")
    void readsACompositionThatWasWrittenWithAnEarlierSchema(Schema earlier) throws IOException {
        // Given
        byte[] bytes = framed(registry.register(earlier.toString()), EarlierRecords.of(composition(), earlier));

        // When
        AcquisitionComposition read =
                format.serde(AcquisitionComposition.class).deserializer().deserialize("", bytes);

        // Then
        assertThat(read.getCtrw()).isEqualTo(1);
        assertThat(read.getConfined()).isZero();
    }

    @ParameterizedTest
    @MethodSource("earlierPopulations")
    void readsAPopulationThatWasWrittenWithAnEarlierSchema(Schema earlier) throws IOException {
        // Given
        byte[] bytes = framed(registry.register(earlier.toString()), EarlierRecords.of(population(), earlier));

        // When
        AcquisitionPopulation read =
                format.serde(AcquisitionPopulation.class).deserializer().deserialize("", bytes);

        // Then
        assertThat(read.getStates()).isEqualTo(population().getStates());
        assertThat(read.getModelHash()).isEqualTo("hash");
        assertThat(read.getExposure()).isNull();
    }

    @Test
    void namesTheIdThatTheRegistryDoesNotHave() {
        // Given
        byte[] bytes = ByteBuffer.allocate(HEADER).put((byte) 0).putInt(17).array();

        // When
        assertThatThrownBy(() -> position().deserializer().deserialize(TOPIC, bytes))
                // Then
                .isInstanceOf(SerializationException.class)
                .hasMessage("written with schema 17, which the registry " + registry.url() + " does not have");
    }

    @Test
    void rejectsARecordWhoseSchemaIsNotAvro() {
        // Given
        int id = registry.register("syntax = \"proto3\"; message Position {}", "PROTOBUF", "[]");
        byte[] bytes = ByteBuffer.allocate(HEADER).put((byte) 0).putInt(id).array();

        // When
        assertThatThrownBy(() -> position().deserializer().deserialize(TOPIC, bytes))
                // Then
                .isInstanceOf(SerializationException.class)
                .hasMessage("written with schema " + id + ", which is not an Avro schema but of the type PROTOBUF");
    }

    @Test
    void rejectsARecordWhoseSchemaCannotBeParsed() {
        // Given
        int id = registry.register("{\"type\": \"recor");
        byte[] bytes = ByteBuffer.allocate(HEADER).put((byte) 0).putInt(id).array();

        // When
        assertThatThrownBy(() -> position().deserializer().deserialize(TOPIC, bytes))
                // Then
                .isInstanceOf(SerializationException.class)
                .hasMessageStartingWith("written with schema " + id + ", which is not an Avro schema: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"ParticlePosition\"",
                "{\"type\": \"record\", \"name\": \"A\", \"fields\":"
                        + " [{\"name\": \"x\", \"type\": \"int\"}, {\"name\": \"a\", \"type\": \"A\"}]}",
            })
    void rejectsARecordWhoseSchemaContainsItself(String type) {
        // Given
        byte[] bytes = ofPositionWith(type, new byte[1_000_000]);

        // When
        assertThatThrownBy(() -> position().deserializer().deserialize(TOPIC, bytes))
                // Then
                .isInstanceOf(SerializationException.class)
                .hasMessage("written with schema 1, nested too deeply to be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"array\", \"items\": \"null\"}",
                "{\"type\": \"array\", \"items\": {\"type\": \"fixed\", \"name\": \"F\", \"size\": 0}}",
                "[\"null\", {\"type\": \"map\", \"values\": {\"type\": \"array\", \"items\": \"null\"}}]",
            })
    @Timeout(10)
    void rejectsARecordWhoseArrayMayHaveAnyNumberOfItemsInNoBytes(String type) {
        // Given an array that claims 2⁶² items
        byte[] bytes = ofPositionWith(type, new byte[] {-2, -1, -1, -1, -1, -1, -1, -1, 127, 0});

        // When
        assertThatThrownBy(() -> position().deserializer().deserialize(TOPIC, bytes))
                // Then
                .isInstanceOf(SerializationException.class)
                .hasMessage(
                        "written with the schema ParticlePosition, which has an array of values that take no bytes");
    }

    @Test
    @Timeout(10)
    void rejectsARecordWhoseSchemaHasManyRecordsInNoBytes() {
        // Given 2⁴⁰ of them
        StringBuilder type = new StringBuilder("{\"type\": \"record\", \"name\": \"R0\", \"fields\": []}");
        for (int level = 1; level <= 40; level++) {
            type.insert(
                            0,
                            "{\"type\": \"record\", \"name\": \"R" + level
                                    + "\", \"fields\": [{\"name\": \"a\", \"type\": ")
                    .append("}, {\"name\": \"b\", \"type\": \"R" + (level - 1) + "\"}]}");
        }
        byte[] bytes = ofPositionWith(type.toString(), new byte[0]);

        // When
        assertThatThrownBy(() -> position().deserializer().deserialize(TOPIC, bytes))
                // Then
                .isInstanceOf(SerializationException.class)
                .hasMessage(
                        "written with the schema ParticlePosition, which has a record of values that take no bytes");
    }

    @Test
    void skipsAFieldThatIsAlwaysNull() {
        // Given
        byte[] written = position().serializer().serialize("other", moving("1", 3));
        int id = registry.register(positionWith("\"null\""));
        byte[] bytes = ByteBuffer.allocate(written.length)
                .put((byte) 0)
                .putInt(id)
                .put(written, HEADER, written.length - HEADER)
                .array();

        // When
        ParticlePosition read = position().deserializer().deserialize(TOPIC, bytes);

        // Then
        assertThat(read).isEqualTo(moving("1", 3));
    }

    /** A position whose schema has one field more, of this type, before the others. */
    private byte[] ofPositionWith(String type, byte[] value) {
        int id = registry.register(positionWith(type));
        return ByteBuffer.allocate(HEADER + value.length)
                .put((byte) 0)
                .putInt(id)
                .put(value)
                .array();
    }

    private static String positionWith(String type) {
        return ParticlePosition.getClassSchema()
                .toString()
                .replaceFirst("\"fields\":\\[", "\"fields\":[{\"name\":\"more\",\"type\":" + type + "},");
    }

    @Test
    void asksAgainUntilTheRegistryAnswers() {
        // Given
        format = registry.format(FakeSchemaRegistry.HASTY);
        byte[] bytes = position().serializer().serialize(TOPIC, moving("1", 3));
        registry.fail(Fault.UNAVAILABLE, Fault.SILENT);

        // When
        ParticlePosition read = position().deserializer().deserialize(TOPIC, bytes);

        // Then
        assertThat(read).isEqualTo(moving("1", 3));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void blamesTheRegistryAndNotTheRecordThatItReadsWhenThereIsNoAnswer(Fault fault) {
        // Given
        format = registry.format(retry(fault));
        byte[] bytes = position().serializer().serialize(TOPIC, moving("1", 3));
        registry.failFromNowOn(fault);

        // When
        assertThatThrownBy(() -> position().deserializer().deserialize(TOPIC, bytes))
                // Then
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessage("schema.registry.url is " + registry.url()
                        + "; after 3 attempts, the registry did not return schema 1: " + described(fault))
                .hasNoCause();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void blamesTheRegistryAndNotTheRecordThatItWritesWhenThereIsNoAnswer(Fault fault) {
        // Given
        format = registry.format(retry(fault));
        registry.failFromNowOn(fault);

        // When
        assertThatThrownBy(() -> position().serializer().serialize(TOPIC, moving("1", 3)))
                // Then
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessage("schema.registry.url is " + registry.url()
                        + "; after 3 attempts, the registry did not return an id for the schema of particle-positions-value: "
                        + described(fault));
    }

    private static RegistryRetry retry(Fault fault) {
        return fault == Fault.STALLED || fault == Fault.SILENT ? FakeSchemaRegistry.HASTY : FakeSchemaRegistry.PATIENT;
    }

    private String described(Fault fault) {
        return switch (fault) {
            case UNAVAILABLE -> "HTTP status 503";
            case NOT_FOUND ->
                "HTTP status 404; there is no schema registry at this path, which on an Apicurio Registry is"
                        + " /apis/ccompat/v7";
            case NO_SUCH_PATH ->
                "HTTP status 404, error 404: HTTP 404 Not Found; there is no schema registry at this path, which on an"
                        + " Apicurio Registry is /apis/ccompat/v7";
            case UNAUTHORIZED ->
                "HTTP status 401, error 40101: Unauthorized; check schema.registry.basic.auth.user.info or"
                        + " schema.registry.bearer.auth.token";
            case REDIRECTED ->
                "HTTP status 302; give the address that this one points to: " + registry.url() + "/login";
            case REDIRECTED_WITH_USER ->
                "HTTP status 302; give the address that this one points to: http://…@elsewhere/login";
            case REPEATING ->
                "HTTP status 401, error 40101: no [31mnull; check schema.registry.basic.auth.user.info or"
                        + " schema.registry.bearer.auth.token";
            case OF_ANOTHER_PROGRAM -> "the answer is not a schema registry's";
            case ENDLESS -> "java.io.IOException: the answer is longer than 4194304 bytes";
            case STALLED, SILENT -> "no answer within 1000 ms";
        };
    }

    @Test
    void blamesARegistryThatIsDown() {
        // Given
        byte[] bytes = position().serializer().serialize(TOPIC, moving("1", 3));
        registry.close();

        // When
        assertThatThrownBy(() -> position().deserializer().deserialize(TOPIC, bytes))
                // Then
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining(registry.url())
                .hasMessageContaining("ConnectException");
    }

    @Test
    void needsNoRegistryForSchemasThatItHasSeen() {
        // Given
        Serde<ParticlePosition> serde = position();
        serde.deserializer().deserialize(TOPIC, serde.serializer().serialize(TOPIC, moving("1", 3)));
        registry.close();

        // When
        ParticlePosition read =
                serde.deserializer().deserialize(TOPIC, serde.serializer().serialize(TOPIC, moving("2", 4)));

        // Then
        assertThat(read).isEqualTo(moving("2", 4));
    }

    @Test
    void readsRecordsOfSeveralSchemasInTurnAndAsksForEachOnce() throws IOException {
        // Given
        Schema first = EarlierSchemas.of(TrajectoryLabel.getClassSchema()).get(0);
        byte[] earlier = framed(registry.register(first.toString()), EarlierRecords.of(label(), first));
        Serde<TrajectoryLabel> serde = format.serde(TrajectoryLabel.class);
        byte[] current = serde.serializer().serialize(TOPIC, label());
        int asked = registry.requests().size();

        // When
        for (int record = 0; record < 100; record++) {
            assertThat(serde.deserializer().deserialize(TOPIC, earlier).getDiffusion())
                    .isNull();
            assertThat(serde.deserializer().deserialize(TOPIC, current)).isEqualTo(label());
        }

        // Then
        assertThat(registry.requests()).hasSize(asked + 2);
    }

    private Serde<ParticlePosition> position() {
        return format.serde(ParticlePosition.class);
    }

    private static byte[] framed(int id, GenericRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(HEADER).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
