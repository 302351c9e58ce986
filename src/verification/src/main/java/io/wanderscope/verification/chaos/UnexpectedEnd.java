package io.wanderscope.verification.chaos;

import java.time.Instant;

/**
 * An instance ended although nobody ended it, or otherwise than it was asked to.
 *
 * @param instance its name
 * @param seen when this was found; it had ended before
 * @param exitCode of its process
 * @param lastLogLine what it said last, stack traces left out
 */
public record UnexpectedEnd(String instance, Instant seen, int exitCode, String lastLogLine) {
    /** For people. */
    @Override
    public String toString() {
        return instance + ", found at " + seen + ": exit code " + exitCode + ", last line: " + lastLogLine;
    }
}
