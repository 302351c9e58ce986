package io.wanderscope.verification.guarantees;

import io.wanderscope.diffusion.population.TrackEvidence;
import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.AcquisitionTrigger;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.streaming.DeadLetterCause;
import io.wanderscope.streaming.DeadLetterHeaders;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TrackKey;
import io.wanderscope.streaming.TriggerRules;
import io.wanderscope.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * The committed records of the output topics.
 *
 * @param results labels, in order within each partition
 * @param deadLetters dead letters
 * @param populations the last one of each whole acquisition
 * @param triggers those of rules
 */
public record Observed(
        List<ObservedResult> results,
        List<ObservedDeadLetter> deadLetters,
        List<ObservedPopulation> populations,
        List<ObservedTrigger> triggers) {
    private static final Duration POLL = Duration.ofMillis(200);

    /** Copies the lists. */
    public Observed {
        results = List.copyOf(results);
        deadLetters = List.copyOf(deadLetters);
        populations = List.copyOf(populations);
        triggers = List.copyOf(triggers);
    }

    /** Of a stream without rules. */
    public Observed(
            List<ObservedResult> results, List<ObservedDeadLetter> deadLetters, List<ObservedPopulation> populations) {
        this(results, deadLetters, populations, List.of());
    }

    /**
     * Reads the topics of a stream without rules from the beginning to their current end.
     *
     * @param client configuration that reaches the cluster, with {@code bootstrap.servers}
     * @param format how labels and populations are framed
     */
    public static Observed read(Map<String, Object> client, StreamTopics topics, WireFormat format) {
        return read(client, topics, TriggerRules.none(), format);
    }

    /**
     * The same of a stream with rules.
     *
     * @param client configuration that reaches the cluster, with {@code bootstrap.servers}
     * @param format how labels, populations and triggers are framed
     */
    public static Observed read(
            Map<String, Object> client, StreamTopics topics, TriggerRules rules, WireFormat format) {
        List<String> names = new ArrayList<>(List.of(topics.labels(), topics.deadLetters(), topics.population()));
        if (!rules.isEmpty()) {
            names.add(topics.triggers());
        }
        try (Consumer<byte[], byte[]> consumer = consumer(client)) {
            return read(consumer, names, topics, format);
        }
    }

    private static Observed read(
            Consumer<byte[], byte[]> consumer, List<String> names, StreamTopics topics, WireFormat format) {
        Deserializer<TrajectoryLabel> labels =
                format.serde(TrajectoryLabel.class).deserializer();
        Deserializer<AcquisitionPopulation> population =
                format.serde(AcquisitionPopulation.class).deserializer();
        Deserializer<AcquisitionTrigger> trigger =
                format.serde(AcquisitionTrigger.class).deserializer();
        Map<String, ObservedPopulation> populations = new LinkedHashMap<>();
        List<ObservedResult> results = new ArrayList<>();
        List<ObservedDeadLetter> deadLetters = new ArrayList<>();
        List<ObservedTrigger> triggers = new ArrayList<>();
        readToEnd(consumer, names, record -> {
            if (record.topic().equals(topics.labels())) {
                results.add(result(record, labels));
            } else if (record.topic().equals(topics.deadLetters())) {
                deadLetters.add(deadLetter(record));
            } else if (record.topic().equals(topics.triggers())) {
                triggers.add(ObservedTrigger.of(trigger.deserialize(record.topic(), record.value())));
            } else {
                addWhole(population.deserialize(record.topic(), record.value()), populations);
            }
        });
        return new Observed(results, deadLetters, List.copyOf(populations.values()), triggers);
    }

    /**
     * What is on the positions topic, from the beginning to its current end.
     *
     * @param client configuration that reaches the cluster, with {@code bootstrap.servers}
     * @param format how positions are framed
     */
    public static List<LinkedPosition> positions(Map<String, Object> client, StreamTopics topics, WireFormat format) {
        Deserializer<ParticlePosition> deserializer =
                format.serde(ParticlePosition.class).deserializer();
        List<LinkedPosition> positions = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = consumer(client)) {
            readToEnd(
                    consumer,
                    List.of(topics.positions()),
                    record ->
                            positions.add(LinkedPosition.of(deserializer.deserialize(record.topic(), record.value()))));
        }
        return positions;
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> client) {
        Map<String, Object> configuration = new HashMap<>(client);
        configuration.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static void readToEnd(
            Consumer<byte[], byte[]> consumer,
            List<String> topics,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(reader);
        }
    }

    private static void addWhole(AcquisitionPopulation record, Map<String, ObservedPopulation> populations) {
        if (record.getWindowStart() == null) {
            populations.put(record.getAcquisition(), ObservedPopulation.of(record));
        }
    }

    /** How many different tracks of each acquisition have ended with enough points for its population. */
    Map<String, Long> endedTracks() {
        return finals().stream()
                .filter(result -> result.observedPoints() >= TrackEvidence.MINIMUM_POINTS)
                .map(ObservedResult::key)
                .distinct()
                .collect(Collectors.groupingBy(
                        key -> key.substring(0, key.indexOf(TrackKey.SEPARATOR)), Collectors.counting()));
    }

    /** How many tracks the last population of each acquisition has. */
    Map<String, Long> countedTracks() {
        return populations.stream()
                .collect(Collectors.toMap(ObservedPopulation::acquisition, ObservedPopulation::tracks));
    }

    /** Grows with everything that is observed. */
    public long size() {
        return (long) results.size()
                + deadLetters.size()
                + triggers.size()
                + populations.stream().mapToLong(ObservedPopulation::tracks).sum();
    }

    /** The final results. */
    public List<ObservedResult> finals() {
        return results.stream()
                .filter(result -> result.status() == ResultStatus.FINAL)
                .toList();
    }

    /** The dead letters of rejected records; without those of trajectories on which the model failed. */
    public List<ObservedDeadLetter> rejections() {
        return deadLetters.stream()
                .filter(each -> !each.cause().equals(DeadLetterCause.INFERENCE_FAILED.name()))
                .toList();
    }

    /** Whether every expected result and dead letter has arrived, and populations with all tracks, so that waiting can end. */
    public boolean isComplete(Truth truth) {
        return finals().size() >= truth.tracks().size()
                && rejections().size() >= truth.rejected()
                && hasAllPopulations();
    }

    private boolean hasAllPopulations() {
        Map<String, Long> counted = countedTracks();
        return endedTracks().entrySet().stream()
                .allMatch(ended -> counted.getOrDefault(ended.getKey(), 0L) >= ended.getValue());
    }

    private static ObservedResult result(ConsumerRecord<byte[], byte[]> record, Deserializer<TrajectoryLabel> labels) {
        TrajectoryLabel label = labels.deserialize(record.topic(), record.value());
        return ObservedResult.of(text(record.key()), record.partition(), label);
    }

    private static ObservedDeadLetter deadLetter(ConsumerRecord<byte[], byte[]> record) {
        String origin = header(record, DeadLetterHeaders.TOPIC) + "-" + header(record, DeadLetterHeaders.PARTITION)
                + "@" + header(record, DeadLetterHeaders.OFFSET);
        return new ObservedDeadLetter(text(record.key()), header(record, DeadLetterHeaders.CAUSE), origin);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : text(header.value());
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
