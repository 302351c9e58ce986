package io.wanderscope.app.configuration;

import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.Provider;
import io.wanderscope.streaming.ClassificationStreamsConfig;
import io.wanderscope.streaming.InferenceThreads;
import io.wanderscope.streaming.Setting;
import io.wanderscope.streaming.SettingGroup;
import io.wanderscope.streaming.SettingType;
import io.wanderscope.streaming.SettingValues;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TriggerRules;
import io.wanderscope.wire.SchemaRegistry;
import io.wanderscope.wire.WireFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What a configuration file says. Every key is known, and every value is in its range, Kafka's included; Kafka's clients
 * check what their values mean together.
 *
 * @param topics names of the topics
 * @param settings settings of the topology
 * @param model the model file
 * @param provider where the model runs
 * @param inferenceThreads threads on which the model runs, one batch each; empty if their number is that of {@link
 *     InferenceThreads#defaultNumber}
 * @param topicCreation whether missing topics are created, and how
 * @param registry the schema registry, if there is one
 * @param servers where servers listen and whom they admit
 * @param kafka the entries for Kafka's clients as the file has them, {@code bootstrap.servers} among them
 */
public record RunConfiguration(
        StreamTopics topics,
        StreamSettings settings,
        Path model,
        ExecutionProvider provider,
        Optional<Integer> inferenceThreads,
        TopicCreation topicCreation,
        Optional<SchemaRegistry> registry,
        ServerPorts servers,
        Map<String, String> kafka) {
    private static final int MAX_THREADS = 1_024;
    private static final SettingGroup SETTINGS = new SettingGroup();

    private static final Setting<Optional<String>> REGISTRY_URL = SETTINGS.defineOptional(
            SchemaRegistry.URL,
            SettingType.text("address", "http or https"),
            "none",
            "A schema registry that serves Confluent's API: Confluent's, Karapace, Redpanda, or Apicurio with the path"
                    + " `/apis/ccompat/v7`. Several addresses are separated by commas. With it, values have Confluent's"
                    + " frame; without it, they are in Avro's single-object encoding.");
    private static final Setting<Optional<String>> MODEL_PATH = SETTINGS.defineOptional(
            "model.path",
            SettingType.text("file", "an ONNX file that meets [the contract](model.md)"),
            "the shipped model",
            "The model. A relative path starts at the folder of the configuration file.");
    private static final Setting<ExecutionProvider> INFERENCE_PROVIDER = SETTINGS.define(
            "inference.provider",
            SettingType.choice(ExecutionProvider.class),
            ExecutionProvider.AUTO,
            "Where the model runs. `auto` uses a GPU if there is one.");
    private static final Setting<Optional<Integer>> INFERENCE_THREADS = SETTINGS.defineOptional(
            "inference.threads",
            SettingType.wholeNumber(1, MAX_THREADS),
            "one for each core, on a GPU at most 2",
            "Threads on which the model runs, beside the stream threads (`num.stream.threads`). Each runs one batch at"
                    + " a time; those of all partitions share them. A GPU has no use for more than 2: while it computes"
                    + " one batch, the next is made ready.");

    /** The prefix of the registry's keys while only Apicurio's own API was spoken. */
    private static final String FORMER_REGISTRY_PREFIX = "apicurio.registry.";

    /** Whole numbers that are not above 0. */
    private static final Pattern NO_THREADS = Pattern.compile("[+-]?0+|-\\d+");

    private static final Set<String> GROUP_KEYS = Set.of(
            ConsumerConfig.GROUP_ID_CONFIG,
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            ConsumerConfig.GROUP_PROTOCOL_CONFIG,
            ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG);

    /** Checks the numbers of threads and copies the map. */
    public RunConfiguration {
        INFERENCE_THREADS.require(inferenceThreads);
        var unused = requireAStreamThread(kafka);
        kafka = Map.copyOf(kafka);
    }

    /** Kafka Streams accepts 0, for threads that are added while it runs; nothing would. What is no number it refuses. */
    private static String requireAStreamThread(Map<String, String> kafka) {
        String threads =
                kafka.getOrDefault(StreamsConfig.NUM_STREAM_THREADS_CONFIG, "1").trim();
        if (NO_THREADS.matcher(threads).matches()) {
            throw new IllegalArgumentException(
                    StreamsConfig.NUM_STREAM_THREADS_CONFIG + " must be 1 or more, got " + threads);
        }
        return threads;
    }

    /** All of Wanderscope's own settings, in the order in which the documentation lists them. */
    static List<Setting<?>> allSettings() {
        return Stream.of(
                        StreamTopics.settings(),
                        TopicCreation.settings(),
                        SETTINGS.all(),
                        StreamSettings.settings(),
                        ServerPorts.settings())
                .<Setting<?>>flatMap(List::stream)
                .toList();
    }

    /**
     * Reads a configuration file of Java properties.
     *
     * @param path the file
     * @param shippedModel the model to use when the file names none; a relative path in the file starts at its folder
     * @throws ConfigurationException when the file cannot be read, refers to what no provider of secrets has, has unknown keys, lacks {@code bootstrap.servers}, or
     *     values are out of their ranges; it names all of them
     */
    public static RunConfiguration read(Path path, Path shippedModel) throws ConfigurationException {
        return read(path, Map.of(), shippedModel);
    }

    /**
     * Reads a configuration file some of whose entries are overridden.
     *
     * @param overrides entries that replace those of the file or are added to them
     * @throws ConfigurationException as {@link #read(Path, Path)}
     */
    public static RunConfiguration read(Path path, Map<String, String> overrides, Path shippedModel)
            throws ConfigurationException {
        return of(ConfigurationFile.read(path).with(overrides), shippedModel);
    }

    /**
     * A configuration without a file.
     *
     * @param origin where the entries come from, as messages name it; a relative path of the model starts beside it
     * @throws ConfigurationException as {@link #read(Path, Path)}
     */
    public static RunConfiguration of(Path origin, Map<String, String> entries, Path shippedModel)
            throws ConfigurationException {
        return of(ConfigurationFile.of(origin, entries), shippedModel);
    }

    private static RunConfiguration of(ConfigurationFile written, Path shippedModel) throws ConfigurationException {
        ConfigurationFile file = written.resolved();
        Problems problems = new Problems();
        Map<String, String> kafka = kafkaEntries(file, problems);
        SettingValues values = file.values(allSettings(), problems);
        Map<String, String> registryClient = registryClient(file, problems);
        Supplier<StreamTopics> topics = () -> StreamTopics.of(values);
        Supplier<TriggerRules> rules = () -> TriggerRules.parse(file.entries());
        Supplier<StreamSettings> settings = () -> new StreamSettings(values);
        Supplier<Optional<SchemaRegistry>> registry =
                () -> values.get(REGISTRY_URL).map(url -> new SchemaRegistry(url, registryClient));
        Supplier<ServerPorts> servers = () -> ServerPorts.of(values);
        Stream.of(topics, rules, settings, registry, servers).forEach(problems::tryOut);
        if (problems.all().isEmpty()) {
            problems.tryOut(() -> settings.get().linking(topics.get()));
        }
        if (!problems.all().isEmpty()) {
            throw file.problems(problems.all());
        }
        return new RunConfiguration(
                topics.get(),
                settings.get().withRules(rules.get()),
                values.get(MODEL_PATH).map(file::sibling).orElse(shippedModel),
                values.get(INFERENCE_PROVIDER),
                values.get(INFERENCE_THREADS),
                TopicCreation.of(values),
                registry.get(),
                servers.get(),
                kafka);
    }

    private static Map<String, String> kafkaEntries(ConfigurationFile file, Problems problems) {
        Set<String> ownKeys = ownKeys(file);
        Map<String, String> kafka = new TreeMap<>(file.entries());
        kafka.keySet().removeAll(ownKeys);
        kafka.forEach((key, value) -> {
            if (KafkaKeys.contains(key)) {
                KafkaKeys.problem(key, value).ifPresent(problem -> problems.add(key, problem));
            } else {
                problems.add("unknown key " + key + suggestion(key, ownKeys));
            }
        });
        problems.tryOut(() -> requireAStreamThread(kafka));
        if (kafka.getOrDefault(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "").isEmpty()) {
            problems.add("bootstrap.servers is missing; it names the brokers, as in localhost:9092");
        }
        return kafka;
    }

    private static Set<String> ownKeys(ConfigurationFile file) {
        Set<String> keys = new TreeSet<>(SchemaRegistry.CLIENT_KEYS);
        keys.addAll(TriggerRules.keys(file.entries()));
        allSettings().forEach(setting -> keys.add(setting.key()));
        return keys;
    }

    private static String suggestion(String unknown, Set<String> ownKeys) {
        if (unknown.startsWith(FORMER_REGISTRY_PREFIX)) {
            return "; the keys of any registry start with schema.registry, as docs/configuration.md lists them";
        }
        if (TriggerRules.isMisnamed(unknown)) {
            return "; a rule's keys are trigger.NAME.class and so on, with a name of 1 to 64 letters, digits, - and _";
        }
        List<String> known = new ArrayList<>(ownKeys);
        known.addAll(KafkaKeys.all());
        return NearestKey.to(unknown, known)
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("; the keys are those of docs/configuration.md and of Kafka's clients");
    }

    private static Map<String, String> registryClient(ConfigurationFile file, Problems problems) {
        Map<String, String> client = new TreeMap<>(file.entries());
        client.keySet().retainAll(SchemaRegistry.CLIENT_KEYS);
        if (!file.entries().containsKey(REGISTRY_URL.key()) && !client.isEmpty()) {
            problems.add(REGISTRY_URL + " is missing; without it there is no registry, and "
                    + String.join(", ", client.keySet()) + " would have no effect");
        }
        return client;
    }

    /** Threads on which the model runs, given where it runs. */
    public InferenceThreads inferenceThreads(Provider provider) {
        return InferenceThreads.of(inferenceThreads.orElseGet(() -> InferenceThreads.defaultNumber(provider.kind())));
    }

    /** How records are framed: with Confluent's frame if there is a registry, and with Avro's single-object encoding if not. */
    public WireFormat wireFormat() {
        return registry.map(WireFormat::registered).orElseGet(WireFormat::singleObject);
    }

    /** Of Kafka's entries, some of which are secret, only the keys. */
    @Override
    public String toString() {
        return "RunConfiguration[topics=" + topics + ", settings=" + settings + ", model=" + model + ", provider="
                + provider
                + ", inferenceThreads=" + inferenceThreads + ", topicCreation=" + topicCreation + ", registry="
                + registry
                + ", servers=" + servers + ", kafka=" + kafka.keySet() + "]";
    }

    /** Configuration of Kafka Streams: the defaults that the topology relies on, overridden by the file. */
    public Map<String, Object> streams() {
        Map<String, Object> entries = new HashMap<>(ClassificationStreamsConfig.entries());
        entries.put(StreamsConfig.APPLICATION_ID_CONFIG, "wanderscope");
        entries.putAll(kafka);
        return entries;
    }

    /** Configuration of an admin client. */
    public Map<String, Object> admin() {
        return client(AdminClientConfig.configNames(), StreamsConfig.ADMIN_CLIENT_PREFIX);
    }

    /** Configuration of a producer, without serializers. */
    public Map<String, Object> producer() {
        return client(ProducerConfig.configNames(), StreamsConfig.PRODUCER_PREFIX);
    }

    /** Configuration of a consumer without deserializers. It joins no group, whatever the file says. */
    public Map<String, Object> consumer() {
        Map<String, Object> entries = client(ConsumerConfig.configNames(), StreamsConfig.CONSUMER_PREFIX);
        entries.keySet().removeAll(GROUP_KEYS);
        return entries;
    }

    /** As in Kafka Streams, a key with the client's prefix overrides the same key without it. */
    private Map<String, Object> client(Set<String> names, String prefix) {
        Map<String, Object> entries = new HashMap<>();
        kafka.forEach((key, value) -> {
            if (names.contains(key)) {
                entries.putIfAbsent(key, value);
            } else if (key.startsWith(prefix)) {
                entries.put(key.substring(prefix.length()), value);
            }
        });
        return entries;
    }
}
