package io.wanderscope.dashboard.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.wanderscope.dashboard.http.Refusals.Reason;
import io.wanderscope.streaming.UncaughtErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All connections of a server, and what each is at: waiting for a request, whether new or kept alive; being answered; or a WebSocket.
 * It ends those whose clients hold them without getting on, so that a new client always finds room. Jetty's own timeouts begin anew
 * with every byte, and its limit stops all from connecting. Thread-safe.
 */
final class Connections implements Connection.Listener, AutoCloseable {
    /**
     * Time in which a connection must bring the complete headers of its next request, from when it was opened or the answer before
     * was sent. Headers fit into a few packets.
     */
    static final Duration HEADERS_WITHIN = Duration.ofSeconds(5);

    /**
     * Maximum number of connections that wait for a request. With one more, that which has waited longest is ended, of the address
     * that has most of them: whoever sends a request at once is not kept out by any number of others that do not.
     */
    static final int MAX_WAITING = 200;

    /** Time from the first byte of an answer after which the rate of reading counts. */
    static final Duration READING_BEGINS_WITHIN = Duration.ofSeconds(5);

    /** How fast an answer must be read on average. A line slower than this could not follow the page either. */
    static final long MIN_BYTES_PER_SECOND = 100_000;

    /** Time from the end of the headers after which the rate of a body counts; its rate must then be that of reading. */
    static final Duration BODY_BEGINS_WITHIN = Duration.ofSeconds(5);

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private final Refusals refusals;
    private final LongSupplier nanoTime;
    private final Map<EndPoint, Visit> visits = new LinkedHashMap<>();
    private final Map<ClientAddress, Set<Visit>> waiting = new HashMap<>();
    private int numberWaiting;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "http-connections");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * None yet.
     *
     * @param nanoTime nanoseconds since some fixed instant, never going back
     */
    Connections(Refusals refusals, MeterRegistry metrics, LongSupplier nanoTime) {
        Gauge.builder("wanderscope.http.connections", this, Connections::number)
                .description("Open connections to the HTTP server, WebSockets included")
                .register(metrics);
        this.refusals = refusals;
        this.nanoTime = nanoTime;
    }

    private enum State {
        WAITING,
        SENDING,
        ANSWERED,
        WEBSOCKET
    }

    /** One connection; guarded by the lock of all. */
    private static final class Visit {
        private final Connection connection;
        private final ClientAddress address;
        private State state = State.WAITING;
        /** When it began to wait, the body of its request to be read, or its answer to be written. */
        private long since;
        /** Number of bytes read when it began to wait or the body to be read, or written when its request had come. */
        private long bytesBefore;

        private boolean writing;
        private @Nullable Allowance places;
        private @Nullable Runnable lateBody;

        private Visit(Connection connection) {
            this.connection = connection;
            this.address = ClientAddress.of(connection.getEndPoint().getRemoteSocketAddress());
        }
    }

    /** A visit that is to be ended, and why; the reason is null when a client just did not use the connection again. */
    private record Ending(Visit visit, @Nullable Reason reason) {}

    @SuppressWarnings("FutureReturnValueIgnored") // the scheduled task throws nothing
    void start() {
        long interval = CHECK_INTERVAL.toMillis();
        scheduler.scheduleAtFixedRate(this::checkSafely, interval, interval, TimeUnit.MILLISECONDS);
    }

    @Override
    public void onOpened(Connection connection) {
        opened(connection).ifPresent(this::end);
    }

    private synchronized Optional<Ending> opened(Connection connection) {
        if (visits.containsKey(connection.getEndPoint())) {
            // The same one, which has become a WebSocket.
            return Optional.empty();
        }
        Visit visit = new Visit(connection);
        visits.put(connection.getEndPoint(), visit);
        return waits(visit);
    }

    @Override
    public synchronized void onClosed(Connection connection) {
        // When it becomes a WebSocket, Jetty closes the connection but not its end point.
        if (!connection.getEndPoint().isOpen()) {
            remove(connection.getEndPoint());
        }
    }

    private void remove(EndPoint endPoint) {
        Visit visit = visits.remove(endPoint);
        if (visit != null) {
            leaveWaiting(visit);
            leavePlace(visit);
        }
    }

    /** It waits from now on; the one that has to go for it, if there are too many. */
    private Optional<Ending> waits(Visit visit) {
        visit.state = State.WAITING;
        visit.since = nanoTime.getAsLong();
        visit.bytesBefore = visit.connection.getBytesIn();
        waiting.computeIfAbsent(visit.address, address -> new LinkedHashSet<>()).add(visit);
        numberWaiting++;
        return numberWaiting > MAX_WAITING
                ? Optional.of(new Ending(longestWaiting(), Reason.WAITING))
                : Optional.empty();
    }

    private Visit longestWaiting() {
        Visit longest = waiting.values().stream()
                .max(Comparator.comparingInt(Set::size))
                .orElseThrow()
                .iterator()
                .next();
        leaveWaiting(longest);
        return longest;
    }

    private void leaveWaiting(Visit visit) {
        Set<Visit> ofAddress = waiting.get(visit.address);
        if (ofAddress != null && ofAddress.remove(visit)) {
            numberWaiting--;
            if (ofAddress.isEmpty()) {
                waiting.remove(visit.address);
            }
        }
    }

    private static void leavePlace(Visit visit) {
        if (visit.places != null) {
            visit.places.giveBack(visit.address, 1);
            visit.places = null;
        }
    }

    /**
     * A connection has brought a request and is answered from now on.
     *
     * @param places of which it takes one until the answer is sent, or the WebSocket closed
     * @return whether there is one; if not, it has to be refused
     */
    boolean beginAnswer(Request request, Allowance places) {
        Request.addCompletionListener(request, failure -> endAnswer(request));
        return begin(endPoint(request), places);
    }

    private synchronized boolean begin(EndPoint endPoint, Allowance places) {
        Visit visit = visits.get(endPoint);
        if (visit == null) {
            // It is closed already.
            return false;
        }
        leaveWaiting(visit);
        visit.state = State.ANSWERED;
        visit.writing = false;
        visit.bytesBefore = visit.connection.getBytesOut();
        boolean taken = places.take(visit.address, 1);
        visit.places = taken ? places : null;
        return taken;
    }

    /**
     * The body of a request is being read from now on.
     *
     * @param late is called once, on another thread, if it arrives too slowly; it has to see to the answer
     */
    void beginBody(Request request, Runnable late) {
        body(endPoint(request), late);
    }

    /** The body of a request is read, or given up. */
    void endBody(Request request) {
        body(endPoint(request), null);
    }

    private synchronized void body(EndPoint endPoint, @Nullable Runnable late) {
        Visit visit = visits.get(endPoint);
        if (visit != null) {
            visit.state = late == null ? State.ANSWERED : State.SENDING;
            visit.lateBody = late;
            visit.since = nanoTime.getAsLong();
            visit.bytesBefore = late == null ? visit.connection.getBytesOut() : visit.connection.getBytesIn();
        }
    }

    private void endAnswer(Request request) {
        boolean isWebSocket = request.getAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE) != null;
        answered(endPoint(request), isWebSocket).ifPresent(this::end);
    }

    private synchronized Optional<Ending> answered(EndPoint endPoint, boolean isWebSocket) {
        Visit visit = visits.get(endPoint);
        if (visit == null) {
            return Optional.empty();
        }
        if (isWebSocket) {
            visit.state = State.WEBSOCKET;
            return Optional.empty();
        }
        leavePlace(visit);
        return waits(visit);
    }

    private static EndPoint endPoint(Request request) {
        return request.getConnectionMetaData().getConnection().getEndPoint();
    }

    private void checkSafely() {
        try {
            late().forEach(this::end);
            lateBodies().forEach(this::giveUp);
            refusals.log();
        } catch (RuntimeException e) {
            // An exception would end the schedule, and nothing would be late any more.
            LOG.warn("event=connections_not_checked", e);
        } catch (Error e) {
            UncaughtErrors.report(e);
            throw e;
        }
    }

    private synchronized List<Ending> late() {
        long now = nanoTime.getAsLong();
        List<Ending> late = new ArrayList<>();
        for (Visit visit : visits.values()) {
            if (visit.state == State.WAITING && now - visit.since > HEADERS_WITHIN.toNanos()) {
                boolean hasBegun = visit.connection.getBytesIn() > visit.bytesBefore;
                late.add(new Ending(visit, hasBegun ? Reason.HEADERS : null));
            } else if (visit.state == State.ANSWERED && isReadTooSlowly(visit, now)) {
                late.add(new Ending(visit, Reason.READING));
            }
        }
        return late;
    }

    /** An answer leaves slice by slice; that which is on its way may not have been read. */
    private static boolean isReadTooSlowly(Visit visit, long now) {
        long begun = visit.connection.getBytesOut() - visit.bytesBefore;
        if (begun > 0 && !visit.writing) {
            visit.writing = true;
            visit.since = now;
        }
        double counted = (now - visit.since - READING_BEGINS_WITHIN.toNanos()) / 1e9;
        return visit.writing && counted > 0 && begun - Answer.SLICE_BYTES < counted * MIN_BYTES_PER_SECOND;
    }

    /** What to do about the bodies that arrive too slowly. */
    private synchronized List<Runnable> lateBodies() {
        long now = nanoTime.getAsLong();
        List<Runnable> late = new ArrayList<>();
        for (Visit visit : visits.values()) {
            double counted = (now - visit.since - BODY_BEGINS_WITHIN.toNanos()) / 1e9;
            long arrived = visit.connection.getBytesIn() - visit.bytesBefore;
            if (visit.lateBody != null && counted > 0 && arrived < counted * MIN_BYTES_PER_SECOND) {
                late.add(visit.lateBody);
                visit.lateBody = null;
            }
        }
        return late;
    }

    private void giveUp(Runnable lateBody) {
        refusals.count(Reason.SENDING);
        lateBody.run();
    }

    private void end(Ending ending) {
        if (ending.reason() != null) {
            refusals.count(ending.reason());
        }
        ending.visit()
                .connection
                .getEndPoint()
                .close(new TimeoutException("the client has held its connection too long"));
    }

    private synchronized int number() {
        return visits.size();
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
