package io.wanderscope.tracks;

import static io.wanderscope.tracks.Fixtures.TRACKMATE_XML;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackMateTracksReaderTest {
    private static final String TRACK = "<particle><detection t='0' x='1' y='2'/></particle>";

    @TempDir
    Path folder;

    @Test
    void readsEveryTrackInFileOrderAndSaysThatTheFileClaimsOthers() throws TrackingFileException {
        // Given a file that claims 521 tracks, one of them with 9 spots, and has a date in French
        Path file = Fixtures.write(folder, "a.xml", TRACKMATE_XML);

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read)
                .isEqualTo(new TrackingFile(
                        file,
                        TrackingFormat.TRACKMATE_TRACKS_XML,
                        "µm",
                        OptionalDouble.of(0.06),
                        1,
                        List.of(
                                new Track("0", List.of(at(10, 27.5, -23.25, 0.5), at(12, 27.75, 23.5, 0.0))),
                                new Track("1", List.of(at(3, 1.0, 2.0, 0.0)))),
                        0,
                        List.of("its header says nTracks='521', but it holds 2 tracks, which are all read")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r"})
    void readsTheSameTracksWithOtherLineEndings(String lineEnding) throws TrackingFileException {
        // Given
        Path usual = Fixtures.write(folder, "usual.xml", TRACKMATE_XML);
        Path other = Fixtures.write(folder, "other.xml", TRACKMATE_XML.replace("\n", lineEnding));

        // When
        List<Track> tracks = TrackingFileReader.read(other).tracks();

        // Then
        assertThat(tracks).isEqualTo(TrackingFileReader.read(usual).tracks());
    }

    @Test
    void keepsNonFiniteCoordinatesDuplicateFramesAndDisorder() throws TrackingFileException {
        // Given
        Path file = file("""
                <Tracks><particle>
                <detection t="7.0" x="NaN" y="inf"/><detection t="5" x="-Infinity" y="1e-3"/>
                <detection t="5" x="1" y="2"/>
                </particle></Tracks>""");

        // When
        List<TrackedPosition> positions =
                TrackingFileReader.read(file).tracks().get(0).positions();

        // Then
        assertThat(positions)
                .containsExactly(
                        flat(7, Double.NaN, Double.POSITIVE_INFINITY),
                        flat(5, Double.NEGATIVE_INFINITY, 1e-3),
                        flat(5, 1, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "60.0, ms, 0.06",
        "2, sec, 2",
        "2, s, 2",
        "0.5, min, 30",
        "1, hour, 3600",
        "250, µs, 0.00025",
        "1.0, frame, ",
        "0.0, sec, ",
        "-1, sec, ",
        "NaN, sec, ",
        "'', sec, "
    })
    void givesTheFrameIntervalInSecondsIfItIsKnown(String interval, String unit, Double seconds)
            throws TrackingFileException {
        // Given
        Path file = file("<Tracks frameInterval='" + interval + "' timeUnits='" + unit + "'>" + TRACK + "</Tracks>");

        // When
        OptionalDouble read = TrackingFileReader.read(file).frameInterval();

        // Then
        assertThat(read).isEqualTo(seconds == null ? OptionalDouble.empty() : OptionalDouble.of(seconds));
    }

    @Test
    void rejectsARecordingWithoutTracks() {
        // Given
        Path file = file("<Tracks nTracks='0'></Tracks>");

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessage(
                        file + ": has no <particle>, so no tracks; export a recording in which TrackMate found some");
    }

    @ParameterizedTest
    @CsvSource({"micron, µm", "um, µm", "\u03bcm, µm", "µm, µm", "pixel, px", "'', px", "nm, nm"})
    void normalisesTheSpellingOfTheLengthUnit(String written, String unit) throws TrackingFileException {
        // Given
        Path file = file("<Tracks spaceUnits='" + written + "'>" + TRACK + "</Tracks>");

        // When
        String read = TrackingFileReader.read(file).lengthUnit();

        // Then
        assertThat(read).isEqualTo(unit);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<detection t='1' x='1,5' y='2'/>     | x is '1,5'; it should be a number with a decimal point",
                "<detection t='1.5' x='1' y='2'/>     | t is '1.5'; it should be a whole number",
                "<detection t='1' x='1' y='two'/>     | y is 'two'; it should be a number",
                "<detection t='1' x='1' y='2' z='?'/> | z is '?'; it should be a number",
                "<detection t='1' x='1'/>             | a <detection> has no y; each needs t, x and y"
            })
    void namesFileAndLineOfAnInvalidPosition(String detection, String problem) {
        // Given a byte-order mark and blank lines before the document, which count as lines
        Path file = file("\uFEFF\n\n<Tracks>\n<particle>\n" + detection + "\n</particle></Tracks>");

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessageStartingWith(file + ":5: " + problem);
    }

    @Test
    void namesTheLineWhereATruncatedFileEnds() {
        // Given
        Path file = Fixtures.write(folder, "cut.xml", TRACKMATE_XML.substring(0, TRACKMATE_XML.indexOf("27.75")));

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessageStartingWith(file + ":5: cut off or not well-formed XML (")
                .withMessageEndingWith("); it should end with </Tracks>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!-- ", "<particle nSpots='"})
    void rejectsAnElementThatDoesNotEnd(String beginning) {
        // Given
        Path file = file("<Tracks>\n" + beginning + "5".repeat(2 * BoundedRowStream.MAX_ROW_BYTES));

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessageStartingWith(file + ":2: cut off or not well-formed XML (")
                .withMessageContaining("a row or element is longer than 1048576 bytes");
    }

    @Test
    void rejectsADocumentTypeDeclarationWithoutFollowingIt() {
        // Given a document that would include the text of another file
        Path secret = Fixtures.write(folder, "secret.txt", "secret");
        Path file = file("<!DOCTYPE Tracks [<!ENTITY other SYSTEM '" + secret.toUri()
                + "'>]>\n<Tracks spaceUnits='px'>&other;</Tracks>");

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessage(file + ":1: has a document type declaration; tracking files have none, remove it");
    }

    private Path file(String content) {
        return Fixtures.write(folder, "tracks.xml", content);
    }

    private static TrackedPosition at(long frame, double x, double y, double z) {
        return new TrackedPosition(frame, x, y, OptionalDouble.of(z), OptionalDouble.empty());
    }

    private static TrackedPosition flat(long frame, double x, double y) {
        return new TrackedPosition(frame, x, y, OptionalDouble.empty(), OptionalDouble.empty());
    }
}
