package io.wanderscope.dashboard.history;

import java.util.List;

/**
 * Where the records of a stretch of time are.
 *
 * @param from beginning of the stretch, milliseconds since 1970; later than what was asked for if there would be too many records
 * @param ranges parts of the partitions that hold them, among records of other times and acquisitions
 */
record Stretch(long from, List<OffsetRange> ranges) {}
