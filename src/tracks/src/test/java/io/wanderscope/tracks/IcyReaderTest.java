package io.wanderscope.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IcyReaderTest {
    private static final String DETECTION = "<detection t='0' x='1' y='2' z='0'/>";

    @TempDir
    Path folder;

    @Test
    void readsWhatWasDetectedAndCountsWhatWasPredicted() throws TrackingFileException {
        // Given
        Path file = file(Fixtures.ICY_XML);

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read)
                .isEqualTo(new TrackingFile(
                        file,
                        TrackingFormat.ICY_XML,
                        "px",
                        OptionalDouble.empty(),
                        1,
                        List.of(
                                new Track("-187512149", List.of(at(0, 3.5, 4.25, 0), at(2, 3.75, 4.0, 0))),
                                new Track("7", List.of(at(5, 8.5, 9.25, 1.5)))),
                        0,
                        List.of("left out, because the tracker predicted them and did not see them: 1")));
    }

    @Test
    void numbersTheGroupsWhereThereAreSeveral() throws TrackingFileException {
        // Given
        String group = "<trackgroup><track id='4'>" + DETECTION + "</track></trackgroup>";
        Path file = file("<root>" + group + group + "</root>");

        // When
        List<Track> tracks = TrackingFileReader.read(file).tracks();

        // Then
        assertThat(tracks).extracting(Track::id).containsExactly("1.4", "2.4");
    }

    @Test
    void readsTheParticlesOfTheTrackingChallenge() throws TrackingFileException {
        // Given
        String particle = "<particle>" + DETECTION + "</particle>";
        Path file = file("<root><TrackContestISBI2012 SNR='7' density='low' scenario='VIRUS'>" + particle + particle
                + "</TrackContestISBI2012></root>");

        // When
        List<Track> tracks = TrackingFileReader.read(file).tracks();

        // Then
        assertThat(tracks)
                .containsExactly(new Track("0", List.of(at(0, 1, 2, 0))), new Track("1", List.of(at(0, 1, 2, 0))));
    }

    @Test
    void rejectsTwoTracksOfOneIdentityInAGroup() {
        // Given
        Path file = file("<root><trackgroup>\n<track id='4'/>\n<track id='4'/></trackgroup></root>");

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessage(file + ":3: a second <track> of its group has the id 4; each needs its own");
    }

    @Test
    void rejectsAFileWithoutTracks() {
        // Given
        Path file = file("<root><trackfile version='1'/><trackgroup/></root>");

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessage(file + ": has no <track>, so no tracks; save a recording with tracks in Icy");
    }

    private Path file(String content) {
        return Fixtures.write(folder, "icy.xml", content);
    }

    private static TrackedPosition at(long frame, double x, double y, double z) {
        return new TrackedPosition(frame, x, y, OptionalDouble.of(z), OptionalDouble.empty());
    }
}
