package io.wanderscope.dashboard.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.wanderscope.dashboard.HttpSettings;
import io.wanderscope.dashboard.explanation.Occlusions;
import io.wanderscope.dashboard.history.History;
import io.wanderscope.dashboard.http.Refusals.Reason;
import io.wanderscope.dashboard.image.FieldImages;
import io.wanderscope.dashboard.live.LiveAcquisitions;
import io.wanderscope.dashboard.live.LiveLimits;
import io.wanderscope.streaming.UncaughtErrors;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** A program's HTTP server: health and metrics, and for the dashboard also the page, its API and the WebSocket. */
public final class WebServer implements AutoCloseable {
    /** They only hand requests on and answer what is short, so that health never waits. */
    private static final int THREADS = 16;
    /** They make the API's answers, some of which are large and some of which take seconds. */
    private static final int API_THREADS = 8;
    /** They read rows and wait until Kafka has them, and decode images. */
    private static final int INGEST_THREADS = 8;
    /** Connections beyond those that wait or are in use, which are ended or refused as they come. */
    private static final int RESERVED_CONNECTIONS = 200;

    /** Clients that connect at the same moment; Java's 50 would let those beyond try again only after a second. */
    private static final int ACCEPT_QUEUE = 1_024;
    /**
     * What the system keeps for each connection of what its client has not read. The system alone would keep megabytes, which count as
     * the memory of a container. With this, 5 MB/s still reach a client whose answers take 50 ms.
     */
    private static final int SEND_BUFFER_BYTES = 262_144;

    /** What Jetty takes for the path of a request whose own it cannot decode. */
    private static final String UNREADABLE_PATH = "/badMessage";

    private static final Set<UriCompliance.Violation> MALFORMED_PATHS = EnumSet.of(
            UriCompliance.Violation.BAD_PERCENT_ENCODING,
            UriCompliance.Violation.BAD_UTF8_ENCODING,
            UriCompliance.Violation.TRUNCATED_UTF8_ENCODING,
            UriCompliance.Violation.UTF16_ENCODINGS,
            UriCompliance.Violation.ILLEGAL_PATH_CHARACTERS);

    /** Of WebSockets; {@link Connections} has shorter limits for all others. */
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

    private final Server server;
    private final ServerConnector connector;
    private final HttpSettings settings;
    private final Connections connections;
    private final Optional<Broadcaster> broadcaster;

    private WebServer(
            Server server,
            ServerConnector connector,
            HttpSettings settings,
            Connections connections,
            Optional<Broadcaster> broadcaster) {
        this.server = server;
        this.connector = connector;
        this.settings = settings;
        this.connections = connections;
        this.broadcaster = broadcaster;
    }

    /**
     * Serves health and metrics.
     *
     * @param metrics registry for the server's own metrics
     * @param nanoTime nanoseconds since some fixed instant, never going back
     * @throws IOException when it cannot listen; the message is meant for people
     */
    public static WebServer operations(
            HttpSettings settings, Operations operations, MeterRegistry metrics, LongSupplier nanoTime)
            throws IOException {
        operations.show(metrics);
        return start(
                settings,
                metrics,
                nanoTime,
                false,
                (server, connections, refusals) -> new Endpoints(operations.endpoints()),
                Optional.empty());
    }

    /**
     * Serves the dashboard, with health and metrics.
     *
     * @param history shows moments of the past; the caller closes it after the server
     * @param occlusions answers what led to a track's label; the caller closes it before the server
     * @param ingest takes in what clients send; empty if nothing is taken in
     * @param nanoTime nanoseconds since some fixed instant, never going back
     * @throws IOException when it cannot listen; the message is meant for people
     */
    public static WebServer dashboard(
            HttpSettings settings,
            Operations operations,
            LiveAcquisitions acquisitions,
            History history,
            Occlusions occlusions,
            Optional<Ingest> ingest,
            LiveLimits limits,
            MeterRegistry metrics,
            LongSupplier nanoTime)
            throws IOException {
        operations.show(metrics);
        Broadcaster broadcaster =
                new Broadcaster(acquisitions, limits.tailPoints(), metrics, Broadcaster.BACKLOG_LIMIT, nanoTime);
        return start(
                settings,
                metrics,
                nanoTime,
                ingest.isPresent(),
                (server, connections, refusals) -> {
                    LiveSocket socket = new LiveSocket(broadcaster, settings);
                    FieldImages images = new FieldImages();
                    Api api = new Api(acquisitions, new PastApi(acquisitions, history), occlusions, images);
                    Handler answers = answers(server, operations, api, socket, refusals, metrics);
                    Handler upgrading = socket.upgrading(server, IDLE_TIMEOUT, answers);
                    return ingest.<Handler>map(takes ->
                                    ingesting(server, takes, images, connections, refusals, metrics, upgrading))
                            .orElse(upgrading);
                },
                Optional.of(broadcaster));
    }

    /** Answers all but WebSockets: the API on threads of its own, the others at once. */
    private static Handler answers(
            Server server,
            Operations operations,
            Api api,
            LiveSocket socket,
            Refusals refusals,
            MeterRegistry metrics) {
        Map<String, Endpoint> quick = new HashMap<>(operations.endpoints());
        quick.putAll(Page.endpoints());
        Map<String, Endpoint> ofApi = new HashMap<>(api.endpoints());
        ofApi.put(LiveSocket.PATH, (rest, query) -> socket.answerWithoutUpgrade());
        QueuedThreadPool threads = threads("http-api", API_THREADS);
        server.addBean(threads);
        return new ApiHandler(new Endpoints(ofApi), threads, refusals, metrics, new Endpoints(quick));
    }

    /** Takes in what clients send, on threads of its own: rows wait for Kafka, and images are decoded. */
    private static Handler ingesting(
            Server server,
            Ingest ingest,
            FieldImages images,
            Connections connections,
            Refusals refusals,
            MeterRegistry metrics,
            Handler next) {
        QueuedThreadPool threads = threads("http-ingest", INGEST_THREADS);
        server.addBean(threads);
        Bodies bodies = new Bodies(ingest.settings(), threads, connections, refusals, metrics);
        Handler takesImages = new ImageHandler(images, ingest.settings(), bodies, metrics, next);
        return new IngestHandler(ingest, bodies, metrics, takesImages);
    }

    /** Makes what answers the requests that are admitted. */
    @FunctionalInterface
    private interface Answering {
        Handler handler(Server server, Connections connections, Refusals refusals);
    }

    private static WebServer start(
            HttpSettings settings,
            MeterRegistry metrics,
            LongSupplier nanoTime,
            boolean takesRows,
            Answering answering,
            Optional<Broadcaster> broadcaster)
            throws IOException {
        Server server = new Server(threads("http", THREADS));
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
        server.addConnector(connector);
        Refusals refusals = new Refusals(metrics, nanoTime);
        Connections connections = new Connections(refusals, metrics, nanoTime);
        connector.addBean(connections);
        server.addBean(new NetworkConnectionLimit(maxConnections(settings), connector));
        server.setErrorHandler((request, response, callback) -> answerMalformed(refusals, request, response, callback));
        Handler guard = new Guard(settings, refusals, takesRows, answering.handler(server, connections, refusals));
        server.setHandler(new Reception(settings, connections, refusals, guard));
        WebServer started = new WebServer(server, connector, settings, connections, broadcaster);
        started.start();
        return started;
    }

    private static QueuedThreadPool threads(String name, int number) {
        QueuedThreadPool threads = new QueuedThreadPool(number) {
            @Override
            protected void runJob(Runnable job) {
                try {
                    super.runJob(job);
                } catch (Error e) {
                    // Jetty would only log it.
                    UncaughtErrors.report(e);
                    throw e;
                }
            }
        };
        threads.setName(name);
        return threads;
    }

    private static int maxConnections(HttpSettings settings) {
        return settings.maxBrowsers()
                + Reception.PAGE_REQUESTS
                + Reception.METRICS_REQUESTS
                + Connections.MAX_WAITING
                + RESERVED_CONNECTIONS;
    }

    /** Answers what is not even a valid request, or has failed. */
    private static boolean answerMalformed(Refusals refusals, Request request, Response response, Callback callback) {
        if (HttpStatus.isClientError(response.getStatus())) {
            refusals.count(Reason.MALFORMED);
        }
        Answer.problem(response.getStatus(), "the server does not understand " + whatIsMalformed(request))
                .send(response, callback);
        return true;
    }

    private static String whatIsMalformed(Request request) {
        return isMalformed(request.getHttpURI(), request.getAttribute(ErrorHandler.ERROR_EXCEPTION))
                ? "the path: names in it are percent-encoded UTF-8, with %25 for %, and have no %00"
                : "this request";
    }

    private static boolean isMalformed(HttpURI uri, @Nullable Object failure) {
        boolean isUnreadable = UNREADABLE_PATH.equals(uri.getPath())
                && failure instanceof Exception refusal
                && refusal.getCause() instanceof IllegalArgumentException;
        return isUnreadable || MALFORMED_PATHS.stream().anyMatch(uri::hasViolation);
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
            connections.start();
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
        } finally {
            connections.close();
        }
    }
}
