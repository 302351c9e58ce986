package io.wanderscope.app.terminal;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Prints progress as lines, at most one a second, and one when the total is reached. Not thread-safe. */
public final class ProgressLines {
    private static final long NANOS_BETWEEN_LINES = 1_000_000_000L;

    private final PrintWriter print;
    private final String what;
    private final long total;
    private final LongSupplier nanoTime;
    private long done;
    private long lastLine;

    /**
     * Progress from 0 to a total.
     *
     * @param what first word of each line, such as "published"
     * @param nanoTime nanoseconds since some fixed instant, never going back
     */
    public ProgressLines(PrintWriter print, String what, long total, LongSupplier nanoTime) {
        this.print = print;
        this.what = what;
        this.total = total;
        this.nanoTime = nanoTime;
        this.lastLine = nanoTime.getAsLong();
    }

    /** Adds to what is done. */
    public void advance(long by) {
        boolean ends = done < total && done + by >= total;
        done += by;
        long now = nanoTime.getAsLong();
        if (ends || (by > 0 && now - lastLine >= NANOS_BETWEEN_LINES)) {
            lastLine = now;
            print.println(String.format(Locale.ROOT, "%s %d of %d", what, done, total));
            print.flush();
        }
    }
}
