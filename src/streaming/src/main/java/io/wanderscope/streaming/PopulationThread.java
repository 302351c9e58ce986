package io.wanderscope.streaming;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The thread on which populations are estimated, beside the stream threads. It belongs to a topology and is shared by all its
 * tasks, whose estimates run in the order in which they were submitted. After each it rests nine times as long as the estimate
 * took, so it never takes more than a tenth of a core on average. If no track has ended for a second, nobody needs the core and
 * somebody may wait for the last estimates; then it rests for half a second at most. Thread-safe.
 *
 * <p>It ends when it has had nothing to do for a while, and does not keep the process alive, so nothing needs to be closed.
 */
public final class PopulationThread {
    /** Its name among the threads of the process. */
    public static final String NAME = "populations";

    private static final int REST = 9;
    private static final Duration SLICE = Duration.ofMillis(100);
    private static final Duration LONGEST_IDLE_REST = Duration.ofMillis(500);
    private static final Duration IDLE_AFTER = Duration.ofSeconds(1);
    private static final long KEEP_ALIVE_SECONDS = 10;

    private final Executor executor;
    private final LongSupplier nanoTime;
    private final Sleep sleep;
    private volatile long lastTrack;

    /** Lets the calling thread rest. */
    @FunctionalInterface
    public interface Sleep {
        /** Returns after this time. */
        void sleep(Duration duration) throws InterruptedException;
    }

    private PopulationThread(Executor executor, LongSupplier nanoTime, Sleep sleep) {
        this.executor = executor;
        this.nanoTime = nanoTime;
        this.sleep = sleep;
        this.lastTrack = nanoTime.getAsLong();
    }

    /**
     * A thread of its own.
     *
     * @param nanoTime nanoseconds from any origin
     */
    public static PopulationThread create(LongSupplier nanoTime) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1, 1, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, NAME);
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return on(executor, nanoTime, duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()));
    }

    /**
     * The thread of an executor.
     *
     * @param executor runs one task at a time
     * @param nanoTime nanoseconds from any origin
     * @param sleep how it rests
     */
    public static PopulationThread on(Executor executor, LongSupplier nanoTime, Sleep sleep) {
        return new PopulationThread(executor, nanoTime, sleep);
    }

    /** A track has ended and was added to its population. */
    public void trackAdded() {
        lastTrack = nanoTime.getAsLong();
    }

    /** Runs a task on the thread, unless somebody cancels it before. */
    public <T> FutureTask<T> submit(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        executor.execute(() -> {
            long began = nanoTime.getAsLong();
            future.run();
            UncaughtErrors.reportOf(future);
            rest(nanoTime.getAsLong() - began);
        });
        return future;
    }

    private void rest(long taken) {
        long began = nanoTime.getAsLong();
        long rested = 0;
        try {
            while (rested < REST * taken && !(isIdle() && rested >= LONGEST_IDLE_REST.toNanos())) {
                sleep.sleep(Duration.ofNanos(Math.min(SLICE.toNanos(), REST * taken - rested)));
                rested = nanoTime.getAsLong() - began;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isIdle() {
        return nanoTime.getAsLong() - lastTrack >= IDLE_AFTER.toNanos();
    }
}
