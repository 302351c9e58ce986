package io.wanderscope.dashboard.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connected browser. It is sent something only when it has taken all that was sent before, so one that reads slowly
 * holds up nobody and nothing piles up for it.
 */
public final class Browser implements Session.Listener.AutoDemanding {
    private static final Logger LOG = LoggerFactory.getLogger(Browser.class);
    private static final long STUCK_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long PING_NANOS = Duration.ofSeconds(20).toNanos();

    private final Browsers browsers;
    private final AtomicInteger unsent = new AtomicInteger();
    private volatile Session session;
    private volatile Watching watching;
    private volatile long lastTaken = System.nanoTime();

    /** What it was told before; used by the thread that tells. */
    private boolean greeted;

    private String toldAcquisitions;
    private long lastTold = System.nanoTime();

    /** A new object for each message of the browser, so that what it was told is that of its last message. */
    static final class Watching {
        private final Watch watch;
        private long version = -1;

        Watching(Watch watch) {
            this.watch = watch;
        }

        Watch watch() {
            return watch;
        }

        long version() {
            return version;
        }

        void told(long newVersion) {
            version = newVersion;
        }
    }

    Browser(Browsers browsers) {
        this.browsers = browsers;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        browsers.opened(this);
    }

    @Override
    public void onWebSocketText(String message) {
        try {
            watching = new Watching(Watch.parse(message));
        } catch (ProblemException e) {
            refuse(e.getMessage());
        }
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        callback.succeed();
        refuse("messages are text, not binary");
    }

    private void refuse(String detail) {
        LOG.debug("event=browser_refused reason=\"{}\"", detail);
        session.sendText(
                Browsers.problem(detail),
                Callback.from(
                        () -> session.close(StatusCode.POLICY_VIOLATION, "message not understood", Callback.NOOP),
                        failure -> session.disconnect()));
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.debug("event=browser_failed reason=\"{}\"", String.valueOf(cause.getMessage()));
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        browsers.closed(this);
        callback.succeed();
    }

    Watching watching() {
        return watching;
    }

    /** Whether it has taken all that was sent to it. */
    boolean isReady() {
        return unsent.get() == 0;
    }

    /** Whether it has taken nothing for so long that it is given up. */
    boolean isStuck() {
        return !isReady() && System.nanoTime() - lastTaken > STUCK_NANOS;
    }

    boolean isGreeted() {
        return greeted;
    }

    void greet(String hello) {
        greeted = true;
        send(hello);
    }

    void tellAcquisitions(String acquisitions) {
        if (!acquisitions.equals(toldAcquisitions)) {
            toldAcquisitions = acquisitions;
            send(acquisitions);
        }
    }

    /** Sends a message that follows those before. */
    void send(String message) {
        sending();
        session.sendText(message, taken());
    }

    /** Keeps a connection on which nothing was sent for a while from being taken for dead. */
    void pingIfQuiet() {
        if (System.nanoTime() - lastTold > PING_NANOS) {
            sending();
            session.sendPing(ByteBuffer.allocate(0), taken());
        }
    }

    private void sending() {
        lastTold = System.nanoTime();
        lastTaken = unsent.getAndIncrement() == 0 ? lastTold : lastTaken;
    }

    private Callback taken() {
        return Callback.from(
                () -> {
                    lastTaken = System.nanoTime();
                    unsent.decrementAndGet();
                },
                failure -> session.disconnect());
    }

    void close() {
        session.close(StatusCode.SHUTDOWN, "the server is stopping", Callback.NOOP);
    }

    void disconnect() {
        session.disconnect();
    }
}
