package io.wanderscope.dashboard.http;

import io.wanderscope.dashboard.protocol.InvalidMessageException;
import io.wanderscope.dashboard.protocol.ServerMessages;
import io.wanderscope.dashboard.protocol.WatchMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connected browser. It is sent a message only once it has read the ones before, so a slow browser neither delays
 * others nor lets messages pile up. Public, because Jetty calls it.
 */
public final class Subscriber implements Session.Listener.AutoDemanding {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);

    private final Broadcaster broadcaster;
    /** Number of characters sent but not yet read. */
    private final AtomicLong backlog = new AtomicLong();

    @SuppressWarnings("NullAway.Init") // set when the connection opens, before anything is sent
    private volatile Session session;

    private volatile @Nullable Subscription subscription;
    private volatile boolean refused;
    private volatile long lastSent;
    private volatile long lastRead;

    // Used by the broadcaster's thread only.
    private boolean greeted;
    private @Nullable String acquisitionsSent;

    /** What a browser watches and how much of it was sent; each of the browser's messages starts a new one. */
    static final class Subscription {
        private final WatchMessage watch;
        private long version = -1;

        Subscription(WatchMessage watch) {
            this.watch = watch;
        }

        WatchMessage watch() {
            return watch;
        }

        /** Version of the last update sent; negative before the first. */
        long version() {
            return version;
        }

        void sent(long newVersion) {
            version = newVersion;
        }
    }

    Subscriber(Broadcaster broadcaster) {
        this.broadcaster = broadcaster;
        this.lastSent = broadcaster.nanoTime();
        this.lastRead = lastSent;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        broadcaster.add(this);
    }

    @Override
    public void onWebSocketText(String message) {
        if (refused) {
            return;
        }
        try {
            subscription = new Subscription(WatchMessage.parse(message));
        } catch (InvalidMessageException e) {
            refuse(e.detail());
        }
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        callback.succeed();
        if (!refused) {
            refuse("messages must be text, not binary");
        }
    }

    /** Sends one problem only: a browser that keeps sending without reading would otherwise build up a backlog. */
    private void refuse(String detail) {
        LOG.debug("event=browser_refused reason=\"{}\"", detail);
        refused = true;
        send(
                ServerMessages.problem(detail),
                () -> session.close(StatusCode.POLICY_VIOLATION, "message not understood", Callback.NOOP));
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.debug("event=browser_failed reason=\"{}\"", String.valueOf(cause.getMessage()));
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        broadcaster.remove(this);
        callback.succeed();
    }

    /** Null before the browser's first message. */
    @Nullable
    Subscription subscription() {
        return subscription;
    }

    /** Whether it has read everything and may be sent more. */
    boolean isReady() {
        return backlog.get() == 0 && !refused;
    }

    /** Whether it has read nothing of its backlog for longer than this. */
    boolean isStalledFor(Duration duration) {
        return !isReady() && broadcaster.nanoTime() - lastRead > duration.toNanos();
    }

    /** Whether it was sent nothing for longer than this. */
    boolean isIdleFor(Duration duration) {
        return broadcaster.nanoTime() - lastSent > duration.toNanos();
    }

    /** Number of characters sent but not yet read. */
    long backlog() {
        return backlog.get();
    }

    /** When it was last sent a message, on the broadcaster's clock. */
    long lastSent() {
        return lastSent;
    }

    boolean isGreeted() {
        return greeted;
    }

    void greet(String hello) {
        greeted = true;
        send(hello);
    }

    /** Sends the acquisitions unless the same were sent before. */
    void sendAcquisitions(String acquisitions) {
        if (!acquisitions.equals(acquisitionsSent)) {
            acquisitionsSent = acquisitions;
            send(acquisitions);
        }
    }

    void send(String message) {
        send(message, () -> {});
    }

    private void send(String message, Runnable onceRead) {
        // The callback holds only the length: Jetty has its own copy of the text.
        int length = message.length();
        lastSent = broadcaster.nanoTime();
        lastRead = backlog.getAndAdd(length) == 0 ? lastSent : lastRead;
        session.sendText(
                message,
                Callback.from(
                        () -> {
                            lastRead = broadcaster.nanoTime();
                            backlog.addAndGet(-length);
                            onceRead.run();
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
