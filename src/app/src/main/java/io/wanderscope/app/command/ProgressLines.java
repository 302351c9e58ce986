package io.wanderscope.app.command;

import java.io.PrintWriter;
import java.util.Locale;

/** Tells how far something is, in lines that do not come more often than every second, and one at the end. */
final class ProgressLines {
    private static final long NANOS_BETWEEN_LINES = 1_000_000_000L;

    private final PrintWriter print;
    private final String what;
    private final long total;
    private long done;
    private long lastLine = System.nanoTime();

    ProgressLines(PrintWriter print, String what, long total) {
        this.print = print;
        this.what = what;
        this.total = total;
    }

    void advance(long by) {
        boolean ends = done < total && done + by >= total;
        done += by;
        if (ends || (by > 0 && System.nanoTime() - lastLine >= NANOS_BETWEEN_LINES)) {
            lastLine = System.nanoTime();
            print.println(String.format(Locale.ROOT, "%s %d of %d", what, done, total));
            print.flush();
        }
    }
}
