package io.wanderscope.wire;

import static io.wanderscope.wire.SampleRecords.composition;
import static io.wanderscope.wire.SampleRecords.label;
import static io.wanderscope.wire.SampleRecords.moving;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.schema.AcquisitionComposition;
import io.wanderscope.schema.EarlierSchemas;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.wire.FakeSchemaRegistry.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

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
        Serializer<TrajectoryLabel> here = format.serde(TrajectoryLabel.class).serializer();
        Serializer<TrajectoryLabel> there = format.serde(TrajectoryLabel.class).serializer();

        // When
        here.serialize("here", label());
        here.serialize("here", label());
        there.serialize("there", label());

        // Then
        assertThat(registry.subjects()).containsExactly("here-value", "there-value");
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
        int id = registry.register("syntax = \"proto3\"; message Position {}");
        byte[] bytes = ByteBuffer.allocate(HEADER).put((byte) 0).putInt(id).array();

        // When
        assertThatThrownBy(() -> position().deserializer().deserialize(TOPIC, bytes))
                // Then
                .isInstanceOf(SerializationException.class)
                .hasMessageStartingWith("written with schema " + id + ", which is not an Avro schema");
    }

    @Test
    void asksAgainUntilTheRegistryAnswers() {
        // Given
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
        registry.failFromNowOn(fault);

        // When
        assertThatThrownBy(() -> position().serializer().serialize(TOPIC, moving("1", 3)))
                // Then
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessage("schema.registry.url is " + registry.url()
                        + "; after 3 attempts, the registry did not return the schema to write with: "
                        + described(fault));
    }

    private static String described(Fault fault) {
        return switch (fault) {
            case UNAVAILABLE -> "HTTP status 503";
            case NOT_FOUND ->
                "the answer is not an Apicurio registry's, java.lang.RuntimeException: Content type text/html does not have a"
                        + " factory to be parsed";
            case UNAUTHORIZED -> "401 Unauthorized";
            case SILENT -> "no answer within 500 ms";
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
    void authenticatesToTheRegistry() {
        // Given
        SchemaRegistry withUser = new SchemaRegistry(
                registry.url(),
                Map.of("apicurio.registry.auth.username", "me", "apicurio.registry.auth.password", "secret"));
        Serializer<ParticlePosition> serializer = new ConfluentFraming(withUser, FakeSchemaRegistry.SHORT)
                .serde(ParticlePosition.class)
                .serializer();

        // When
        serializer.serialize(TOPIC, moving("1", 3));

        // Then
        assertThat(registry.authorizations()).containsOnly("Basic bWU6c2VjcmV0");
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
