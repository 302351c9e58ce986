package io.wanderscope.tracks;

import static io.wanderscope.tracks.Fixtures.TRACKMATE_MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackMateModelReaderTest {
    @TempDir
    Path folder;

    @Test
    void readsTheTracksThatWereKeptAndCutsThoseThatSplit() throws TrackingFileException {
        // Given
        Path file = file(TRACKMATE_MODEL);

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read)
                .isEqualTo(
                        new TrackingFile(
                                file,
                                TrackingFormat.TRACKMATE_MODEL_XML,
                                "µm",
                                OptionalDouble.of(0.5),
                                1,
                                List.of(
                                        new Track("0", List.of(at(0, 3.5, 4.25, 9.5), at(2, 3.75, 4.0, 8.5))),
                                        new Track("2.1", List.of(at(0, 20, 2, 1.5), at(1, 21, 2, 1.5))),
                                        new Track("2.2", List.of(at(2, 22, 3, 1.5))),
                                        new Track("2.3", List.of(at(2, 22, 1, 1.5)))),
                                1,
                                List.of(
                                        "1 of 3 tracks were filtered out in TrackMate",
                                        "1 track splits or merges; it was cut into 3 branches, whose names end in .1, .2 and so on")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<FilteredTracks/>", "<FilteredTracks></FilteredTracks>"})
    void readsAllTracksWhereTheFileNamesNoneAsKept(String kept) throws TrackingFileException {
        // Given
        Path file = file(TRACKMATE_MODEL.replaceAll("<FilteredTracks>.*</FilteredTracks>", kept));

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.tracks()).extracting(Track::id).containsExactly("0", "1", "2.1", "2.2", "2.3");
        assertThat(read.notices()).singleElement().asString().contains("1 track splits or merges");
    }

    @Test
    void cutsWhereTracksMergeAndSplitAgain() throws TrackingFileException {
        // Given tracks A and B that merge at spot 5, which splits at once into C and D
        Path file = model(
                "<Spot ID='1' FRAME='0' {}/><Spot ID='2' FRAME='0' {}/><Spot ID='3' FRAME='1' {}/>"
                        + "<Spot ID='4' FRAME='1' {}/><Spot ID='5' FRAME='2' {}/><Spot ID='6' FRAME='3' {}/>"
                        + "<Spot ID='7' FRAME='5' {}/><Spot ID='8' FRAME='6' {}/>",
                "1-3 2-4 3-5 4-5 5-6 5-7 7-8");

        // When
        List<Track> tracks = TrackingFileReader.read(file).tracks();

        // Then
        assertThat(framesOf(tracks))
                .isEqualTo(Map.of(
                        "7.1", List.of(0L, 1L),
                        "7.2", List.of(0L, 1L),
                        "7.3", List.of(2L),
                        "7.4", List.of(3L),
                        "7.5", List.of(5L, 6L)));
    }

    @Test
    void takesLinksInAnyOrderAndDirection() throws TrackingFileException {
        // Given
        Path file =
                model("<Spot ID='9' FRAME='0' {}/><Spot ID='1' FRAME='1' {}/><Spot ID='5' FRAME='4' {}/>", "5-1 9-1");

        // When
        List<Track> tracks = TrackingFileReader.read(file).tracks();

        // Then
        assertThat(framesOf(tracks)).isEqualTo(Map.of("7", List.of(0L, 1L, 4L)));
    }

    @Test
    void takesAMissingFrameFromTheGroupOfSpots() throws TrackingFileException {
        // Given
        Path file = model("<SpotsInFrame frame='3'><Spot ID='1' {}/></SpotsInFrame><Spot ID='2' FRAME='4' {}/>", "1-2");

        // When
        List<Track> tracks = TrackingFileReader.read(file).tracks();

        // Then
        assertThat(framesOf(tracks)).isEqualTo(Map.of("7", List.of(3L, 4L)));
    }

    @ParameterizedTest
    @CsvSource({
        "timeinterval=\"0.5\", sec, 0.5",
        "timeinterval=\"20\", ms, 0.02",
        "'', sec, 0.5",
        "timeinterval=\"0.0\", sec, 0.5",
        "timeinterval=\"1.0\", frame, "
    })
    void givesTheFrameIntervalOfTheImageOrElseThatOfTheSpots(String interval, String unit, Double seconds)
            throws TrackingFileException {
        // Given
        Path file = file(TRACKMATE_MODEL
                .replace("timeinterval=\"0.5\"", interval)
                .replace("timeunits=\"sec\"", "timeunits=\"" + unit + "\""));

        // When
        OptionalDouble read = TrackingFileReader.read(file).frameInterval();

        // Then
        assertThat(read).isEqualTo(seconds == null ? OptionalDouble.empty() : OptionalDouble.of(seconds));
    }

    @Test
    void givesTheFrameIntervalOfCrowdedFrames() throws Exception {
        // Given
        String crowd = IntStream.range(0, 5000)
                .mapToObj(spot -> "<Spot ID='" + spot + "' FRAME='3' POSITION_T='1.5' {}/>")
                .collect(Collectors.joining("\n"));
        Path file = file(Files.readString(model(crowd + "<Spot ID='5000' FRAME='5' POSITION_T='2.5' {}/>", "0-5000"))
                .replace("<Model>", "<Model timeunits='sec'>"));

        // When
        OptionalDouble interval = TrackingFileReader.read(file).frameInterval();

        // Then
        assertThat(interval).hasValue(0.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<Edge SPOT_SOURCE_ID=\"10\" SPOT_TARGET_ID=\"11\"/> | <Edge SPOT_SOURCE_ID=\"10\" SPOT_TARGET_ID=\"12\"/> |"
                        + " 24: SPOT_TARGET_ID is 12, but <AllSpots> has no such spot",
                "SPOT_SOURCE_ID=\"10\" | '' | 24: a <Edge> has no SPOT_SOURCE_ID; each needs SPOT_SOURCE_ID and",
                "SPOT_TARGET_ID=\"11\" | SPOT_TARGET_ID=\"14\" | 24: the <Edge> from spot 10 to spot 14 stays in frame 0;",
                "SPOT_SOURCE_ID=\"14\" | SPOT_SOURCE_ID=\"10\" | 25: spot 10 belongs to the tracks 0 and 1;",
                "SPOT_TARGET_ID=\"23\" | SPOT_TARGET_ID=\"24\" | 28: the <Edge> from spot 22 to spot 24 is there twice;",
                "ID=\"22\" QUALITY | ID=\"10\" QUALITY | 13: a second <Spot> has the ID 10;",
                "TRACK_ID=\"1\" | TRACK_ID=\"0\" | 25: a second <Track> has the TRACK_ID 0;",
                "<TrackID TRACK_ID=\"0\"/> | <TrackID TRACK_ID=\"3\"/> | 32: TRACK_ID is 3, but <AllTracks> has no such",
                "POSITION_X=\"21.0\" | '' | 13: a <Spot> has no POSITION_X; each needs ID, POSITION_X, POSITION_Y and FRAME",
                "POSITION_X=\"21.0\" | POSITION_X=\"21,0\" | 13: POSITION_X is '21,0'; it should be a number",
                "FRAME=\"1\" | FRAME=\"1.5\" | 13: FRAME is '1.5'; it should be a whole number"
            })
    void namesTheLineOfDamage(String right, String wrong, String problem) {
        // Given
        assertThat(TRACKMATE_MODEL).contains(right);
        Path file = file(TRACKMATE_MODEL.replace(right, wrong));

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessageStartingWith(file + ":" + problem);
    }

    @Test
    void rejectsASpotWithoutAnyFrame() {
        // Given
        Path file = model("<Spot ID='1' {}/>", "");

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessage(file + ":1: a <Spot> has no FRAME; each needs ID, POSITION_X, POSITION_Y and FRAME");
    }

    @Test
    void rejectsARecordingWithoutTracks() {
        // Given
        Path file = file("<TrackMate version='8'><Model><AllSpots/><AllTracks/></Model></TrackMate>");

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessage(
                        file + ": has no <Track>, so no tracks; save a recording in which TrackMate linked some spots");
    }

    /** One track 7 of links such as {@code 1-2}; a pair of braces stands for a position. */
    private Path model(String spots, String links) {
        String edges = links.replaceAll("(\\d+)-(\\d+)", "<Edge SPOT_SOURCE_ID='$1' SPOT_TARGET_ID='$2'/>");
        return file("<TrackMate version='3.4.2'><Model><AllSpots>"
                + spots.replace("{}", "POSITION_X='1' POSITION_Y='2'")
                + "</AllSpots><AllTracks><Track TRACK_ID='7'>" + edges
                + "</Track></AllTracks></Model></TrackMate>");
    }

    private Path file(String content) {
        return Fixtures.write(folder, "model.xml", content);
    }

    private static Map<String, List<Long>> framesOf(List<Track> tracks) {
        return tracks.stream()
                .collect(Collectors.toMap(
                        Track::id,
                        track -> track.positions().stream()
                                .map(TrackedPosition::frame)
                                .toList()));
    }

    private static TrackedPosition at(long frame, double x, double y, double quality) {
        return new TrackedPosition(frame, x, y, OptionalDouble.of(0), OptionalDouble.of(quality));
    }
}
