package io.wanderscope.app.results;

import io.wanderscope.app.acquisition.Acquisition;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.streaming.DeadLetterHeaders;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.tracks.Track;
import io.wanderscope.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads committed results from the output topics until every track of the expected acquisitions has its final result,
 * and its saliency if it was classified. Not thread-safe.
 */
public final class ResultCollector implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final StreamTopics topics;
    private final Consumer<byte[], byte[]> consumer;
    private final Deserializer<TrajectoryLabel> label;
    private final Deserializer<TrajectorySaliency> saliencyOfTrack;
    private final List<Acquisition> expected;
    private final Map<TrackName, List<TrajectoryLabel>> labels = new HashMap<>();
    private final Map<TrackName, TrajectorySaliency> saliency = new HashMap<>();
    private final Map<String, Integer> deadLetters = new TreeMap<>();
    private final Set<TrackName> withoutFinal = new LinkedHashSet<>();
    private final Set<TrackName> withoutSaliency = new HashSet<>();
    private final int tracks;
    private long received;

    private record TrackName(String acquisition, String track) {}

    private ResultCollector(
            StreamTopics topics, WireFormat format, Consumer<byte[], byte[]> consumer, List<Acquisition> expected) {
        this.topics = topics;
        this.consumer = consumer;
        this.label = format.serde(TrajectoryLabel.class).deserializer();
        this.saliencyOfTrack = format.serde(TrajectorySaliency.class).deserializer();
        this.expected = expected;
        expected.forEach(acquisition ->
                acquisition.tracks().forEach(track -> withoutFinal.add(new TrackName(acquisition.name(), track.id()))));
        this.tracks = withoutFinal.size();
    }

    /** Opens a collector that reads the topics from their beginning. */
    public static ResultCollector open(
            String bootstrapServers, StreamTopics topics, WireFormat format, List<Acquisition> expected) {
        Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : List.of(topics.labels(), topics.saliency(), topics.deadLetters())) {
            consumer.partitionsFor(topic).forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return new ResultCollector(topics, format, consumer, expected);
    }

    /** Reads what has arrived, waiting up to 100 ms for it. */
    public void poll() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            received++;
            if (record.topic().equals(topics.labels())) {
                addLabel(label.deserialize(record.topic(), record.value()));
            } else if (record.topic().equals(topics.saliency())) {
                addSaliency(saliencyOfTrack.deserialize(record.topic(), record.value()));
            } else {
                deadLetters.merge(cause(record), 1, Integer::sum);
            }
        }
    }

    private void addLabel(TrajectoryLabel label) {
        TrackName track = new TrackName(label.getAcquisition(), label.getTrack());
        labels.computeIfAbsent(track, name -> new ArrayList<>()).add(label);
        if (label.getStatus() == ResultStatus.FINAL) {
            withoutFinal.remove(track);
            // Its saliency, in the same transaction but on another topic, may have been read already.
            if (label.getProbabilities() != null && !saliency.containsKey(track)) {
                withoutSaliency.add(track);
            }
        }
    }

    private void addSaliency(TrajectorySaliency each) {
        if (each.getStatus() == ResultStatus.FINAL) {
            TrackName track = new TrackName(each.getAcquisition(), each.getTrack());
            saliency.put(track, each);
            withoutSaliency.remove(track);
        }
    }

    private static String cause(ConsumerRecord<byte[], byte[]> record) {
        Header cause = record.headers().lastHeader(DeadLetterHeaders.CAUSE);
        return cause == null ? "UNKNOWN" : new String(cause.value(), StandardCharsets.UTF_8);
    }

    /** Whether all expected results have been read. */
    public boolean isComplete() {
        return withoutFinal.isEmpty() && withoutSaliency.isEmpty();
    }

    /**
     * Reads the remaining dead letters. Those of a track are committed with its final result or earlier, so once
     * {@link #isComplete} holds, this reads all of them.
     */
    public void pollDeadLetters() {
        List<TopicPartition> partitions = consumer.assignment().stream()
                .filter(partition -> partition.topic().equals(topics.deadLetters()))
                .toList();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll();
        }
    }

    /** Number of tracks that have their final result. */
    public int finals() {
        return tracks - withoutFinal.size();
    }

    /** Number of tracks expected. */
    public int tracks() {
        return tracks;
    }

    /** Number of records read so far, which shows whether there is progress. */
    public long received() {
        return received;
    }

    /** Number of dead letters by cause, in alphabetical order. */
    public Map<String, Integer> deadLetters() {
        return new TreeMap<>(deadLetters);
    }

    /** Names of tracks without a final result, as {@code acquisition/track}, at most the given number. */
    public List<String> missing(int limit) {
        return withoutFinal.stream()
                .limit(limit)
                .map(name -> name.acquisition() + "/" + name.track())
                .toList();
    }

    /** The results of each expected acquisition; valid once {@link #isComplete} holds. */
    public List<AcquisitionResults> results() {
        return expected.stream().map(this::resultsOf).toList();
    }

    private AcquisitionResults resultsOf(Acquisition acquisition) {
        Map<String, List<TrajectoryLabel>> byTrack = new LinkedHashMap<>();
        Map<String, TrajectorySaliency> saliencyByTrack = new HashMap<>();
        for (Track track : acquisition.tracks()) {
            TrackName name = new TrackName(acquisition.name(), track.id());
            byTrack.put(
                    track.id(),
                    Objects.requireNonNull(labels.get(name)).stream()
                            .sorted(Comparator.comparingInt(TrajectoryLabel::getRevision))
                            .toList());
            if (saliency.containsKey(name)) {
                saliencyByTrack.put(track.id(), saliency.get(name));
            }
        }
        return new AcquisitionResults(acquisition.name(), acquisition.lengthUnit(), byTrack, saliencyByTrack);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
