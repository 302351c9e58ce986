package io.wanderscope.app.bench;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.app.configuration.RunConfiguration;
import io.wanderscope.app.terminal.CommandFailure;
import io.wanderscope.app.terminal.ProgressLines;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.streaming.Clocks;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsConfig;

/** A running stream with a feed before it and a reader behind it. Not thread-safe. */
final class BenchSession implements AutoCloseable {
    private static final Duration STALLED = Duration.ofSeconds(60);
    /** Without a label for this long, none is on its way. */
    private static final Duration QUIET = Duration.ofSeconds(1);
    /** Keeps all positions in the past, however fast their camera frames follow. */
    private static final Duration RECORDED_AGO = Duration.ofDays(1);

    private static final long POLL_MILLIS = 10;

    private final BenchCluster cluster;
    private final OnnxTrajectoryClassifier classifier;
    private final Clocks clocks;
    private final PrintWriter print;
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final PositionFeed feed;
    private final LabelReader reader;
    private final CpuMeter meter;
    private BenchStream stream;

    private BenchSession(
            BenchCluster cluster,
            OnnxTrajectoryClassifier classifier,
            SimulatedPaths paths,
            SendTimes times,
            Clocks clocks,
            PrintWriter print)
            throws InterruptedException {
        this.cluster = cluster;
        this.classifier = classifier;
        this.clocks = clocks;
        this.print = print;
        RunConfiguration configuration = cluster.configuration();
        this.meter = new CpuMeter(cluster.brokerThreads(), cluster.application());
        this.stream = startStream(Map.of(), new RestoreTime(clocks.nanoTime()));
        this.feed = PositionFeed.open(
                configuration.producer(),
                configuration.topics().positions(),
                configuration.wireFormat(),
                paths,
                times,
                clocks.wall().instant().minus(RECORDED_AGO));
        this.reader = LabelReader.start(
                configuration.consumer(),
                configuration.topics().labels(),
                configuration.wireFormat(),
                times,
                clocks.nanoTime());
    }

    /**
     * Starts the stream.
     *
     * @param cluster whose topics exist
     * @param paths of the tracks that will be sent
     * @param times when they are sent
     * @param print receives lines of progress
     */
    static BenchSession start(
            BenchCluster cluster,
            OnnxTrajectoryClassifier classifier,
            SimulatedPaths paths,
            SendTimes times,
            Clocks clocks,
            PrintWriter print)
            throws InterruptedException {
        return new BenchSession(cluster, classifier, paths, times, clocks, print);
    }

    private BenchStream startStream(Map<String, Object> overrides, RestoreTime restored) throws InterruptedException {
        Map<String, Object> entries = new HashMap<>(cluster.streams(cluster.application()));
        entries.putAll(overrides);
        return BenchStream.start(cluster, entries, classifier, registry, clocks, restored);
    }

    /**
     * A start without state.
     *
     * @param seconds until the stream works
     * @param reading seconds of that for reading the state from the changelogs
     */
    record Restart(double seconds, double reading) {}

    /** Stops the stream and starts it again on an empty state directory. */
    Restart restartWithoutState(String stateDirectory) throws InterruptedException {
        stream.close();
        RestoreTime restored = new RestoreTime(nanoTime());
        long start = nanoTime().getAsLong();
        stream = startStream(Map.of(StreamsConfig.STATE_DIR_CONFIG, stateDirectory), restored);
        return new Restart((nanoTime().getAsLong() - start) / 1e9, restored.seconds());
    }

    PositionFeed feed() {
        return feed;
    }

    LabelReader reader() {
        return reader;
    }

    CpuMeter meter() {
        return meter;
    }

    LongSupplier nanoTime() {
        return clocks.nanoTime();
    }

    /** Positions and end marks taken in so far. */
    long taken() {
        return stream.taken();
    }

    /**
     * Seconds that stream threads have spent on populations: on what an ended track tells about them, and on adding it to their
     * sums.
     */
    double populationSeconds() {
        return Stream.of("evidence", "tracks")
                .mapToDouble(part ->
                        registry.get("wanderscope.population." + part).timer().totalTime(TimeUnit.SECONDS))
                .sum();
    }

    /** Bytes of the topics now. */
    TopicSizes sizes() {
        return TopicSizes.read(cluster.configuration().admin(), cluster.prefix());
    }

    /** Progress from 0 to a total, at most a line a second. */
    ProgressLines progress(String what, long total) {
        return new ProgressLines(print, what, total, clocks.nanoTime());
    }

    /**
     * Throws what ends the measurement early.
     *
     * @throws CommandFailure when Ctrl-C was pressed or the stream has stopped
     */
    void check() {
        cluster.stop().check();
        stream.requireRunning();
        reader.requireRunning();
    }

    /**
     * Waits until the stream has taken in all that was sent, with lines of progress.
     *
     * @param what first words of each line
     * @throws CommandFailure when it makes no progress for 60 s
     */
    void awaitTaken(String what) throws InterruptedException {
        await(what, feed.events(), this::taken, "the stream has taken in nothing; positions that wait: ");
    }

    /** Waits until a count has reached its end. */
    private void await(String what, long end, LongSupplier count, String stalled) throws InterruptedException {
        long before = count.getAsLong();
        ProgressLines progress = progress(what, end - before);
        long lastProgress = nanoTime().getAsLong();
        while (before < end) {
            check();
            Thread.sleep(POLL_MILLIS);
            long now = Math.min(end, count.getAsLong());
            progress.advance(now - before);
            if (now > before) {
                before = now;
                lastProgress = nanoTime().getAsLong();
            } else if (nanoTime().getAsLong() - lastProgress > STALLED.toNanos()) {
                throw new CommandFailure("for " + STALLED.toSeconds() + " s " + stalled + (end - before));
            }
        }
    }

    /** Waits until no more labels come; returns what had been used when the last one came. */
    CpuMeter.Reading awaitQuiet() throws InterruptedException {
        CpuMeter.Reading last = meter.read();
        long labels = reader.labels();
        long lastLabel = nanoTime().getAsLong();
        while (nanoTime().getAsLong() - lastLabel < QUIET.toNanos()) {
            check();
            Thread.sleep(POLL_MILLIS);
            if (reader.labels() != labels) {
                labels = reader.labels();
                lastLabel = nanoTime().getAsLong();
                last = meter.read();
            }
        }
        return last;
    }

    /**
     * Waits until the final label of every track that has ended was read.
     *
     * @throws CommandFailure when none comes for 60 s, or the labels do not account for every position that was sent
     */
    void awaitFinals() throws InterruptedException {
        long tracks = feed.events() - feed.positions();
        await("reading final labels", tracks, reader::finals, "no final label has come; tracks that have none: ");
        if (reader.positions() != feed.positions()) {
            throw new CommandFailure(feed.positions() + " positions were sent, but the final labels account for "
                    + reader.positions() + "; the figures would not be right");
        }
    }

    @Override
    public void close() {
        feed.close();
        reader.close();
        stream.close();
    }
}
