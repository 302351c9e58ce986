package io.wanderscope.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaRegistryTest {
    private static final String URL = "http://registry:8081";

    @Test
    void addressesAreSeparatedByCommasAndEndWithoutASlash() {
        // When
        SchemaRegistry registry =
                new SchemaRegistry("http://one:8081/, https://two/apis/ccompat/v7,http://three", Map.of());

        // Then
        assertThat(registry.addresses())
                .containsExactly(
                        URI.create("http://one:8081"),
                        URI.create("https://two/apis/ccompat/v7"),
                        URI.create("http://three"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://a,b:8081 | must be an http or https URL, such as http://localhost:8081, got 'b:8081'",
                "http://a, | must be an http or https URL, such as http://localhost:8081, got ''",
                "http://me:sec@ret@a | must be an http or https URL, such as http://localhost:8081, got 'http://…@a'",
                "http://me:secret@a:8081 | has a user in the address of a; schema.registry.basic.auth.user.info is the"
                        + " place for user:password",
                "http://a?b=c | must end with the path, got 'http://a?b=c'",
                "http://a:8080/apis/registry/v3 | is the address of Apicurio's own API,"
                        + " 'http://a:8080/apis/registry/v3'; Confluent's, which is needed, has the address"
                        + " http://a:8080/apis/ccompat/v7",
                "http://a,http://a,http://a,http://a,http://a,http://a,http://a,http://a,http://a |"
                        + " may have 8 addresses at most, got 9",
            })
    void namesTheBadAddressAndWhatWouldBeRight(String url, String problem) {
        // When
        assertThatThrownBy(() -> new SchemaRegistry(url, Map.of()))
                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("schema.registry.url " + problem);
    }

    @Test
    void refusesAUserWithoutAPassword() {
        // When
        assertThatThrownBy(() -> new SchemaRegistry(URL, Map.of("schema.registry.basic.auth.user.info", "me")))
                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("schema.registry.basic.auth.user.info must be user:password, and has no colon");
    }

    @Test
    void refusesATokenThatNoHeaderCanHold() {
        // When
        assertThatThrownBy(() -> new SchemaRegistry(URL, Map.of("schema.registry.bearer.auth.token", "a\nb")))
                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("schema.registry.bearer.auth.token must be ASCII without spaces, and not empty");
    }

    @Test
    void refusesTwoKindsOfAuthentication() {
        // When
        assertThatThrownBy(() -> new SchemaRegistry(
                        URL,
                        Map.of(
                                "schema.registry.basic.auth.user.info", "me:secret",
                                "schema.registry.bearer.auth.token", "token")))
                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("of schema.registry.basic.auth.user.info and schema.registry.bearer.auth.token only one can"
                        + " be used");
    }

    @Test
    void namesTheTrustStoreThatCannotBeRead() {
        // When
        assertThatThrownBy(() -> new SchemaRegistry(
                        URL, Map.of("schema.registry.ssl.truststore.location", "/no/such/store.p12")))
                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("schema.registry.ssl.truststore.location cannot be used:"
                        + " java.nio.file.NoSuchFileException: /no/such/store.p12");
    }
}
