package io.wanderscope.app.terminal;

import io.wanderscope.cluster.Lack;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when one of its threads dies of an exception or an error, or when it has run out of memory or of room on
 * a disk. A process that has lost part of itself does part of its work, or none, and whoever looks after it only starts
 * again what has ended. What must be closed is closed first, within a minute. Thread-safe.
 */
public final class ThreadDeaths implements Thread.UncaughtExceptionHandler {
    /** Exit code of a process one of whose threads has died. */
    public static final int EXIT_CODE = 70;
    /** Exit code of a process that has, or had, too little memory. */
    public static final int OUT_OF_MEMORY = 71;
    /** Exit code of a process that could not write to a disk, because there was no room or the folder was gone. */
    public static final int DISK_FAILED = 74;

    private static final Logger LOG = LoggerFactory.getLogger(ThreadDeaths.class);
    private static final Duration CLOSING = Duration.ofMinutes(1);
    /** Without memory or disk, much of what is closed would wait for something that never comes. */
    private static final Duration CLOSING_WITH_A_LACK = Duration.ofSeconds(20);

    private final IntConsumer exit;
    private final IntConsumer halt;
    private final Pause pause;
    private final AtomicReference<@Nullable End> first = new AtomicReference<>();
    private final AtomicReference<Supplier<String>> kept = new AtomicReference<>(() -> "");
    private final AtomicBoolean told = new AtomicBoolean();
    /** Whether our line is being put together and has not been printed. */
    private final AtomicBoolean owed = new AtomicBoolean();

    private final CountDownLatch died = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private record End(String why, int exitCode) {
        Duration closing() {
            return exitCode == EXIT_CODE ? CLOSING : CLOSING_WITH_A_LACK;
        }
    }

    /**
     * Sees no thread yet.
     *
     * @param exit ends the process with this exit code once all is closed
     * @param halt ends it at once
     */
    public ThreadDeaths(IntConsumer exit, IntConsumer halt) {
        this(exit, halt, time -> Thread.sleep(time.toMillis()));
    }

    ThreadDeaths(IntConsumer exit, IntConsumer halt, Pause pause) {
        this.exit = exit;
        this.halt = halt;
        this.pause = pause;
    }

    /** Lets time pass. */
    interface Pause {
        /** Returns after it. */
        void pause(Duration time) throws InterruptedException;
    }

    /** Of this process. */
    public static ThreadDeaths ofProcess() {
        return new ThreadDeaths(System::exit, Runtime.getRuntime()::halt);
    }

    /** The exit code of a process that ends for want of something. */
    public static int exitCode(Lack.Kind lack) {
        return switch (lack) {
            case MEMORY -> OUT_OF_MEMORY;
            case DISK -> DISK_FAILED;
            case BROKER -> EXIT_CODE;
        };
    }

    /**
     * Watches all threads of the process from now on.
     *
     * @param command begins the line that says what has happened
     * @param err gets that line
     */
    public void watch(String command, PrintWriter err) {
        // The threads are there before the memory runs out, which may have no room for them then.
        start("exit", end -> {
            tell(command, end, err);
            exit.accept(end.exitCode());
            ended.countDown();
        });
        start("halt", end -> {
            pause.pause(end.closing());
            printIfOwed(command, end, "", err);
            halt.accept(end.exitCode());
        });
        Thread.setDefaultUncaughtExceptionHandler(this);
    }

    private interface Step {
        void run(End end) throws InterruptedException;
    }

    private void start(String name, Step afterDeath) {
        Thread thread = new Thread(
                () -> {
                    try {
                        died.await();
                        End end = first.get();
                        if (end != null) {
                            afterDeath.run(end);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private void tell(String command, End end, PrintWriter err) {
        if (mayTell()) {
            owed.set(true);
            printIfOwed(command, end, kept(), err);
        }
    }

    /** What was kept may never be known, because the thread that works on it hangs. */
    private void printIfOwed(String command, End end, String rest, PrintWriter err) {
        if (owed.compareAndSet(true, false)) {
            err.println(command + ": " + end.why() + rest);
            err.flush();
        }
    }

    private String kept() {
        try {
            return Objects.requireNonNull(kept.get()).get();
        } catch (RuntimeException | OutOfMemoryError e) {
            // The line matters more than what it could add.
            return "";
        }
    }

    /** Whether nobody has told yet why the command ends; whoever asks first tells it. */
    public boolean mayTell() {
        return told.compareAndSet(false, true);
    }

    /** Adds to the line what has been kept of the work, which is asked for when it is needed. */
    public void addToLine(Supplier<String> words) {
        kept.set(words);
    }

    /** The first thread that has died, and of what, or what else ends the process; empty if nothing does. */
    public Optional<String> first() {
        return Optional.ofNullable(first.get()).map(End::why);
    }

    /** With what the process ends once {@link #first()} is there. */
    public int exitCode() {
        End end = first.get();
        return end == null ? EXIT_CODE : end.exitCode();
    }

    /** Ends the process for want of something. */
    public void end(Lack lack) {
        end(new End(lack.text(), exitCode(lack.kind())));
    }

    private void end(End end) {
        first.compareAndSet(null, end);
        died.countDown();
    }

    /** Ends the process as after the death of this thread, and waits for that; returns the exit code where it goes on. */
    public int endBy(Error error) {
        uncaughtException(Thread.currentThread(), error);
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return exitCode();
    }

    @Override
    public void uncaughtException(Thread thread, Throwable cause) {
        try {
            Optional<Lack> memory = Lack.ofMemory(cause);
            String death = "the thread " + thread.getName() + " has died: ";
            first.compareAndSet(
                    null,
                    memory.map(lack -> new End(death + lack.text(), exitCode(lack.kind())))
                            .orElseGet(() -> new End(death + cause, EXIT_CODE)));
            LOG.error("event=thread_died thread=\"{}\"", thread.getName(), cause);
        } finally {
            died.countDown();
        }
    }
}
