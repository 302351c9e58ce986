package io.wanderscope.dashboard.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.wanderscope.dashboard.HttpSettings;
import io.wanderscope.dashboard.live.LiveAcquisitions;
import io.wanderscope.dashboard.live.LiveLimits;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
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
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/** The HTTP server of a program: health and metrics, and with the dashboard the page, its interface and WebSocket. */
public final class WebServer implements AutoCloseable {
    private static final String LIVE = "/api/live";
    private static final int THREADS = 16;
    /** Besides browsers: requests for pages and from other dashboards. */
    private static final int OTHER_CONNECTIONS = 200;

    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final long LONGEST_MESSAGE = 4_096;

    private final Server server;
    private final ServerConnector connector;
    private final HttpSettings settings;
    private final Optional<Browsers> browsers;

    private WebServer(Server server, ServerConnector connector, HttpSettings settings, Optional<Browsers> browsers) {
        this.server = server;
        this.connector = connector;
        this.settings = settings;
        this.browsers = browsers;
    }

    /**
     * Serves health and metrics.
     *
     * @throws IOException when it cannot listen; the message is for people
     */
    public static WebServer operations(HttpSettings settings, Operations operations) throws IOException {
        return start(settings, operations.endpoints(), Optional.empty());
    }

    /**
     * Serves the dashboard, with health and metrics.
     *
     * @throws IOException when it cannot listen; the message is for people
     */
    public static WebServer dashboard(
            HttpSettings settings,
            Operations operations,
            LiveAcquisitions acquisitions,
            LiveLimits limits,
            MeterRegistry metrics)
            throws IOException {
        Map<String, Endpoint> endpoints = new HashMap<>(operations.endpoints());
        endpoints.putAll(Page.endpoints());
        endpoints.putAll(new Api(acquisitions).endpoints());
        Browsers browsers = new Browsers(acquisitions, limits.tailPoints(), metrics);
        endpoints.put(LIVE, (rest, query) -> withoutUpgrade(browsers, settings));
        return start(settings, endpoints, Optional.of(browsers));
    }

    /** A browser is not told why its WebSocket was refused; the page asks the same address for it. */
    private static Answer withoutUpgrade(Browsers browsers, HttpSettings settings) {
        return browsers.count() >= settings.browsers()
                ? tooManyBrowsers(settings)
                : Answer.problem(HttpStatus.UPGRADE_REQUIRED_426, LIVE + " is a WebSocket");
    }

    private static WebServer start(HttpSettings settings, Map<String, Endpoint> endpoints, Optional<Browsers> browsers)
            throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("http");
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(settings.browsers() + OTHER_CONNECTIONS, connector));
        server.setErrorHandler(WebServer::tellMalformed);
        Handler answering = new Endpoints(endpoints);
        server.setHandler(new Guard(
                settings,
                browsers.<Handler>map(all -> upgrading(server, settings, all, answering))
                        .orElse(answering)));
        WebServer started = new WebServer(server, connector, settings, browsers);
        started.start();
        return started;
    }

    /** For what is no request at all; others are answered by {@link Endpoints}. */
    private static boolean tellMalformed(Request request, Response response, Callback callback) {
        Answer.problem(response.getStatus(), "this is no request that the server understands")
                .send(response, callback);
        return true;
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // A track's name may have any character, a slash among them; no path is taken for a file's.
        http.setUriCompliance(UriCompliance.from(EnumSet.of(
                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
                UriCompliance.Violation.AMBIGUOUS_PATH_SEGMENT,
                UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
                UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER,
                UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS)));
        return http;
    }

    private static Handler upgrading(Server server, HttpSettings settings, Browsers browsers, Handler otherwise) {
        WebSocketUpgradeHandler upgrading = WebSocketUpgradeHandler.from(server, container -> {
            container.setMaxTextMessageSize(LONGEST_MESSAGE);
            container.setMaxBinaryMessageSize(LONGEST_MESSAGE);
            container.setIdleTimeout(IDLE);
            addLive(container, settings, browsers);
        });
        upgrading.setHandler(otherwise);
        return new Handler.Wrapper(upgrading) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                // Jetty alone would also upgrade other paths that mean the same.
                boolean isLive = Endpoints.path(request).equals(LIVE);
                return (isLive ? upgrading : otherwise).handle(request, response, callback);
            }
        };
    }

    private static void addLive(ServerWebSocketContainer container, HttpSettings settings, Browsers browsers) {
        container.addMapping(LIVE, (request, response, callback) -> {
            if (browsers.count() >= settings.browsers()) {
                return refused(response, callback, settings);
            }
            // Compressing for each browser by itself would cost more than the network saves.
            response.setExtensions(List.of());
            return new Browser(browsers);
        });
    }

    private static Object refused(ServerUpgradeResponse response, Callback callback, HttpSettings settings) {
        tooManyBrowsers(settings).send(response, callback);
        return null;
    }

    private static Answer tooManyBrowsers(HttpSettings settings) {
        return Answer.problem(
                HttpStatus.SERVICE_UNAVAILABLE_503,
                settings.browsers() + " browsers are connected, which is the most; " + HttpSettings.BROWSERS
                        + " sets it");
    }

    private void start() throws IOException {
        try {
            server.start();
            browsers.ifPresent(Browsers::start);
        } catch (Exception e) {
            close();
            throw new IOException(reason(e), e);
        }
    }

    private String reason(Exception failure) {
        String where = settings.host() + ":" + settings.port();
        // Jetty's own message says where again, but not why.
        Throwable cause = failure.getCause() instanceof BindException ? failure.getCause() : failure;
        boolean inUse = cause instanceof BindException
                && String.valueOf(cause.getMessage()).contains("in use");
        return "cannot listen on " + where + ": "
                + (inUse ? "the port is in use, or the address is not this machine's" : cause.getMessage());
    }

    /** The port it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** What a person opens on this machine, the token included. */
    public String address() {
        return location() + settings.token().map(token -> "?token=" + token).orElse("");
    }

    /** Where it answers, without the token. */
    public String location() {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        boolean any = settings.host().equals("0.0.0.0") || settings.host().equals("::");
        return "http://" + (any ? "localhost" : host) + ":" + port() + "/";
    }

    @Override
    public void close() {
        browsers.ifPresent(Browsers::close);
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server does not stop", e);
        }
    }
}
