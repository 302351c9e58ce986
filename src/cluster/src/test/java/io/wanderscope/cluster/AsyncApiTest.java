package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.wanderscope.inference.ShippedModelFile;
import io.wanderscope.schema.AcquisitionComposition;
import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.AcquisitionTrigger;
import io.wanderscope.schema.EarlierSchemas;
import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.streaming.DeadLetterCause;
import io.wanderscope.streaming.DeadLetterHeaders;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TrackKey;
import io.wanderscope.streaming.TriggerRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code schemas/asyncapi.yaml} says what the program does. */
class AsyncApiTest {
    private static final Path SCHEMAS = ShippedModelFile.path().getParent().resolveSibling("schemas");
    private static final StreamTopics TOPICS = StreamTopics.defaults().withLocalisations("particle-localisations");

    private static JsonNode document;

    @BeforeAll
    static void read() {
        document = new YAMLMapper().readTree(SCHEMAS.resolve("asyncapi.yaml").toFile());
    }

    static Stream<Schema> records() {
        return Stream.of(
                ParticlePosition.getClassSchema(),
                TrajectoryLabel.getClassSchema(),
                TrajectorySaliency.getClassSchema(),
                AcquisitionComposition.getClassSchema(),
                AcquisitionPopulation.getClassSchema(),
                ParticleLocalisation.getClassSchema(),
                AcquisitionTrigger.getClassSchema());
    }

    @Test
    void isValidByAsyncApisOwnSchema() throws IOException {
        // Given
        com.networknt.schema.Schema asyncApi;
        try (InputStream compressed = AsyncApiTest.class.getResourceAsStream("/asyncapi/3.0.0.json.gz");
                InputStream json = new GZIPInputStream(compressed)) {
            asyncApi = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(json, InputFormat.JSON);
        }

        // When
        List<com.networknt.schema.Error> errors = asyncApi.validate(document);

        // Then
        assertThat(errors).isEmpty();
    }

    @Test
    void refersToNothingThatItDoesNotHave() {
        // Given
        List<String> references = document.findValuesAsString("$ref");

        // When
        List<String> dangling =
                references.stream().filter(reference -> !exists(reference)).toList();

        // Then
        assertThat(references).isNotEmpty();
        assertThat(dangling).isEmpty();
    }

    private static TriggerRules withOneRule() {
        return TriggerRules.parse(Map.of("trigger.motors.class", "LEVY_WALK"));
    }

    @Test
    void hasEveryTopicOfTheProgramAndNoOther() {
        // When
        List<String> addresses = document.path("channels").findValuesAsString("address");

        // Then
        assertThat(addresses).containsExactlyInAnyOrderElementsOf(RequiredTopics.of(TOPICS, withOneRule()));
        assertThat(document.path("operations").findValuesAsString("$ref"))
                .containsExactlyInAnyOrderElementsOf(document.path("channels").propertyNames().stream()
                        .map(channel -> "#/channels/" + channel)
                        .toList());
    }

    @Test
    void hasTheSettingsWithWhichTopicsAreCreated() {
        for (JsonNode channel : document.path("channels")) {
            // Given
            Map<String, String> created = new TreeMap<>(Map.of("cleanup.policy", "delete"));
            created.putAll(
                    CleanupPolicies.settings(TOPICS, channel.path("address").asString()));

            // When
            Map<String, String> described = new TreeMap<>();
            channel.at("/bindings/kafka/topicConfiguration")
                    .forEachEntry((key, value) -> described.put(key, text(value)));

            // Then
            assertThat(described).isEqualTo(created);
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void hasEveryRecordWithItsSchema(Schema record) throws IOException {
        // When
        JsonNode message = document.at("/components/messages/" + record.getName());

        // Then
        String reference = message.at("/payload/schema/$ref").asString();
        Schema referred = new Schema.Parser().parse(SCHEMAS.resolve(reference).toFile());
        assertThat(referred.getFullName()).isEqualTo(record.getFullName());
        assertThat(SchemaNormalization.toParsingForm(referred)).isEqualTo(SchemaNormalization.toParsingForm(record));
        assertThat(message.at("/payload/schemaFormat").asString()).startsWith("application/vnd.apache.avro;");
    }

    @ParameterizedTest
    @MethodSource("records")
    void hasWhatTheValuesOfEachRecordBeginWithWithoutARegistry(Schema record) {
        // Given
        Map<String, String> written = new TreeMap<>();
        written.put("avro/" + record.getName() + ".avsc", prefix(record));
        List<Schema> earlier = EarlierSchemas.of(record);
        for (int i = 0; i < earlier.size(); i++) {
            written.put("earlier/" + record.getName() + "-" + (i + 1) + ".avsc", prefix(earlier.get(i)));
        }

        // When
        Map<String, String> described = new TreeMap<>();
        document.at("/components/messages/" + record.getName() + "/x-single-object-prefix")
                .forEachEntry((file, prefix) -> described.put(file, prefix.asString()));

        // Then
        assertThat(described).isEqualTo(written);
    }

    @Test
    void hasEveryHeaderOfADeadLetterAndEveryCause() throws IllegalAccessException {
        // Given
        List<String> sent = new ArrayList<>();
        for (var constant : DeadLetterHeaders.class.getFields()) {
            sent.add((String) constant.get(null));
        }

        // When
        JsonNode headers = document.at("/components/schemas/DeadLetterHeaders/properties");

        // Then
        assertThat(headers.propertyNames()).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(headers.path(DeadLetterHeaders.CAUSE)
                        .path("enum")
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(DeadLetterCause.values()).map(Enum::name).toList());
        for (String message : List.of("RejectedRecord", "FailedTrajectory")) {
            assertThat(document.at("/components/messages/" + message + "/headers/$ref")
                            .asString())
                    .isEqualTo("#/components/schemas/DeadLetterHeaders");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OfATrack", "OfAWindow", "OfAPopulation", "OfAField"})
    void hasExamplesOfKeysThatMatchTheirPattern(String binding) {
        // Given
        JsonNode key = key(binding);

        // When
        List<String> examples =
                key.path("examples").valueStream().map(JsonNode::asString).toList();

        // Then
        assertThat(examples).isNotEmpty().allMatch(example -> matches(key, example));
    }

    @Test
    void acceptsTheKeyOfATrackWhoseNameHasSlashes() {
        // Given
        String key = new TrackKey("cell 1", "a/b/\n").text();

        // When
        boolean accepted = matches(key("OfATrack"), key);

        // Then
        assertThat(accepted).isTrue();
    }

    private static JsonNode key(String binding) {
        return document.at("/components/messageBindings/" + binding + "/kafka/key");
    }

    private static boolean matches(JsonNode schema, String text) {
        return text.matches(schema.path("pattern").asString());
    }

    private static boolean exists(String reference) {
        return reference.startsWith("#")
                ? !document.at(reference.substring(1)).isMissingNode()
                : Files.isRegularFile(SCHEMAS.resolve(reference));
    }

    /** A list as Kafka writes it. */
    private static String text(JsonNode value) {
        return value.isArray()
                ? String.join(",", value.valueStream().map(JsonNode::asString).toList())
                : value.asString();
    }

    private static String prefix(Schema schema) {
        return "c301" + HexFormat.of().formatHex(fingerprint(schema));
    }

    /** The eight bytes in the order in which they are sent. */
    private static byte[] fingerprint(Schema schema) {
        try {
            return SchemaNormalization.parsingFingerprint("CRC-64-AVRO", schema);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
