package io.wanderscope.dashboard.live;

import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;

/** Reads with a consumer, round after round, until it is closed. */
final class ReadingThread {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Consumer<?, ?> consumer;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * A thread that is to be started.
     *
     * @param work reads; it ends once {@link #isClosed()}
     */
    ReadingThread(String name, Consumer<?, ?> consumer, Runnable work) {
        this.consumer = consumer;
        this.thread = new Thread(work, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    boolean isClosed() {
        return closed;
    }

    /** Waits before the next round; an interrupt closes. */
    void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    /** Ends the thread and then the consumer, which is left open if the thread does not end within five seconds. */
    void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!thread.isAlive()) {
            consumer.close();
        }
    }
}
