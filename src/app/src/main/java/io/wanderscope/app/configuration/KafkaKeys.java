package io.wanderscope.app.configuration;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The configuration keys that Kafka knows: those of Kafka Streams, of its clients with and without their prefixes, and
 * of the topics that Kafka Streams creates for itself.
 */
final class KafkaKeys {
    /** By the prefix of the keys, what Kafka knows of their values. */
    private static final Map<String, List<ConfigDef>> DEFINITIONS = Map.of(
            "",
            List.of(
                    StreamsConfig.configDef(),
                    ConsumerConfig.configDef(),
                    ProducerConfig.configDef(),
                    AdminClientConfig.configDef()),
            StreamsConfig.CONSUMER_PREFIX,
            List.of(ConsumerConfig.configDef()),
            StreamsConfig.MAIN_CONSUMER_PREFIX,
            List.of(ConsumerConfig.configDef()),
            StreamsConfig.RESTORE_CONSUMER_PREFIX,
            List.of(ConsumerConfig.configDef()),
            StreamsConfig.GLOBAL_CONSUMER_PREFIX,
            List.of(ConsumerConfig.configDef()),
            StreamsConfig.PRODUCER_PREFIX,
            List.of(ProducerConfig.configDef()),
            StreamsConfig.ADMIN_CLIENT_PREFIX,
            List.of(AdminClientConfig.configDef()));

    private static final Set<String> NAMED = named();

    private KafkaKeys() {}

    /** Whether it is one of them. Those of tags end in a name that the user chooses. */
    static boolean contains(String key) {
        return NAMED.contains(key) || key.startsWith(StreamsConfig.CLIENT_TAG_PREFIX);
    }

    /** What is wrong with a value, one by one; how values go together only Kafka's clients know. */
    static Optional<String> problem(String key, String value) {
        return definitions(key).findFirst().flatMap(definition -> problem(key, value, definition));
    }

    private static Optional<String> problem(String key, String value, ConfigDef.ConfigKey definition) {
        try {
            Object parsed = ConfigDef.parseType(key, value, definition.type);
            if (definition.validator != null) {
                definition.validator.ensureValid(key, parsed);
            }
            return Optional.empty();
        } catch (ConfigException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** That of Kafka Streams first: some values, such as a group protocol, are for its eyes only. */
    private static Stream<ConfigDef.ConfigKey> definitions(String key) {
        return DEFINITIONS.entrySet().stream()
                .filter(prefix -> key.startsWith(prefix.getKey()))
                .flatMap(prefix -> prefix.getValue().stream()
                        .map(known -> known.configKeys()
                                .get(key.substring(prefix.getKey().length()))))
                .filter(Objects::nonNull);
    }

    /** All keys that have a fixed name, in alphabetical order. */
    static Set<String> all() {
        return NAMED;
    }

    private static Set<String> named() {
        Set<String> keys = new TreeSet<>(StreamsConfig.configDef().names());
        keys.add(AbstractConfig.CONFIG_PROVIDERS_CONFIG);
        addClient(keys, ConsumerConfig.configNames(), StreamsConfig.CONSUMER_PREFIX);
        addClient(keys, ConsumerConfig.configNames(), StreamsConfig.MAIN_CONSUMER_PREFIX);
        addClient(keys, ConsumerConfig.configNames(), StreamsConfig.RESTORE_CONSUMER_PREFIX);
        addClient(keys, ConsumerConfig.configNames(), StreamsConfig.GLOBAL_CONSUMER_PREFIX);
        addClient(keys, ProducerConfig.configNames(), StreamsConfig.PRODUCER_PREFIX);
        addClient(keys, AdminClientConfig.configNames(), StreamsConfig.ADMIN_CLIENT_PREFIX);
        LogConfig.nonInternalConfigNames().forEach(name -> keys.add(StreamsConfig.TOPIC_PREFIX + name));
        return keys;
    }

    private static void addClient(Set<String> keys, Set<String> names, String prefix) {
        names.stream().flatMap(name -> Stream.of(name, prefix + name)).forEach(keys::add);
    }
}
