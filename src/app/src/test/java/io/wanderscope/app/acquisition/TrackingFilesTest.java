package io.wanderscope.app.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.tracks.ReadingOptions;
import io.wanderscope.tracks.Track;
import io.wanderscope.tracks.TrackedPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackingFilesTest {
    private static final RecordingDetails NOTHING =
            new RecordingDetails(ReadingOptions.NONE, Optional.empty(), OptionalDouble.empty());
    private static final RecordingDetails NANOMETRES =
            new RecordingDetails(ReadingOptions.NONE, Optional.of(PixelSize.parse("100nm")), OptionalDouble.of(0.02));

    @TempDir
    Path folder;

    private final List<String> problems = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    private List<Recording> read(RecordingDetails details, Path... files) {
        return TrackingFiles.read(List.of(files), details, problems::add, notices::add);
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void leavesOutATrackWhoseNameTheStreamDoesNotAcceptAndSaysSo() throws IOException {
        // Given
        Path file = file("cell.csv", "track,frame,x,y\n" + "x".repeat(2000) + ",0,1,2\nb,0,3,4\n");

        // When
        Recording recording = read(NOTHING, file).get(0);

        // Then
        assertThat(recording.acquisition().tracks()).extracting(Track::id).containsExactly("b");
        assertThat(recording.refused()).isEqualTo(1);
        assertThat(recording.positions()).isEqualTo(2);
        assertThat(notices)
                .containsExactly(file + ": left out, because their names are too long (more than 1024 bytes with that"
                        + " of the file) or are not valid text: 1 track");
    }

    @Test
    void aFileOfWhichNoTrackIsAcceptedIsNotClassified() throws IOException {
        // Given
        Path file = file("cell.csv", "track,frame,x,y\n" + "x".repeat(2000) + ",0,1,2\n");

        // When
        List<Recording> recordings = read(NOTHING, file);

        // Then
        assertThat(recordings).isEmpty();
        assertThat(problems).containsExactly(file + ": has no track that can be classified");
    }

    @Test
    void aUnitThatTheStreamDoesNotAcceptIsSaidBeforeAnythingWaitsForResults() throws IOException {
        // Given
        Path file = file(
                "cell.xml",
                "<Tracks spaceUnits=\"" + "x".repeat(65) + "\" nTracks=\"1\"><particle nSpots=\"1\">"
                        + "<detection t=\"0\" x=\"1\" y=\"2\" z=\"0\"/></particle></Tracks>");

        // When
        List<Recording> recordings = read(NOTHING, file);

        // Then
        assertThat(recordings).isEmpty();
        assertThat(notices)
                .containsExactly(file + ": the name of its unit of length has 65 bytes, and at most 64 are accepted;"
                        + " shorten it in the file");
    }

    @Test
    void countsPositionsThatBelongToNoTrackAndSkipsFilesThatCannotBeRead() throws IOException {
        // Given a file with unlinked localisations, one without, and one that cannot be read
        Path some = file("some.csv", "track,frame,x,y\n1,0,1,2\nNone,0,3,4\n,1,5,6\n");
        Path none = file("none.csv", "track,frame,x,y\n1,0,1,2\n");
        Path other = file("other.csv", "something else\n");

        // When
        List<Recording> recordings = read(NOTHING, some, none, other);

        // Then
        assertThat(recordings)
                .extracting(Recording::file, Recording::unlinked, Recording::positions)
                .containsExactly(Tuple.tuple(some, 2L, 3L), Tuple.tuple(none, 0L, 1L));
        assertThat(problems).singleElement().asString().startsWith(other + ":1: no known format: ");
    }

    @Test
    void thePixelSizeMakesMicrometresOfPixels() throws IOException {
        // Given
        Path file = file("cell.csv", "track,frame,x,y,z\n1,0,10,25,2\n");

        // When
        Recording recording = read(NANOMETRES, file).get(0);

        // Then
        assertThat(recording.acquisition().lengthUnit()).isEqualTo("µm");
        assertThat(recording.acquisition().tracks().get(0).positions())
                .containsExactly(new TrackedPosition(0, 1, 2.5, OptionalDouble.of(0.2), OptionalDouble.empty()));
        assertThat(recording.pixelSize()).contains(new PixelSize(0.1));
        assertThat(notices).isEmpty();
    }

    @Test
    void aFileThatHasAUnitKeepsItWhateverThePixelSize() throws IOException {
        // Given
        Path file = file(
                "cell.xml",
                "<Tracks spaceUnits=\"nm\" frameInterval=\"0.5\" timeUnits=\"s\" nTracks=\"1\"><particle nSpots=\"1\">"
                        + "<detection t=\"0\" x=\"1\" y=\"2\" z=\"0\"/></particle></Tracks>");

        // When
        Recording recording = read(NANOMETRES, file).get(0);

        // Then
        assertThat(recording.acquisition().lengthUnit()).isEqualTo("nm");
        assertThat(recording.acquisition().tracks().get(0).positions().get(0).x())
                .isEqualTo(1);
        assertThat(recording.pixelSize()).isEmpty();
        assertThat(notices)
                .containsExactly(file + ": its coordinates are in nm already, so --pixel-size does not change them");
    }

    @Test
    void theFrameIntervalSaysWhereItIsFrom() throws IOException {
        // Given
        Path told = file(
                "told.xml",
                "<Tracks spaceUnits=\"nm\" frameInterval=\"0.5\" timeUnits=\"s\" nTracks=\"1\"><particle nSpots=\"1\">"
                        + "<detection t=\"0\" x=\"1\" y=\"2\" z=\"0\"/></particle></Tracks>");
        Path silent = file("silent.csv", "track,frame,x,y\n1,0,1,2\n");

        // When
        List<Recording> recordings = new ArrayList<>(read(NANOMETRES, told, silent));
        recordings.addAll(read(NOTHING, silent));

        // Then
        assertThat(recordings)
                .extracting(each -> each.acquisition().frameInterval(), Recording::intervalSource)
                .containsExactly(
                        Tuple.tuple(0.5, IntervalSource.FILE),
                        Tuple.tuple(0.02, IntervalSource.OPTION),
                        Tuple.tuple(0.05, IntervalSource.ASSUMED));
    }

    @Test
    void linesAboutAFileHaveNoControlCharactersOfItsName() {
        // When
        List<Recording> recordings = read(NOTHING, folder.resolve("a\n\u001b[31mb.csv"));

        // Then
        assertThat(recordings).isEmpty();
        assertThat(problems).singleElement().asString().matches("\\P{Cntrl}+no such file\\P{Cntrl}+");
    }
}
