package io.wanderscope.tracks;

import static io.wanderscope.tracks.Fixtures.QUOT_CSV;
import static io.wanderscope.tracks.Fixtures.TRACKMATE_SPOTS_CSV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTracksReaderTest {
    @ParameterizedTest
    @ValueSource(strings = {"#N/A;#N/A;#N/A", "--;--;--", "?;?;?", "1;Inf;NaN"})
    void doesNotTakeADamagedFirstRowForAHeader(String numbers) {
        // Given
        Path damaged = Fixtures.write(folder, "damaged.csv", "track;frame;x;y\nA;" + numbers + "\nA;1;1;2\nA;2;2;3\n");
        Path further = Fixtures.write(folder, "further.csv", "track;frame;x;y\nA;0;1;2\nA;" + numbers + "\nA;2;2;3\n");

        // When
        Object first = outcome(damaged);

        // Then it is read or refused as it is further down
        assertThat(first).isEqualTo(outcome(further));
        assertThat(first).isNotEqualTo(List.of(2));
    }

    /** The number of positions of each track, or what is wrong with a line. */
    private static Object outcome(Path file) {
        try {
            return TrackingFileReader.read(file).tracks().stream()
                    .map(track -> track.positions().size())
                    .toList();
        } catch (TrackingFileException e) {
            return e.getMessage().replaceFirst(".*csv:[0-9]+", "");
        }
    }

    @Test
    void takesAHyphenForTheUnitOfFrames() throws TrackingFileException {
        // Given
        Path file = Fixtures.write(folder, "units.csv", "track,frame,x,y\n,-,µm,µm\n1,0,1,2\n1,1,2,3\n");

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.lengthUnit()).isEqualTo(LengthUnit.MICROMETRE);
        assertThat(read.tracks()).hasSize(1);
    }

    private static final String PLAIN_CSV = "track,frame,x,y\na,0,1.5,2.5\na,1,3.5,4.5\n";

    private static final ReadingOptions FORCE = new ReadingOptions(Map.of(), true);

    @TempDir
    Path folder;

    @Test
    void readsTheTableOfQuotWhereYComesBeforeX() throws TrackingFileException {
        // Given
        Path file = Fixtures.write(folder, "a.quot.csv", QUOT_CSV);

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read)
                .isEqualTo(new TrackingFile(
                        file,
                        TrackingFormat.QUOT_CSV,
                        "px",
                        OptionalDouble.empty(),
                        List.of(
                                new Track("1", List.of(flat(0, 28.25, 18.5, 20.5), flat(1, 28.5, 19.0, 58.5))),
                                new Track("2", List.of(flat(0, 35.75, 23.5, 29.0)))),
                        0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "track,frame,x,y\na,0,1.5,2.5\na,1,3.5,4.5\n",
                "track,frame,x,y\na,0,1.5,2.5\na,1,3.5,4.5",
                "track,frame,x,y\r\na,0,1.5,2.5\r\na,1,3.5,4.5\r\n",
                "track,frame,x,y\ra,0,1.5,2.5\ra,1,3.5,4.5\r",
                "\uFEFF\n  \r\ntrack,frame,x,y\n\na,0,1.5,2.5\n \na,1,3.5,4.5\n\n",
                "y;x;FRAME;Particle\n2.5;1.5;0;a\n4.5;3.5;1;a",
                "\"y\"\t\"x\"\t\"t\"\t\"TRACK_ID\"\n2.5\t1.5\t0\t\"a\"\n4.5\t3.5\t1\t\"a\"\n",
                "\t\n\ttrack\tframe\tx\ty\n0\ta\t0\t1.5\t2.5\n\t\t\t\t\n1\ta\t1\t3.5\t4.5\n",
                " ,track,frame,x,y\n0,a,0,1.5,2.5\n1,a,1,3.5,4.5\n",
                "Label,Frame, POSITION_Y ,position_x,t,TrackID\np, 0 ,2.5, 1.5,9,a\nq,1.0,4.5,3.5,9,a\n",
                "\"\",\"Trajectory\",\"Frame\",\"x\",\"y\"\n\"1\",\"a\",0,1.5,2.5\n\"2\",\"a\",1,3.5,4.5\n"
            })
    void findsColumnsByNameInAnyOrderCaseAndDelimiter(String content) throws TrackingFileException {
        // Given
        Path file = file(content);

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.format()).isEqualTo(TrackingFormat.PLAIN_CSV);
        assertThat(read.tracks()).containsExactly(new Track("a", List.of(flat(0, 1.5, 2.5), flat(1, 3.5, 4.5))));
    }

    @Test
    void readsZAndQualityIfTheRowHasThem() throws TrackingFileException {
        // Given
        Path file = file("track,frame,x,y,position_z,QUALITY\n1,0,1,2,0.5,9.5\n1,1,1,2,,\n");

        // When
        List<TrackedPosition> positions =
                TrackingFileReader.read(file).tracks().get(0).positions();

        // Then
        assertThat(positions)
                .containsExactly(
                        new TrackedPosition(0, 1, 2, OptionalDouble.of(0.5), OptionalDouble.of(9.5)), flat(1, 1, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"None", "none", "", "nan", "NaN", "NA", "<NA>", "null", "-1", "-1.0"})
    void countsUnlinkedLocalisationsAndMakesNoTrackOfThem(String unlinked) throws TrackingFileException {
        // Given unlinked localisations before those of a track and between them, and rows without any field
        Path file =
                file("track,frame,x,y\n" + unlinked + ",0,7,8\n,,,\n3,0,1,2\n" + unlinked + ",0,5,6\n,,,\n3.0,1,3,4\n");

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.tracks()).containsExactly(new Track("3", List.of(flat(0, 1, 2), flat(1, 3, 4))));
        assertThat(read.unlinked()).isEqualTo(2);
    }

    @Test
    void readsTheSpotsOfTrackMateBelowFourRowsOfHeader() throws TrackingFileException {
        // Given
        Path file = file(TRACKMATE_SPOTS_CSV);

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read)
                .isEqualTo(new TrackingFile(
                        file,
                        TrackingFormat.PLAIN_CSV,
                        "µm",
                        OptionalDouble.of(0.1),
                        List.of(
                                new Track("7", List.of(spot(2, 1.25, 2.5, 9.5), spot(1, 1.0, 2.25, 8.5))),
                                new Track("0", List.of(spot(4, 5.0, 6.0, 7.5)))),
                        1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Track,Frame,X,Y\\n                                        | px",
                ",,(micron),(micron)\\n                                      | µm",
                "Track,Frame,X,Y\\n,,(µm),(µm)\\n                           | µm",
                ",(frame),[um],[um]\\n                                       | µm",
                "Track,Frame,X,Y\\nTrack,Frame,X,Y\\n\\n,,(pixel),(pixel)\\n  | px",
                ",,( nm ),\\n                                                | nm",
                ",,micron,micron\\n                                          | µm",
                ",,mean,mean\\n                                              | px",
                "Track ID,Frame,(),()\\n                                     | px",
                "a,b,c,d\\ne,f,g,h\\ni,j,k,l\\nm,n,o,p\\nq,r,s,t\\n,,(mm),(mm)\\n | mm"
            })
    void takesTheUnitFromAnyNumberOfRowsBelowTheNames(String rows, String unit) throws TrackingFileException {
        // Given
        Path file = file("track,frame,x,y\n" + rows.replace("\\n", "\n") + "a,0,1.5,2.5\na,1,3.5,4.5\n");

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.lengthUnit()).isEqualTo(unit);
        assertThat(read.tracks()).containsExactly(new Track("a", List.of(flat(0, 1.5, 2.5), flat(1, 3.5, 4.5))));
        assertThat(read.unlinked()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "windows-1252"})
    void readsTheUnitAndTheTracksInEitherEncoding(String encoding) throws TrackingFileException {
        // Given
        String content = "track,frame,x,y\n,,(µm),(µm)\nZelle ä,0,1,2\nZelle ö,0,3,4\n";
        Path file = Fixtures.write(folder, "tracks.txt", content.getBytes(Charset.forName(encoding)));

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.lengthUnit()).isEqualTo("µm");
        assertThat(read.tracks()).extracting(Track::id).containsExactly("Zelle ä", "Zelle ö");
    }

    @Test
    void readsUtf8WhoseBeginningEndsInsideACharacter() throws TrackingFileException {
        // Given two bytes for each letter, at an odd offset, over the 64 KiB that tell the format
        Path file = file("track,frame,x,y,note\n,,(µm),(µm),\nä,0,1,2," + "ä".repeat(40_000) + "\n");

        // When
        List<Track> tracks = TrackingFileReader.read(file).tracks();

        // Then
        assertThat(tracks).extracting(Track::id).containsExactly("ä");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,0,one,2          | x is 'one'; it should be a number",
                "a,zero,one,2       | frame is 'zero'; it should be a whole number",
                "a,,,               | frame is empty; it should be a whole number",
                "a,None,None,None   | frame is 'None'; it should be a whole number",
                "a,zero,'3,5','4,5' | frame is 'zero'; it should be a whole number",
                "a,b,'c1','d1'      | frame is 'b'; it should be a whole number",
                "a,b,c,d            | neither this row nor one after it has numbers;"
                        + " a localisation needs numbers in frame, x and y",
                ",,(µm),(pixel)     | x is in 'µm' but y in 'px'; all coordinates need the same unit"
            },
            quoteCharacter = '`')
    void doesNotTakeADamagedLocalisationForAHeader(String row, String problem) {
        // Given
        Path file = file("track,frame,x,y\n" + row.replace('\'', '"') + "\n");

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessageStartingWith(file + ":2: " + problem);
    }

    @Test
    void takesNoHeaderAmongTheLocalisations() {
        // Given two tables in one file
        Path file = file(PLAIN_CSV + "track,frame,x,y\na,0,1.5,2.5\n");

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessageStartingWith(file + ":4: frame is 'frame'; ");
    }

    @Test
    void keepsNonFiniteCoordinatesDuplicateFramesAndDisorder() throws TrackingFileException {
        // Given
        Path file = file("track,frame,x,y\n1,9.0,nan,NaN\n1,-2,inf,-Infinity\n1,-2,+INF,1.5e2\n");

        // When
        List<TrackedPosition> positions =
                TrackingFileReader.read(file).tracks().get(0).positions();

        // Then
        assertThat(positions)
                .containsExactly(
                        flat(9, Double.NaN, Double.NaN),
                        flat(-2, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY),
                        flat(-2, Double.POSITIVE_INFINITY, 150));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "track,frame,x,y      | has a header but no positions, so no tracks in it; a row for each position is needed",
                "track,frame,x,y@@@   | has a header but no positions, so no tracks in it; a row for each position is needed",
                "Particle,t,x,y@-1,0,1,2@,1,3,4 | has positions but no tracks in it: the column Particle names none in any row; link the"
                        + " positions to tracks first"
            })
    void rejectsATableWithoutTracks(String table, String problem) {
        // Given
        Path file = file(table.replace('@', '\n'));

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessage(file + ": " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,1,3.5        | has 3 fields where the header names 4, as if cut off; each line needs all of them",
                ",              | has 2 fields where the header names 4, as if cut off; each line needs all of them",
                "a,1,3.5,4.5,5  | has 5 fields where the header names only 4; each line needs as many as the header",
                "a,1,3.5,four   | y is 'four'; it should be a number with a decimal point, such as 12.5",
                "a,1,0x1p3,4    | x is '0x1p3'; it should be a number",
                "a,1,3d,4       | x is '3d'; it should be a number",
                "a,1.5,3,4      | frame is '1.5'; it should be a whole number, such as 12",
                "a,NaN,3,4      | frame is 'NaN'; it should be a whole number, such as 12",
                "a,99999999999999999999,3,4 | frame is '99999999999999999999'; it should be a whole number",
                "a,\"1,3.5,4.5  | a field's quotes are wrong or the file is cut off inside them"
            })
    void namesFileAndLineOfAnInvalidRow(String row, String problem) {
        // Given blank lines before the table, which count as lines, and a last row without a line ending
        Path file = file("\n" + PLAIN_CSV + "\n" + row);

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessageStartingWith(file + ":6: " + problem);
    }

    @Test
    void namesTheLineOfAnErrorInTheMiddle() {
        // Given
        Path file = file(PLAIN_CSV.replace("1.5", "one") + "b,2,3,4\n");

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessageStartingWith(file + ":2: x is 'one'; ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b,\"2,3,4\n", "b,2,3,"})
    void rejectsARowThatDoesNotEnd(String row) {
        // Given a quote that is not closed, or an endless number, and far more bytes after it
        Path file = file(PLAIN_CSV + row + "5".repeat(2 * BoundedRowStream.MAX_ROW_BYTES));

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessage(file + ":4: the row does not end within 1048576 bytes;"
                        + " close its quotes, and end each row with a line break");
    }

    @Test
    void readsAFileFarLongerThanItsLongestRow() throws TrackingFileException {
        // Given
        int rows = 2 * BoundedRowStream.MAX_ROW_BYTES / "a,2,5,6\n".length();
        Path file = file(PLAIN_CSV + "a,2,5,6\n".repeat(rows));

        // When
        List<Track> tracks = TrackingFileReader.read(file, FORCE).tracks();

        // Then
        assertThat(tracks)
                .singleElement()
                .satisfies(track -> assertThat(track.positions()).hasSize(2 + rows));
    }

    @Test
    void saysWhichColumnsAreMissingAndWhichWereFound() {
        // Given
        Path file = file("frame;intensity;y;spot\n1;2;3;4\n");

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessage(
                        file + ":1: the header names no column of track, none of x that is known; name the columns with"
                                + " --columns track=COLUMN,frame=frame,x=COLUMN,y=y, where the columns are"
                                + " 'frame, intensity, y, spot'");
    }

    private Path file(String content) {
        return Fixtures.write(folder, "tracks.txt", content);
    }

    private static TrackedPosition spot(long frame, double x, double y, double quality) {
        return new TrackedPosition(frame, x, y, OptionalDouble.of(0), OptionalDouble.of(quality));
    }

    private static TrackedPosition flat(long frame, double x, double y) {
        return new TrackedPosition(frame, x, y, OptionalDouble.empty(), OptionalDouble.empty());
    }

    private static TrackedPosition flat(long frame, double x, double y, double quality) {
        return new TrackedPosition(frame, x, y, OptionalDouble.empty(), OptionalDouble.of(quality));
    }
}
