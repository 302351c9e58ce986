package io.wanderscope.app.machine;

import com.sun.management.OperatingSystemMXBean;
import io.wanderscope.cluster.Lack;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * The memory of the process.
 *
 * @param heap bytes that Java's objects may take
 * @param all bytes that the machine has or, in a container, its limit
 */
record Memory(long heap, long all) {
    /** Broker, stream and a short recording work in -Xmx64m, of which 61 MB can be in use, and hang in 48 MB. */
    private static final long HEAP_NEEDED = 60L << 20;
    /** Beside the heap: code, threads, the model's arena, and the buffers of the stores. */
    private static final long NATIVE_NEEDED = 200L << 20;

    static Memory ofProcess() {
        long all = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Long.MAX_VALUE;
        return new Memory(Runtime.getRuntime().maxMemory(), all);
    }

    Optional<String> problem() {
        if (all < HEAP_NEEDED + NATIVE_NEEDED) {
            return Optional.of("this machine or container has " + megabytes(all) + " MB of memory, and at least "
                    + megabytes(HEAP_NEEDED + NATIVE_NEEDED) + " MB are needed; raise the container's limit");
        }
        if (heap < HEAP_NEEDED) {
            return Optional.of("Java may use " + megabytes(heap) + " MB of memory for its objects, and at least "
                    + megabytes(HEAP_NEEDED) + " MB are needed; " + Lack.moreMemory());
        }
        return Optional.empty();
    }

    private static long megabytes(long bytes) {
        return bytes >> 20;
    }
}
