package io.wanderscope.tracks;

import static io.wanderscope.tracks.TrackingFileException.quoted;

import io.wanderscope.tracks.BoundedRowStream.RowTooLongException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

/** Reads a table of localisations, one a row, whose header says which column is which. Such a table names no units. */
final class CsvTracksReader {
    /** How a localisation of no track is marked: TrackMate writes None, pandas nothing or nan, and quot -1. */
    private static final Set<String> UNLINKED = Set.of("", "none", "nan", "-1");

    /** What pandas makes of whole numbers in a column where others are missing. */
    private static final Pattern ZERO_FRACTION = Pattern.compile("\\.0+$");

    private final Path path;
    private final CsvHeader header;
    private final FieldParser fields;
    private final Map<String, List<TrackedPosition>> positionsOfTrack = new LinkedHashMap<>();

    private CsvTracksReader(Path path, CsvHeader header) {
        this.path = path;
        this.header = header;
        this.fields = new FieldParser(path);
    }

    /**
     * Reads the tracks.
     *
     * @param content the file without its byte-order mark
     * @param headerLine its first line that is not blank
     * @param headerLineNumber the number of that line, from 1
     */
    static TrackingFile read(Path path, BoundedRowStream content, String headerLine, long headerLineNumber)
            throws IOException, TrackingFileException {
        CsvHeader header = CsvHeader.of(headerLine);
        requireColumns(path, header, headerLine, headerLineNumber);
        return new CsvTracksReader(path, header).read(content);
    }

    private static void requireColumns(Path path, CsvHeader header, String headerLine, long line)
            throws TrackingFileException {
        if (header.recognisesNothing()) {
            throw TrackingFileException.atLine(
                    path,
                    line,
                    "no known format: the file begins with " + quoted(headerLine)
                            + "; read are TrackMate's tracks XML and tables with a header that names the columns"
                            + " of track, frame, x and y");
        }
        if (!header.missing().isEmpty()) {
            String missing = header.missing().stream()
                    .map(column -> String.join(" or ", column.names()))
                    .collect(Collectors.joining(", nor "));
            throw TrackingFileException.atLine(
                    path,
                    line,
                    "the header has no column " + missing + ", only "
                            + quoted(String.join(", ", header.names()))
                            + "; needed are the columns of track, frame, x and y");
        }
    }

    private TrackingFile read(BoundedRowStream content) throws IOException, TrackingFileException {
        long line = 0;
        try (CSVParser rows =
                CsvHeader.format(header.delimiter()).parse(new InputStreamReader(content, StandardCharsets.UTF_8))) {
            boolean headerPassed = false;
            for (CSVRecord row : rows) {
                line = rows.getCurrentLineNumber();
                content.endRow();
                if (!headerPassed) {
                    // A line of tabs is blank to the eye and so no header, though it has fields.
                    headerPassed = !row.stream().allMatch(String::isBlank);
                } else if (!isBlank(row)) {
                    add(line, row);
                }
            }
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CSVException) {
                throw wronglyQuoted(line + 1, e);
            }
            if (e.getCause() instanceof RowTooLongException) {
                throw endless(line + 1, e);
            }
            throw e.getCause();
        }
        return new TrackingFile(path, header.trackingFormat(), "px", OptionalDouble.empty(), tracks());
    }

    private TrackingFileException wronglyQuoted(long line, UncheckedIOException cause) {
        return TrackingFileException.atLine(
                path,
                line,
                "a field's quotes are wrong or the file is cut off inside them; quotes surround a whole field",
                cause);
    }

    private TrackingFileException endless(long line, UncheckedIOException cause) {
        return TrackingFileException.atLine(
                path,
                line,
                "the row does not end within " + BoundedRowStream.LONGEST_ROW
                        + " bytes; close its quotes, and end each row with a line break",
                cause);
    }

    private List<Track> tracks() {
        List<Track> tracks = new ArrayList<>(positionsOfTrack.size());
        positionsOfTrack.forEach((id, positions) -> tracks.add(new Track(id, positions)));
        return tracks;
    }

    private void add(long line, CSVRecord row) throws TrackingFileException {
        requireAllFields(line, row);
        String id = identity(header.field(row, CsvColumn.TRACK));
        if (UNLINKED.contains(id.toLowerCase(Locale.ROOT))) {
            return;
        }
        positionsOfTrack.computeIfAbsent(id, track -> new ArrayList<>()).add(position(line, row));
    }

    private static boolean isBlank(CSVRecord row) {
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
