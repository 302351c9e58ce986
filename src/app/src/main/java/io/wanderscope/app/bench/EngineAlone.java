package io.wanderscope.app.bench;

import io.wanderscope.app.terminal.CommandFailure;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.inference.TrajectoryClassifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * What the engine does without a stream around it: batches of the stream's own windows, one after the other on as many threads
 * as the stream runs the model on.
 */
final class EngineAlone {
    private final TrajectoryClassifier classifier;
    private final List<List<ObservedTrajectory>> batches;
    private final int threads;

    /**
     * What it did.
     *
     * @param labels trajectories classified
     * @param seconds time that took
     * @param cpu CPU time that took, in seconds
     */
    record Outcome(long labels, double seconds, double cpu) {
        double perSecond() {
            return labels / seconds;
        }
    }

    /**
     * Prepares the batches: as many windows as the stream puts in one, taken in order, the shortest first within each.
     *
     * @param windows what the stream has classified, at least one
     * @param batchSize windows in a batch, at least 1
     * @param threads threads that classify one batch each, at least 1
     */
    EngineAlone(TrajectoryClassifier classifier, List<ObservedTrajectory> windows, int batchSize, int threads) {
        this.classifier = classifier;
        this.threads = threads;
        this.batches = new ArrayList<>();
        for (int from = 0; from < windows.size(); from += batchSize) {
            List<ObservedTrajectory> batch =
                    new ArrayList<>(windows.subList(from, Math.min(windows.size(), from + batchSize)));
            batch.sort(Comparator.comparingInt(ObservedTrajectory::size));
            batches.add(batch);
        }
    }

    /** Classifies batch after batch, from the beginning again when all are done, for at least this time. */
    Outcome run(Duration time, CpuMeter meter, LongSupplier nanoTime, Stop stop) {
        CpuMeter.Reading before = meter.read();
        long start = nanoTime.getAsLong();
        AtomicInteger next = new AtomicInteger();
        AtomicLong labels = new AtomicLong();
        Runnable work = () -> {
            while (nanoTime.getAsLong() - start < time.toNanos()) {
                stop.check();
                int batch = next.getAndUpdate(index -> (index + 1) % batches.size());
                labels.addAndGet(classifier.classify(batches.get(batch)).size());
            }
        };
        List<CompletableFuture<Void>> running = Stream.generate(
                        () -> CompletableFuture.runAsync(work, EngineAlone::start))
                .limit(threads)
                .toList();
        running.forEach(EngineAlone::await);
        double seconds = (nanoTime.getAsLong() - start) / 1e9;
        return new Outcome(labels.get(), seconds, meter.since(before).process());
    }

    private static void await(CompletableFuture<Void> work) {
        try {
            work.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof CommandFailure failure) {
                throw failure;
            }
            throw e;
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "engine-alone");
        thread.setDaemon(true);
        thread.start();
    }
}
