package io.wanderscope.app.bench;

import com.sun.management.OperatingSystemMXBean;
import io.wanderscope.streaming.PopulationThread;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads how much CPU time the process has used, and which part of that went to the threads of the stream, to that of populations, to those of the broker, and
 * of the measurement itself. The rest is inference, garbage collection, the compiler, and the stores' background work.
 */
final class CpuMeter {
    /** Starts the names of the threads that belong to the measurement. */
    static final String OWN_PREFIX = "bench-";

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final long measuringThread = Thread.currentThread().getId();
    private final Set<Long> brokerThreads;
    private final String application;

    /**
     * What was read at one moment, in nanoseconds.
     *
     * @param process of the whole process
     * @param byThread of each thread that lives
     */
    record Reading(long process, Map<Long, Long> byThread) {}

    /** To whom a thread belongs. */
    private enum Owner {
        STREAM,
        POPULATIONS,
        BROKER,
        MEASUREMENT,
        OTHER
    }

    /**
     * A meter; the thread that creates it counts as part of the measurement.
     *
     * @param brokerThreads ids of the threads of the broker in this process, empty when there is none
     * @param application application id of the stream, which is part of its threads' names
     */
    CpuMeter(Set<Long> brokerThreads, String application) {
        this.brokerThreads = Set.copyOf(brokerThreads);
        this.application = application;
    }

    /** What the process has used up to now. */
    Reading read() {
        Map<Long, Long> byThread = new HashMap<>();
        for (long id : threads.getAllThreadIds()) {
            long nanos = threads.getThreadCpuTime(id);
            if (nanos >= 0) {
                byThread.put(id, nanos);
            }
        }
        return new Reading(process.getProcessCpuTime(), byThread);
    }

    /** What was used from a reading until now. */
    CpuUsage since(Reading before) {
        return between(before, read());
    }

    /** What was used from one reading to another. */
    CpuUsage between(Reading before, Reading after) {
        Map<Owner, Long> used = new HashMap<>();
        after.byThread().forEach((id, nanos) -> {
            long more = nanos - before.byThread().getOrDefault(id, 0L);
            if (more > 0) {
                used.merge(owner(id), more, Long::sum);
            }
        });
        return new CpuUsage(
                (after.process() - before.process()) / 1e9,
                used.getOrDefault(Owner.STREAM, 0L) / 1e9,
                used.getOrDefault(Owner.POPULATIONS, 0L) / 1e9,
                used.getOrDefault(Owner.BROKER, 0L) / 1e9,
                used.getOrDefault(Owner.MEASUREMENT, 0L) / 1e9);
    }

    private Owner owner(long id) {
        if (brokerThreads.contains(id)) {
            return Owner.BROKER;
        }
        ThreadInfo thread = threads.getThreadInfo(id);
        String name = thread == null ? "" : thread.getThreadName();
        if (id == measuringThread || name.startsWith(OWN_PREFIX) || name.contains("| " + OWN_PREFIX)) {
            return Owner.MEASUREMENT;
        }
        if (name.equals(PopulationThread.NAME)) {
            return Owner.POPULATIONS;
        }
        return name.contains(application) ? Owner.STREAM : Owner.OTHER;
    }
}
