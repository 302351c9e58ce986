package io.wanderscope.dashboard.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
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

    private final Browsers browsers;
    /** Characters that it was sent and has not taken. */
    private final AtomicLong unsent = new AtomicLong();

    private volatile Session session;
    private volatile Watching watching;
    private volatile boolean refused;
    private volatile long lastTold;
    private volatile long lastTaken;

    /** What it was told before; used by the thread that tells. */
    private boolean greeted;

    private String toldAcquisitions;

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
        this.lastTold = browsers.nanoTime();
        this.lastTaken = lastTold;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        browsers.opened(this);
    }

    @Override
    public void onWebSocketText(String message) {
        if (refused) {
            return;
        }
        try {
            watching = new Watching(Watch.parse(message));
        } catch (ProblemException e) {
            refuse(e.getMessage());
        }
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        callback.succeed();
        if (!refused) {
            refuse("messages are text, not binary");
        }
    }

    /** Once: one that reads nothing and goes on talking would be told ever more. */
    private void refuse(String detail) {
        LOG.debug("event=browser_refused reason=\"{}\"", detail);
        refused = true;
        send(
                Browsers.problem(detail),
                () -> session.close(StatusCode.POLICY_VIOLATION, "message not understood", Callback.NOOP));
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

    /** Whether it has taken all that was sent to it, and is to be sent more. */
    boolean isReady() {
        return unsent.get() == 0 && !refused;
    }

    /** Whether it has taken nothing for a while of what it was sent. */
    boolean isStuckFor(Duration duration) {
        return !isReady() && browsers.nanoTime() - lastTaken > duration.toNanos();
    }

    /** Whether it was sent nothing for a while. */
    boolean isQuietFor(Duration duration) {
        return browsers.nanoTime() - lastTold > duration.toNanos();
    }

    /** Number of characters that it was sent and has not taken. */
    long unsent() {
        return unsent.get();
    }

    /** Time at which it was last sent something, as the browsers' clock has it. */
    long lastTold() {
        return lastTold;
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
        send(message, () -> {});
    }

    private void send(String message, Runnable whenTaken) {
        // Only its length, so that the text is not kept beside the bytes that Jetty makes of it.
        int length = message.length();
        lastTold = browsers.nanoTime();
        lastTaken = unsent.getAndAdd(length) == 0 ? lastTold : lastTaken;
        session.sendText(
                message,
                Callback.from(
                        () -> {
                            lastTaken = browsers.nanoTime();
                            unsent.addAndGet(-length);
                            whenTaken.run();
                        },
                        failure -> session.disconnect()));
    }

    void close() {
        session.close(StatusCode.SHUTDOWN, "the server is stopping", Callback.NOOP);
    }

    void disconnect() {
        session.disconnect();
    }
}
