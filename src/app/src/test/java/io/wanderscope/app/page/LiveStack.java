package io.wanderscope.app.page;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.app.acquisition.PacedPublisher;
import io.wanderscope.app.acquisition.SimulatedMicroscope;
import io.wanderscope.cluster.ClassificationStreams;
import io.wanderscope.cluster.EmbeddedBroker;
import io.wanderscope.cluster.RequiredTopics;
import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.dashboard.Dashboard;
import io.wanderscope.dashboard.DashboardModel;
import io.wanderscope.dashboard.HttpSettings;
import io.wanderscope.dashboard.IngestSettings;
import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.inference.ShippedModelFile;
import io.wanderscope.ingest.RecordType;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.ClassificationStreamsConfig;
import io.wanderscope.streaming.ClassificationTopology;
import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TriggerRules;
import io.wanderscope.wire.WireFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.streams.StreamsConfig;

/** What a dashboard shows: broker, simulated microscope, real model and topology. */
final class LiveStack implements AutoCloseable {
    static final String ACQUISITION = "simulated";
    private static final StreamTopics TOPICS = StreamTopics.defaults();
    private static final WireFormat FORMAT = WireFormat.singleObject();

    private final OnnxTrajectoryClassifier classifier =
            OnnxTrajectoryClassifier.open(ShippedModelFile.path(), ExecutionProvider.CPU, 1);
    private final EmbeddedBroker broker = EmbeddedBroker.start();
    private final Map<String, Object> client =
            Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    private final ClassificationStreams streams;
    private final Thread microscope = new Thread(this::publish, "microscope");

    LiveStack(Path state) {
        RequiredTopics.ensure(client, TOPICS, TopicCreation.onOneBroker(2));
        Map<String, Object> entries = new HashMap<>(ClassificationStreamsConfig.entries());
        entries.putAll(client);
        entries.put(StreamsConfig.APPLICATION_ID_CONFIG, "page-test");
        entries.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        streams = ClassificationStreams.start(
                ClassificationTopology.build(
                        TOPICS, StreamSettings.defaults(), FORMAT, classifier, new SimpleMeterRegistry()),
                entries);
        microscope.start();
    }

    private void publish() {
        try {
            publish(microscope(ACQUISITION, 20));
        } catch (InterruptException e) {
            // The test has ended.
            Thread.currentThread().interrupt();
        }
    }

    /** Publishes another acquisition of some frames, at whose end all its tracks end. */
    void acquireWhole(String acquisition, int frames) {
        List<ParticlePosition> positions = StreamSupport.stream(
                        microscope(acquisition, 5).spliterator(), false)
                .takeWhile(position -> position.getFrame() < frames)
                .toList();
        Map<String, ParticlePosition> latest = new LinkedHashMap<>();
        positions.forEach(position -> latest.put(position.getTrack(), position));
        Stream<ParticlePosition> marks = latest.values().stream()
                .filter(position -> !position.getEndOfTrack())
                .map(position -> ParticlePosition.newBuilder(position)
                        .setX(null)
                        .setY(null)
                        .setEndOfTrack(true)
                        .build());
        publish(Stream.concat(positions.stream(), marks).toList());
    }

    /** Publishes another acquisition of some frames, after which its microscope falls silent. */
    void acquire(String acquisition, int frames) {
        publish(() -> StreamSupport.stream(microscope(acquisition, 5).spliterator(), false)
                .takeWhile(position -> position.getFrame() < frames)
                .iterator());
    }

    private static SimulatedMicroscope microscope(String acquisition, int particles) {
        SimulatedMicroscope.Plan plan = new SimulatedMicroscope.Plan(acquisition, particles, 0.1, 0, 0.05);
        return new SimulatedMicroscope(plan, 1, Instant.now());
    }

    private void publish(Iterable<ParticlePosition> positions) {
        try (PacedPublisher<ParticlePosition> publisher =
                PacedPublisher.open(client, RecordType.POSITIONS, TOPICS.positions(), FORMAT, System::nanoTime)) {
            publisher.publish(positions, 1, published -> {});
        }
    }

    /** Starts a dashboard of this stack that takes in what clients send. */
    Dashboard dashboard(int port) throws IOException {
        return Dashboard.start(
                new Dashboard.Source(client, client, TOPICS, TriggerRules.none(), FORMAT, Duration.ofMinutes(5)),
                new DashboardModel(
                        () -> new MeasuredClassifier(classifier).model(),
                        () -> new MeasuredClassifier(classifier),
                        StreamSettings.defaults().imaging()),
                new HttpSettings(
                        "127.0.0.1",
                        port,
                        Optional.empty(),
                        Set.of(),
                        20,
                        100,
                        Optional.of(new IngestSettings(16_000_000, 100_000, 64_000_000))),
                Optional::empty,
                new SimpleMeterRegistry(),
                () -> "",
                Clocks.system());
    }

    @Override
    public void close() {
        microscope.interrupt();
        streams.close();
        broker.close();
        classifier.close();
    }
}
