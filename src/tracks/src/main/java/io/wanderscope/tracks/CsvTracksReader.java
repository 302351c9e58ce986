package io.wanderscope.tracks;

import static io.wanderscope.tracks.TrackingFileException.quoted;

import io.wanderscope.tracks.BoundedRowStream.RowTooLongException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a table with one localisation per row and a header that names the columns. Further rows of names or units may
 * follow the header; a table without a row of units gives none.
 */
final class CsvTracksReader {
    /** The track of an unlinked localisation: TrackMate writes None or nothing, pandas nan, R NA, and quot -1. */
    private static final Set<String> UNLINKED = Set.of("", "none", "nan", "na", "<na>", "null", "-1");

    /** pandas appends this to whole numbers in a column with missing values. */
    private static final Pattern ZERO_FRACTION = Pattern.compile("\\.0+$");

    private final Path path;
    private final CsvHeader header;
    private final FieldParser fields;
    private final CsvHeaderRows headerRows;
    private final Map<String, List<TrackedPosition>> positionsOfTrack = new LinkedHashMap<>();
    private boolean hasLocalisations;
    private long unlinked;

    private CsvTracksReader(Path path, CsvHeader header) {
        this.path = path;
        this.header = header;
        this.fields = new FieldParser(path);
        this.headerRows = new CsvHeaderRows(path, header);
    }

    /** Recognises the table of quot. */
    static boolean recognisesQuot(FileBeginning beginning) {
        return CsvHeader.of(beginning.firstLine()).isQuot();
    }

    /** Recognises a table by any one of the required columns, so that {@link #read} can say which are missing. */
    static boolean recognises(FileBeginning beginning) {
        return CsvHeader.of(beginning.firstLine()).hasAnyRequired();
    }

    /** Reads the tracks. */
    static TrackingFile read(Path path, FileBeginning beginning, BoundedRowStream content)
            throws IOException, TrackingFileException {
        CsvHeader header = CsvHeader.of(beginning.firstLine());
        requireColumns(path, header, 1 + beginning.blankLines());
        return new CsvTracksReader(path, header).read(beginning.charset(), content);
    }

    private static void requireColumns(Path path, CsvHeader header, long line) throws TrackingFileException {
        if (!header.missing().isEmpty()) {
            String missing = header.missing().stream()
                    .map(column -> String.join(" or ", column.names()))
                    .collect(Collectors.joining(", nor "));
            throw TrackingFileException.atLine(
                    path,
                    line,
                    "the header has no column " + missing + ", only "
                            + quoted(String.join(", ", header.names()))
                            + "; the columns of track, frame, x and y are needed");
        }
    }

    private TrackingFile read(Charset charset, BoundedRowStream content) throws IOException, TrackingFileException {
        long line = 0;
        try (CSVParser rows = CsvHeader.format(header.delimiter()).parse(new InputStreamReader(content, charset))) {
            boolean headerPassed = false;
            for (CSVRecord row : rows) {
                line = rows.getCurrentLineNumber();
                content.endRow();
                if (!headerPassed) {
                    // A line of tabs looks blank and is not the header, though it has fields.
                    headerPassed = !row.stream().allMatch(String::isBlank);
                } else if (!isBlankLine(row)) {
                    read(line, row);
                }
            }
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CSVException) {
                throw misquoted(line + 1, e);
            }
            if (e.getCause() instanceof RowTooLongException) {
                throw endless(line + 1, e);
            }
            throw e.getCause();
        }
        if (!hasLocalisations) {
            headerRows.requireNone();
        }
        TrackingFormat format = header.isQuot() ? TrackingFormat.QUOT_CSV : TrackingFormat.PLAIN_CSV;
        return new TrackingFile(path, format, headerRows.lengthUnit(), OptionalDouble.empty(), tracks(), unlinked);
    }

    private TrackingFileException misquoted(long line, UncheckedIOException cause) {
        return TrackingFileException.atLine(
                path,
                line,
                "a field's quotes are wrong or the file is cut off inside them; quotes must surround a whole field",
                cause);
    }

    private TrackingFileException endless(long line, UncheckedIOException cause) {
        return TrackingFileException.atLine(
                path,
                line,
                "the row does not end within " + BoundedRowStream.MAX_ROW_BYTES
                        + " bytes; close its quotes, and end each row with a line break",
                cause);
    }

    private List<Track> tracks() throws TrackingFileException {
        if (positionsOfTrack.isEmpty()) {
            throw TrackingFileException.inFile(
                    path,
                    unlinked > 0
                            ? "has positions but no tracks: the column " + header.name(CsvColumn.TRACK)
                                    + " names none in any row; link the positions to tracks first"
                            : "has a header but no positions; a row for each position is needed");
        }
        List<Track> tracks = new ArrayList<>(positionsOfTrack.size());
        positionsOfTrack.forEach((id, positions) -> tracks.add(new Track(id, positions)));
        return tracks;
    }

    private void read(long line, CSVRecord row) throws TrackingFileException {
        requireAllFields(line, row);
        boolean isLocalisation =
                !row.stream().allMatch(String::isBlank) && (hasLocalisations || !headerRows.take(line, row));
        if (isLocalisation) {
            hasLocalisations = true;
            add(line, row);
        }
    }

    private void add(long line, CSVRecord row) throws TrackingFileException {
        String id = identity(header.field(row, CsvColumn.TRACK));
        if (UNLINKED.contains(id.toLowerCase(Locale.ROOT))) {
            unlinked++;
            return;
        }
        positionsOfTrack.computeIfAbsent(id, track -> new ArrayList<>()).add(position(line, row));
    }

    private static boolean isBlankLine(CSVRecord row) {
        return row.size() == 1 && row.get(0).isBlank();
    }

    private void requireAllFields(long line, CSVRecord row) throws TrackingFileException {
        int expected = header.names().size();
        if (row.size() < expected) {
            throw TrackingFileException.atLine(
                    path,
                    line,
                    "has " + row.size() + " fields where the header names " + expected
                            + ", as if cut off; each line needs all of them");
        }
        if (row.size() > expected) {
            throw TrackingFileException.atLine(
                    path,
                    line,
                    "has " + row.size() + " fields where the header names only " + expected
                            + "; each line needs as many as the header, and the delimiter inside a field needs quotes");
        }
    }

    private static String identity(String text) {
        return ZERO_FRACTION.matcher(text).replaceFirst("");
    }

    private TrackedPosition position(long line, CSVRecord row) throws TrackingFileException {
        return new TrackedPosition(
                fields.wholeNumber(line, header.name(CsvColumn.FRAME), header.field(row, CsvColumn.FRAME)),
                decimal(line, row, CsvColumn.X),
                decimal(line, row, CsvColumn.Y),
                optionalDecimal(line, row, CsvColumn.Z),
                optionalDecimal(line, row, CsvColumn.QUALITY));
    }

    private OptionalDouble optionalDecimal(long line, CSVRecord row, CsvColumn column) throws TrackingFileException {
        if (!header.has(column) || header.field(row, column).isBlank()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(decimal(line, row, column));
    }

    private double decimal(long line, CSVRecord row, CsvColumn column) throws TrackingFileException {
        return fields.decimal(line, header.name(column), header.field(row, column));
    }
}
