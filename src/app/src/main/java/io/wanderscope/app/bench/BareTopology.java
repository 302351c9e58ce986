package io.wanderscope.app.bench;

import io.wanderscope.app.terminal.CommandFailure;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The least that a stateful stream can do with the positions: it counts the records of each key. Kafka Streams, its
 * stores and the brokers set this bound for the machine, whatever the stream computes.
 */
final class BareTopology {
    private static final String COUNTS = "counts";
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration STALLED = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 20;
    /** Share of the records that only warm up. */
    private static final double WARM_UP = 0.25;

    private final LongAdder counted = new LongAdder();
    private final String topic;
    private final Topology topology;

    /**
     * What it did.
     *
     * @param records counted
     * @param seconds time that took
     * @param cpu used meanwhile
     */
    record Outcome(long records, double seconds, CpuUsage cpu) {
        double perSecond() {
            return records / seconds;
        }
    }

    /** Counts the records of a topic. */
    BareTopology(String topic) {
        this.topic = topic;
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        topic,
                        Consumed.with(Serdes.Bytes(), Serdes.Bytes())
                                .withName("bare-source")
                                .withOffsetResetPolicy(AutoOffsetReset.earliest()))
                .peek((key, value) -> counted.increment(), Named.as("bare-counted"))
                .groupByKey()
                .count(
                        Named.as("bare-count"),
                        Materialized.<Bytes, Long, KeyValueStore<Bytes, byte[]>>as(COUNTS)
                                .withKeySerde(Serdes.Bytes())
                                .withValueSerde(Serdes.Long()));
        topology = builder.build();
    }

    /**
     * Reads the topic from its beginning, and measures after a warm-up, to the end of the topic or for a while.
     *
     * @param entries configuration of Kafka Streams
     * @param records number of records in the topic
     * @param time how long to measure at most
     * @throws CommandFailure when it stops, or counts nothing for 60 s
     */
    Outcome run(
            Map<String, Object> entries, long records, Duration time, CpuMeter meter, LongSupplier nanoTime, Stop stop)
            throws InterruptedException {
        KafkaStreams streams = new KafkaStreams(topology, new StreamsConfig(entries));
        try {
            streams.start();
            awaitCounted(streams, (long) (WARM_UP * records), nanoTime.getAsLong(), Long.MAX_VALUE, nanoTime, stop);
            long first = counted.sum();
            CpuMeter.Reading before = meter.read();
            long start = nanoTime.getAsLong();
            awaitCounted(streams, records, start, time.toNanos(), nanoTime, stop);
            return new Outcome(counted.sum() - first, (nanoTime.getAsLong() - start) / 1e9, meter.since(before));
        } finally {
            // A member that stayed in the group would keep it from being deleted.
            streams.close(CloseOptions.timeout(CLOSE_TIMEOUT)
                    .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        }
    }

    private void awaitCounted(
            KafkaStreams streams, long number, long start, long atMost, LongSupplier nanoTime, Stop stop)
            throws InterruptedException {
        long last = counted.sum();
        long lastProgress = nanoTime.getAsLong();
        while (counted.sum() < number && nanoTime.getAsLong() - start < atMost) {
            stop.check();
            if (counted.sum() != last) {
                last = counted.sum();
                lastProgress = nanoTime.getAsLong();
            } else if (streams.state().hasCompletedShutdown()) {
                throw failure("has stopped", last, number);
            } else if (nanoTime.getAsLong() - lastProgress > STALLED.toNanos()) {
                throw failure(
                        "has counted nothing for " + STALLED.toSeconds() + " s, in state " + streams.state(),
                        last,
                        number);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private CommandFailure failure(String what, long done, long number) {
        return new CommandFailure("the bare topology, which counts the records of " + topic + " for comparison, " + what
                + ", after " + done + " of " + number + " records; check that the broker still runs and its disk is not"
                + " full, and repeat with --verbose, which shows what Kafka reports");
    }
}
