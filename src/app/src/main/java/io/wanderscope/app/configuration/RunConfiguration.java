package io.wanderscope.app.configuration;

import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.streaming.ClassificationStreamsConfig;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TimeSettings;
import io.wanderscope.wire.SchemaRegistry;
import io.wanderscope.wire.WireFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What a configuration file says. Every key is known, every value of Wanderscope's own keys is in its range; Kafka's
 * own are checked by Kafka Streams.
 *
 * @param topics names of the topics
 * @param settings settings of the topology
 * @param model the model file
 * @param provider where the model runs
 * @param inferenceThreads threads of one run of the model on the CPU, 1 to 1,024
 * @param topicCreation what to do about missing topics
 * @param registry where the schemas are, if anywhere
 * @param http where to listen, and whom to let in
 * @param kafka the entries for Kafka's clients as the file has them, {@code bootstrap.servers} among them
 */
public record RunConfiguration(
        StreamTopics topics,
        StreamSettings settings,
        Path model,
        ExecutionProvider provider,
        int inferenceThreads,
        TopicCreation topicCreation,
        Optional<SchemaRegistry> registry,
        HttpConfiguration http,
        Map<String, String> kafka) {
    static final String TOPIC_POSITIONS = "topics.positions";
    static final String TOPIC_LABELS = "topics.labels";
    static final String TOPIC_SALIENCY = "topics.saliency";
    static final String TOPIC_COMPOSITION = "topics.composition";
    static final String TOPIC_DEAD_LETTERS = "topics.dead.letters";
    static final String TOPICS_CREATE = "topics.create";
    static final String TOPICS_PARTITIONS = "topics.partitions";
    static final String TOPICS_REPLICATION_FACTOR = "topics.replication.factor";
    static final String MODEL_PATH = "model.path";
    static final String INFERENCE_PROVIDER = "inference.provider";
    static final String INFERENCE_THREADS = "inference.threads";

    private static final int MOST_THREADS = 1_024;
    private static final int MOST_PARTITIONS = 100_000;
    private static final int LARGEST_PORT = 65_535;

    private static final Set<String> GROUP_KEYS = Set.of(
            ConsumerConfig.GROUP_ID_CONFIG,
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            ConsumerConfig.GROUP_PROTOCOL_CONFIG,
            ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG);

    static final Set<String> OWN_KEYS = Set.of(
            TOPIC_POSITIONS,
            TOPIC_LABELS,
            TOPIC_SALIENCY,
            TOPIC_COMPOSITION,
            TOPIC_DEAD_LETTERS,
            TOPICS_CREATE,
            TOPICS_PARTITIONS,
            TOPICS_REPLICATION_FACTOR,
            MODEL_PATH,
            INFERENCE_PROVIDER,
            INFERENCE_THREADS,
            SchemaRegistry.URL,
            StreamSettings.MINIMUM_POINTS,
            StreamSettings.MAXIMUM_POINTS,
            StreamSettings.LIVE_EVERY,
            StreamSettings.MAXIMUM_GAP,
            StreamSettings.STREAM_TIME_INACTIVITY,
            StreamSettings.WALL_CLOCK_INACTIVITY,
            StreamSettings.BATCH_SIZE,
            StreamSettings.BATCH_LINGER,
            StreamSettings.MINIMUM_CONFIDENCE,
            TimeSettings.MAXIMUM_AHEAD,
            TimeSettings.ENDED_RETENTION,
            TimeSettings.COMPOSITION_WINDOW);

    /** Copies the map. */
    public RunConfiguration {
        kafka = Map.copyOf(kafka);
    }

    /**
     * Reads a configuration file of Java properties.
     *
     * @param path the file
     * @param shippedModel the model to use when the file names none; a relative path in the file starts at its folder
     * @throws ConfigurationException when the file cannot be read, has an unknown key, lacks {@code bootstrap.servers},
     * or a value is out of its range
     */
    public static RunConfiguration read(Path path, Path shippedModel) throws ConfigurationException {
        ConfigurationFile file = ConfigurationFile.read(path);
        Map<String, String> kafka = kafkaEntries(file);
        try {
            return new RunConfiguration(
                    topics(file),
                    settings(file),
                    file.text(MODEL_PATH)
                            .map(model -> path.resolveSibling(model))
                            .orElse(shippedModel),
                    file.constant(INFERENCE_PROVIDER, ExecutionProvider.class, "auto, cpu or cuda")
                            .orElse(ExecutionProvider.AUTO),
                    within(1, MOST_THREADS, file, INFERENCE_THREADS)
                            .orElse(Runtime.getRuntime().availableProcessors()),
                    topicCreation(file),
                    registry(file),
                    http(file),
                    kafka);
        } catch (IllegalArgumentException e) {
            throw file.problem(e.getMessage());
        }
    }

    private static Map<String, String> kafkaEntries(ConfigurationFile file) throws ConfigurationException {
        Map<String, String> kafka = new TreeMap<>(file.entries());
        kafka.keySet().removeAll(OWN_KEYS);
        kafka.keySet().removeAll(HttpConfiguration.KEYS);
        kafka.keySet().removeAll(SchemaRegistry.CLIENT_KEYS);
        for (String key : kafka.keySet()) {
            if (!KafkaKeys.contains(key)) {
                throw file.problem("unknown key " + key + suggestion(key));
            }
        }
        if (kafka.getOrDefault(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "").isEmpty()) {
            throw file.problem("bootstrap.servers is missing; it names the brokers, as in localhost:9092");
        }
        return kafka;
    }

    private static String suggestion(String key) {
        List<String> known = new ArrayList<>(OWN_KEYS);
        known.addAll(HttpConfiguration.KEYS);
        known.addAll(SchemaRegistry.CLIENT_KEYS);
        known.addAll(KafkaKeys.all());
        return NearestKey.to(key, known)
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("; the keys are those of docs/configuration.md and of Kafka's clients");
    }

    private static StreamTopics topics(ConfigurationFile file) throws ConfigurationException {
        StreamTopics defaults = StreamTopics.defaults();
        try {
            return new StreamTopics(
                    file.text(TOPIC_POSITIONS).orElse(defaults.positions()),
                    file.text(TOPIC_LABELS).orElse(defaults.labels()),
                    file.text(TOPIC_SALIENCY).orElse(defaults.saliency()),
                    file.text(TOPIC_COMPOSITION).orElse(defaults.composition()),
                    file.text(TOPIC_DEAD_LETTERS).orElse(defaults.deadLetters()));
        } catch (IllegalArgumentException e) {
            List<String> keys =
                    List.of(TOPIC_POSITIONS, TOPIC_LABELS, TOPIC_SALIENCY, TOPIC_COMPOSITION, TOPIC_DEAD_LETTERS);
            throw file.problem(String.join(", ", keys) + ": " + e.getMessage());
        }
    }

    private static StreamSettings settings(ConfigurationFile file) throws ConfigurationException {
        StreamSettings defaults = StreamSettings.defaults();
        return new StreamSettings(
                file.wholeNumber(StreamSettings.MINIMUM_POINTS).orElse(defaults.minimumPoints()),
                file.wholeNumber(StreamSettings.MAXIMUM_POINTS).orElse(defaults.maximumPoints()),
                file.wholeNumber(StreamSettings.LIVE_EVERY).orElse(defaults.liveEvery()),
                file.wholeNumber(StreamSettings.MAXIMUM_GAP).orElse(defaults.maximumGap()),
                milliseconds(file, StreamSettings.STREAM_TIME_INACTIVITY).orElse(defaults.streamTimeInactivity()),
                milliseconds(file, StreamSettings.WALL_CLOCK_INACTIVITY).orElse(defaults.wallClockInactivity()),
                file.wholeNumber(StreamSettings.BATCH_SIZE).orElse(defaults.batchSize()),
                milliseconds(file, StreamSettings.BATCH_LINGER).orElse(defaults.batchLinger()),
                file.number(StreamSettings.MINIMUM_CONFIDENCE).orElse(defaults.minimumConfidence()),
                timeSettings(file));
    }

    private static TimeSettings timeSettings(ConfigurationFile file) throws ConfigurationException {
        TimeSettings defaults = TimeSettings.defaults();
        return new TimeSettings(
                milliseconds(file, TimeSettings.MAXIMUM_AHEAD).orElse(defaults.maximumAhead()),
                milliseconds(file, TimeSettings.ENDED_RETENTION).orElse(defaults.endedRetention()),
                milliseconds(file, TimeSettings.COMPOSITION_WINDOW).orElse(defaults.compositionWindow()));
    }

    private static Optional<Duration> milliseconds(ConfigurationFile file, String key) throws ConfigurationException {
        return file.longNumber(key).map(Duration::ofMillis);
    }

    private static TopicCreation topicCreation(ConfigurationFile file) throws ConfigurationException {
        return new TopicCreation(
                file.truth(TOPICS_CREATE).orElse(false),
                within(1, MOST_PARTITIONS, file, TOPICS_PARTITIONS),
                within(1, Short.MAX_VALUE, file, TOPICS_REPLICATION_FACTOR).map(Integer::shortValue));
    }

    private static Optional<SchemaRegistry> registry(ConfigurationFile file) throws ConfigurationException {
        Map<String, String> client = new TreeMap<>(file.entries());
        client.keySet().retainAll(SchemaRegistry.CLIENT_KEYS);
        Optional<String> url = file.text(SchemaRegistry.URL);
        if (url.isEmpty() && !client.isEmpty()) {
            throw file.problem(SchemaRegistry.URL + " is missing; without it, no registry is asked and "
                    + String.join(", ", client.keySet()) + " would mean nothing");
        }
        return url.map(address -> new SchemaRegistry(address, client));
    }

    private static HttpConfiguration http(ConfigurationFile file) throws ConfigurationException {
        // Here, because the settings of a server do not know by which key their port came.
        within(0, LARGEST_PORT, file, HttpConfiguration.DASHBOARD_PORT);
        within(0, LARGEST_PORT, file, HttpConfiguration.METRICS_PORT);
        return HttpConfiguration.of(file);
    }

    private static Optional<Integer> within(int least, int most, ConfigurationFile file, String key)
            throws ConfigurationException {
        Optional<Integer> number = file.wholeNumber(key);
        if (number.isPresent() && (number.get() < least || number.get() > most)) {
            throw file.problem(key + " is from " + least + " to " + most + ", got " + number.get());
        }
        return number;
    }

    /** How records are framed: for a schema registry where there is one, and otherwise on their own. */
    public WireFormat wireFormat() {
        return registry.map(WireFormat::registered).orElseGet(WireFormat::singleObject);
    }

    /** Configuration of Kafka Streams: what the topology relies on, and over it what the file says. */
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

    /** Configuration of a consumer without deserializers that is in no group, whatever the file says of the group. */
    public Map<String, Object> consumer() {
        Map<String, Object> entries = client(ConsumerConfig.configNames(), StreamsConfig.CONSUMER_PREFIX);
        entries.keySet().removeAll(GROUP_KEYS);
        return entries;
    }

    /** As Kafka Streams does it: a key with the client's prefix goes over the same key without. */
    private Map<String, Object> client(Set<String> names, String prefix) {
        Map<String, Object> entries = new HashMap<>();
        kafka.forEach((key, value) -> {
            if (names.contains(key) || key.startsWith(AbstractConfig.CONFIG_PROVIDERS_CONFIG)) {
                entries.putIfAbsent(key, value);
            } else if (key.startsWith(prefix)) {
                entries.put(key.substring(prefix.length()), value);
            }
        });
        return entries;
    }
}
