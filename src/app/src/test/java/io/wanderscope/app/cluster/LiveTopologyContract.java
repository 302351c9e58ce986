package io.wanderscope.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.app.acquisition.Acquisition;
import io.wanderscope.app.acquisition.PacedPublisher;
import io.wanderscope.app.acquisition.PositionSequence;
import io.wanderscope.app.acquisition.SimulatedAcquisition;
import io.wanderscope.app.results.Rejection;
import io.wanderscope.app.results.ResultCollector;
import io.wanderscope.app.results.TrackResult;
import io.wanderscope.cluster.ClassificationStreams;
import io.wanderscope.cluster.RequiredTopics;
import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.ingest.RecordType;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.UndeterminedReason;
import io.wanderscope.streaming.ClassificationStreamsConfig;
import io.wanderscope.streaming.ClassificationTopology;
import io.wanderscope.streaming.DeadLetterCause;
import io.wanderscope.streaming.LiveWhenBehind;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.verification.guarantees.AcquisitionPlan;
import io.wanderscope.verification.guarantees.Deterministic;
import io.wanderscope.verification.guarantees.Guarantee;
import io.wanderscope.verification.guarantees.GuaranteeTable;
import io.wanderscope.verification.guarantees.Observed;
import io.wanderscope.verification.guarantees.RandomisedAcquisitions;
import io.wanderscope.verification.guarantees.Truth;
import io.wanderscope.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the whole topology does on any real broker: exactly-once results over several partitions. */
abstract class LiveTopologyContract {
    private static final StreamTopics TOPICS = StreamTopics.defaults();
    private static final int PARTITIONS = 3;
    private static final int POISON_RECORDS = 5;
    private static final String RANDOMISED = "randomised";
    private static final double MINIMUM_CONFIDENCE = 0;
    private static final Duration TICK = Duration.ofMillis(1);

    @TempDir
    private Path state;

    /** Address of the broker under test. */
    abstract String bootstrapServers();

    /** The encoding of the records. */
    WireFormat format() {
        return WireFormat.singleObject();
    }

    @Test
    void everyTrackGetsItsRevisionsInOrderAndExactlyOneFinalAndPoisonGoesToTheDeadLetters() throws Exception {
        // Given an acquisition with tracks on both sides of the shortest length, and poison between them
        Acquisition acquisition = SimulatedAcquisition.of(
                        new SimulatedAcquisition.Plan("contract", 60, 4, 120, 0.1, 0, 0.02), 5)
                .acquisition();
        Map<String, Object> client = Map.of(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        RequiredTopics.ensure(client, TOPICS, TopicCreation.onOneBroker(PARTITIONS));
        publishPoison(client);
        WireFormat format = format();

        // When
        List<TrackResult> results = new ArrayList<>();
        List<Rejection> rejections;
        try (FakeTrajectoryClassifier classifier = FakeTrajectoryClassifier.create();
                ClassificationStreams streams = ClassificationStreams.start(
                        ClassificationTopology.build(
                                TOPICS, settings(Duration.ofDays(1)), format, classifier, new SimpleMeterRegistry()),
                        configuration());
                ResultCollector collector =
                        ResultCollector.open(bootstrapServers(), TOPICS, format, List.of(acquisition))) {
            try (PacedPublisher<ParticlePosition> publisher =
                    PacedPublisher.open(client, RecordType.POSITIONS, TOPICS.positions(), format, System::nanoTime)) {
                publisher.publish(
                        PositionSequence.playing(acquisition, Double.POSITIVE_INFINITY, Instant.now()),
                        Double.POSITIVE_INFINITY,
                        published -> {});
            }
            awaitEverything(streams, collector, results);
            rejections = collector.rejections();
        }

        // Then
        assertThat(rejections)
                .extracting(Rejection::cause, Rejection::number)
                .containsExactly(tuple(DeadLetterCause.UNREADABLE, POISON_RECORDS));
        assertThat(results)
                .extracting(result -> result.track().track())
                .containsExactlyElementsOf(acquisition.tracks());
        results.forEach(result -> {
            assertRevisions(result.labels());
            TrajectoryLabel last = result.last();
            assertThat(last.getPoints())
                    .isEqualTo(result.track().track().positions().size());
            assertThat(last.getReason()).isEqualTo(last.getPoints() < 10 ? UndeterminedReason.TOO_SHORT : null);
            assertThat(last.getLabel() == DiffusionLabel.UNDETERMINED).isEqualTo(last.getPoints() < 10);
            assertThat(result.saliency().isPresent()).isEqualTo(last.getPoints() >= 10);
        });
    }

    @Test
    void keepsItsGuaranteesUnderBothGroupProtocolsAndGivesTheSameResultsAgain() throws Exception {
        // Given randomised acquisitions with poison and tracks that end by silence, classified once
        Map<String, Object> client = Map.of(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        Truth truth = publishRandomised(client);
        Observed first = classified(client, outputs("first"), Map.of("group.protocol", "classic"), truth);

        // When they are classified again by another application, under the newer group protocol
        Observed second = classified(client, outputs("second"), Map.of("group.protocol", "streams"), truth);

        // Then
        assertKept(new GuaranteeTable(Guarantee.all(LiveWhenBehind.ALL), truth, first));
        assertKept(new GuaranteeTable(Guarantee.all(LiveWhenBehind.ALL), truth, second));
        assertKept(new GuaranteeTable(
                List.of(new Deterministic(first, MINIMUM_CONFIDENCE, LiveWhenBehind.ALL)), truth, second));
    }

    private static void assertKept(GuaranteeTable table) {
        assertThat(table.isKept()).as(table.toString()).isTrue();
    }

    private static StreamTopics outputs(String name) {
        return new StreamTopics(
                Optional.empty(),
                RANDOMISED,
                name + "-labels",
                name + "-saliency",
                name + "-composition",
                name + "-population",
                name + "-triggers",
                name + "-dead-letters");
    }

    private Truth publishRandomised(Map<String, Object> client) throws Exception {
        RequiredTopics.ensure(client, List.of(RANDOMISED), TopicCreation.onOneBroker(PARTITIONS));
        // Recent enough that no broker considers the records expired.
        Instant start = Instant.now().minus(Duration.ofHours(1));
        RandomisedAcquisitions records =
                new RandomisedAcquisitions(new AcquisitionPlan(3, 100, format(), RANDOMISED, PARTITIONS, start, TICK));
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            while (records.hasNext()) {
                if (sent.size() == 5000) {
                    records.finish();
                }
                sent.add(producer.send(records.next()));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        }
        return records.truth();
    }

    private Observed classified(
            Map<String, Object> client, StreamTopics topics, Map<String, Object> more, Truth truth) {
        RequiredTopics.ensure(client, topics, TopicCreation.onOneBroker(PARTITIONS));
        Map<String, Object> configuration = configuration();
        configuration.put(StreamsConfig.APPLICATION_ID_CONFIG, topics.labels());
        configuration.putAll(more);
        WireFormat format = format();
        try (FakeTrajectoryClassifier classifier = FakeTrajectoryClassifier.create();
                ClassificationStreams streams = ClassificationStreams.start(
                        ClassificationTopology.build(
                                topics,
                                settings(AcquisitionPlan.inactivity(TICK)),
                                format,
                                classifier,
                                new SimpleMeterRegistry()),
                        configuration)) {
            AtomicReference<Observed> latest = new AtomicReference<>();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .failFast(() -> assertThat(streams.failure()).isEmpty())
                    .untilAsserted(() -> {
                        Observed observed = Observed.read(client, topics, format);
                        latest.set(observed);
                        assertThat(observed.isComplete(truth))
                                .as(
                                        "%s of %s final results, %s of %s dead letters",
                                        observed.finals().size(),
                                        truth.tracks().size(),
                                        observed.rejections().size(),
                                        truth.rejected())
                                .isTrue();
                    });
            return latest.get();
        }
    }

    private static void assertRevisions(List<TrajectoryLabel> labels) {
        for (int index = 0; index < labels.size(); index++) {
            boolean isLast = index == labels.size() - 1;
            assertThat(labels.get(index).getRevision()).isEqualTo(index + 1);
            assertThat(labels.get(index).getStatus()).isEqualTo(isLast ? ResultStatus.FINAL : ResultStatus.LIVE);
        }
    }

    private static void publishPoison(Map<String, Object> client) throws Exception {
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int index = 0; index < POISON_RECORDS; index++) {
                byte[] bytes = ("poison " + index).getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(TOPICS.positions(), bytes, bytes))
                        .get();
            }
        }
    }

    private static StreamSettings settings(Duration streamTimeInactivity) {
        return StreamSettings.defaults()
                .with(StreamSettings.STREAM_TIME_INACTIVITY, streamTimeInactivity)
                .with(StreamSettings.WALL_CLOCK_INACTIVITY, Duration.ofDays(1))
                .with(StreamSettings.BATCH_SIZE, 16)
                .with(StreamSettings.LIVE_WHEN_BEHIND, LiveWhenBehind.ALL)
                .with(StreamSettings.MINIMUM_CONFIDENCE, MINIMUM_CONFIDENCE);
    }

    private Map<String, Object> configuration() {
        Map<String, Object> entries = new HashMap<>(ClassificationStreamsConfig.entries());
        entries.put(StreamsConfig.APPLICATION_ID_CONFIG, "contract");
        entries.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        entries.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        entries.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
        return entries;
    }

    /** Waits for all results, and for the dead letters of the poison, which has no final result. */
    private static void awaitEverything(
            ClassificationStreams streams, ResultCollector collector, List<TrackResult> results) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInSameThread()
                .failFast(() -> assertThat(streams.failure()).isEmpty())
                .untilAsserted(() -> {
                    collector.poll(results::add);
                    assertThat(collector.isComplete() && rejected(collector) >= POISON_RECORDS)
                            .as("the first track without a final result: %s", collector.awaited())
                            .isTrue();
                });
    }

    private static int rejected(ResultCollector collector) {
        return collector.rejections().stream().mapToInt(Rejection::number).sum();
    }
}
