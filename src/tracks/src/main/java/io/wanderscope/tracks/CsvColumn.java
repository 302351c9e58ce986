package io.wanderscope.tracks;

import java.util.List;

/** What a column of a table can mean, and the names that trackers give it, in lower case; the first found is taken. */
enum CsvColumn {
    TRACK("track", "trajectory", "particle", "track_id", "trackid"),
    FRAME("frame", "t"),
    X("x", "position_x"),
    Y("y", "position_y"),
    Z("z", "position_z"),
    QUALITY("quality", "snr");

    static final List<CsvColumn> REQUIRED = List.of(TRACK, FRAME, X, Y);

    @SuppressWarnings("ImmutableEnumChecker") // it is a List.of
    private final List<String> names;

    CsvColumn(String... names) {
        this.names = List.of(names);
    }

    List<String> names() {
        return names;
    }
}
