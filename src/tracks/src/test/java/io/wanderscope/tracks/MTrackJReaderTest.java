package io.wanderscope.tracks;

import static io.wanderscope.tracks.Fixtures.MTRACKJ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MTrackJReaderTest {
    private static final String END = "End of MTrackJ Data File\n";
    private static final String ONE_TRACK = """
            MTrackJ 1.2.0 Data File
            Assembly 1
            Cluster 1
            Track 1
            Point 1 1.5 2.5 1.0 1.0 1.0
            """;

    @TempDir
    Path folder;

    @Test
    void readsTracksOfAllClustersWithTheirMissingFrames() throws TrackingFileException {
        // Given
        Path file = file(MTRACKJ);

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read)
                .isEqualTo(new TrackingFile(
                        file,
                        TrackingFormat.MTRACKJ,
                        "px",
                        OptionalDouble.empty(),
                        List.of(
                                new Track("1.1", List.of(at(1, 10.5, 20.25), at(3, 11.5, 20.75))),
                                new Track("1.2", List.of(at(2, 30.0, 40.0))),
                                new Track("2.1", List.of(at(7, 50.0, 60.0)))),
                        0));
    }

    @Test
    void refusesBytesThatAreNotInItsEncoding() {
        // Given half a character of UTF-16 in a later line
        byte[] content = (ONE_TRACK + "Point 2 1.5 2.5 1.0 2.0 1.0 \u00b5\n" + END).getBytes(StandardCharsets.UTF_16LE);
        content[content.length - 2 * END.length() - 3] = (byte) 0xD8;
        Path file = Fixtures.write(folder, "tracks.mdf", content);

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessageEndingWith("are bytes that are not UTF-16LE, in which the file begins; save it as UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                MTrackJ 1.2.0 Data File
                Assembly 1
                Cluster 1
                Track 1
                Point 1 1.5 2.5 1.0 1.0 1.0
                End of MTrackJ Data File""",
                """
                MTrackJ 1.3 Data File\r
                Assembly 1\r
                Cluster 1\r
                Track 1\r
                Point 1 1.5 2.5 1 1 1\r
                End of MTrackJ Data File\r
                """,
                "\uFEFF\n \nMTrackJ 1.4.1 Data File \rAssembly 1\rCluster 1\r\rTrack 1\rPoint 1 1.5 2.5 1.0 1 1.0\r"
                        + "End of MTrackJ Data File\r",
                """
                MTrackJ 1.5.1 Data File
                Displaying true 1 2
                Origin 0 0 1
                Any detail
                Assembly 1 FF0000 x
                Cluster 1 FF0000
                Track 1 FF0000 true
                  Point\t1 1.5 2.5 1.0  1.0 1.0 800.5 pale
                End of MTrackJ Data File

                """,
                """
                MTrackJ 1.5.0 Data File
                Offset 1.0 2.0 0.5 -4 0
                Assembly 1
                Cluster 1
                Track 1
                Point 1 0.5 0.5 0.5 5.0 1
                End of MTrackJ Data File
                """
            })
    void readsEveryVersionLineEndingAndDetail(String content) throws TrackingFileException {
        // Given
        Path file = file(content);

        // When
        List<Track> tracks = TrackingFileReader.read(file).tracks();

        // Then
        assertThat(tracks).containsExactly(new Track("1", List.of(at(1, 1.5, 2.5))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cluster 3, Track 8, Track 9                                       | 8 9",
                "Cluster 1, Cluster 3, Track 8                                     | 8",
                "Cluster 1, Track 1, Cluster 2, Track 1, Cluster 1, Track 2        | 1.1 2.1 1.2",
                "Cluster 1, Track 1, Assembly 2, Cluster 1, Track 1, Track 2       | 1.1.1 2.1.1 2.1.2"
            })
    void namesTracksByAsManyNumbersAsTellThemApart(String lines, String names) throws TrackingFileException {
        // Given a point in each track
        String withPoints = lines.replace(", ", "\n").replaceAll("Track (\\d)", "Track $1\nPoint 1 1.5 2.5 1 1 1");
        Path file = file("MTrackJ 1.5.1 Data File\nAssembly 1\n" + withPoints + "\n" + END);

        // When
        List<Track> tracks = TrackingFileReader.read(file).tracks();

        // Then
        assertThat(tracks).extracting(Track::id).containsExactly(names.split(" ", -1));
    }

    @Test
    void keepsDuplicateFramesDisorderAndNonFiniteCoordinates() throws TrackingFileException {
        // Given
        Path file = file(ONE_TRACK + "Point 2 NaN Infinity 1 -3 1\nPoint 3 7 8 1 1 2\n" + END);

        // When
        List<TrackedPosition> positions =
                TrackingFileReader.read(file).tracks().get(0).positions();

        // Then
        assertThat(positions)
                .containsExactly(at(1, 1.5, 2.5), at(-3, Double.NaN, Double.POSITIVE_INFINITY), at(1, 7, 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Track 1 FF0000\n"})
    void rejectsAFileWithoutPoints(String tracks) {
        // Given
        Path file = file("MTrackJ 1.5.1 Data File\nAssembly 1 FF0000\nCluster 1 FF0000\n" + tracks + END);

        // When
        assertThatThrownBy(() -> TrackingFileReader.read(file))
                // Then
                .isInstanceOf(TrackingFileException.class)
                .hasMessageContaining("has no points");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Point 2 1.5 2.5 1.0 2.0    | has 5 values after Point, as if cut off;"
                        + " it needs number, x, y, z, frame and channel",
                "Point 2 one 2.5 1.0 2.0 1  | x is 'one'; it should be a number with a decimal point, such as 12.5",
                "Point 2 1,5 2,5 1,0 2,0 1  | frame is '2,0'; it should be a whole number, such as 12",
                "Point 2 1.5 2.5 1.0 2.5 1  | frame is '2.5'; it should be a whole number, such as 12",
                "Track                      | has 0 values after Track, as if cut off; it needs number",
                "Track one                  | the number of the Track is 'one'; it should be a whole number",
                "Track 1                    | cluster 1 has a second track 1; each track",
                "Poimt 2 1.5 2.5 1.0 2.0 1  | the line is 'Poimt 2 1.5 2.5 1.0 2.0 1'; it should begin with Assembly,",
                "Offset 1 1 1 1 1           | the line is 'Offset 1 1 1 1 1'; it should begin with Assembly,",
                "Assembly 2 / Track 2       | a Track before any Cluster; the order is Assembly, Cluster, Track, Point",
                "Cluster 2 / Point 1 1 2 1 1 1 | a Point before any Track; the order is Assembly, Cluster, Track, Point"
            })
    void namesFileAndLineOfAnInvalidLine(String lines, String problem) {
        // Given a blank line before the header, which counts as a line
        String[] invalid = lines.split(" / ", -1);
        Path file = file("\n" + ONE_TRACK + String.join("\n", invalid) + "\n" + END);

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessageStartingWith(file + ":" + (6 + invalid.length) + ": " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cluster 1              | a Cluster before any Assembly; the order is",
                "Point 1 1 2 1 1 1      | a Point before any Track; the order is",
                "Offset 1 1 1           | has 3 values after Offset, as if cut off; it needs x, y, z, frame and channel",
                "Offset 1 1 1 0.5 1     | frame is '0.5'; it should be a whole number"
            })
    void namesALineThatComesTooEarly(String line, String problem) {
        // Given
        Path file = file("MTrackJ 1.5.1 Data File\n" + line + "\n" + END);

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessageStartingWith(file + ":2: " + problem);
    }

    @Test
    void rejectsAFrameThatTheOffsetMovesOutOfRange() {
        // Given
        Path file = file(ONE_TRACK.replace("Assembly 1", "Offset 0 0 0 9223372036854775807 0\nAssembly 1") + END);

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessage(file + ":6: frame 1 is too far from 0 for the offset of 9223372036854775807;"
                        + " frames should count from 1");
    }

    @Test
    void saysWhereATruncatedFileEnds() {
        // Given
        Path file = file(ONE_TRACK);

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessage(file + ":5: the file is cut off; its last line should be 'End of MTrackJ Data File'");
    }

    @Test
    void rejectsTwoFilesInOne() {
        // Given
        Path file = file(ONE_TRACK + END + "\n" + ONE_TRACK + END);

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessage(file + ":8: more text after 'End of MTrackJ Data File';"
                        + " put each recording into a file of its own");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"MTrackJ 1.1.0 Data File", "MTrackJ 1.6.0 Data File", "MTrackJ 2 Data File", "MTrackJ Data File"
            })
    void saysWhichVersionsAreSupported(String header) {
        // Given
        Path file = file("\n" + header + "\nAssembly 1\n" + END);

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessage(file + ":2: the header is '" + header
                        + "'; it should be 'MTrackJ 1.5.1 Data File', with a version from 1.2 to 1.5");
    }

    @Test
    void rejectsALineThatDoesNotEnd() {
        // Given
        Path file = file(ONE_TRACK + "Point 2 1." + "5".repeat(2 * BoundedRowStream.MAX_ROW_BYTES));

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessage(file + ":6: the line does not end within 1048576 bytes; end each line with a line break");
    }

    @Test
    void readsAFileFarLongerThanItsLongestLine() throws TrackingFileException {
        // Given
        String point = "Point 2 1.5 2.5 1.0 2.0 1.0\n";
        int points = 2 * BoundedRowStream.MAX_ROW_BYTES / point.length();
        Path file = file(ONE_TRACK + point.repeat(points) + END);

        // When
        List<Track> tracks = TrackingFileReader.read(file, new ReadingOptions(Map.of(), true))
                .tracks();

        // Then
        assertThat(tracks)
                .singleElement()
                .satisfies(track -> assertThat(track.positions()).hasSize(1 + points));
    }

    private Path file(String content) {
        return Fixtures.write(folder, "tracks.mdf", content);
    }

    private static TrackedPosition at(long frame, double x, double y) {
        return new TrackedPosition(frame, x, y, OptionalDouble.of(1), OptionalDouble.empty());
    }
}
