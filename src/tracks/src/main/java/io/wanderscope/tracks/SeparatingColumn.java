package io.wanderscope.tracks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for the column of a table that tells apart the positions of tracks that share frames: with it, no two positions
 * of a track are in one frame, and a track still has several positions.
 */
final class SeparatingColumn {
    /** A column that makes tracks of fewer positions numbers them, or measures something. */
    private static final long MIN_MEAN_POSITIONS = 2;

    /** From so many positions on, columns that number or measure are forgotten, to save memory. */
    private static final long POSITIONS_TO_JUDGE = 20_000;

    private final TableHeader header;
    private final SharedFrames shared;
    private final List<Column> columns;
    private long positions;

    SeparatingColumn(TableHeader header, SharedFrames shared) {
        this.header = header;
        this.shared = shared;
        this.columns = new ArrayList<>(header.others().stream().map(Column::new).toList());
    }

    /** Adds a row of a track. */
    void add(String track, TableRows row) {
        if (shared.ids().contains(track)) {
            positions++;
            String frame = row.field(header.position(TableColumn.FRAME));
            columns.removeIf(column -> !column.separates(track, row.field(column.index), frame));
            if (positions >= POSITIONS_TO_JUDGE) {
                columns.removeIf(column -> !isOfMovies(column));
            }
        }
    }

    private boolean isOfMovies(Column column) {
        return MIN_MEAN_POSITIONS * column.framesOfTrack.size() <= positions;
    }

    /** The option that uses the column which makes the fewest tracks; empty if no column will do. */
    Optional<String> option() {
        return columns.stream()
                .filter(column -> column.framesOfTrack.size() > 1 && isOfMovies(column))
                .min(Comparator.comparingInt(column -> column.framesOfTrack.size()))
                .map(column -> header.optionOfTracksWith(column.index));
    }

    private static final class Column {
        private final int index;
        private final Map<List<String>, Set<String>> framesOfTrack = new HashMap<>();

        private Column(int index) {
            this.index = index;
        }

        /** Whether no other position of the track in the frame has the same value. */
        private boolean separates(String track, String value, String frame) {
            return framesOfTrack
                    .computeIfAbsent(List.of(track, value), key -> new HashSet<>())
                    .add(frame);
        }
    }
}
