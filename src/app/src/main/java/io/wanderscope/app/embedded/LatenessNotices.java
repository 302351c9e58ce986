package io.wanderscope.app.embedded;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wanderscope.schema.ResultStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Says, at most once a minute, that results come late and do not catch up. Looks at the LIVE results of the latest
 * seconds, because a final one may have waited until its track was inactive.
 */
public final class LatenessNotices implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);
    /** The first results of a program that has just started come some seconds late. */
    private static final double LATE_SECONDS = 5;

    private final MeterRegistry metrics;
    private final String load;
    private final String remedy;
    private final PrintWriter print;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "lateness");
        thread.setDaemon(true);
        return thread;
    });

    private long count;
    private double seconds;
    private @Nullable Double lateBefore;
    private @Nullable Long printed;

    /** Notices that come when {@link #look} is called. */
    LatenessNotices(MeterRegistry metrics, String load, String remedy, PrintWriter print, LongSupplier nanoTime) {
        this.metrics = metrics;
        this.load = load;
        this.remedy = remedy;
        this.print = print;
        this.nanoTime = nanoTime;
    }

    /**
     * Starts to look every ten seconds.
     *
     * @param metrics of the stream
     * @param load what the machine may be too slow for, such as "40 particles"
     * @param remedy what to do about it, such as "try --particles 10"
     * @param nanoTime nanoseconds since some fixed instant, never going back
     */
    @SuppressWarnings("FutureReturnValueIgnored") // it is cancelled with its executor
    public static LatenessNotices start(
            MeterRegistry metrics, String load, String remedy, PrintWriter print, LongSupplier nanoTime) {
        LatenessNotices notices = new LatenessNotices(metrics, load, remedy, print, nanoTime);
        notices.looks.scheduleWithFixedDelay(
                notices::look, BETWEEN_LOOKS.toSeconds(), BETWEEN_LOOKS.toSeconds(), TimeUnit.SECONDS);
        return notices;
    }

    /** Prints a line if the results since the previous look came late, and no less late than those before. */
    void look() {
        Timer latency = metrics.find("wanderscope.latency")
                .tag("status", ResultStatus.LIVE.name())
                .timer();
        long measured = latency == null ? count : latency.count();
        if (latency == null || measured == count) {
            return;
        }
        double total = latency.totalTime(TimeUnit.SECONDS);
        double late = (total - seconds) / (measured - count);
        if (late >= LATE_SECONDS && lateBefore != null && late >= lateBefore) {
            print(late);
        }
        count = measured;
        seconds = total;
        lateBefore = late;
    }

    private void print(double late) {
        long now = nanoTime.getAsLong();
        if (printed == null || now - printed >= BETWEEN_LINES.toNanos()) {
            printed = now;
            print.println(
                    "this machine is too slow for " + load + ": results are " + inWords(late) + " late; " + remedy);
            print.flush();
        }
    }

    private static String inWords(double seconds) {
        return seconds < 60
                ? String.format(Locale.ROOT, "%.0f s", seconds)
                : String.format(Locale.ROOT, "%.1f min", seconds / 60);
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
