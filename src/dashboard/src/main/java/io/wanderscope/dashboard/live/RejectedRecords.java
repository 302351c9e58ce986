package io.wanderscope.dashboard.live;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many records of an acquisition became dead letters.
 *
 * @param acquisition its name; null for those whose key does not say it, and those of acquisitions that are not kept any more
 * @param records their number, 1 or more
 * @param causes the most frequent first
 */
public record RejectedRecords(@Nullable String acquisition, long records, List<CauseCount> causes) {
    /**
     * A cause of dead letters.
     *
     * @param cause its name, {@code UNKNOWN} if this version knows none
     * @param meaning why the records were rejected, in words that follow "because"
     * @param records how many were
     */
    public record CauseCount(String cause, String meaning, long records) {}
}
