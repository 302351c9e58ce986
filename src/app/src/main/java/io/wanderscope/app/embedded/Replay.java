package io.wanderscope.app.embedded;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.app.acquisition.Acquisition;
import io.wanderscope.app.acquisition.PacedPublisher;
import io.wanderscope.app.acquisition.TrackFeed;
import io.wanderscope.app.results.FoundPopulations;
import io.wanderscope.app.results.Rejection;
import io.wanderscope.app.results.ResultCollector;
import io.wanderscope.app.results.TrackResult;
import io.wanderscope.app.terminal.CommandFailure;
import io.wanderscope.app.terminal.Counted;
import io.wanderscope.app.terminal.ProgressLines;
import io.wanderscope.cluster.ClassificationStreams;
import io.wanderscope.cluster.EmbeddedBroker;
import io.wanderscope.cluster.RequiredTopics;
import io.wanderscope.cluster.TemporaryDirectory;
import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.ingest.RecordType;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.ClassificationStreamsConfig;
import io.wanderscope.streaming.ClassificationTopology;
import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.InferenceThreads;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TimeSettings;
import io.wanderscope.streaming.UncaughtErrors;
import io.wanderscope.wire.WireFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Replays recordings through the real topics and the real topology on a broker inside this process, until every track
 * has its final result.
 */
public final class Replay {
    private static final StreamTopics TOPICS = StreamTopics.defaults();
    private static final WireFormat FORMAT = WireFormat.singleObject();
    private static final int PARTITIONS = 2;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** The longest wait for the next population after the last track. */
    private static final Duration POPULATION_TIMEOUT = Duration.ofSeconds(20);

    /**
     * Records whose tracks may be on their way at once: enough that the stream never waits for positions, and few
     * enough that their results, some 150 bytes a point and 1 kB a track, fit any heap.
     */
    private static final long RECORDS_ON_THE_WAY = 100_000;

    /** Most tracks begin and end between two commits, and do not reach the disk if the caches have room for them. */
    private static final long CACHE_BYTES = 64L << 20;

    private Replay() {}

    /**
     * What came of a run besides the results of its tracks.
     *
     * @param rejections what the stream rejected, in the order of the acquisitions
     * @param populations those of the acquisitions; one of them may not have come in time
     */
    public record Outcome(List<Rejection> rejections, FoundPopulations populations) {}

    /**
     * Replays acquisitions at full speed.
     *
     * @param settings of the stream; they are adapted to recordings and to the model
     * @param results receives each track with its results, in the order of the acquisitions and of their tracks, as
     *     soon as they and those of all tracks before it are there
     * @param progress counts the tracks
     * @throws CommandFailure when the stream stops, or makes no progress for 60 s
     */
    public static Outcome run(
            List<Acquisition> acquisitions,
            OnnxTrajectoryClassifier classifier,
            StreamSettings settings,
            Consumer<TrackResult> results,
            ProgressLines progress,
            Clocks clocks)
            throws InterruptedException {
        try (TemporaryDirectory state = deletedAtExit();
                EmbeddedBroker broker = EmbeddedBroker.start()) {
            Map<String, Object> client =
                    Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
            RequiredTopics.ensure(client, TOPICS, TopicCreation.onOneBroker(PARTITIONS));
            try (ClassificationStreams streams = ClassificationStreams.start(
                            ClassificationTopology.build(
                                    TOPICS,
                                    ofRecordings(settings).within(classifier.model()),
                                    FORMAT,
                                    classifier,
                                    new SimpleMeterRegistry(),
                                    clocks,
                                    InferenceThreads.of(InferenceThreads.defaultNumber(
                                            classifier.provider().kind()))),
                            streams(broker, state));
                    ResultCollector collector =
                            ResultCollector.open(broker.bootstrapServers(), TOPICS, FORMAT, acquisitions);
                    PacedPublisher<ParticlePosition> publisher = PacedPublisher.open(
                            client, RecordType.POSITIONS, TOPICS.positions(), FORMAT, clocks.nanoTime())) {
                TrackFeed feed =
                        new TrackFeed(publisher, acquisitions, clocks.wall().instant(), RECORDS_ON_THE_WAY);
                await(streams, broker, feed, collector, results, progress, clocks.nanoTime());
                awaitPopulations(collector, clocks.nanoTime());
                collector.pollDeadLetters();
                return new Outcome(collector.rejections(), collector.populations());
            } catch (OutOfMemoryError e) {
                // Before all is closed, which may never end without memory.
                UncaughtErrors.report(e);
                throw e;
            }
        }
    }

    /** Nobody reads the populations of time windows here, so there are few. */
    private static StreamSettings ofRecordings(StreamSettings settings) {
        return settings.forRecordings().with(TimeSettings.COMPOSITION_WINDOW, Duration.ofDays(1));
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
        entries.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        return entries;
    }

    private static void await(
            ClassificationStreams streams,
            EmbeddedBroker broker,
            TrackFeed feed,
            ResultCollector collector,
            Consumer<TrackResult> results,
            ProgressLines progress,
            LongSupplier nanoTime)
            throws InterruptedException {
        long lastProgress = nanoTime.getAsLong();
        double processed = -1;
        while (!collector.isComplete()) {
            feed.publish(collector.recordsDone());
            int before = collector.handedOver();
            collector.poll(results);
            progress.advance(collector.handedOver() - before);
            StoppedStream.failure(streams, broker::lack).ifPresent(failure -> {
                throw failure;
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

    /** They are estimated beside the stream's work, so the last of them come after the last label. */
    private static void awaitPopulations(ResultCollector collector, LongSupplier nanoTime) {
        long lastProgress = nanoTime.getAsLong();
        while (!collector.populations().isComplete()
                && nanoTime.getAsLong() - lastProgress < POPULATION_TIMEOUT.toNanos()) {
            long before = collector.received();
            collector.pollPopulations();
            lastProgress = collector.received() == before ? lastProgress : nanoTime.getAsLong();
        }
    }

    private static CommandFailure stalled(ResultCollector collector) {
        int missing = collector.tracks() - collector.handedOver();
        return new CommandFailure("there has been no progress for " + TIMEOUT.toSeconds() + " s, and " + missing
                + " of " + Counted.of(collector.tracks(), "track") + (missing == 1 ? " has" : " have")
                + " no final result, the first of them " + collector.awaited().orElseThrow()
                + "; try again with a smaller file");
    }
}
