package io.wanderscope.tracks;

import java.util.List;

/**
 * The columns of a table, with the names that trackers give them, in lower case. If several are present, the first one
 * counts.
 */
enum CsvColumn {
    TRACK("track", "trajectory", "particle", "track_id", "trackid"),
    FRAME("frame", "t"),
    X("x", "position_x"),
    Y("y", "position_y"),
    Z("z", "position_z"),
    QUALITY("quality", "snr");

    static final List<CsvColumn> REQUIRED = List.of(TRACK, FRAME, X, Y);

    @SuppressWarnings("ImmutableEnumChecker") // the list is immutable
    private final List<String> names;

    CsvColumn(String... names) {
        this.names = List.of(names);
    }

    List<String> names() {
        return names;
    }
}
