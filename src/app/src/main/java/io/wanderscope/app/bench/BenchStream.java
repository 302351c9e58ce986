package io.wanderscope.app.bench;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wanderscope.app.configuration.RunConfiguration;
import io.wanderscope.app.embedded.StoppedStream;
import io.wanderscope.app.terminal.CommandFailure;
import io.wanderscope.cluster.ClassificationStreams;
import io.wanderscope.cluster.Lack;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.streaming.ClassificationTopology;
import io.wanderscope.streaming.Clocks;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** The stream that is measured, in this process. */
final class BenchStream implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 20;

    private final ClassificationStreams streams;
    private final MeterRegistry registry;
    private final Supplier<Optional<Lack>> brokerLack;

    private BenchStream(ClassificationStreams streams, MeterRegistry registry, Supplier<Optional<Lack>> brokerLack) {
        this.streams = streams;
        this.registry = registry;
        this.brokerLack = brokerLack;
    }

    /**
     * Starts the stream and waits until it works.
     *
     * @param cluster where it works
     * @param entries configuration of Kafka Streams
     * @param registry counts the positions, also over a restart
     * @param restored is told about the stores that are read from changelogs
     * @throws CommandFailure when it does not start
     */
    static BenchStream start(
            BenchCluster cluster,
            Map<String, Object> entries,
            OnnxTrajectoryClassifier classifier,
            MeterRegistry registry,
            Clocks clocks,
            StateRestoreListener restored)
            throws InterruptedException {
        RunConfiguration configuration = cluster.configuration();
        BenchStream stream = new BenchStream(
                ClassificationStreams.start(
                        ClassificationTopology.build(
                                configuration.topics(),
                                configuration.settings().within(classifier.model()),
                                configuration.wireFormat(),
                                classifier,
                                registry,
                                clocks,
                                configuration.inferenceThreads(classifier.provider())),
                        entries,
                        restored),
                registry,
                cluster::brokerLack);
        try {
            stream.awaitReady(clocks.nanoTime(), cluster.stop());
            return stream;
        } catch (InterruptedException | RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    private void awaitReady(LongSupplier nanoTime, Stop stop) throws InterruptedException {
        long deadline = nanoTime.getAsLong() + START_TIMEOUT.toNanos();
        while (streams.notReady().isPresent()) {
            stop.check();
            requireRunning();
            if (nanoTime.getAsLong() > deadline) {
                throw new CommandFailure("the stream does not start within " + START_TIMEOUT.toSeconds() + " s: "
                        + streams.notReady().orElse("it is slow"));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Positions and end marks taken in so far. */
    long taken() {
        Counter positions = registry.find("wanderscope.positions").counter();
        return positions == null ? 0 : (long) positions.count();
    }

    /**
     * Does nothing while it runs.
     *
     * @throws CommandFailure when it has stopped
     */
    void requireRunning() {
        StoppedStream.failure(streams, brokerLack).ifPresent(failure -> {
            throw failure;
        });
    }

    @Override
    public void close() {
        streams.close();
    }
}
