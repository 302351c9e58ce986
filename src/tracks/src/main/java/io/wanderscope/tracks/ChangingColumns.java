package io.wanderscope.tracks;

import static io.wanderscope.tracks.TrackingFileException.quoted;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Columns that name a movie, a well or the like, and change within tracks. Then the numbers of the tracks probably start
 * again in each, and one track is made of several, although no two positions share a frame.
 */
final class ChangingColumns {
    /** As {@link ColumnName#word()} spells them. */
    private static final Set<String> NAMES = Set.of(
            "file",
            "filename",
            "movie",
            "moviename",
            "movieid",
            "video",
            "image",
            "imageid",
            "imagename",
            "series",
            "sequence",
            "well",
            "wellid",
            "cell",
            "cellid",
            "condition",
            "experiment",
            "experimentid",
            "replicate",
            "repeat",
            "sample",
            "sampleid",
            "dish",
            "slide",
            "fov",
            "fieldofview",
            "roi",
            "roiid",
            "dataset",
            "acquisition",
            "run",
            "stage",
            "treatment");

    private final TableHeader header;
    private final List<Column> columns = new ArrayList<>();

    ChangingColumns(TableHeader header) {
        this.header = header;
        for (int index : header.others()) {
            if (NAMES.contains(ColumnName.of(header.name(index)).word())) {
                columns.add(new Column(index));
            }
        }
    }

    /** Adds a row of a track. */
    void add(String track, TableRows row) {
        columns.forEach(column -> column.add(track, row.field(column.index)));
    }

    /**
     * What to say of each column that changes within at least half of the tracks.
     *
     * @param tracks number of tracks
     */
    List<String> notices(int tracks) {
        return columns.stream()
                .filter(column -> 2 * column.changing.size() >= tracks)
                .map(column -> "the column " + quoted(header.name(column.index)) + " changes within "
                        + column.changing.size() + " of " + tracks + (tracks == 1 ? " track" : " tracks")
                        + "; if their numbers start again in each, "
                        + header.optionOfTracksWith(column.index) + " tells them apart")
                .toList();
    }

    private static final class Column {
        private final int index;
        private final Map<String, String> first = new HashMap<>();
        private final Set<String> changing = new HashSet<>();

        private Column(int index) {
            this.index = index;
        }

        private void add(String track, String value) {
            if (!value.equals(Objects.requireNonNullElse(first.putIfAbsent(track, value), value))) {
                changing.add(track);
            }
        }
    }
}
