package io.wanderscope.tracks;

import io.wanderscope.tracks.BoundedRowStream.RowTooLongException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads a table with one localisation per row and a header that names the columns, in the dialects of
 * {@link TableBeginning}. Further rows of names or units may follow the header; a table without units gives none.
 */
final class CsvTracksReader {
    private final Path path;
    private final TableBeginning table;
    private final TableHeader header;
    private final TableHeaderRows headerRows;
    private final TableNumbers numbers;
    private final TrackNames tracks;
    private final TableTime time;
    private final List<Integer> trackColumns;
    private final OptionalInt unitColumn;
    private final ChangingColumns changingColumns;
    private boolean hasLocalisations;
    private long unlinked;
    private long commentsLikeRows;

    private CsvTracksReader(Path path, TableBeginning table) throws TrackingFileException {
        this.path = path;
        this.table = table;
        this.header = table.header();
        this.headerRows = new TableHeaderRows(path, header);
        this.numbers = new TableNumbers(path);
        this.tracks = new TrackNames(numbers);
        this.time = new TableTime(path, header, numbers);
        this.trackColumns = header.positions(TableColumn.TRACK);
        this.unitColumn = header.unitOfEachRow();
        this.changingColumns = new ChangingColumns(header);
    }

    /** Recognises the table of quot. */
    static boolean recognisesQuot(FileBeginning beginning) {
        return TableBeginning.find(beginning, ReadingOptions.NONE)
                .filter(table -> table.header().isQuot())
                .isPresent();
    }

    /** Recognises any table, so that {@link #read} can say which columns are missing. */
    static boolean recognises(FileBeginning beginning) {
        return TableBeginning.find(beginning, ReadingOptions.NONE).isPresent();
    }

    /** Reads the tracks. */
    static TrackingFile read(Path path, FileBeginning beginning, BoundedRowStream content, ReadingOptions options)
            throws IOException, TrackingFileException {
        return open(path, beginning, options).read(beginning, content);
    }

    /**
     * Looks for the column that tells apart the localisations of tracks that share frames, such as that of the movie.
     *
     * @return the option that uses it, if there is one
     */
    static Optional<String> optionThatSeparates(
            SharedFrames shared, FileBeginning beginning, BoundedRowStream content, ReadingOptions options)
            throws IOException, TrackingFileException {
        CsvTracksReader reader = open(shared.path(), beginning, options);
        SeparatingColumn separating = new SeparatingColumn(reader.header, shared);
        reader.readRows(beginning, content, row -> reader.offer(row, separating));
        return separating.option();
    }

    private static CsvTracksReader open(Path path, FileBeginning beginning, ReadingOptions options)
            throws TrackingFileException {
        TableBeginning table = TableBeginning.find(beginning, options)
                .orElseThrow(() -> TrackingFileException.inFile(path, "is not a table; rows and columns are needed"));
        table.requireColumns(path, 1 + beginning.blankLines());
        return new CsvTracksReader(path, table);
    }

    /** Something that is done with each row that is not blank. */
    private interface RowAction {
        void accept(TableRows row) throws TrackingFileException;
    }

    private TrackingFile read(FileBeginning beginning, BoundedRowStream content)
            throws IOException, TrackingFileException {
        headerRows.takeNames(table.headerLine());
        readRows(beginning, content, this::take);
        if (!hasLocalisations) {
            headerRows.requireNone();
        }
        requireTracks();
        TableTime.Frames frames = time.frames(tracks.tracks(), headerRows.timeUnit());
        TrackingFormat format = header.isQuot() ? TrackingFormat.QUOT_CSV : TrackingFormat.PLAIN_CSV;
        return new TrackingFile(
                path,
                format,
                headerRows.lengthUnit(),
                frames.interval(),
                1,
                frames.tracks(),
                unlinked,
                notices(frames));
    }

    private List<String> notices(TableTime.Frames frames) {
        List<String> notices = new ArrayList<>(header.doubts());
        notices.addAll(headerRows.notices());
        notices.addAll(frames.notices());
        notices.addAll(tracks.notices());
        notices.addAll(changingColumns.notices(tracks.tracks().size()));
        notices.addAll(numbers.notices());
        if (commentsLikeRows > 0) {
            notices.add("lines that begin like a comment but have as many fields as a row were left out: "
                    + commentsLikeRows);
        }
        return notices;
    }

    private void readRows(FileBeginning beginning, BoundedRowStream content, RowAction action)
            throws IOException, TrackingFileException {
        TableRows rows = new TableRows(beginning.reader(content), table.dialect(), content::endRow);
        try {
            rows.skipLines(table.headerLine());
            while (rows.next()) {
                if (rows.isComment()) {
                    countCommentLikeRow(rows);
                } else if (rows.sizeWithoutBlankEnd() > 0) {
                    requireAllFields(rows);
                    action.accept(rows);
                } else {
                    requireBlankOrAllFields(rows);
                }
            }
        } catch (TableRows.MisquotedException e) {
            throw wrong(
                    rows,
                    "a field's quotes are wrong or the file is cut off inside them; quotes must surround a whole field",
                    e);
        } catch (RowTooLongException e) {
            throw wrong(
                    rows,
                    "the row does not end within " + BoundedRowStream.MAX_ROW_BYTES
                            + " bytes; close its quotes, and end each row with a line break",
                    e);
        } catch (CharacterCodingException e) {
            throw wrong(
                    rows,
                    "near this line are bytes that are not " + beginning.charset()
                            + ", in which the file begins; save it as UTF-8",
                    e);
        }
    }

    private TrackingFileException wrong(TableRows row, String problem, IOException cause) {
        return TrackingFileException.atLine(path, row.line(), problem, cause);
    }

    private void countCommentLikeRow(TableRows row) {
        boolean isLikeRow =
                hasLocalisations && table.dialect().split(row.field(0)).size() == header.size();
        commentsLikeRows += isLikeRow ? 1 : 0;
    }

    private void requireTracks() throws TrackingFileException {
        if (tracks.tracks().isEmpty()) {
            throw TrackingFileException.inFile(
                    path,
                    unlinked > 0
                            ? "has positions but no tracks in it: the column " + header.name(TableColumn.TRACK)
                                    + " names none in any row; "
                                    + header.doubts().stream().findFirst().orElse("link the positions to tracks first")
                            : "has a header but no positions, so no tracks in it; a row for each position is needed");
        }
        requireLinks();
    }

    /** An identity that no two rows share is that of the localisation; that a track has one is doubtful already. */
    private void requireLinks() throws TrackingFileException {
        List<TrackPositions> found = tracks.tracks();
        if (found.size() > 2 && header.trackIsDoubtful() && found.stream().allMatch(track -> track.size() == 1)) {
            throw TrackingFileException.inFile(
                    path,
                    "the column " + header.name(TableColumn.TRACK) + " differs in every row, so it numbers positions"
                            + " rather than tracks; link the positions to tracks first, or, if another column has the"
                            + " tracks, " + header.remedy(TableColumn.TRACK));
        }
    }

    private void take(TableRows row) throws TrackingFileException {
        if (hasLocalisations || !headerRows.take(row)) {
            hasLocalisations = true;
            add(row);
        }
    }

    private void add(TableRows row) throws TrackingFileException {
        if (unitColumn.isPresent()) {
            headerRows.takeUnitOfRow(row, unitColumn.getAsInt());
        }
        Optional<TrackPositions> track = track(row);
        // The numbers of a localisation without a track are read too: it may be another kind of row.
        double instant = track.isPresent() ? time.instant(row, headerRows.timeUnit()) : time.requireInstantOrNone(row);
        double x = decimal(row, TableColumn.X);
        double y = decimal(row, TableColumn.Y);
        double z = headerRows.hasAxial() ? decimal(row, TableColumn.Z) : Double.NaN;
        double quality = header.has(TableColumn.QUALITY) ? decimal(row, TableColumn.QUALITY) : Double.NaN;
        if (track.isPresent()) {
            track.get().add(instant, x, y, z, quality);
            changingColumns.add(track.get().id(), row);
        } else {
            unlinked++;
        }
    }

    private void offer(TableRows row, SeparatingColumn separating) throws TrackingFileException {
        if (hasLocalisations || !headerRows.take(row)) {
            hasLocalisations = true;
            Optional<TrackPositions> track = track(row);
            if (track.isPresent()) {
                separating.add(track.get().id(), row);
            }
        }
    }

    /** The decimal mark of the coordinates comes first, because it tells how the track is spelt. */
    private Optional<TrackPositions> track(TableRows row) {
        numbers.learnMark(row.field(header.position(TableColumn.X)));
        numbers.learnMark(row.field(header.position(TableColumn.Y)));
        return tracks.track(spelling(row));
    }

    private String spelling(TableRows row) {
        if (trackColumns.size() == 1) {
            return row.field(trackColumns.get(0));
        }
        StringBuilder spelling = new StringBuilder();
        for (int column : trackColumns) {
            spelling.append(spelling.length() == 0 ? "" : TrackNames.FIELD_SEPARATOR)
                    .append(row.field(column));
        }
        return spelling.toString();
    }

    private void requireBlankOrAllFields(TableRows row) throws TrackingFileException {
        if (row.size() > 1) {
            requireAllFields(row);
        }
    }

    private void requireAllFields(TableRows row) throws TrackingFileException {
        if (row.size() < header.sizeWithoutBlankEnd()) {
            throw TrackingFileException.atLine(
                    path,
                    row.line(),
                    "has " + row.size() + " fields where the header names " + header.size()
                            + ", as if cut off; each line needs all of them");
        }
        if (row.size() > header.size() && row.sizeWithoutBlankEnd() > header.size()) {
            throw TrackingFileException.atLine(
                    path,
                    row.line(),
                    "has " + row.size() + " fields where the header names only " + header.size()
                            + "; each line needs as many as the header, and a field needs quotes if the separator,"
                            + " or a decimal comma that looks like it, is inside");
        }
    }

    private double decimal(TableRows row, TableColumn column) throws TrackingFileException {
        int position = header.position(column);
        return numbers.decimal(row.line(), header.name(position), row.field(position));
    }
}
