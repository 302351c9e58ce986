package io.wanderscope.dashboard.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the requests that are refused and the connections that are ended, by their reason, and logs the numbers at most once a
 * minute. Nothing that a client sent is logged: it may be a token, and there may be a lot of it. Thread-safe.
 */
final class Refusals {
    /** Why a request is refused or a connection ended; in lower case the value of the metric's label. */
    enum Reason {
        /** What was sent is no valid request, as when its Host header is no name. */
        MALFORMED,
        /** The request calls the server by a name that is not the server's. */
        HOST,
        /** The request comes from the page of another site. */
        PAGE,
        /** The token is missing or wrong. */
        TOKEN,
        /** Its address has, or all have, as many requests and WebSockets at once as they may. */
        CONNECTIONS,
        /** As many bytes as may be are on their way to its address, or to all. */
        BYTES,
        /** As many rows as may be wait for Kafka already, of its address or of all. */
        ROWS,
        /** The headers of the request were not complete in time. */
        HEADERS,
        /** The rows of the request arrived too slowly. */
        SENDING,
        /** The connection was waiting for a request when there was no room for another one. */
        WAITING,
        /** The answer was read too slowly. */
        READING;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final Duration LOG_INTERVAL = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final MeterRegistry metrics;
    private final LongSupplier nanoTime;
    private final Map<Reason, Integer> notLogged = new EnumMap<>(Reason.class);
    private long logged;

    /**
     * Counts from 0.
     *
     * @param nanoTime nanoseconds since some fixed instant, never going back
     */
    Refusals(MeterRegistry metrics, LongSupplier nanoTime) {
        this.metrics = metrics;
        this.nanoTime = nanoTime;
        this.logged = nanoTime.getAsLong() - LOG_INTERVAL.toNanos();
    }

    void count(Reason reason) {
        Counter.builder("wanderscope.http.refused")
                .description("Requests refused and connections ended")
                .tag("reason", reason.label())
                .register(metrics)
                .increment();
        synchronized (this) {
            notLogged.merge(reason, 1, Integer::sum);
        }
    }

    /** Logs what has been counted since the last time, unless that is less than a minute ago. */
    void log() {
        toLog().ifPresent(numbers -> LOG.info("event=http_refused {}", numbers));
    }

    /** The numbers since the last time; empty if there are none, or it is less than a minute ago. */
    synchronized Optional<String> toLog() {
        long now = nanoTime.getAsLong();
        if (notLogged.isEmpty() || now - logged < LOG_INTERVAL.toNanos()) {
            return Optional.empty();
        }
        String numbers = notLogged.entrySet().stream()
                .map(entry -> entry.getKey().label() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
        notLogged.clear();
        logged = now;
        return Optional.of(numbers);
    }
}
