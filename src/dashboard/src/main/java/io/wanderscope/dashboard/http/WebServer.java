package io.wanderscope.dashboard.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.wanderscope.dashboard.HttpSettings;
import io.wanderscope.dashboard.explanation.Occlusions;
import io.wanderscope.dashboard.live.LiveAcquisitions;
import io.wanderscope.dashboard.live.LiveLimits;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A program's HTTP server: health and metrics, and for the dashboard also the page, its API and the WebSocket. */
public final class WebServer implements AutoCloseable {
    private static final int THREADS = 16;
    /** Connections besides the WebSockets: requests for pages, and from other programs. */
    private static final int OTHER_CONNECTIONS = 200;

    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

    private final Server server;
    private final ServerConnector connector;
    private final HttpSettings settings;
    private final Optional<Broadcaster> broadcaster;

    private WebServer(
            Server server, ServerConnector connector, HttpSettings settings, Optional<Broadcaster> broadcaster) {
        this.server = server;
        this.connector = connector;
        this.settings = settings;
        this.broadcaster = broadcaster;
    }

    /**
     * Serves health and metrics.
     *
     * @throws IOException when it cannot listen; the message is meant for people
     */
    public static WebServer operations(HttpSettings settings, Operations operations) throws IOException {
        return start(settings, operations.endpoints(), Optional.empty());
    }

    /**
     * Serves the dashboard, with health and metrics.
     *
     * @param occlusions answers what led to a track's label; the caller closes it before the server
     * @param nanoTime nanoseconds since some fixed instant, never going back
     * @throws IOException when it cannot listen; the message is meant for people
     */
    public static WebServer dashboard(
            HttpSettings settings,
            Operations operations,
            LiveAcquisitions acquisitions,
            Occlusions occlusions,
            LiveLimits limits,
            MeterRegistry metrics,
            LongSupplier nanoTime)
            throws IOException {
        Map<String, Endpoint> endpoints = new HashMap<>(operations.endpoints());
        endpoints.putAll(Page.endpoints());
        endpoints.putAll(new Api(acquisitions, occlusions).endpoints());
        Broadcaster broadcaster =
                new Broadcaster(acquisitions, limits.tailPoints(), metrics, Broadcaster.BACKLOG_LIMIT, nanoTime);
        return start(settings, endpoints, Optional.of(broadcaster));
    }

    private static WebServer start(
            HttpSettings settings, Map<String, Endpoint> endpoints, Optional<Broadcaster> broadcaster)
            throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("http");
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(settings.maxBrowsers() + OTHER_CONNECTIONS, connector));
        server.setErrorHandler(WebServer::answerMalformed);
        server.setHandler(new Guard(settings, handler(server, settings, endpoints, broadcaster)));
        WebServer started = new WebServer(server, connector, settings, broadcaster);
        started.start();
        return started;
    }

    private static Handler handler(
            Server server, HttpSettings settings, Map<String, Endpoint> endpoints, Optional<Broadcaster> broadcaster) {
        if (broadcaster.isEmpty()) {
            return new Endpoints(endpoints);
        }
        LiveSocket socket = new LiveSocket(broadcaster.get(), settings);
        Map<String, Endpoint> withSocket = new HashMap<>(endpoints);
        withSocket.put(LiveSocket.PATH, (rest, query) -> socket.answerWithoutUpgrade());
        return socket.upgrading(server, IDLE_TIMEOUT, new Endpoints(withSocket));
    }

    /** Answers what is not even a valid request; {@link Endpoints} answers all others. */
    private static boolean answerMalformed(Request request, Response response, Callback callback) {
        Answer.problem(response.getStatus(), "the server does not understand this request")
                .send(response, callback);
        return true;
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // A track's name may contain any character, even a slash; no path is used as a file's.
        http.setUriCompliance(UriCompliance.from(EnumSet.of(
                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
                UriCompliance.Violation.AMBIGUOUS_PATH_SEGMENT,
                UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
                UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER,
                UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS)));
        return http;
    }

    private void start() throws IOException {
        try {
            server.start();
            broadcaster.ifPresent(Broadcaster::start);
        } catch (Exception e) {
            close();
            throw new IOException(reason(e), e);
        }
    }

    private String reason(Exception failure) {
        String where = settings.host() + ":" + settings.port();
        // Jetty's own message repeats the address but not the cause.
        Throwable cause = failure.getCause() instanceof BindException ? failure.getCause() : failure;
        boolean inUse = cause instanceof BindException
                && String.valueOf(cause.getMessage()).contains("in use");
        return "cannot listen on " + where + ": "
                + (inUse ? "the port is in use, or the address is not this machine's" : cause.getMessage());
    }

    /** The port on which it listens. */
    public int port() {
        return connector.getLocalPort();
    }

    /** The address to open on this machine, token included. */
    public String address() {
        return location() + settings.token().map(token -> "?token=" + token).orElse("");
    }

    /** The address without the token. */
    public String location() {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        boolean any = settings.host().equals("0.0.0.0") || settings.host().equals("::");
        return "http://" + (any ? "localhost" : host) + ":" + port() + "/";
    }

    @Override
    public void close() {
        broadcaster.ifPresent(Broadcaster::close);
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server does not stop", e);
        }
    }
}
