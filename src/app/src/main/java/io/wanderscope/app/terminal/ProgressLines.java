package io.wanderscope.app.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Prints progress, with the rate and the time that is left: at a terminal as one line that changes every half second,
 * elsewhere as a line every five seconds, and in the end with the total. Thread-safe.
 */
public final class ProgressLines {
    /** Whether standard error is a terminal; the launcher sets it, because Java 17 cannot tell. */
    private static final String TERMINAL_PROPERTY = "wanderscope.terminal";

    private static final long ENDLESS = Long.MAX_VALUE;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(500);
    /** Moves to the start of the line and clears it. */
    private static final String LINE_AGAIN = "\r\u001b[K";

    private final PrintWriter print;
    private final String what;
    private final long total;
    private final LongSupplier nanoTime;
    private final boolean inPlace;
    private final long interval;
    private long done;
    private long lastPrinted;
    private long firstAdvance;
    private long doneAtFirstAdvance;
    private boolean isLineOpen;

    /**
     * Progress from 0 to a total.
     *
     * @param what first word of each line, such as "published"
     * @param nanoTime nanoseconds since some fixed instant, never going back
     */
    public ProgressLines(PrintWriter print, String what, long total, LongSupplier nanoTime) {
        this(print, what, total, nanoTime, Boolean.getBoolean(TERMINAL_PROPERTY));
    }

    /** Progress of something whose end is not known. */
    public static ProgressLines endless(PrintWriter print, String what, LongSupplier nanoTime) {
        return new ProgressLines(print, what, ENDLESS, nanoTime);
    }

    ProgressLines(PrintWriter print, String what, long total, LongSupplier nanoTime, boolean inPlace) {
        this.print = print;
        this.what = what;
        this.total = total;
        this.nanoTime = nanoTime;
        this.inPlace = inPlace;
        this.interval = (inPlace ? BETWEEN_CHANGES : BETWEEN_LINES).toNanos();
        this.lastPrinted = nanoTime.getAsLong();
    }

    /** Adds to what is done. */
    public synchronized void advance(long by) {
        if (by == 0) {
            return;
        }
        long now = nanoTime.getAsLong();
        if (done == 0) {
            firstAdvance = now;
            doneAtFirstAdvance = by;
        }
        boolean ends = done < total && done + by >= total;
        done += by;
        if (ends || now - lastPrinted >= interval) {
            lastPrinted = now;
            print(now);
        }
        if (ends) {
            end();
        }
    }

    private void print(long now) {
        String amount = total == ENDLESS ? Long.toString(done) : done + " of " + total;
        String line = what + " " + amount + pace(now);
        if (inPlace) {
            print.print(LINE_AGAIN + line);
            isLineOpen = true;
        } else {
            print.println(line);
        }
        print.flush();
    }

    /** Measured since the first advance, because what comes before it is the start of the program. */
    private String pace(long now) {
        double seconds = (now - firstAdvance) / 1e9;
        if (done >= total || seconds <= 0) {
            return "";
        }
        double rate = (done - doneAtFirstAdvance) / seconds;
        String left = total == ENDLESS ? "" : ", " + inWords(Math.round((total - done) / rate)) + " left";
        return String.format(Locale.ROOT, ", %.0f/s%s", rate, left);
    }

    private static String inWords(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
    }

    /** Ends a line that could still change, so that something else can be printed. */
    public synchronized void end() {
        if (isLineOpen) {
            isLineOpen = false;
            print.println();
            print.flush();
        }
    }
}
