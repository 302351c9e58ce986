package io.wanderscope.tracks;

import static io.wanderscope.tracks.TrackingFileException.quoted;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The header of a table: which column is where. Indices of columns count from 0. */
final class TableHeader {
    private static final Set<String> ONLY_IN_A_TABLE_OF_TRACKS = Set.of("numberspots", "trackduration");
    private static final Set<String> ONLY_IN_A_TABLE_OF_EDGES = Set.of("spotsourceid", "spottargetid");
    private static final String TABLE_OF_SPOTS =
            "export the table of spots instead (in its window of tables, the tab Spots)";
    private static final List<String> NAMES_OF_THE_UNIT = List.of("unit", "units");

    private final List<ColumnName> names;
    private final ReadingOptions options;
    private final ColumnsOption columnsOption;
    private final Map<TableColumn, List<Integer>> positions = new EnumMap<>(TableColumn.class);
    private final Map<TableColumn, String> notFound = new EnumMap<>(TableColumn.class);

    private TableHeader(List<ColumnName> names, ReadingOptions options) {
        this.names = names;
        this.options = options;
        this.columnsOption = new ColumnsOption(names);
    }

    /** Finds the columns: those that a person names by that name, the others by their usual names. */
    static TableHeader of(List<String> names, ReadingOptions options) {
        TableHeader header = new TableHeader(names.stream().map(ColumnName::of).toList(), options);
        options.columns().forEach(header::findNamed);
        for (TableColumn column : TableColumn.values()) {
            if (!options.columns().containsKey(column)) {
                header.candidates(column).findFirst().ifPresent(index -> header.positions.put(column, List.of(index)));
            }
        }
        return header;
    }

    private void findNamed(TableColumn column, List<String> wanted) {
        List<Integer> found = new ArrayList<>();
        for (String name : wanted) {
            OptionalInt index = indexOf(column, name);
            if (index.isEmpty()) {
                notFound.put(column, name);
                return;
            }
            found.add(index.getAsInt());
        }
        positions.put(column, List.copyOf(found));
    }

    /** A column by its name as the file spells it, or nearly so, or by its number from 1. */
    private OptionalInt indexOf(TableColumn column, String name) {
        String word = ColumnName.of(name).word();
        return Stream.<IntStream>of(
                        columns()
                                .filter(index ->
                                        names.get(index).spelt().strip().equals(name)),
                        columns()
                                .filter(index ->
                                        !word.isEmpty() && names.get(index).names(column, word)),
                        columns().filter(index -> String.valueOf(index + 1).equals(name)))
                .flatMapToInt(indices -> indices)
                .findFirst();
    }

    private IntStream columns() {
        return IntStream.range(0, names.size());
    }

    /** The columns that could be this one, the best first; doubtful ones only if there are no others. */
    private Stream<Integer> candidates(TableColumn column) {
        List<Integer> undoubted = indicesOf(column, column.names());
        return (undoubted.isEmpty() ? indicesOf(column, column.weakNames()) : undoubted).stream();
    }

    private List<Integer> indicesOf(TableColumn column, List<String> words) {
        Set<Integer> indices = new LinkedHashSet<>();
        for (String word : words) {
            columns()
                    .filter(index -> names.get(index).names(column, word) && !isTaken(index, column))
                    .forEach(indices::add);
        }
        return List.copyOf(indices);
    }

    private boolean isTaken(int index, TableColumn byOtherThan) {
        return positions.entrySet().stream()
                .anyMatch(entry ->
                        entry.getKey() != byOtherThan && entry.getValue().contains(index));
    }

    /** Number of columns. */
    int size() {
        return names.size();
    }

    /** The number of columns up to the last that has a name. */
    int sizeWithoutBlankEnd() {
        return 1
                + columns()
                        .filter(index -> !names.get(index).spelt().isBlank())
                        .max()
                        .orElse(-1);
    }

    /** How many of the required columns are there. */
    int found() {
        return (int) TableColumn.REQUIRED.stream().filter(this::has).count();
    }

    /** Whether a person names columns. */
    boolean isToldByAPerson() {
        return !options.columns().isEmpty();
    }

    boolean isComplete() {
        return found() == TableColumn.REQUIRED.size();
    }

    boolean has(TableColumn column) {
        return positions.containsKey(column);
    }

    /** The only column, or the first of several of the track. */
    int position(TableColumn column) {
        return positions(column).get(0);
    }

    List<Integer> positions(TableColumn column) {
        return Objects.requireNonNull(positions.get(column), column.name());
    }

    /** The column as the file spells it; several are joined by a plus sign. */
    String name(TableColumn column) {
        return positions(column).stream().map(this::name).collect(Collectors.joining("+"));
    }

    String name(int index) {
        return names.get(index).spelt();
    }

    /** The unit that a column's name ends with; empty if none. */
    String unit(TableColumn column) {
        return unit(position(column), column);
    }

    String unit(int index, TableColumn column) {
        String unit = names.get(index).unit();
        return column.takesUnit(unit) ? unit : "";
    }

    /** Whether the name of the column of the track may also be that of a localisation. */
    boolean trackIsDoubtful() {
        ColumnName name = names.get(position(TableColumn.TRACK));
        return !options.columns().containsKey(TableColumn.TRACK)
                && TableColumn.TRACK.names().stream().noneMatch(word -> name.names(TableColumn.TRACK, word));
    }

    /** Whether the column of the frame may hold times instead. */
    boolean frameMayBeTime() {
        ColumnName name = names.get(position(TableColumn.FRAME));
        return options.columns().containsKey(TableColumn.FRAME)
                || TableColumn.FRAME.names().stream().noneMatch(word -> name.names(TableColumn.FRAME, word));
    }

    /** The column of times beside that of the frames. */
    OptionalInt time() {
        return frameMayBeTime()
                ? OptionalInt.empty()
                : indicesOf(TableColumn.FRAME, TableColumn.FRAME.weakNames()).stream()
                        .mapToInt(index -> index)
                        .filter(index -> !isTaken(index, TableColumn.FRAME))
                        .findFirst();
    }

    /** The column that names the unit of the coordinates in every row. */
    OptionalInt unitOfEachRow() {
        return columns()
                .filter(index -> NAMES_OF_THE_UNIT.contains(names.get(index).word()))
                .findFirst();
    }

    /** The columns that this table does not need. */
    List<Integer> others() {
        Set<Integer> needed = positions.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        time().ifPresent(needed::add);
        return columns().boxed().filter(index -> !needed.contains(index)).toList();
    }

    /** Whether this is the table of quot, the only one with both a column {@code trajectory} and y before x. */
    boolean isQuot() {
        return isComplete()
                && name(TableColumn.TRACK).equals("trajectory")
                && position(TableColumn.Y) < position(TableColumn.X);
    }

    /** Where several columns could be the same one, which was taken, and how to take another. */
    List<String> doubts() {
        return TableColumn.REQUIRED.stream()
                .filter(column -> !options.columns().containsKey(column))
                .map(this::doubt)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> doubt(TableColumn column) {
        List<Integer> rivals =
                candidates(column).filter(index -> index != position(column)).toList();
        if (rivals.isEmpty()) {
            return Optional.empty();
        }
        String others = rivals.stream().map(index -> quoted(name(index))).collect(Collectors.joining(" and "));
        return Optional.of("the column of " + column.role() + " could be " + quoted(name(position(column)))
                + ", which was taken, or " + others + ", which " + option(Map.of(column, List.of(rivals.get(0))))
                + " takes");
    }

    /** Fails unless every column that a table needs is there. */
    void requireComplete(Path path, long line) throws TrackingFileException {
        if (!notFound.isEmpty()) {
            TableColumn column = notFound.keySet().iterator().next();
            throw TrackingFileException.atLine(
                    path,
                    line,
                    "has no column " + quoted(Objects.requireNonNull(notFound.get(column))) + " for " + column.role()
                            + "; " + remedy());
        }
        if (!isComplete()) {
            String missing = TableColumn.REQUIRED.stream()
                    .filter(column -> !has(column))
                    .map(TableColumn::role)
                    .collect(Collectors.joining(", none of "));
            throw TrackingFileException.atLine(
                    path,
                    line,
                    withoutPositions()
                            .orElseGet(
                                    () -> "the header names no column of " + missing + " that is known; " + remedy()));
        }
    }

    /** Whether this is a table of TrackMate, but not that of the spots. */
    boolean isWithoutPositions() {
        return !isComplete() && withoutPositions().isPresent();
    }

    private Optional<String> withoutPositions() {
        if (anyNameIn(ONLY_IN_A_TABLE_OF_TRACKS)) {
            return Optional.of("is TrackMate's table of tracks, which has no positions; " + TABLE_OF_SPOTS);
        }
        return anyNameIn(ONLY_IN_A_TABLE_OF_EDGES)
                ? Optional.of("is TrackMate's table of edges, which has no positions of spots; " + TABLE_OF_SPOTS)
                : Optional.empty();
    }

    private boolean anyNameIn(Set<String> words) {
        return names.stream().anyMatch(name -> words.contains(name.word()));
    }

    /** What to do where columns are wrong. */
    String remedy() {
        return remedy(
                TableColumn.REQUIRED.stream().filter(column -> !has(column)).toList());
    }

    /** What to do where another column than the one that was taken might be right. */
    String remedy(TableColumn wrong) {
        return remedy(List.of(wrong));
    }

    private String remedy(List<TableColumn> wrong) {
        Map<TableColumn, List<Integer>> right = new EnumMap<>(TableColumn.class);
        for (TableColumn column : TableColumn.REQUIRED) {
            right.put(column, wrong.contains(column) ? List.of() : positions(column));
        }
        return "name the columns with " + option(right) + ", where the columns are " + columnsOption.listOfColumns();
    }

    /** The option that takes other columns, to be pasted into a shell. */
    String option(Map<TableColumn, List<Integer>> columns) {
        return columnsOption.of(columns);
    }

    /** The option that identifies a track by another column, such as that of the movie, and its own. */
    String optionOfTracksWith(int column) {
        List<Integer> all = new ArrayList<>(List.of(column));
        all.addAll(positions(TableColumn.TRACK));
        return option(Map.of(TableColumn.TRACK, all));
    }
}
