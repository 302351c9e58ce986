package io.wanderscope.app.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when one of its threads dies of an exception or an error, such as that of a memory that ran out. A
 * service whose thread has died does part of its work, or none, and whoever looks after it only starts again what has
 * ended. What must be closed is closed first, within a minute. Thread-safe.
 */
public final class ThreadDeaths implements Thread.UncaughtExceptionHandler {
    /** Exit code of the process. */
    public static final int EXIT_CODE = 70;

    private static final Logger LOG = LoggerFactory.getLogger(ThreadDeaths.class);
    private static final Duration CLOSING = Duration.ofMinutes(1);

    private final IntConsumer exit;
    private final IntConsumer halt;
    private final AtomicReference<@Nullable String> first = new AtomicReference<>();
    private final CountDownLatch died = new CountDownLatch(1);

    /**
     * Sees no thread yet.
     *
     * @param exit ends the process with this exit code once all is closed
     * @param halt ends it at once
     */
    public ThreadDeaths(IntConsumer exit, IntConsumer halt) {
        this.exit = exit;
        this.halt = halt;
    }

    /** Of this process. */
    public static ThreadDeaths ofProcess() {
        return new ThreadDeaths(System::exit, Runtime.getRuntime()::halt);
    }

    /**
     * Watches all threads of the process from now on.
     *
     * @param command begins the line that says what has happened
     * @param err gets that line
     */
    public void watch(String command, PrintWriter err) {
        // The threads are there before the memory runs out, which may have no room for them then.
        start("exit", () -> {
            first().ifPresent(death -> {
                err.println(command + ": " + death);
                err.flush();
            });
            exit.accept(EXIT_CODE);
        });
        start("halt", () -> {
            Thread.sleep(CLOSING.toMillis());
            halt.accept(EXIT_CODE);
        });
        Thread.setDefaultUncaughtExceptionHandler(this);
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private void start(String name, Step afterDeath) {
        Thread thread = new Thread(
                () -> {
                    try {
                        died.await();
                        afterDeath.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    /** The first thread that has died, and of what; empty if none has. */
    public Optional<String> first() {
        return Optional.ofNullable(first.get());
    }

    @Override
    public void uncaughtException(Thread thread, Throwable cause) {
        try {
            String memory = cause instanceof OutOfMemoryError
                    ? "; give it more memory, such as _JAVA_OPTIONS=-Xmx2g in the environment, and start it again"
                    : "";
            first.compareAndSet(null, "the thread " + thread.getName() + " has died: " + cause + memory);
            LOG.error("event=thread_died thread=\"{}\"", thread.getName(), cause);
        } finally {
            died.countDown();
        }
    }
}
