package io.wanderscope.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedFramesTest {
    private static final ReadingOptions FORCE = new ReadingOptions(Map.of(), true);

    @TempDir
    Path folder;

    @Test
    void nameTheColumnThatTellsTheMoviesApart() {
        // Given a measurement that differs in every row, and a date that never does
        Path file = file("brightness,date,File name,TRACK_ID,frame,x,y", "%1$d.%2$d%3$d,may,movie %1$s,%2$d,%3$d,1,2");

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessage(
                        file + ": 24 of 36 positions share a frame with another of their track, in 3 of 3 tracks, as if"
                                + " several movies were in one file, or as if the column of the track named something else;"
                                + " --columns 'track=File name+TRACK_ID' tells them apart, and"
                                + " --force reads the file as it is");
    }

    @Test
    void areNoneWithThatColumn() throws TrackingFileException {
        // Given
        Path file = file("date,movie,TRACK_ID,frame,x,y", "may,%1$s,%2$d,%3$d,1,2");
        ReadingOptions options = new ReadingOptions(ReadingOptions.parseColumns("track=movie+TRACK_ID"), false);

        // When
        TrackingFile read = TrackingFileReader.read(file, options);

        // Then
        assertThat(read.tracks())
                .extracting(Track::id)
                .containsExactly("0.0", "0.1", "0.2", "1.0", "1.1", "1.2", "2.0", "2.1", "2.2");
        assertThat(read.tracks())
                .allSatisfy(track -> assertThat(track.duplicates()).isZero());
    }

    @Test
    void areRefusedIfNoColumnTellsThemApart() {
        // Given
        Path file = file("track,frame,x,y", "%2$d,%3$d,1.%1$d,2");

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessage(
                        file + ": 24 of 36 positions share a frame with another of their track, in 3 of 3 tracks, as if"
                                + " several movies were in one file, or as if the column of the track named something else;"
                                + " give each movie a file of its own, or name the columns that"
                                + " identify a track with --columns track=MOVIE+TRACK, and --force reads the file as it is");
    }

    @Test
    void areReadIfAPersonForcesIt() throws TrackingFileException {
        // Given
        Path file = file("movie,track,frame,x,y", "%1$d,%2$d,%3$d,1,2");

        // When
        TrackingFile read = TrackingFileReader.read(file, FORCE);

        // Then
        assertThat(read.tracks())
                .hasSize(3)
                .allSatisfy(track -> assertThat(track.duplicates()).isEqualTo(8));
    }

    @Test
    void areRefusedInOtherFormats() {
        // Given
        String point = "Point 1 10.5 20.25 1.0 1.0 1.0\n";
        Path file = Fixtures.write(
                folder,
                "a.mdf",
                "MTrackJ 1.5.1 Data File\nAssembly 1\nCluster 1\nTrack 1\n" + point.repeat(11)
                        + "End of MTrackJ Data File\n");

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessageStartingWith(file + ": 10 of 11 positions share a frame with another of their track");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "track,frame,x,y | 7,0,3,4@7,1,3,4@7,1,4,5@7,2,2,4@7,2,4,5 | 2", // a track that splits
                "track,frame,x,y | 7,0,3,4@7,1,3,4@7,1,4,5@8,2,2,4@8,3,4,5 | 1" // one of two
            })
    void ofAFewTracksOrPositionsAreCounted(String header, String rows, long duplicates) throws TrackingFileException {
        // Given
        Path file = Fixtures.write(folder, "a.csv", header + "\n" + rows.replace('@', '\n'));

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.tracks().stream().mapToLong(Track::duplicates).sum()).isEqualTo(duplicates);
    }

    @Test
    void ofOneTrackThatHoldsMostPositionsAreRefused() {
        // Given a track of 12 frames with 3 positions in each, and 3 tracks of 4 positions
        String crowded = IntStream.range(0, 36)
                .mapToObj(index -> "0," + index / 3 + ",1." + index + ",2\n")
                .collect(Collectors.joining());
        String sound = IntStream.range(0, 12)
                .mapToObj(index -> (1 + index / 4) + "," + index % 4 + ",1,2\n")
                .collect(Collectors.joining());
        Path file = Fixtures.write(folder, "objects.csv", "label,t,x,y\n" + crowded + sound);

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessageStartingWith(
                        file + ": 24 of 48 positions share a frame with another of their track, in 1 of 4 tracks");
    }

    @Test
    void areToldOfEachTrackThatCannotBeOneParticle() throws TrackingFileException {
        // Given track 7 with two positions in two of its three frames
        Path file = Fixtures.write(
                folder, "a.csv", "track,frame,x,y\n7,0,3,4\n7,1,3,4\n7,1,4,5\n7,2,2,4\n7,2,4,5\n8,2,2,4\n8,3,4,5\n");

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.notices())
                .containsExactly(
                        "more than a fifth of the positions share a frame with another of their track in track 7;"
                                + " one particle has one position in a frame, so look whether these are tracks");
    }

    @Test
    void areNotNeededToTellOfAColumnThatChangesWithinTracks() throws TrackingFileException {
        // Given two wells whose tracks have the same numbers, at different times
        Path file = Fixtures.write(folder, "wells.csv", """
                well,temperature,track,frame,x,y
                A1,37.0,1,0,1,2
                A1,37.1,1,1,1,2
                A1,37.2,2,0,1,2
                A1,37.3,2,1,1,2
                B1,37.4,1,9,1,2
                B1,37.5,1,10,1,2
                B1,37.6,2,9,1,2
                B1,37.7,2,10,1,2
                """);

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.notices())
                .containsExactly("the column 'well' changes within 2 of 2 tracks; if their numbers start again in each,"
                        + " --columns track=well+track tells them apart");
    }

    /** Three movies of three tracks of four frames; a row is formatted with movie, track and frame. */
    private Path file(String header, String row) {
        String rows = IntStream.range(0, 36)
                .mapToObj(index -> String.format(row, index / 12, index / 4 % 3, index % 4))
                .collect(Collectors.joining("\n"));
        return Fixtures.write(folder, "merged.csv", Stream.of(header, rows).collect(Collectors.joining("\n")));
    }
}
