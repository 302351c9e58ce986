package io.wanderscope.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.avro.Schema;

/**
 * One request of Confluent's API.
 *
 * @param wanted what is asked for, as messages name it
 * @param method method of HTTP
 * @param path what follows the registry's address
 * @param body JSON, if there is something to send
 * @param answers whether an answer settles the request, for better or worse; any other is the registry's failure
 */
record RegistryRequest(
        String wanted, String method, String path, Optional<String> body, Predicate<RegistryAnswer> answers) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The id of a schema under a subject; or the error that there is no such subject, or not this schema. */
    static RegistryRequest idOf(String subject, Schema schema) {
        return new RegistryRequest(
                anId(subject),
                "POST",
                "/subjects/" + encoded(subject),
                Optional.of(withSchema(schema)),
                answer -> answer.hasId() || answer.isUnknown());
    }

    /** Registers a schema under a subject; or the error why the registry does not take it. */
    static RegistryRequest register(String subject, Schema schema) {
        return new RegistryRequest(
                anId(subject),
                "POST",
                "/subjects/" + encoded(subject) + "/versions",
                Optional.of(withSchema(schema)),
                answer -> answer.hasId() || answer.isError(409) || answer.isError(422));
    }

    /** Sets the compatibility level of a subject; or the error why it stays as it is. */
    static RegistryRequest setCompatibility(String subject, String level) {
        return new RegistryRequest(
                "the compatibility level of " + subject,
                "PUT",
                "/config/" + encoded(subject),
                Optional.of(text(JSON.createObjectNode().put("compatibility", level))),
                answer -> answer.status() < 500);
    }

    /** The schema of an id; or the error that there is none. */
    static RegistryRequest schema(int id) {
        return new RegistryRequest(
                "schema " + Integer.toUnsignedString(id),
                "GET",
                "/schemas/ids/" + Integer.toUnsignedString(id),
                Optional.empty(),
                answer -> answer.hasSchema() || answer.isUnknown());
    }

    /** A schema to which another refers; or the error that there is none. */
    static RegistryRequest version(String subject, int version) {
        return new RegistryRequest(
                "version " + version + " of " + subject,
                "GET",
                "/subjects/" + encoded(subject) + "/versions/" + version,
                Optional.empty(),
                answer -> answer.hasSchema() || answer.isUnknown());
    }

    private static String anId(String subject) {
        return "an id for the schema of " + subject;
    }

    /** Its enums and nested records are in it: not every reader follows references. */
    private static String withSchema(Schema schema) {
        return text(JSON.createObjectNode().put("schema", schema.toString()));
    }

    private static String text(ObjectNode json) {
        return json.toString();
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
