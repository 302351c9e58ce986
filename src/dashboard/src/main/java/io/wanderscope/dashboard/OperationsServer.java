package io.wanderscope.dashboard;

import io.micrometer.core.instrument.MeterRegistry;
import io.wanderscope.dashboard.http.Operations;
import io.wanderscope.dashboard.http.WebServer;
import java.io.IOException;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** A running HTTP server that answers for a program's health and metrics, and for nothing else. */
public final class OperationsServer implements AutoCloseable {
    private final WebServer server;

    private OperationsServer(WebServer server) {
        this.server = server;
    }

    /**
     * Starts the server.
     *
     * @param notReady the reason why the program is not doing its work; empty when it is
     * @param dead the thread that has died although it must run, and of what; empty when none has
     * @param metrics registry for the server's own metrics
     * @param scrape the program's metrics in Prometheus' text format
     * @param nanoTime nanoseconds since some fixed instant, never going back
     * @throws IOException when it cannot listen; the message is meant for people
     */
    public static OperationsServer start(
            HttpSettings settings,
            Supplier<Optional<String>> notReady,
            Supplier<Optional<String>> dead,
            MeterRegistry metrics,
            Supplier<String> scrape,
            LongSupplier nanoTime)
            throws IOException {
        return new OperationsServer(
                WebServer.operations(settings, new Operations(notReady, dead, scrape), metrics, nanoTime));
    }

    /** The server's address, without the token. */
    public String location() {
        return server.location();
    }

    /** Stops the server. */
    @Override
    public void close() {
        server.close();
    }
}
