package io.wanderscope.tracks;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a person says about tracking files that they do not say themselves.
 *
 * @param columns names of the columns of a table, as the file spells them; several for a track whose identity is spread
 *     over columns, such as movie and number. Columns that are not named are found by their usual names
 * @param force whether a file is read although most of its tracks have several localisations in a frame
 */
public record ReadingOptions(Map<TableColumn, List<String>> columns, boolean force) {
    /** Nothing: the file says it all. */
    public static final ReadingOptions NONE = new ReadingOptions(Map.of(), false);

    /** Copies the map. */
    public ReadingOptions {
        columns = Map.copyOf(columns);
    }

    /**
     * Parses what a person writes, such as {@code track=movie+id,frame=t,x=xnm,y=ynm}.
     *
     * @throws IllegalArgumentException when the text is something else; the message says what, and what would be right
     */
    public static Map<TableColumn, List<String>> parseColumns(String text) {
        Map<TableColumn, List<String>> columns = new EnumMap<>(TableColumn.class);
        for (String assignment : text.split(",", -1)) {
            int equals = assignment.indexOf('=');
            TableColumn column = column(equals < 0 ? "" : assignment.substring(0, equals), assignment);
            List<String> names = Arrays.stream(assignment.substring(equals + 1).split("\\+", -1))
                    .map(String::strip)
                    .toList();
            if (names.contains("") || (names.size() > 1 && column != TableColumn.TRACK)) {
                throw wrong(assignment);
            }
            if (columns.put(column, names) != null) {
                throw new IllegalArgumentException("names the column of " + column.role() + " twice");
            }
        }
        return columns;
    }

    private static TableColumn column(String role, String assignment) {
        return Arrays.stream(TableColumn.values())
                .filter(column -> column.role().equals(role.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> wrong(assignment));
    }

    private static IllegalArgumentException wrong(String assignment) {
        String roles =
                Arrays.stream(TableColumn.values()).map(TableColumn::role).collect(Collectors.joining(", "));
        return new IllegalArgumentException("has " + TrackingFileException.quoted(assignment)
                + "; it should be like track=id,frame=t,x=xnm,y=ynm, where the left side is one of " + roles
                + ", and only the track may have several columns, such as track=movie+id");
    }
}
