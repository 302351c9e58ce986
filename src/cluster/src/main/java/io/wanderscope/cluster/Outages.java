package io.wanderscope.cluster;

import io.wanderscope.streaming.Clocks;
import io.wanderscope.wire.SchemaRegistryException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is away without which a thread can do nothing: a topic that it reads, or the schema registry while something new
 * is asked of it. Nothing is wrong with a record or with the program, so the stream waits. Thread-safe.
 */
final class Outages {
    /**
     * How long the threads must work, all of them, for an outage to be over. A thread may get on with other partitions
     * before it fails again.
     */
    static final Duration REMEMBERED = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Outages.class);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final Set<String> sources;
    private final Clocks clocks;
    private @Nullable Outage current;
    private @Nullable Long warned;

    /** What is away. */
    private enum Missing {
        TOPIC,
        REGISTRY
    }

    private record Outage(Missing missing, String reason, Instant since, long nanos) {}

    /**
     * Knows of none yet.
     *
     * @param sources the topics that the stream reads
     */
    Outages(Set<String> sources, Clocks clocks) {
        this.sources = Set.copyOf(sources);
        this.clocks = clocks;
    }

    /** Notes that a thread has failed, if an outage is why, and whether it is. */
    synchronized boolean explain(Throwable cause) {
        // Kafka Streams has the first for its assignment; its clients have the second when they ask about the topic's
        // partitions.
        if (cause instanceof MissingSourceTopicException || cause instanceof UnknownTopicOrPartitionException) {
            begin(
                    Missing.TOPIC,
                    "a topic that it reads is missing, one of "
                            + String.join(", ", sources.stream().sorted().toList()) + " (" + cause.getMessage()
                            + "); it goes on once the topic is there");
            return true;
        }
        if (cause instanceof SchemaRegistryException) {
            begin(Missing.REGISTRY, cause.getMessage() + "; it is asked again until it does, and the positions wait");
            return true;
        }
        return false;
    }

    /** A registry may say something else each time that it is asked, and is away all the same. */
    private void begin(Missing missing, String reason) {
        long now = clocks.nanoTime().getAsLong();
        Outage before = current();
        boolean goesOn = before != null && before.missing() == missing;
        current = new Outage(
                missing, reason, goesOn ? before.since() : clocks.wall().instant(), now);
        if (warned == null || now - warned >= BETWEEN_WARNINGS.toNanos()) {
            warned = now;
            LOG.warn("event=stream_waits reason=\"{}\"", reason);
        }
    }

    /** Notes that not all threads work. */
    synchronized void goOn() {
        Outage outage = current();
        if (outage != null) {
            current = new Outage(
                    outage.missing(),
                    outage.reason(),
                    outage.since(),
                    clocks.nanoTime().getAsLong());
        }
    }

    /** What the stream waits for, and since when; empty if it does not wait. */
    synchronized Optional<String> reason() {
        return Optional.ofNullable(current())
                .map(outage -> outage.reason() + ", since " + outage.since().truncatedTo(ChronoUnit.SECONDS));
    }

    private @Nullable Outage current() {
        if (current != null && clocks.nanoTime().getAsLong() - current.nanos() >= REMEMBERED.toNanos()) {
            current = null;
        }
        return current;
    }
}
