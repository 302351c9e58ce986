package io.wanderscope.dashboard.http;

import io.wanderscope.dashboard.IngestSettings;
import io.wanderscope.ingest.RecordPublisher;
import io.wanderscope.streaming.StreamTopics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How rows that clients send become records.
 *
 * @param settings the limits
 * @param publisher publishes the records; the caller closes it before the server, because requests wait for it
 * @param topics where they go
 * @param noBroker that no broker answers, and since when; empty while one does
 * @param clock by which the time of a row is too far ahead
 */
public record Ingest(
        IngestSettings settings,
        RecordPublisher publisher,
        StreamTopics topics,
        Supplier<Optional<String>> noBroker,
        InstantSource clock) {
    /** From handing a record to the publisher to giving up, after which the client gets 503. */
    public static final Duration PATIENCE = Duration.ofSeconds(15);
}
