package io.wanderscope.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.schema.EarlierSchemas;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.wire.FakeSchemaRegistry.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The requests that a registry gets, and what becomes of its answers. */
class RegisteredSchemasTest {
    private static final Schema POSITION = ParticlePosition.getClassSchema();
    private static final Schema LABEL = TrajectoryLabel.getClassSchema();
    private static final String SUBJECT = "topic-value";
    private static final Schema OTHER =
            SchemaBuilder.record("Other").fields().requiredInt("a").endRecord();

    private FakeSchemaRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = FakeSchemaRegistry.start();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void aNewSubjectGetsItsCompatibilityLevelBeforeItsFirstSchema() {
        // When
        int id = schemas().idOf(SUBJECT, POSITION);

        // Then
        assertThat(registry.content(id)).isEqualTo(POSITION.toString());
        assertThat(registry.levels()).containsExactly(Map.entry(SUBJECT, "FULL_TRANSITIVE"));
        assertThat(registry.requests())
                .containsExactly(
                        "POST /subjects/topic-value", "PUT /config/topic-value", "POST /subjects/topic-value/versions");
    }

    @Test
    void theLevelAllowsEverySchemaThatThereWas() {
        // Given
        RegisteredSchemas schemas = schemas();
        List<Schema> earlier = EarlierSchemas.of(LABEL);
        earlier.forEach(schema -> schemas.idOf(SUBJECT, schema));

        // When
        int id = schemas.idOf(SUBJECT, LABEL);

        // Then
        assertThat(earlier).isNotEmpty();
        assertThat(registry.content(id)).isEqualTo(LABEL.toString());
    }

    @Test
    void aSubjectThatExistsKeepsItsLevel() {
        // Given
        registry.registerAs(SUBJECT, OTHER.toString());

        // When
        int id = schemas().idOf(SUBJECT, POSITION);

        // Then
        assertThat(id).isEqualTo(2);
        assertThat(registry.levels()).isEmpty();
    }

    @Test
    void aSchemaThatIsRegisteredIsOnlyLookedUp() {
        // Given
        int registered = registry.registerAs(SUBJECT, POSITION.toString());

        // When
        int id = schemas().idOf(SUBJECT, POSITION);

        // Then
        assertThat(id).isEqualTo(registered);
        assertThat(registry.requests()).containsExactly("POST /subjects/topic-value");
    }

    @Test
    void whoMayNotSetTheLevelStillWrites() {
        // Given
        registry.forbidLevels();

        // When
        int id = schemas().idOf(SUBJECT, POSITION);

        // Then
        assertThat(registry.content(id)).isEqualTo(POSITION.toString());
        assertThat(registry.levels()).isEmpty();
    }

    @Test
    void takesTheIdOfASchemaThatAnotherRegisteredAtTheSameTime() {
        // Given
        registry.letAnotherBeFaster();

        // When
        int id = schemas().idOf(SUBJECT, POSITION);

        // Then
        assertThat(registry.content(id)).isEqualTo(POSITION.toString());
    }

    @Test
    void saysWhyTheRegistryTakesNoSchemaAndTriesOnlyOnce() {
        // Given
        schemas().idOf(SUBJECT, OTHER);
        int asked = registry.requests().size();

        // When
        assertThatThrownBy(() -> schemas().idOf(SUBJECT, POSITION))
                // Then
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessage("schema.registry.url is " + registry.url()
                        + "; the registry does not take the schema io.wanderscope.schema.ParticlePosition as topic-value:"
                        + " HTTP status 409, error 409: Schema being registered is incompatible with an earlier schema;"
                        + " look for another program's schema there, or for a stricter level than FULL_TRANSITIVE");
        assertThat(registry.requests().subList(asked, registry.requests().size()))
                .containsOnlyOnce("POST /subjects/topic-value/versions");
    }

    @Test
    void aSubjectOfAnyNameIsOneSegmentOfThePath() {
        // When
        schemas().idOf("a b/c?d-value", POSITION);

        // Then
        assertThat(registry.requests()).startsWith("POST /subjects/a%20b%2Fc%3Fd-value");
    }

    @Test
    void anIdIsAskedForOnce() {
        // Given
        int id = registry.register(POSITION.toString());
        RegisteredSchemas schemas = schemas();

        // When
        List<Schema> read = List.of(schemas.schema(id), schemas.schema(id));

        // Then
        assertThat(read).containsOnly(POSITION);
        assertThat(registry.requests()).containsExactly("GET /schemas/ids/1");
    }

    @Test
    void theIdsThatWereUsedLastAreKnown() {
        // Given one id more than are known at a time, of which the first is used throughout
        for (int id = 0; id <= RegisteredSchemas.KNOWN_IDS; id++) {
            registry.register(POSITION.toString());
        }
        RegisteredSchemas schemas = schemas();
        for (int id = 1; id <= RegisteredSchemas.KNOWN_IDS + 1; id++) {
            schemas.schema(id);
            schemas.schema(1);
        }
        int asked = registry.requests().size();

        // When
        schemas.schema(1);
        schemas.schema(RegisteredSchemas.KNOWN_IDS + 1);
        schemas.schema(2);

        // Then
        assertThat(asked).isEqualTo(RegisteredSchemas.KNOWN_IDS + 1);
        assertThat(registry.requests()).hasSize(asked + 1).endsWith("GET /schemas/ids/2");
    }

    @Test
    void anIdOfMoreThan31BitsIsAskedForAsAPositiveNumber() {
        // When
        assertThatThrownBy(() -> schemas().schema(-1))
                // Then
                .isInstanceOf(SerializationException.class)
                .hasMessageStartingWith("written with schema 4294967295, which the registry");
    }

    @Test
    void readsTheSchemasToWhichASchemaRefers() {
        // Given a record of a pair, of which both parts refer to the same enum
        registry.registerAs("kind", """
                {"type": "enum", "name": "Kind", "namespace": "n", "symbols": ["A"]}""");
        registry.registerAs("part", "{}");
        int part = registry.register("""
                {"type": "record", "name": "Part", "namespace": "n", "fields": [{"name": "kind", "type": "n.Kind"}]}""", "AVRO", """
                [{"name": "n.Kind", "subject": "kind", "version": 1}]""");
        registry.add("part", part);
        int pair = registry.register("""
                {"type": "record", "name": "Pair", "namespace": "n", "fields": [
                  {"name": "part", "type": "n.Part"}, {"name": "kind", "type": "n.Kind"}]}""", "AVRO", """
                [{"name": "n.Part", "subject": "part", "version": 2}, {"name": "n.Kind", "subject": "kind", "version": 1}]""");

        // When
        Schema read = schemas().schema(pair);

        // Then
        assertThat(read.getField("part").schema().getField("kind").schema())
                .isEqualTo(read.getField("kind").schema());
        assertThat(registry.requests())
                .containsExactly(
                        "GET /schemas/ids/" + pair, "GET /subjects/part/versions/2", "GET /subjects/kind/versions/1");
    }

    @Test
    void namesTheReferenceThatTheRegistryDoesNotHave() {
        // Given
        int id = registry.register(OTHER.toString(), "AVRO", """
                [{"name": "n.Kind", "subject": "kind", "version": 3}]""");

        // When
        assertThatThrownBy(() -> schemas().schema(id))
                // Then
                .isInstanceOf(SerializationException.class)
                .hasMessage("written with schema 1, which refers to version 3 of kind, which the registry "
                        + registry.url() + " does not have");
    }

    @Test
    void asksTheNextAddressAndStaysThereWhileOneIsDown() throws IOException {
        // Given
        FakeSchemaRegistry down = FakeSchemaRegistry.start();
        down.close();
        int id = registry.register(POSITION.toString());
        int next = registry.register(LABEL.toString());
        RegisteredSchemas schemas = schemas(down.url() + ", " + registry.url() + "/", Map.of());

        // When
        List<Schema> read = List.of(schemas.schema(id), schemas.schema(next));

        // Then
        assertThat(read).containsExactly(POSITION, LABEL);
    }

    @Test
    void anAddressThatAnsweredIsAskedFirst() throws IOException {
        // Given
        try (FakeSchemaRegistry failing = FakeSchemaRegistry.start()) {
            failing.failFromNowOn(Fault.UNAVAILABLE);
            int id = registry.register(POSITION.toString());
            int next = registry.register(LABEL.toString());
            RegisteredSchemas schemas = schemas(failing.url() + "," + registry.url(), Map.of());
            schemas.schema(id);

            // When
            schemas.schema(next);

            // Then
            assertThat(failing.requests()).hasSize(1);
        }
    }

    @Test
    void anIdThatOneAddressDoesNotHaveYetIsFoundAtTheNext() throws IOException {
        // Given
        try (FakeSchemaRegistry behind = FakeSchemaRegistry.start()) {
            int id = registry.register(POSITION.toString());

            // When
            Schema read = schemas(behind.url() + "," + registry.url(), Map.of()).schema(id);

            // Then
            assertThat(read).isEqualTo(POSITION);
        }
    }

    @Test
    void namesWhatEachAddressAnswered() throws IOException {
        // Given
        try (FakeSchemaRegistry other = FakeSchemaRegistry.start()) {
            other.failFromNowOn(Fault.OF_ANOTHER_PROGRAM);
            registry.failFromNowOn(Fault.UNAVAILABLE);

            // When
            assertThatThrownBy(() -> schemas(registry.url() + "," + other.url(), Map.of())
                            .schema(1))
                    // Then
                    .isInstanceOf(SchemaRegistryException.class)
                    .hasMessage("schema.registry.url is " + registry.url() + "," + other.url()
                            + "; after 3 attempts, the registry did not return schema 1: " + registry.url()
                            + ": HTTP status 503; " + other.url() + ": the answer is not a schema registry's");
        }
    }

    @Test
    void authenticatesWithUserAndPassword() {
        // Given
        RegisteredSchemas schemas =
                schemas(registry.url(), Map.of("schema.registry.basic.auth.user.info", "me:secret"));

        // When
        schemas.idOf(SUBJECT, POSITION);

        // Then
        assertThat(registry.authorizations()).hasSize(3).containsOnly("Basic bWU6c2VjcmV0");
    }

    @Test
    void authenticatesWithAToken() {
        // Given
        RegisteredSchemas schemas = schemas(registry.url(), Map.of("schema.registry.bearer.auth.token", "abc.def"));

        // When
        schemas.idOf(SUBJECT, POSITION);

        // Then
        assertThat(registry.authorizations()).hasSize(3).containsOnly("Bearer abc.def");
    }

    @ParameterizedTest
    @CsvSource({
        "schema.registry.basic.auth.user.info, me:secret, Basic",
        "schema.registry.bearer.auth.token, abc.def, Bearer",
    })
    void doesNotRepeatItsCredentialsThoughTheRegistryDoes(String key, String credentials, String scheme) {
        // Given
        registry.failFromNowOn(Fault.REPEATING);

        // When
        assertThatThrownBy(
                        () -> schemas(registry.url(), Map.of(key, credentials)).schema(1))
                // Then
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("error 40101: no [31m" + scheme + " …; check");
    }

    @Test
    void showsAnAnswerThatIsNotOneOfHttpInOneLineWithoutControlCharacters() throws Exception {
        // Given
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            daemon(() -> answer(server, "\u001b]0;title\u0007" + "x".repeat(2000) + "\r\n\r\n"));

            // When
            assertThatThrownBy(() -> schemas("http://localhost:" + server.getLocalPort(), Map.of())
                            .schema(1))
                    // Then
                    .isInstanceOf(SchemaRegistryException.class)
                    .message()
                    .doesNotContainPattern("\\p{Cntrl}")
                    .contains("title")
                    .hasSizeLessThan(700);
        }
    }

    /** Answers each connection on a thread of its own: a client may open one and ask nothing. */
    private static void answer(ServerSocket server, String text) {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                daemon(() -> answer(client, text));
            } catch (IOException e) {
                // The test is over.
            }
        }
    }

    private static void answer(Socket client, String text) {
        try (client) {
            readRequest(client.getInputStream());
            client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "answers");
        thread.setDaemon(true);
        thread.start();
    }

    /** All of it, so that the answer is not lost when the connection is closed. */
    private static void readRequest(InputStream in) throws IOException {
        StringBuilder read = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            read.append((char) next);
            if (read.indexOf("\r\n\r\n") >= 0) {
                return;
            }
        }
    }

    @Test
    void trustsTheCertificatesOfItsTrustStore(@TempDir Path folder) throws Exception {
        // Given
        TestCertificate certificate = TestCertificate.in(folder);
        try (FakeSchemaRegistry encrypted = FakeSchemaRegistry.startWithTls(certificate.server())) {
            int id = encrypted.register(POSITION.toString());

            // When
            Schema read = schemas(encrypted.url(), certificate.trust()).schema(id);

            // Then
            assertThat(read).isEqualTo(POSITION);
        }
    }

    @Test
    void saysWhereACertificateThatIsNotTrustedWouldBeMadeKnown(@TempDir Path folder) throws Exception {
        // Given
        try (FakeSchemaRegistry encrypted =
                FakeSchemaRegistry.startWithTls(TestCertificate.in(folder).server())) {
            // When
            assertThatThrownBy(() -> schemas(encrypted.url(), Map.of()).schema(1))
                    // Then
                    .isInstanceOf(SchemaRegistryException.class)
                    .hasMessageContaining("unable to find valid certification path")
                    .hasMessageEndingWith("schema.registry.ssl.truststore.location is the place for its authority's");
        }
    }

    private RegisteredSchemas schemas() {
        return schemas(registry.url(), Map.of());
    }

    private static RegisteredSchemas schemas(String url, Map<String, String> client) {
        return new RegisteredSchemas(new SchemaRegistry(url, client), FakeSchemaRegistry.PATIENT);
    }
}
