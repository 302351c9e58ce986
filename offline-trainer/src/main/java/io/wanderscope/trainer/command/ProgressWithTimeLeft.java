package io.wanderscope.trainer.command;

import io.wanderscope.trainer.evaluation.Evaluator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Prints a line after the first hundredth and every tenth of a test, with the time that is left at the speed so far. */
final class ProgressWithTimeLeft implements Evaluator.Progress {
    private static final double NANOSECONDS_PER_MINUTE = 6e10;

    private final Consumer<String> out;
    private final LongSupplier nanoTime;
    private final Map<String, Long> starts = new ConcurrentHashMap<>();
    /** When the latest progress was made, or this was created: a test starts when the one before it ends. */
    private volatile long latest;

    ProgressWithTimeLeft(Consumer<String> out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
        this.latest = nanoTime.getAsLong();
    }

    @Override
    public void advance(String test, int before, int done, int total) {
        long start = starts.computeIfAbsent(test, started -> latest);
        latest = nanoTime.getAsLong();
        if (reached(100, before, done, total) == 1 || reached(10, before, done, total) > 0) {
            double minutesLeft = (latest - start) / NANOSECONDS_PER_MINUTE / done * (total - done);
            out.accept(String.format(
                    Locale.ROOT, "%s: %d %% done, about %.0f min left", test, 100L * done / total, minutesLeft));
        }
    }

    /** The part of a test that has just been completed, counted from 1; 0 if none has. */
    private static long reached(int parts, int before, int done, int total) {
        long part = (long) parts * done / total;
        return part > (long) parts * before / total ? part : 0;
    }
}
