package io.wanderscope.app.embedded;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.app.acquisition.Acquisition;
import io.wanderscope.app.acquisition.PositionPublisher;
import io.wanderscope.app.acquisition.PositionSequence;
import io.wanderscope.app.results.AcquisitionResults;
import io.wanderscope.app.results.ResultCollector;
import io.wanderscope.app.terminal.CommandFailure;
import io.wanderscope.app.terminal.ProgressLines;
import io.wanderscope.cluster.ClassificationStreams;
import io.wanderscope.cluster.EmbeddedBroker;
import io.wanderscope.cluster.RequiredTopics;
import io.wanderscope.cluster.TemporaryDirectory;
import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.streaming.ClassificationStreamsConfig;
import io.wanderscope.streaming.ClassificationTopology;
import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.wire.WireFormat;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Recordings replayed through the real topics and the real topology on a broker inside this process, until every track
 * has its final result.
 *
 * @param results of each acquisition, in the order of the acquisitions
 * @param deadLetters number of dead letters by cause
 */
public record Replay(List<AcquisitionResults> results, Map<String, Integer> deadLetters) {
    private static final StreamTopics TOPICS = StreamTopics.defaults();
    private static final WireFormat FORMAT = WireFormat.singleObject();
    private static final int PARTITIONS = 2;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int TRACKS_IN_MESSAGE = 3;

    /**
     * Replays acquisitions at full speed.
     *
     * @param settings of the stream; they are adapted to recordings and to the model
     * @param progress receives lines of progress
     * @throws CommandFailure when the stream stops, or makes no progress for 60 s
     */
    public static Replay run(
            List<Acquisition> acquisitions,
            TrajectoryClassifier classifier,
            StreamSettings settings,
            PrintWriter progress,
            Clocks clocks)
            throws InterruptedException {
        try (TemporaryDirectory state = deletedAtExit();
                EmbeddedBroker broker = EmbeddedBroker.start()) {
            Map<String, Object> client =
                    Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
            RequiredTopics.ensure(client, RequiredTopics.of(TOPICS), TopicCreation.onOneBroker(PARTITIONS));
            try (ClassificationStreams streams = ClassificationStreams.start(
                            ClassificationTopology.build(
                                    TOPICS,
                                    settings.forRecordings().within(classifier.model()),
                                    FORMAT,
                                    classifier,
                                    new SimpleMeterRegistry(),
                                    clocks),
                            streams(broker, state));
                    ResultCollector collector =
                            ResultCollector.open(broker.bootstrapServers(), TOPICS, FORMAT, acquisitions)) {
                publish(acquisitions, client, progress, clocks);
                await(streams, collector, progress, clocks.nanoTime());
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

    private static void publish(
            List<Acquisition> acquisitions, Map<String, Object> client, PrintWriter print, Clocks clocks) {
        ProgressLines progress = new ProgressLines(print, "published", positions(acquisitions), clocks.nanoTime());
        try (PositionPublisher publisher =
                PositionPublisher.open(client, TOPICS.positions(), FORMAT, clocks.nanoTime())) {
            for (Acquisition acquisition : acquisitions) {
                PositionSequence sequence = PositionSequence.playing(
                        acquisition, Double.POSITIVE_INFINITY, clocks.wall().instant());
                publisher.publish(sequence, Double.POSITIVE_INFINITY, published -> {});
                progress.advance(acquisition.positions());
            }
        }
    }

    private static void await(
            ClassificationStreams streams, ResultCollector collector, PrintWriter print, LongSupplier nanoTime)
            throws InterruptedException {
        ProgressLines progress = new ProgressLines(print, "classified", collector.tracks(), nanoTime);
        long lastProgress = nanoTime.getAsLong();
        double processed = -1;
        while (!collector.isComplete()) {
            int before = collector.finals();
            collector.poll();
            progress.advance(collector.finals() - before);
            streams.failure().ifPresent(failure -> {
                throw new CommandFailure(failure);
            });
            double now = collector.received() + streams.processed();
            if (now != processed) {
                processed = now;
                lastProgress = nanoTime.getAsLong();
            } else if (nanoTime.getAsLong() - lastProgress > TIMEOUT.toNanos()) {
                throw stalled(collector);
            }
        }
    }

    private static CommandFailure stalled(ResultCollector collector) {
        int missing = collector.tracks() - collector.finals();
        return new CommandFailure(
                "there has been no progress for " + TIMEOUT.toSeconds() + " s, and " + missing + " of "
                        + collector.tracks() + " tracks have no final result, such as "
                        + String.join(", ", collector.missing(TRACKS_IN_MESSAGE)) + "; try again with a smaller file");
    }
}
