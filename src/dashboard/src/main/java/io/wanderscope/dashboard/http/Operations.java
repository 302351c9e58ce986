package io.wanderscope.dashboard.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;

/**
 * What a program reports about itself: health and metrics.
 *
 * @param notReady the reason why the program is not doing its work; empty when it is
 * @param dead the thread that has died although it must run, and of what; empty when none has
 * @param scrape the program's metrics in Prometheus' text format
 */
public record Operations(
        Supplier<Optional<String>> notReady, Supplier<Optional<String>> dead, Supplier<String> scrape) {
    static final String METRICS = "/metrics";

    /** Makes a metric of whether the program does its work, so that alerts need not ask for the reason. */
    void show(MeterRegistry metrics) {
        Gauge.builder("wanderscope.ready", notReady, reason -> reason.get().isEmpty() ? 1 : 0)
                .description("Whether /health/ready is up: 1 if it is, 0 if not")
                .strongReference(true)
                .register(metrics);
    }

    Map<String, Endpoint> endpoints() {
        Map<String, Endpoint> endpoints = new HashMap<>(Health.endpoints(dead, notReady));
        endpoints.put(
                METRICS,
                (rest, query) ->
                        Answer.text(HttpStatus.OK_200, "text/plain; version=0.0.4; charset=utf-8", scrape.get()));
        return endpoints;
    }
}
