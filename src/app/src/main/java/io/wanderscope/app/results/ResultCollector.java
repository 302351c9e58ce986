package io.wanderscope.app.results;

import io.wanderscope.app.acquisition.Acquisition;
import io.wanderscope.app.acquisition.RecordedTrack;
import io.wanderscope.app.acquisition.RecordedTracks;
import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.wire.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads committed results from the output topics and hands them over track by track, in the order of the expected
 * tracks: a track waits until it has its final result, with saliency if it was classified, and until all tracks before
 * it have been handed over. Only tracks that wait are in memory, and the population of each acquisition. Not thread-safe.
 */
public final class ResultCollector implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int RECORDS_PER_POLL = 5000;

    private final StreamTopics topics;
    private final Consumer<byte[], byte[]> consumer;
    private final Deserializer<TrajectoryLabel> label;
    private final Deserializer<TrajectorySaliency> saliencyOfTrack;
    private final RecordedTracks expected;
    private final Map<TrackName, OpenTrack> open = new HashMap<>();
    private final List<Acquisition> acquisitions;
    private final Rejections rejections;
    private final Deserializer<AcquisitionPopulation> population;
    private final FoundPopulations populations = new FoundPopulations();
    private final int tracks;
    private @Nullable RecordedTrack next;
    private int handedOver;
    private long recordsDone;
    private long received;

    private record TrackName(String acquisition, String track) {
        static TrackName of(RecordedTrack track) {
            return new TrackName(track.acquisition().name(), track.track().id());
        }
    }

    /** Visible to tests, which bring their own consumer. */
    ResultCollector(
            StreamTopics topics, WireFormat format, Consumer<byte[], byte[]> consumer, List<Acquisition> expected) {
        this.topics = topics;
        this.consumer = consumer;
        this.label = format.serde(TrajectoryLabel.class).deserializer();
        this.saliencyOfTrack = format.serde(TrajectorySaliency.class).deserializer();
        this.population = format.serde(AcquisitionPopulation.class).deserializer();
        this.rejections = new Rejections(format);
        this.acquisitions = expected;
        this.expected = new RecordedTracks(expected);
        this.tracks = expected.stream()
                .mapToInt(acquisition -> acquisition.tracks().size())
                .sum();
        this.next = nextExpected();
    }

    private @Nullable RecordedTrack nextExpected() {
        return expected.hasNext() ? expected.next() : null;
    }

    /** Opens a collector that reads the topics from their beginning. */
    public static ResultCollector open(
            String bootstrapServers, StreamTopics topics, WireFormat format, List<Acquisition> expected) {
        Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        RECORDS_PER_POLL),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : List.of(topics.labels(), topics.saliency(), topics.population(), topics.deadLetters())) {
            consumer.partitionsFor(topic).forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return new ResultCollector(topics, format, consumer, expected);
    }

    /**
     * Reads what has arrived, waiting up to 100 ms for it, and hands over the tracks whose turn has come.
     *
     * @param results receives each expected track once
     */
    public void poll(java.util.function.Consumer<TrackResult> results) {
        read();
        while (next != null && handOver(next, results)) {
            next = nextExpected();
        }
    }

    private boolean handOver(RecordedTrack track, java.util.function.Consumer<TrackResult> results) {
        OpenTrack found = open.get(TrackName.of(track));
        if (found == null || !found.isComplete()) {
            return false;
        }
        open.remove(TrackName.of(track));
        TrackResult result = found.result(track);
        populations.expect(result.last());
        results.accept(result);
        handedOver++;
        recordsDone += track.records();
        return true;
    }

    private void read() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            received++;
            if (record.topic().equals(topics.labels())) {
                TrajectoryLabel read = label.deserialize(record.topic(), record.value());
                open(read.getAcquisition(), read.getTrack()).add(read);
            } else if (record.topic().equals(topics.saliency())) {
                TrajectorySaliency read = saliencyOfTrack.deserialize(record.topic(), record.value());
                open(read.getAcquisition(), read.getTrack()).add(read);
            } else if (record.topic().equals(topics.population())) {
                populations.add(population.deserialize(record.topic(), record.value()));
            } else {
                rejections.add(record);
            }
        }
    }

    private OpenTrack open(String acquisition, String track) {
        return open.computeIfAbsent(new TrackName(acquisition, track), name -> new OpenTrack());
    }

    /** Whether all expected tracks have been handed over. */
    public boolean isComplete() {
        return next == null;
    }

    /**
     * Reads the remaining dead letters. Those of a track are committed with its final result or earlier, so once
     * {@link #isComplete()} holds, this reads all of them.
     */
    public void pollDeadLetters() {
        List<TopicPartition> partitions = consumer.assignment().stream()
                .filter(partition -> partition.topic().equals(topics.deadLetters()))
                .toList();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            read();
        }
    }

    /** Reads what has arrived after all tracks have been handed over, waiting up to 100 ms for it. */
    public void pollPopulations() {
        read();
    }

    /** The populations read so far; they count on the tracks handed over so far. */
    public FoundPopulations populations() {
        return populations;
    }

    /** Number of tracks handed over. */
    public int handedOver() {
        return handedOver;
    }

    /** Number of positions and end-of-track marks of the tracks handed over. */
    public long recordsDone() {
        return recordsDone;
    }

    /** Number of tracks expected. */
    public int tracks() {
        return tracks;
    }

    /** Number of records read so far, which shows whether there is progress. */
    public long received() {
        return received;
    }

    /** What the dead letters read so far say about the expected acquisitions, in their order. */
    public List<Rejection> rejections() {
        return rejections.of(acquisitions);
    }

    /** The name of the track that the others wait for, as {@code acquisition/track}; empty once all are handed over. */
    public Optional<String> awaited() {
        return Optional.ofNullable(next)
                .map(track -> track.acquisition().name() + "/" + track.track().id());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
