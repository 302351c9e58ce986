package io.wanderscope.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTimeTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "t         | 0 1 2 4          | 0 1 2 4 |        | 1",
                "t [s]     | 0 1 2 4          | 0 1 2 4 | 1      | 1",
                "t         | 0.0 0.0005       | 0 1     | 0.0005 | 1",
                "time (ms) | 30 60 90 150     | 1 2 3 5 | 0.03   | 1",
                "time      | 0.5 1.5 2.5 4.5  | 1 2 3 5 | 1      | 1",
                "t_ms      | 0 33 67 100 133 200 | 0 1 2 3 4 6 | 0.0333 | 1",
                "t         | 0.03 0.07 0.1 0.13 0.17 0.2 | 1 2 3 4 5 6 | 0.034 | 1",
                "timestamp | 1600000000.01 1600000000.02 1600000000.04 | 0 1 3 | 0.01 | 1",
                "t         | 0.1 0.1 0.2      | 1 1 2   | 0.1    | 1",
                "t         | 0.7              | 0       |        | 1",
                "t         | 0 30 60 90 120 150 | 0 1 2 3 4 5 |   | 30",
                "frame     | 0 2 4 8 10 12    | 0 1 2 4 5 6 |     | 2",
                "frame     | 0 2 4 8 10       | 0 2 4 8 10  |     | 1",
                "frame     | 1 4 7 8 10 13 16 | 1 4 7 8 10 13 16 | | 1",
                "frame     | -6 -3 0 3 6 9    | -2 -1 0 1 2 3 |   | 3",
                "Slice n°  | 1 2 3 5          | 0 1 2 4 |        | 1",
                "slice     | 0 1 2 4          | 0 1 2 4 |        | 1"
            })
    void becomesFramesAndAnInterval(String column, String instants, String frames, Double interval, long step)
            throws TrackingFileException {
        // Given
        Path file = file(column, instants);

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        long first = read.tracks().get(0).positions().get(0).frame();
        long offset = column.equals("timestamp") ? first : 0;
        assertThat(read.tracks().get(0).positions())
                .extracting(position -> position.frame() - offset)
                .isEqualTo(Arrays.stream(frames.split(" ")).map(Long::valueOf).toList());
        assertThat(read.frameStep()).isEqualTo(step);
        assertThat(read.frameInterval().isPresent()).isEqualTo(interval != null);
        assertThat(read.frameInterval().orElse(0)).isCloseTo(interval == null ? 0 : interval, offset(1e-6));
    }

    private static org.assertj.core.data.Offset<Double> offset(double value) {
        return org.assertj.core.data.Offset.offset(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "t      | the times in the column 't' became frames, one every 0.25 s (the file names no unit, so seconds)",
                "t [ms] | the times in the column 't [ms]' became frames, one every 0.25 ms"
            })
    void isToldIfItIsNotAFrame(String column, String notice) throws TrackingFileException {
        // Given
        Path file = file(column, "0 0.25 0.5");

        // When
        List<String> notices = TrackingFileReader.read(file).notices();

        // Then
        assertThat(notices).containsExactly(notice);
    }

    @Test
    void ofAFrameBesideItGivesTheInterval() throws TrackingFileException {
        // Given
        Path file = Fixtures.write(
                folder,
                "a.csv",
                "id,FRAME,POSITION_T,x,y\n,,(sec),,\n1,4,0.203,1,2\n1,5,,1,2\n1,7,0.35,1,2\n1,6,0.3,1,2\n");

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.frameInterval()).hasValue(0.049);
        assertThat(read.tracks().get(0).positions())
                .extracting(TrackedPosition::frame)
                .containsExactly(4L, 5L, 7L, 6L);
    }

    @ParameterizedTest
    @CsvSource({"POSITION_T, 0 0.1 0.2", "'t [s]', 0 0 0", "'t [s]', 0 0.1 0.7", "'t [s]', 2 1 0", "'t [s]', NA NA NA"})
    void ofAFrameBesideItGivesNoIntervalIfItHasNoUnitOrDoesNotFollowTheFrames(String column, String times)
            throws TrackingFileException {
        // Given
        String[] time = times.split(" ", -1);
        Path file = Fixtures.write(
                folder,
                "a.csv",
                "id,frame," + column + ",x,y\n1,0," + time[0] + ",1,2\n1,1," + time[1] + ",1,2\n1,2," + time[2]
                        + ",1,2\n");

        // When
        OptionalDouble interval = TrackingFileReader.read(file).frameInterval();

        // Then
        assertThat(interval).isEmpty();
    }

    @Test
    void thatTheFileCountsInStepsLengthensTheInterval() throws TrackingFileException {
        // Given
        Path file = Fixtures.write(
                folder,
                "a.csv",
                "id,frame,t [s],x,y\n"
                        + java.util.stream.IntStream.range(0, 6)
                                .mapToObj(index -> "1," + index * 5 + "," + index * 2.5 + ",1,2\n")
                                .collect(Collectors.joining()));

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.frameStep()).isEqualTo(5);
        assertThat(read.frameInterval()).hasValue(2.5);
        assertThat(read.notices()).containsExactly("its frames are 5 apart, so 5 were taken for one step");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "t       | 0 0.5 0.7 1.9 | the times in the column 't' are not regular: they begin with 0.0, 0.5, 0.7, 1.9;"
                        + " frames have one interval, so interpolate the tracks at regular times, or, if another column has"
                        + " the frames, name the columns with --columns track=id,frame=COLUMN,x=x,y=y,"
                        + " where the columns are 'id, t, x, y'",
                "t (frame) | 0 0.5 1     | t (frame) counts frames but is not a whole number here; if another column has the"
                        + " frames, name the columns with --columns track=id,frame=COLUMN,x=x,y=y,"
                        + " where the columns are 'id, t (frame), x, y'",
                "t       | 0 soon        | t is 'soon'; it should be a number with a decimal point, such as 12.5",
                "t       | 0 inf         | t is 'inf'; it should be a frame or a time, such as 12 or 0.36",
                "frame   | 0 0.5         | frame is '0.5'; it should be a whole number, such as 12"
            })
    void thatIsNotRegularIsAnError(String column, String instants, String problem) {
        // Given
        Path file = file(column, instants);

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessageEndingWith(": " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 0.03 0.07 0.1 0.13 0.17 0.2 | 0.01 0.05 0.08 0.11 0.15 0.18 0.21 | 0 1 2 3 4 5 6 | 0 1 2 3 4 5 6 | 0.033",
                "0.1 0.2 0.3 0.5               | 0.13 0.23 0.33                    | 1 2 3 5       | 1 2 3         | 0.1",
                "0.0052 0.0558 0.0959 0.1443   | 0.0301 0.0748 0.1299              | 0 1 2 3       | 1 2 3         | 0.05"
            })
    void ofTracksWithClocksOfTheirOwnHasTheIntervalWithinTracks(
            String first, String second, String framesOfFirst, String framesOfSecond, double interval)
            throws TrackingFileException {
        // Given two tracks whose times are closer to each other than those of a frame and the next
        Path file = Fixtures.write(folder, "tracks.csv", "id,t [s],x,y\n" + rows(7, first) + rows(8, second));

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.frameInterval().orElseThrow()).isCloseTo(interval, offset(0.1 * interval));
        assertThat(frames(read.tracks().get(0))).isEqualTo(framesOfFirst);
        assertThat(frames(read.tracks().get(1))).isEqualTo(framesOfSecond);
    }

    @Test
    void saysThatTracksHaveClocksOfTheirOwn() throws TrackingFileException {
        // Given
        Path file = Fixtures.write(
                folder, "tracks.csv", "id,t [s],x,y\n" + rows(7, "0.1 0.2 0.3 0.4") + rows(8, "0.14 0.24 0.34"));

        // When
        List<String> notices = TrackingFileReader.read(file).notices();

        // Then
        assertThat(notices)
                .containsExactly(
                        "the times in the column 't [s]' became frames, one every 0.1 s",
                        "the tracks have different clocks, so the frames of each count from its first time");
    }

    @Test
    void thatIsCommonPutsTracksThatStartLaterIntoLaterFrames() throws TrackingFileException {
        // Given
        Path file = Fixtures.write(
                folder, "tracks.csv", "id,t [s],x,y\n" + rows(7, "0.1 0.2 0.3") + rows(8, "0.6 0.7 0.9"));

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(frames(read.tracks().get(1))).isEqualTo("6 7 9");
        assertThat(read.notices()).hasSize(1);
    }

    @Test
    void isNoMoreExactThanTheFileWritesIt() throws TrackingFileException {
        // Given 59 intervals of a thirtieth of a second, with two decimals
        String times = java.util.stream.IntStream.range(0, 60)
                .mapToObj(frame -> String.format(java.util.Locale.ROOT, "%.2f", frame / 30.0))
                .collect(Collectors.joining(" "));

        // When
        TrackingFile read = TrackingFileReader.read(file("t [s]", times));

        // Then
        assertThat(read.frameInterval()).hasValue(0.0334);
    }

    private static String frames(Track track) {
        return track.positions().stream()
                .map(position -> String.valueOf(position.frame()))
                .collect(Collectors.joining(" "));
    }

    private static String rows(int track, String instants) {
        return Arrays.stream(instants.split(" "))
                .map(instant -> track + "," + instant + ",1,2\n")
                .collect(Collectors.joining());
    }

    private Path file(String column, String instants) {
        return Fixtures.write(folder, "tracks.csv", "id," + column + ",x,y\n" + rows(7, instants));
    }
}
