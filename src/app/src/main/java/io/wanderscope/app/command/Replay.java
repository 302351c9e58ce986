package io.wanderscope.app.command;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.app.acquisition.Acquisition;
import io.wanderscope.app.acquisition.PositionPublisher;
import io.wanderscope.app.acquisition.PositionSequence;
import io.wanderscope.app.results.AcquisitionResults;
import io.wanderscope.app.results.ResultCollector;
import io.wanderscope.cluster.ClassificationStreams;
import io.wanderscope.cluster.EmbeddedBroker;
import io.wanderscope.cluster.RequiredTopics;
import io.wanderscope.cluster.TemporaryDirectory;
import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.streaming.ClassificationStreamsConfig;
import io.wanderscope.streaming.ClassificationTopology;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.wire.WireFormat;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Recordings replayed through the real topics and the real topology on a broker inside this process, to the last FINAL.
 *
 * @param results of each acquisition, in their order
 * @param deadLetters number of dead letters by cause
 */
record Replay(List<AcquisitionResults> results, Map<String, Integer> deadLetters) {
    private static final StreamTopics TOPICS = StreamTopics.defaults();
    private static final WireFormat FORMAT = WireFormat.singleObject();
    private static final int PARTITIONS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int NAMED_IN_MESSAGE = 3;

    /**
     * Replays acquisitions as fast as they go.
     *
     * @param minimumConfidence smallest probability of the most probable model at which it becomes the label, 0 to 1
     * @param progress where the state of things is told, line by line
     * @throws CommandFailure when the stream stops, or nothing has moved for a minute
     */
    static Replay run(
            List<Acquisition> acquisitions,
            TrajectoryClassifier classifier,
            double minimumConfidence,
            PrintWriter progress)
            throws InterruptedException {
        try (TemporaryDirectory state = deletedAtExit();
                EmbeddedBroker broker = EmbeddedBroker.start()) {
            Map<String, Object> client =
                    Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
            RequiredTopics.ensure(client, RequiredTopics.of(TOPICS), TopicCreation.onOneBroker(PARTITIONS));
            try (ClassificationStreams streams = ClassificationStreams.start(
                            ClassificationTopology.build(
                                    TOPICS,
                                    settings(classifier.model(), minimumConfidence),
                                    FORMAT,
                                    classifier,
                                    new SimpleMeterRegistry()),
                            streams(broker, state));
                    ResultCollector collector =
                            ResultCollector.open(broker.bootstrapServers(), TOPICS, FORMAT, acquisitions)) {
                publish(acquisitions, client, new ProgressLines(progress, "published", positions(acquisitions)));
                await(streams, collector, new ProgressLines(progress, "classified", collector.tracks()));
                collector.pollDeadLetters();
                return new Replay(collector.results(), collector.deadLetters());
            }
        }
    }

    private static TemporaryDirectory deletedAtExit() {
        TemporaryDirectory directory = TemporaryDirectory.create();
        directory.deleteAtExit();
        return directory;
    }

    private static StreamSettings settings(ModelDescription model, double minimumConfidence) {
        return StreamSettings.defaults()
                .forRecordings()
                .within(model)
                .with(StreamSettings.MINIMUM_CONFIDENCE, minimumConfidence);
    }

    private static Map<String, Object> streams(EmbeddedBroker broker, TemporaryDirectory state) {
        Map<String, Object> entries = new HashMap<>(ClassificationStreamsConfig.entries());
        entries.put(StreamsConfig.APPLICATION_ID_CONFIG, "wanderscope-classify");
        entries.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        entries.put(StreamsConfig.STATE_DIR_CONFIG, state.path().toString());
        entries.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, PARTITIONS);
        return entries;
    }

    private static long positions(List<Acquisition> acquisitions) {
        return acquisitions.stream().mapToLong(Acquisition::positions).sum();
    }

    private static void publish(List<Acquisition> acquisitions, Map<String, Object> client, ProgressLines progress) {
        try (PositionPublisher publisher = PositionPublisher.open(client, TOPICS.positions(), FORMAT)) {
            for (Acquisition acquisition : acquisitions) {
                PositionSequence sequence =
                        PositionSequence.playing(acquisition, Double.POSITIVE_INFINITY, Instant.now());
                publisher.publish(sequence, Double.POSITIVE_INFINITY, published -> {});
                progress.advance(acquisition.positions());
            }
        }
    }

    private static void await(ClassificationStreams streams, ResultCollector collector, ProgressLines progress)
            throws InterruptedException {
        long lastMove = System.nanoTime();
        double moved = -1;
        while (!collector.isComplete()) {
            int before = collector.finals();
            collector.poll();
            progress.advance(collector.finals() - before);
            streams.failure().ifPresent(failure -> {
                throw new CommandFailure(failure);
            });
            double now = collector.received() + streams.processed();
            if (now != moved) {
                moved = now;
                lastMove = System.nanoTime();
            } else if (System.nanoTime() - lastMove > PATIENCE.toNanos()) {
                throw stalled(collector);
            }
        }
    }

    private static CommandFailure stalled(ResultCollector collector) {
        int missing = collector.tracks() - collector.finals();
        return new CommandFailure("nothing has moved for " + PATIENCE.toSeconds() + " s, and " + missing + " of "
                + collector.tracks() + " tracks have no FINAL, such as "
                + String.join(", ", collector.missing(NAMED_IN_MESSAGE)) + "; run it again with a smaller file");
    }
}
