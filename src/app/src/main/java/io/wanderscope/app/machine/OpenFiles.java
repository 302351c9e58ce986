package io.wanderscope.app.machine;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * How many files the process may have open.
 *
 * @param limit number of files; Java raises the soft limit to the hard one when it starts
 */
record OpenFiles(long limit) {
    /** With broker, stores and libraries, {@code classify} has up to 400 open. */
    private static final long NEEDED = 512;

    static OpenFiles ofProcess() {
        return new OpenFiles(
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                        ? unix.getMaxFileDescriptorCount()
                        : Long.MAX_VALUE);
    }

    Optional<String> problem() {
        if (limit >= NEEDED) {
            return Optional.empty();
        }
        return Optional.of("this process may have " + limit + " files open, and at least " + NEEDED
                + " are needed; raise the limit (ulimit -n 4096; as root if it says that it may not, or in"
                + " /etc/security/limits.conf)");
    }
}
