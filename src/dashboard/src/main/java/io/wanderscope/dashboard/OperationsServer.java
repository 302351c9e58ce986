package io.wanderscope.dashboard;

import io.wanderscope.dashboard.http.Operations;
import io.wanderscope.dashboard.http.WebServer;
import java.io.IOException;
import java.util.Optional;
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
     * @param scrape the program's metrics in Prometheus' text format
     * @throws IOException when it cannot listen; the message is meant for people
     */
    public static OperationsServer start(
            HttpSettings settings, Supplier<Optional<String>> notReady, Supplier<String> scrape) throws IOException {
        return new OperationsServer(WebServer.operations(settings, new Operations(notReady, scrape)));
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
