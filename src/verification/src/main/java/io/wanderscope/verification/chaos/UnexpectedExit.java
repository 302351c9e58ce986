package io.wanderscope.verification.chaos;

import java.time.Instant;

/**
 * An exit of an instance that was not requested, or with another exit code than requested.
 *
 * @param instance name of the instance
 * @param seen when the exit was noticed; it happened earlier
 * @param exitCode exit code of the process
 * @param lastLogLine last line of its log that is not part of a stack trace
 */
public record UnexpectedExit(String instance, Instant seen, int exitCode, String lastLogLine) {
    /** One line for the report. */
    @Override
    public String toString() {
        return instance + ", found at " + seen + ": exit code " + exitCode + ", last line: " + lastLogLine;
    }
}
