package io.wanderscope.streaming;

import io.wanderscope.inference.Provider;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * The threads on which the model runs, beside the stream threads. They belong to a topology and are shared by all its
 * tasks, whose batches run in the order in which they were submitted. A task submits few at a time, so that none has to
 * wait long for the others. Thread-safe.
 *
 * <p>A thread ends when it has had nothing to do for a while, and does not keep the process alive, so nothing needs to
 * be closed.
 */
public final class InferenceThreads {
    /**
     * CPU threads of the model for one batch. The cores are used best by batches that run side by side: threads that
     * share one spend much of their time waiting for each other.
     */
    public static final int PER_BATCH = 1;

    /** As many as a GPU can use: while it computes one batch, the next is made ready. */
    private static final int MAX_ON_GPU = 2;

    private static final long KEEP_ALIVE_SECONDS = 10;

    /** Many times what a full batch of the longest trajectories takes on a slow core. */
    private static final Duration LONGEST_BATCH = Duration.ofSeconds(8);

    private final Executor executor;
    private final int threads;
    private final LongSupplier nanoTime;
    private final AtomicInteger unfinished = new AtomicInteger();
    /** By task that runs, when it began. */
    private final Map<Object, Long> running = new ConcurrentHashMap<>();

    private InferenceThreads(Executor executor, int threads, LongSupplier nanoTime) {
        this.executor = executor;
        this.threads = threads;
        this.nanoTime = nanoTime;
    }

    /**
     * How many there are unless somebody says otherwise: one for each core, and at most 2 on a GPU.
     *
     * @param kind where the model runs
     */
    public static int defaultNumber(Provider.Kind kind) {
        return defaultNumber(kind, Runtime.getRuntime().availableProcessors());
    }

    static int defaultNumber(Provider.Kind kind, int cores) {
        return kind == Provider.Kind.CUDA ? Math.min(MAX_ON_GPU, cores) : cores;
    }

    /** A number of threads, at least 1. Each runs one batch at a time. */
    public static InferenceThreads of(int threads) {
        AtomicInteger started = new AtomicInteger();
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                threads, threads, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "inference-" + started.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return on(executor, threads);
    }

    /**
     * The threads of an executor.
     *
     * @param threads how many batches it runs at the same time, at least 1
     */
    public static InferenceThreads on(Executor executor, int threads) {
        return on(executor, threads, System::nanoTime);
    }

    static InferenceThreads on(Executor executor, int threads, LongSupplier nanoTime) {
        return new InferenceThreads(executor, threads, nanoTime);
    }

    /** How many batches run at the same time. */
    public int number() {
        return threads;
    }

    /** Whether a batch that is submitted now starts at once. */
    public boolean isOneFree() {
        return unfinished.get() < threads;
    }

    /** Runs a task on one of the threads, unless somebody runs or cancels it before. */
    public <T> FutureTask<T> submit(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        unfinished.incrementAndGet();
        executor.execute(() -> {
            running.put(future, nanoTime.getAsLong());
            try {
                future.run();
            } finally {
                running.remove(future);
                unfinished.decrementAndGet();
            }
            UncaughtErrors.reportOf(future);
        });
        return future;
    }

    /** That a batch has been in the model for too long, and how long; empty if none has. */
    public Optional<String> problem() {
        long now = nanoTime.getAsLong();
        return running.values().stream()
                .map(began -> Duration.ofNanos(now - began))
                .max(Comparator.naturalOrder())
                .filter(longest -> longest.compareTo(LONGEST_BATCH) >= 0)
                .map(longest ->
                        "results wait, and the model has worked on the same batch for " + longest.toSeconds() + " s");
    }
}
