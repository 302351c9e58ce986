package io.wanderscope.app.machine;

import io.wanderscope.cluster.Lack;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Says when Java does hardly anything but look for free memory. It may do so for hours before an allocation fails, and
 * many threads keep a failed one to themselves, so that a program with too little memory would hang without a word.
 */
public final class MemoryWatch implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int LOOKS = 10;
    /** Of the time, for collecting garbage. */
    private static final double MOST_OF_THE_TIME = 0.7;
    /** Of the old generation, after a collection. */
    private static final double FULL = 0.95;

    private final Consumer<Lack> told;
    private final Deque<Look> looks = new ArrayDeque<>();
    private final Thread thread = new Thread(this::look, "memory");

    /**
     * What was seen.
     *
     * @param nanoTime when
     * @param collecting milliseconds for which garbage has been collected so far
     * @param used share of the old generation that the latest collection of it left in use, 0 to 1
     */
    record Look(long nanoTime, long collecting, double used) {
        private static Look now() {
            long collecting = ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                    .sum();
            double used = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported())
                    .map(MemoryPoolMXBean::getCollectionUsage)
                    .filter(usage -> usage != null && usage.getMax() > 0)
                    .mapToDouble(MemoryWatch::share)
                    .max()
                    .orElse(0);
            return new Look(System.nanoTime(), collecting, used);
        }
    }

    MemoryWatch(Consumer<Lack> told) {
        this.told = told;
    }

    /**
     * Watches this process.
     *
     * @param told once, when the memory does not suffice
     */
    public static MemoryWatch start(Consumer<Lack> told) {
        MemoryWatch watch = new MemoryWatch(told);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    private static double share(MemoryUsage usage) {
        return (double) usage.getUsed() / usage.getMax();
    }

    private void look() {
        try {
            while (!add(Look.now())) {
                Thread.sleep(BETWEEN_LOOKS.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes one more look, a second after the one before; whether the memory does not suffice. */
    boolean add(Look look) {
        looks.addLast(look);
        if (looks.size() <= LOOKS) {
            return false;
        }
        Look before = looks.removeFirst();
        double collecting = (look.collecting() - before.collecting()) * 1e6 / (look.nanoTime() - before.nanoTime());
        if (collecting < MOST_OF_THE_TIME || look.used() < FULL) {
            return false;
        }
        told.accept(new Lack(
                Lack.Kind.MEMORY,
                "the memory does not suffice: of " + (Runtime.getRuntime().maxMemory() >> 20)
                        + " MB, next to nothing is free; " + Lack.moreMemory()));
        return true;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
