package io.wanderscope.dashboard.http;

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

    Map<String, Endpoint> endpoints() {
        Map<String, Endpoint> endpoints = new HashMap<>(Health.endpoints(dead, notReady));
        endpoints.put(
                METRICS,
                (rest, query) ->
                        Answer.text(HttpStatus.OK_200, "text/plain; version=0.0.4; charset=utf-8", scrape.get()));
        return endpoints;
    }
}
