package io.wanderscope.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.cluster.ClassificationStreams;
import io.wanderscope.cluster.ClientConfigurations;
import io.wanderscope.cluster.ClusterCheck;
import io.wanderscope.cluster.EmbeddedBroker;
import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.linking.LinkedFrame;
import io.wanderscope.linking.Linker;
import io.wanderscope.linking.LinkingSettings;
import io.wanderscope.linking.Localisation;
import io.wanderscope.linking.OpenTracks;
import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.ClassificationStreamsConfig;
import io.wanderscope.streaming.ClassificationTopology;
import io.wanderscope.streaming.FieldKey;
import io.wanderscope.streaming.LinkerSettings;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TriggerRules;
import io.wanderscope.verification.guarantees.Observed;
import io.wanderscope.verification.guarantees.ObservedResult;
import io.wanderscope.wire.WireFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From localisations to labels on a broker. */
@Tag("broker")
class LinkedLocalisationsTest {
    private static final StreamTopics TOPICS = StreamTopics.defaults().withLocalisations("particle-localisations");
    private static final WireFormat FORMAT = WireFormat.singleObject();
    private static final int PARTITIONS = 2;
    private static final int FIELDS = 5;
    private static final int FRAMES = 40;
    private static final int PARTICLES = 8;
    private static final StreamSettings SETTINGS =
            StreamSettings.defaults().with(LinkerSettings.MAXIMUM_DISPLACEMENT, Optional.of(1.0));

    private static EmbeddedBroker broker;
    private static Map<String, Object> client;
    private static FakeTrajectoryClassifier classifier;

    @TempDir
    private Path state;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start();
        client = Map.of("bootstrap.servers", broker.bootstrapServers());
        classifier = FakeTrajectoryClassifier.create();
    }

    @AfterAll
    static void stop() {
        broker.close();
        classifier.close();
    }

    @SuppressWarnings("try") // the stream works beside the test
    @Test
    void becomeTheTracksOfTheLinkerAndTheirLabelsExactlyOnceAcrossARestart() throws Exception {
        // Given a cluster on which the topology can run
        assertThat(ClusterCheck.problems(
                        TOPICS,
                        TriggerRules.none(),
                        TopicCreation.onOneBroker(PARTITIONS),
                        new ClientConfigurations(configuration(), client, client, client)))
                .isEmpty();
        Map<FieldKey, List<List<Localisation>>> movies = movies();

        // When one instance reads the first half, and another that starts from its state the second
        try (ClassificationStreams streams = running()) {
            publish(movies, 0, FRAMES / 2);
            await("the first half", () -> positions().size() > FIELDS * PARTICLES * FRAMES / 3);
        }
        try (ClassificationStreams streams = running()) {
            publish(movies, FRAMES / 2, FRAMES);
            publishEnds(movies.keySet());
            await("the labels", () -> finals().size() >= expectedTracks(movies).size());
        }

        // Then
        assertThat(tracks(positions())).isEqualTo(expectedTracks(movies));
        assertThat(finals().stream().collect(Collectors.toMap(ObservedResult::key, result -> (int) result.positions())))
                .isEqualTo(expectedTracks(movies).entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, track -> track.getValue().size() - 1)));
        assertThat(Observed.read(client, TOPICS, FORMAT).deadLetters()).isEmpty();
    }

    private Map<String, Object> configuration() {
        Map<String, Object> entries = new HashMap<>(ClassificationStreamsConfig.entries());
        entries.putAll(client);
        entries.put("application.id", "linking");
        entries.put("state.dir", state.toString());
        return entries;
    }

    private ClassificationStreams running() {
        ClassificationStreams streams = ClassificationStreams.start(
                ClassificationTopology.build(TOPICS, SETTINGS, FORMAT, classifier, new SimpleMeterRegistry()),
                configuration());
        await("the stream", () -> streams.notReady().isEmpty());
        return streams;
    }

    private static Map<FieldKey, List<List<Localisation>>> movies() {
        Random random = new Random(11);
        Map<FieldKey, List<List<Localisation>>> movies = new HashMap<>();
        for (int field = 0; field < FIELDS; field++) {
            List<List<Localisation>> movie = new ArrayList<>();
            double[] places = random.doubles(2 * PARTICLES, 0, 8).toArray();
            for (int frame = 0; frame < FRAMES; frame++) {
                List<Localisation> localisations = new ArrayList<>();
                for (int particle = 0; particle < PARTICLES; particle++) {
                    places[2 * particle] += 0.2 * random.nextGaussian();
                    places[2 * particle + 1] += 0.2 * random.nextGaussian();
                    if (random.nextInt(12) > 0) {
                        localisations.add(Localisation.of(places[2 * particle], places[2 * particle + 1]));
                    }
                }
                movie.add(localisations);
            }
            movies.put(new FieldKey("cell", "tile " + field), movie);
        }
        return movies;
    }

    private static ParticleLocalisation.Builder bare(FieldKey field, long frame, Instant start) {
        return ParticleLocalisation.newBuilder()
                .setAcquisition(field.acquisition())
                .setTile(field.tile())
                .setFrame(frame)
                .setTime(start.plusMillis(20 * frame))
                .setLengthUnit("um");
    }

    private static void publish(Map<FieldKey, List<List<Localisation>>> movies, int from, int end) {
        Instant start = Instant.now().minusMillis(20L * end);
        try (KafkaProducer<String, ParticleLocalisation> producer = producer()) {
            for (int frame = from; frame < end; frame++) {
                for (FieldKey field : movies.keySet()) {
                    List<Localisation> localisations = movies.get(field).get(frame);
                    for (Localisation each : localisations) {
                        send(
                                producer,
                                field,
                                bare(field, frame, start)
                                        .setX(each.x())
                                        .setY(each.y())
                                        .setFrameLocalisations(localisations.size())
                                        .build());
                    }
                }
            }
        }
    }

    private static void publishEnds(Iterable<FieldKey> fields) {
        try (KafkaProducer<String, ParticleLocalisation> producer = producer()) {
            for (FieldKey field : fields) {
                send(
                        producer,
                        field,
                        bare(field, FRAMES - 1, Instant.now())
                                .setEndOfAcquisition(true)
                                .build());
            }
        }
    }

    private static KafkaProducer<String, ParticleLocalisation> producer() {
        return new KafkaProducer<>(
                client,
                new StringSerializer(),
                FORMAT.serde(ParticleLocalisation.class).serializer());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // closing the producer waits; what is missing fails the test
    private static void send(
            KafkaProducer<String, ParticleLocalisation> producer, FieldKey field, ParticleLocalisation record) {
        producer.send(new ProducerRecord<>(
                TOPICS.localisations().orElseThrow(), null, record.getTime().toEpochMilli(), field.text(), record));
    }

    private static List<ParticlePosition> positions() {
        Map<String, Object> configuration = new HashMap<>(client);
        configuration.put("isolation.level", "read_committed");
        List<ParticlePosition> positions = new ArrayList<>();
        try (KafkaConsumer<String, ParticlePosition> consumer = new KafkaConsumer<>(
                configuration,
                new StringDeserializer(),
                FORMAT.serde(ParticlePosition.class).deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPICS.positions()).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, ParticlePosition> record : consumer.poll(Duration.ofMillis(200))) {
                    positions.add(record.value());
                }
            }
        }
        return positions;
    }

    private static List<ObservedResult> finals() {
        return Observed.read(client, TOPICS, FORMAT).finals();
    }

    /** By key, the frames of each track in the order in which they were written, and its end. */
    private static Map<String, List<String>> tracks(List<ParticlePosition> positions) {
        Map<String, List<String>> tracks = new TreeMap<>();
        positions.forEach(position -> tracks.computeIfAbsent(
                        position.getAcquisition() + "/" + position.getTrack(), key -> new ArrayList<>())
                .add(position.getFrame() + (position.getEndOfTrack() ? " end" : " " + position.getX())));
        return tracks;
    }

    private static Map<String, List<String>> expectedTracks(Map<FieldKey, List<List<Localisation>>> movies) {
        Map<String, List<String>> tracks = new TreeMap<>();
        LinkingSettings settings = SETTINGS.linking(TOPICS).orElseThrow();
        movies.forEach((field, movie) -> {
            Linker linker = new Linker(settings);
            OpenTracks open = OpenTracks.none(2);
            for (int frame = 0; frame < FRAMES; frame++) {
                LinkedFrame linked = linker.link(open, frame, movie.get(frame));
                for (int index = 0; index < linked.size(); index++) {
                    tracks.computeIfAbsent(field.track(linked.track(index)).text(), key -> new ArrayList<>())
                            .add(frame + " " + movie.get(frame).get(index).x());
                }
                linked.ended()
                        .forEach(track ->
                                tracks.get(field.track(track.number()).text()).add(track.frame() + " end"));
                open = linked.open();
            }
            open.tracks()
                    .forEach(track ->
                            tracks.get(field.track(track.number()).text()).add(track.frame() + " end"));
        });
        return tracks;
    }

    private static void await(String what, BooleanSupplier condition) {
        long giveUp = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for " + what).isLessThan(giveUp);
            Utils.sleep(200);
        }
    }
}
