package io.wanderscope.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schemas in the registry: which has an id, and which id is that of a schema. An id always stands for the same
 * schema, so one that is known needs no registry again. Thread-safe.
 */
final class RegisteredSchemas {
    private static final Logger LOG = LoggerFactory.getLogger(RegisteredSchemas.class);

    /** Readers of every version can read records of every other: our fields are only added, with defaults. */
    static final String COMPATIBILITY = "FULL_TRANSITIVE";

    /** Ids that are known at a time, many more than the topics have. */
    static final int KNOWN_IDS = 1_000;

    private static final int MAX_REFERENCES = 100;
    /** The registry's number of the error that a subject has no schema yet. */
    private static final int NO_SUBJECT = 40401;

    private final SchemaRegistry registry;
    private final RegistryRequests requests;
    private final LruCache<Integer, Schema> schemas = new LruCache<>(KNOWN_IDS);

    RegisteredSchemas(SchemaRegistry registry, RegistryRetry retry) {
        this.registry = registry;
        requests = new RegistryRequests(registry, retry);
    }

    /**
     * The id of a schema under a subject, where it is registered if it is not there yet. A subject that is new gets its
     * compatibility level before its first schema.
     *
     * @throws SchemaRegistryException when the registry does not answer, or does not take the schema
     */
    int idOf(String subject, Schema schema) {
        RegistryAnswer found = requests.ask(RegistryRequest.idOf(subject, schema));
        if (found.isSuccess()) {
            return id(found);
        }
        if (found.errorCode() == NO_SUBJECT) {
            setCompatibility(subject);
        }
        RegistryAnswer registered = requests.ask(RegistryRequest.register(subject, schema));
        if (registered.isSuccess()) {
            return id(registered);
        }
        // Apicurio refuses one of two that register the same schema at the same time.
        RegistryAnswer meanwhile = requests.ask(RegistryRequest.idOf(subject, schema));
        if (meanwhile.isSuccess()) {
            return id(meanwhile);
        }
        throw new SchemaRegistryException(SchemaRegistry.URL + " is " + registry.url()
                + "; the registry does not take the schema " + schema.getFullName() + " as " + subject + ": "
                + registered.description()
                + "; look for another program's schema there, or for a stricter level than " + COMPATIBILITY);
    }

    private static int id(RegistryAnswer answer) {
        return answer.json().path("id").asInt();
    }

    /**
     * Whoever may not set it can still write; the registry's own level holds then. By 409, Apicurio says that another
     * instance has just set it.
     */
    private void setCompatibility(String subject) {
        RegistryAnswer answer = requests.ask(RegistryRequest.setCompatibility(subject, COMPATIBILITY));
        if (!answer.isSuccess() && answer.status() != 409) {
            LOG.warn(
                    "event=schema_registry_compatibility_not_set url={} subject={} level={} failure=\"{}\"",
                    registry.url(),
                    subject,
                    COMPATIBILITY,
                    answer.description());
        }
    }

    /**
     * The schema that an id stands for.
     *
     * @throws SerializationException when the registry has no such id, or something else than an Avro schema
     * @throws SchemaRegistryException when the registry does not answer
     */
    Schema schema(int id) {
        return schemas.get(id).orElseGet(() -> {
            Schema schema = ask(id);
            schemas.put(id, schema);
            return schema;
        });
    }

    private Schema ask(int id) {
        RegistryRequest request = RegistryRequest.schema(id);
        RegistryAnswer answer = requests.ask(request);
        String writtenWith = "written with " + request.wanted();
        if (!answer.isSuccess()) {
            throw new SerializationException(writtenWith + ", which the registry " + registry.url() + " does not have");
        }
        return parsed(answer, writtenWith, new Schema.Parser(), new HashSet<>());
    }

    /** Parses the schemas to which a schema refers before the schema itself, with one parser, which knows them then. */
    private Schema parsed(RegistryAnswer answer, String writtenWith, Schema.Parser parser, Set<String> references) {
        String type = answer.json().path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new SerializationException(writtenWith + ", which is not an Avro schema but of the type " + type);
        }
        for (JsonNode reference : answer.json().path("references")) {
            RegistryRequest request = RegistryRequest.version(
                    reference.path("subject").asText(),
                    reference.path("version").asInt());
            if (references.add(request.path())) {
                parsed(referenced(request, writtenWith, references), writtenWith, parser, references);
            }
        }
        try {
            return parser.parse(answer.json().path("schema").asText());
        } catch (AvroRuntimeException e) {
            throw new SerializationException(writtenWith + ", which is not an Avro schema: " + e.getMessage(), e);
        }
    }

    private RegistryAnswer referenced(RegistryRequest request, String writtenWith, Set<String> references) {
        if (references.size() > MAX_REFERENCES) {
            throw new SerializationException(
                    writtenWith + ", which refers to more than " + MAX_REFERENCES + " other schemas");
        }
        RegistryAnswer answer = requests.ask(request);
        if (!answer.isSuccess()) {
            throw new SerializationException(writtenWith + ", which refers to " + request.wanted()
                    + ", which the registry " + registry.url() + " does not have");
        }
        return answer;
    }
}
