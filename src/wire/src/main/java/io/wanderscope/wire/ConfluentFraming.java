package io.wanderscope.wire;

import io.apicurio.registry.resolver.client.RegistryClientFacade;
import io.apicurio.registry.resolver.client.RegistryClientFacadeFactory;
import io.apicurio.registry.resolver.config.SchemaResolverConfig;
import io.apicurio.registry.serde.config.SerdeConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Confluent's frame, written and read by Apicurio's serdes, which share one client of the registry. */
final class ConfluentFraming implements WireFormat {
    private final SchemaRegistry registry;
    private final RegistryRetry retry;
    private final RegistryClientFacade client;

    ConfluentFraming(SchemaRegistry registry, RegistryRetry retry) {
        this.registry = registry;
        this.retry = retry;
        this.client = RegistryClientFacadeFactory.create(new SchemaResolverConfig(configuration()));
    }

    @Override
    public <T extends SpecificRecordBase> Serde<T> serde(Class<T> type) {
        AvroBinary<T> binary = new AvroBinary<>(type);
        // One resolver each: a resolver registers a schema only once, and a serde may write to one topic and read
        // another.
        FramedSerializer<T> serializer = new FramedSerializer<>(binary, resolver());
        FramedDeserializer<T> deserializer = new FramedDeserializer<>(binary, resolver());
        serializer.configure(new SerdeConfig(configuration()), false);
        deserializer.configure(new SerdeConfig(configuration()), false);
        return Serdes.serdeFrom(serializer::serializeData, deserializer::deserializeData);
    }

    private <T> RetryingSchemaResolver<T> resolver() {
        return new RetryingSchemaResolver<>(client, registry.url(), retry);
    }

    /** A new map each time, because Apicurio's classes modify it. */
    private Map<String, Object> configuration() {
        Map<String, Object> entries = new HashMap<>(registry.client());
        entries.put(SchemaResolverConfig.REGISTRY_URL, registry.url());
        entries.put(SchemaResolverConfig.HTTP_ADAPTER, "JDK");
        entries.put(SchemaResolverConfig.AUTO_REGISTER_ARTIFACT, true);
        entries.put(SchemaResolverConfig.AUTO_REGISTER_ARTIFACT_IF_EXISTS, "FIND_OR_CREATE_VERSION");
        // Registers one schema that contains its enums and nested records: not every client follows references.
        entries.put(SchemaResolverConfig.DEREFERENCE_SCHEMA, true);
        return entries;
    }
}
