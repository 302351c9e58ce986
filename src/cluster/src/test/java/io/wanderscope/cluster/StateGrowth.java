package io.wanderscope.cluster;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.ClassificationStreamsConfig;
import io.wanderscope.streaming.ClassificationTopology;
import io.wanderscope.streaming.LiveWhenBehind;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TrackKey;
import io.wanderscope.wire.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Measures how many bytes of stores and changelogs each position costs, in ten steps, with tracks of 100 points on an
 * embedded broker.
 */
final class StateGrowth {
    private static final StreamTopics TOPICS = StreamTopics.defaults();
    private static final int TENTHS = 10;
    private static final int POINTS = 100;
    /** A LIVE result every 20 points, and the final result. */
    private static final int RESULTS_PER_TRACK = 6;
    /** Tracks whose frames are interleaved. */
    private static final int TOGETHER = 50;

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private static final Serializer<ParticlePosition> POSITIONS =
            WireFormat.singleObject().serde(ParticlePosition.class).serializer();

    private final int tenth;
    private final EmbeddedBroker broker;
    private final Map<String, Object> client;
    private final Path state;
    private final ClassificationStreams streams;

    /**
     * The sizes after a tenth of the positions.
     *
     * @param positions so far
     * @param storeBytes of all stores now
     * @param changelogBytes of all changelogs so far, not compacted
     * @param changelogBytesPerPosition of this tenth alone
     * @param heapBytes in use after a garbage collection
     */
    record Tenth(
            int positions, long storeBytes, long changelogBytes, double changelogBytesPerPosition, long heapBytes) {}

    private StateGrowth(
            int tenth, EmbeddedBroker broker, Map<String, Object> client, Path state, ClassificationStreams streams) {
        this.tenth = tenth;
        this.broker = broker;
        this.client = client;
        this.state = state;
        this.streams = streams;
    }

    /**
     * Measures.
     *
     * @param positions a multiple of 50,000
     * @param more further configuration of Kafka Streams
     * @param done receives each tenth once it is done
     */
    static void measure(int positions, Map<String, Object> more, Consumer<Tenth> done) throws Exception {
        try (TemporaryDirectory state = TemporaryDirectory.create();
                EmbeddedBroker broker = EmbeddedBroker.start()) {
            Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            RequiredTopics.ensure(client, TOPICS, TopicCreation.onOneBroker(1));
            Map<String, Object> configuration = new HashMap<>(ClassificationStreamsConfig.entries());
            configuration.putAll(client);
            configuration.put(StreamsConfig.APPLICATION_ID_CONFIG, "growth");
            configuration.put(StreamsConfig.STATE_DIR_CONFIG, state.path().toString());
            configuration.putAll(more);
            try (FakeTrajectoryClassifier classifier = FakeTrajectoryClassifier.create();
                    ClassificationStreams streams = ClassificationStreams.start(
                            ClassificationTopology.build(
                                    TOPICS,
                                    StreamSettings.defaults().with(StreamSettings.LIVE_WHEN_BEHIND, LiveWhenBehind.ALL),
                                    WireFormat.singleObject(),
                                    classifier,
                                    new SimpleMeterRegistry()),
                            configuration)) {
                new StateGrowth(positions / TENTHS, broker, client, state.path(), streams).measure(done);
            }
        }
    }

    private void measure(Consumer<Tenth> done) throws Exception {
        long before = 0;
        try (Producer<String, byte[]> producer =
                new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
            for (int part = 1; part <= TENTHS; part++) {
                publish(producer, part, tenth / POINTS);
                awaitFinals((long) part * tenth / POINTS);
                long changelog = bytes(broker.directory(), "-changelog-");
                done.accept(new Tenth(
                        part * tenth, bytes(state, ""), changelog, (double) (changelog - before) / tenth, heap()));
                before = changelog;
            }
        }
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // awaitFinals notices a record that was not sent
    private static void publish(Producer<String, byte[]> producer, int part, int tracks) {
        for (int first = 0; first < tracks; first += TOGETHER) {
            for (int frame = 0; frame <= POINTS; frame++) {
                for (int track = first; track < first + TOGETHER; track++) {
                    ParticlePosition position = position("part-" + part, Integer.toString(track), frame);
                    producer.send(new ProducerRecord<>(
                            TOPICS.positions(),
                            new TrackKey(position.getAcquisition(), position.getTrack()).text(),
                            POSITIONS.serialize("", position)));
                }
            }
        }
        producer.flush();
    }

    private static ParticlePosition position(String acquisition, String track, int frame) {
        ParticlePosition.Builder position = ParticlePosition.newBuilder()
                .setAcquisition(acquisition)
                .setTrack(track)
                .setFrame(frame)
                .setTime(Instant.EPOCH.plusMillis(20L * frame))
                .setLengthUnit("um");
        return frame == POINTS
                ? position.setEndOfTrack(true).build()
                : position.setX(0.1 * frame).setY(Math.sin(frame)).build();
    }

    private void awaitFinals(long tracks) {
        Map<String, Object> configuration = new HashMap<>(client);
        configuration.put("isolation.level", "read_committed");
        long expected = tracks * RESULTS_PER_TRACK;
        long found = new Polling(Time.SYSTEM, TIMEOUT, Duration.ofMillis(500))
                .until(results -> results >= expected, () -> committedWhileRunning(configuration));
        if (found < expected) {
            throw new IllegalStateException(
                    found + " of " + expected + " results after " + TIMEOUT.toMinutes() + " min");
        }
    }

    private long committedWhileRunning(Map<String, Object> configuration) {
        streams.failure().ifPresent(failure -> {
            throw new IllegalStateException(failure);
        });
        return committed(configuration);
    }

    /** Number of label records, counted one by one: offsets include the markers of transactions. */
    private static long committed(Map<String, Object> configuration) {
        TopicPartition labels = new TopicPartition(TOPICS.labels(), 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(labels));
            consumer.seekToBeginning(List.of(labels));
            long end = consumer.endOffsets(List.of(labels)).get(labels);
            long records = 0;
            while (consumer.position(labels) < end) {
                records += consumer.poll(Duration.ofMillis(200)).count();
            }
            return records;
        }
    }

    private static long bytes(Path folder, String part) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().contains(part))
                    .filter(Files::isRegularFile)
                    .filter(file -> part.isEmpty() || file.toString().endsWith(".log"))
                    .mapToLong(StateGrowth::size)
                    .sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            // RocksDB has just compacted it.
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
