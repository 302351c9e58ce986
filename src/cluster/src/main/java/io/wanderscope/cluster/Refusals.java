package io.wanderscope.cluster;

import io.wanderscope.streaming.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics that do not take records, as the producers' answers tell. A topic can refuse for a while, because it was
 * deleted or a right was withdrawn, or only some records, such as those without a key. Thread-safe.
 */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    /** Without those by which brokers end a transaction, which Kafka Streams handles. */
    private static final List<Class<? extends ApiException>> KINDS = List.of(
            AuthorizationException.class,
            InvalidRecordException.class,
            InvalidTimestampException.class,
            InvalidTopicException.class,
            PolicyViolationException.class,
            RecordTooLargeException.class,
            TimeoutException.class,
            UnknownServerException.class,
            UnknownTopicOrPartitionException.class);

    /** Another instance may have the partition by now, and then no answer comes any more. */
    private static final Duration REMEMBERED = Duration.ofMinutes(3);

    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final Clocks clocks;
    /** By topic, those after which it has taken no record. */
    private final Map<String, Refusal> current = new ConcurrentHashMap<>();
    /** By kind, the latest. */
    private final Map<Class<?>, Long> latest = new ConcurrentHashMap<>();
    /** By topic, when the latest was logged. */
    private final Map<String, Long> warned = new ConcurrentHashMap<>();

    /** The latest of a topic, and the time of the first since which it has taken no record. */
    private record Refusal(String reason, Instant since, long nanos) {
        String text() {
            return reason + ", since " + since.truncatedTo(ChronoUnit.SECONDS);
        }
    }

    Refusals(Clocks clocks) {
        this.clocks = clocks;
    }

    /** Notes the answer to a record that was sent to this topic. */
    void refused(String topic, Exception answer) {
        if (KINDS.stream().noneMatch(kind -> kind.isInstance(answer))) {
            return;
        }
        long now = clocks.nanoTime().getAsLong();
        String reason = "the topic " + topic + " does not take a record (" + answer.getMessage()
                + "); it is sent again until the topic does, and the positions wait";
        latest.put(answer.getClass(), now);
        Instant time = clocks.wall().instant();
        current.compute(
                topic,
                (same, before) ->
                        new Refusal(reason, before != null && isRecent(before.nanos()) ? before.since() : time, now));
        Long before = warned.get(topic);
        if (before == null || now - before >= BETWEEN_WARNINGS.toNanos()) {
            warned.put(topic, now);
            LOG.warn("event=record_refused topic={} reason=\"{}\"", topic, reason);
        }
    }

    /** Notes that the topic has taken a record. */
    void accepted(String topic) {
        if (!current.isEmpty()) {
            current.remove(topic);
        }
    }

    /**
     * Whether a thread can have failed with this exception because of a refusal. A producer whose records were not taken
     * in time reports that of all that it does afterwards, with no type but the general one.
     */
    boolean explain(Throwable exception) {
        return exception.getClass() == KafkaException.class
                ? latest.values().stream().anyMatch(this::isRecent)
                : isRecent(latest.get(exception.getClass()));
    }

    /** The refusal because of which the stream waits; empty if it does not. */
    Optional<String> reason() {
        return current.values().stream()
                .filter(refusal -> isRecent(refusal.nanos()))
                .map(Refusal::text)
                .findFirst();
    }

    private boolean isRecent(@Nullable Long nanos) {
        return nanos != null && clocks.nanoTime().getAsLong() - nanos < REMEMBERED.toNanos();
    }
}
