package io.wanderscope.tracks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a table begins: after which line its rows come, how they are written, and which columns they have. The header is
 * the line with the best names of columns, whatever stands before it, and may be a comment.
 *
 * @param dialect how the rows are written
 * @param headerLine the line of the header, from 1; 0 if there is none
 * @param header the columns; without a header, their names are their numbers from 1
 * @param isFollowed whether the next line has as many fields as the header, or no line follows
 * @param isComment whether the header is a comment
 */
record TableBeginning(TableDialect dialect, int headerLine, TableHeader header, boolean isFollowed, boolean isComment) {
    private static final int MAX_LINES = 200;
    private static final int ROWS_TO_COMPARE = 20;
    private static final int MIN_COLUMNS = 3;

    /** Excel's way of telling the separator. */
    private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)\\s*\"?sep=(.)\"?\\W*");

    private static final Comparator<TableBeginning> BY_QUALITY = Comparator.comparing(
                    (TableBeginning beginning) -> beginning.header().isComplete())
            .thenComparing(beginning -> beginning.header().isWithoutPositions())
            .thenComparing(TableBeginning::isFollowed)
            .thenComparing(beginning -> !beginning.isComment())
            .thenComparing(beginning -> beginning.header().found());

    /** Finds the table at the beginning of a file; empty if it is none. */
    static Optional<TableBeginning> find(FileBeginning beginning, ReadingOptions options) {
        List<String> lines = beginning.lines(MAX_LINES);
        int separatorLine = separatorLine(lines);
        List<TableDialect> dialects = dialects(separatorLine < 0 ? "" : lines.get(separatorLine));
        Search search = new Search(lines, separatorLine + 1, dialects, options);
        return search.header().or(search::withoutKnownColumns);
    }

    private static int separatorLine(List<String> lines) {
        return IntStream.range(0, lines.size())
                .filter(index -> !lines.get(index).isBlank())
                .limit(1)
                .filter(index -> SEPARATOR_LINE.matcher(lines.get(index)).matches())
                .findFirst()
                .orElse(-1);
    }

    private static List<TableDialect> dialects(String separatorLine) {
        Matcher told = SEPARATOR_LINE.matcher(separatorLine);
        return told.matches() ? List.of(new TableDialect(told.group(1).charAt(0), true)) : TableDialect.ALL;
    }

    /** Whether the file has no header. */
    boolean isHeaderless() {
        return headerLine == 0;
    }

    /** Fails unless the columns that a table needs are known. */
    void requireColumns(Path path, int firstLine) throws TrackingFileException {
        if (isHeaderless() && header.found() == 0 && !header.isToldByAPerson()) {
            throw TrackingFileException.atLine(
                    path,
                    firstLine,
                    "the header line is missing, for this line has numbers only; insert a line that names the "
                            + header.size()
                            + " columns, such as track,frame,x,y, or name them by their numbers, such as"
                            + " --columns track=1,frame=2,x=3,y=4");
        }
        header.requireComplete(path, isHeaderless() ? firstLine : headerLine);
    }

    /** Whether the fields are a localisation rather than names. */
    private static boolean isData(List<String> fields) {
        long filled = fields.stream().filter(field -> !field.isBlank()).count();
        return numbers(fields) >= 2 && 2 * numbers(fields) > filled && !isSequence(fields);
    }

    private static long numbers(List<String> fields) {
        return fields.stream().filter(TableNumbers::isNumber).count();
    }

    /** Names that pandas gives to columns without one: 0, 1, 2 and so on. */
    private static boolean isSequence(List<String> fields) {
        int first = !fields.isEmpty() && fields.get(0).isBlank() ? 1 : 0;
        return fields.size() - first >= MIN_COLUMNS
                && IntStream.range(first, fields.size())
                        .allMatch(index -> fields.get(index).equals(String.valueOf(index - first)));
    }

    private record Search(List<String> lines, int start, List<TableDialect> dialects, ReadingOptions options) {
        /** The best line that names a column. */
        Optional<TableBeginning> header() {
            List<TableBeginning> found = new ArrayList<>();
            for (int index = start; index < lines.size(); index++) {
                int line = index;
                dialects.stream().flatMap(dialect -> header(line, dialect)).forEach(found::add);
                if (found.stream()
                        .anyMatch(beginning ->
                                beginning.header().isComplete() && beginning.isFollowed() && !beginning.isComment())) {
                    break;
                }
            }
            // Of several that are as good, the first.
            return found.stream().reduce((best, other) -> BY_QUALITY.compare(other, best) > 0 ? other : best);
        }

        private Stream<TableBeginning> header(int index, TableDialect dialect) {
            List<String> names = names(lines.get(index), dialect);
            if (names.size() < 2 || isLocalisation(names)) {
                return Stream.empty();
            }
            TableHeader header = TableHeader.of(withIndexColumn(index, dialect, names), options);
            boolean isFollowed = isFollowed(index, dialect, header);
            boolean isDoubtful = dialect.separator() == TableDialect.BLANKS && !(isFollowed && header.found() > 1);
            return header.found() == 0 || (isDoubtful && !header.isComplete())
                    ? Stream.empty()
                    : Stream.of(beginning(index, dialect, header, isFollowed));
        }

        /** The names in a line; NumPy may separate them in another way than the rows, in a comment. */
        private static List<String> names(String line, TableDialect dialect) {
            String text = TableDialect.withoutMark(line);
            List<String> names = dialect.split(text);
            return names.size() > 1 || !TableDialect.isComment(line)
                    ? names
                    : TableDialect.ALL.stream()
                            .map(other -> other.split(text))
                            .filter(others -> others.size() > 1)
                            .findFirst()
                            .orElse(names);
        }

        /** Whether a person who names columns by number means these fields, or any person would. */
        private boolean isLocalisation(List<String> fields) {
            TableHeader header = TableHeader.of(fields, options);
            return isData(fields)
                    || (header.isComplete()
                            && !isSequence(fields)
                            && Stream.of(TableColumn.FRAME, TableColumn.X, TableColumn.Y)
                                    .map(header::position)
                                    .allMatch(position -> TableNumbers.isNumber(fields.get(position))));
        }

        private TableBeginning beginning(int index, TableDialect dialect, TableHeader header, boolean isFollowed) {
            return new TableBeginning(
                    withOrWithoutComments(index, dialect, header),
                    index + 1,
                    header,
                    isFollowed,
                    TableDialect.isComment(lines.get(index)));
        }

        /** R names the column of row numbers in no way, not even by a separator. */
        private List<String> withIndexColumn(int index, TableDialect dialect, List<String> names) {
            List<List<String>> rows =
                    rowsAfter(index, dialect).limit(ROWS_TO_COMPARE).toList();
            int count = names.size();
            boolean hasOneMore = !names.get(count - 1).isBlank()
                    && rows.stream().allMatch(row -> row.size() == count + 1)
                    && rows.stream().anyMatch(row -> !row.get(count).isBlank());
            return hasOneMore ? Stream.concat(Stream.of(""), names.stream()).toList() : names;
        }

        private boolean isFollowed(int index, TableDialect dialect, TableHeader header) {
            return rowsAfter(index, dialect)
                    .findFirst()
                    .map(row -> filled(row) <= header.size() && row.size() >= header.sizeWithoutBlankEnd())
                    .orElse(dialect.separator() != TableDialect.BLANKS || header.isComplete());
        }

        private static int filled(List<String> row) {
            int filled = row.size();
            while (filled > 0 && row.get(filled - 1).isBlank()) {
                filled--;
            }
            return filled;
        }

        /** Where the first row begins like a comment but is a localisation, the identity of its track begins so. */
        private TableDialect withOrWithoutComments(int index, TableDialect dialect, TableHeader header) {
            return lines.stream()
                            .skip(index + 1L)
                            .filter(line -> !line.isBlank())
                            .limit(1)
                            .filter(TableDialect::isComment)
                            .map(dialect::split)
                            .anyMatch(row -> row.size() == header.size() && isData(row))
                    ? dialect.withoutComments()
                    : dialect;
        }

        private Stream<List<String>> rowsAfter(int index, TableDialect dialect) {
            return lines.stream()
                    .skip(index + 1L)
                    .filter(line -> !line.isBlank() && !TableDialect.isComment(line))
                    .map(dialect::split);
        }

        /** A table whose columns have numbers or names that nobody knows. */
        Optional<TableBeginning> withoutKnownColumns() {
            return dialects.stream()
                    .map(this::withoutKnownColumns)
                    .flatMap(Optional::stream)
                    .findFirst();
        }

        private Optional<TableBeginning> withoutKnownColumns(TableDialect dialect) {
            List<List<String>> rows =
                    rowsAfter(start - 1, dialect).limit(ROWS_TO_COMPARE).toList();
            if (rows.isEmpty() || rows.get(0).size() < MIN_COLUMNS || !haveEqualSize(rows)) {
                return Optional.empty();
            }
            List<String> first = rows.get(0);
            if (isLocalisation(first)) {
                List<String> numbers = IntStream.rangeClosed(1, first.size())
                        .mapToObj(String::valueOf)
                        .toList();
                return Optional.of(new TableBeginning(dialect, 0, TableHeader.of(numbers, options), true, false));
            }
            boolean hasRows = rows.stream().skip(1).anyMatch(row -> numbers(row) >= 2);
            return hasRows ? Optional.of(unknownNames(dialect, first)) : Optional.empty();
        }

        private TableBeginning unknownNames(TableDialect dialect, List<String> names) {
            int index = IntStream.range(start, lines.size())
                    .filter(line -> !lines.get(line).isBlank() && !TableDialect.isComment(lines.get(line)))
                    .findFirst()
                    .orElseThrow();
            return new TableBeginning(dialect, index + 1, TableHeader.of(names, options), true, false);
        }

        private static boolean haveEqualSize(List<List<String>> rows) {
            return rows.stream().map(Search::filled).distinct().count() == 1
                    || rows.stream().map(List::size).distinct().count() == 1;
        }
    }
}
