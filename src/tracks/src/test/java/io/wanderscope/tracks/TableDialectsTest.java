package io.wanderscope.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dialects that programs write tables in. In the inputs, @ ends a line, > is a tab and ' a quote. */
class TableDialectsTest {
    private static final List<Track> TRACKS = List.of(
            new Track("1", List.of(at(5, 0.5, 2.25), at(6, 0.75, -2))), new Track("2", List.of(at(5, 7.5, 8.25))));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "track|frame|x|y@1|5|0.5|2.25@1|6|0.75|-2@2|5|7.5|8.25@",
                "track frame x y@1 5 0.5 2.25@1 6 0.75 -2@2 5 7.5 8.25@",
                "  track   frame     x > y@  1       5   0,5  2,25@  1       6  0,75    -2@  2       5   7,5  8,25@",
                "track;frame;x;y@1;5;0,5;2,25@1;6;0,75;-2@2;5;7,5;8,25@",
                "track>frame>x>y@1>5>0,5>2,25@1>6>0,75>-2,0@2>5,0>7,5>8,25@",
                "track,frame,x,y@1,5,'0,5','2,25'@1,6,'0,75','-2'@2,5,'7,5','8,25'@",
                "sep=;@track;frame;x;y@1;5;0.5;2.25@1;6;0.75;-2@2;5;7.5;8.25@",
                "'sep=,'@'track','frame','x','y'@1,5,0.5,2.25@1,6,0.75,-2@2,5,7.5,8.25@",
                "# exported by 'a program, on Monday@track,frame,x,y@1,5,0.5,2.25@% half@1,6,0.75,-2@//end@2,5,7.5,8.25@",
                "# track frame x y@1.000e+00 5.000e+00 5.000e-01 2.250e+00@1.000e+00 6.000e+00 7.500e-01 -2.000e+00@"
                        + "2.000e+00 5.000e+00 7.500e+00 8.250e+00@",
                "# track frame x y@1,5,0.5,2.25@1,6,0.75,\u22122@2,5,7.5,8.25@",
                "% one run@%track>frame>x>y@1>5>0.5>2.25@1>6>0.75>-2@2>5>7.5>8.25@",
                "track,frame,x,y,@1,5,0.5,2.25,@1,6,0.75,-2,@2,5,7.5,8.25,@",
                "track,frame,x,y@1,5,0.5,2.25,@1,6,0.75,-2,@2,5,7.5,8.25,@",
                "track,frame,x,y,,@1,5,0.5,2.25@1,6,0.75,-2@2,5,7.5,8.25@",
                "'track' 'frame' 'x' 'y'@'a' 1 5 0.5 2.25@'b' 1 6 0.75 -2@'c' 2 5 7.5 8.25@",
                "track,frame,x,y@0,1,5,0.5,2.25@1,1,6,0.75,-2@2,2,5,7.5,8.25@",
                "Made,2021-05-06@Size,512,512@@Track,Frame,X,Y@1,5,0.5,2.25@1,6,0.75,-2@2,5,7.5,8.25@",
                "@Position@ ======= @Position X,Position Y,Time,TrackID,ID,@0.5,2.25,5,1,0,@0.75,-2,6,1,1,@7.5,8.25,5,2,2,@"
            })
    void areRead(String content) throws TrackingFileException {
        // Given
        Path file = file(content);

        // When
        List<Track> tracks = TrackingFileReader.read(file).tracks();

        // Then
        assertThat(tracks).isEqualTo(TRACKS);
    }

    @ParameterizedTest
    @CsvSource({
        "FFFE, UTF-16LE",
        "FEFF, UTF-16BE",
        "'', UTF-16LE",
        "'', UTF-16BE",
        "EFBBBF, UTF-8",
        "'', UTF-8",
        "'', ISO-8859-1"
    })
    void areReadInEveryEncoding(String mark, String encoding) throws TrackingFileException {
        // Given
        String content = "Track n°;Frame;x [µm];y [µm]\r\nZelle ä;5;0,5;1\r\nZelle ö;5;1,5;1\r\n";
        Path file = Fixtures.write(folder, "tracks.txt", bytes(mark, content, Charset.forName(encoding)));

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.lengthUnit()).isEqualTo("µm");
        assertThat(read.tracks()).extracting(Track::id).containsExactly("Zelle ä", "Zelle ö");
    }

    @Test
    void keepsNamesApartThatTurnOutToBeLatin1FarDown() throws TrackingFileException {
        // Given more ASCII than the beginning that tells the encoding
        String content = "track,frame,x,y\n" + "1,0,0.5,0.5\n".repeat(8000) + "ä,0,1,2\nö,0,3,4\n";
        Path file = Fixtures.write(folder, "tracks.txt", content.getBytes(StandardCharsets.ISO_8859_1));

        // When
        List<Track> tracks = TrackingFileReader.read(file, new ReadingOptions(Map.of(), true))
                .tracks();

        // Then
        assertThat(tracks).extracting(Track::id).containsExactly("1", "ä", "ö");
    }

    @Test
    void saysNearWhichLineUtf16IsDamaged() {
        // Given half of a pair of surrogates
        byte[] whole = bytes("FFFE", "track,frame,x,y\n1,0,0.5,0.5\n\uD800,1,2,3\n", StandardCharsets.UTF_16LE);
        whole[whole.length - 16] = 0;
        whole[whole.length - 15] = (byte) 0xD8;
        Path file = Fixtures.write(folder, "tracks.txt", whole);

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessageContaining("near this line are bytes that are not UTF-16, in which the file begins");
    }

    @Test
    void keepsTracksWhoseNamesBeginLikeAComment() throws TrackingFileException {
        // Given
        Path file = file("track,frame,x,y@#1,5,0.5,2@#2,5,0.5,2@");

        // When
        List<Track> tracks = TrackingFileReader.read(file).tracks();

        // Then
        assertThat(tracks).extracting(Track::id).containsExactly("#1", "#2");
    }

    @Test
    void saysThatCommentsLookLikeRows() throws TrackingFileException {
        // Given
        Path file = file("track,frame,x,y@1,5,0.5,2@#1,6,0.5,2@# a remark@1,7,0.5,2@");

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.tracks()).containsExactly(new Track("1", List.of(at(5, 0.5, 2), at(7, 0.5, 2))));
        assertThat(read.notices())
                .containsExactly("lines that begin like a comment but have as many fields as a row were left out: 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "track;frame;x;y@1;5;1.234,5;2@     ! 2: x is '1.234,5'; it should be a number",
                "track;frame;x;y@1;5;1.5;2@1;6;1,234;2@ ! 3: x is '1,234'; it should have the decimal mark of the numbers"
                        + " before it, '.', and no mark between thousands",
                "track;frame;x;y@1;5;1,5;2@1;6;1.234;2@ ! 3: x is '1.234'; it should have the decimal mark of the numbers"
                        + " before it, ',', and no mark between thousands",
                "track,frame,x,y@1,5,1,5,2,5@       ! 2: has 6 fields where the header names only 4; ",
                "track,frame,x,y@1,5,1,2@,,(nm),(nm)@1,6,2,3@ ! 3: x is '(nm)'; it should be a number",
                "track,frame,x,y@1,5,1,2@,frame,x,y@ ! 3: frame is 'frame'; it should be a whole number",
                "track,frame,x,y@1,?,1,2@           ! 2: frame is '?'; it should be a whole number"
            })
    void aFieldThatIsNoNumberIsAnError(String content, String problem) {
        // Given
        Path file = file(content);

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessageStartingWith(file + ":" + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NA", "N/A", "#N/A", "null", "None", "nan", "-", "--", "?", "."})
    void aMissingCoordinateIsNotANumber(String missing) throws TrackingFileException {
        // Given
        Path file = file("particle,frame,x,y,z@1,5,0.5,2.25,@1,6," + missing + "," + missing + "," + missing + "@");

        // When
        List<Track> tracks = TrackingFileReader.read(file).tracks();

        // Then
        assertThat(tracks).containsExactly(new Track("1", List.of(at(5, 0.5, 2.25), at(6, Double.NaN, Double.NaN))));
    }

    @ParameterizedTest
    @CsvSource({
        "1.000000e+00, 1",
        "1.0, 1",
        "1., 1",
        "'1,0', 1",
        "1e+05, 100000",
        "12e4, 12e4",
        "v1.0, v1.0",
        "007, 007",
        "1.5, 1.5",
        "1.5e+00, 1.5e+00",
        "1e+99, 1e+99",
        "a/b, a/b",
        "-2.0, -2"
    })
    void aTrackIsAWholeNumberHoweverAProgramWritesIt(String spelt, String id) throws TrackingFileException {
        // Given
        Path file = file("track;frame;x;y@" + spelt + ";0;1;2@");

        // When
        List<Track> tracks = TrackingFileReader.read(file).tracks();

        // Then
        assertThat(tracks).extracting(Track::id).containsExactly(id);
    }

    @ParameterizedTest
    @CsvSource({"1, 1.0", "1.0, 1", "1.0, 1.00", "-2, \u22122"})
    void saysThatATrackIsSpeltInTwoWays(String first, String second) throws TrackingFileException {
        // Given
        Path file = file("track,frame,x,y@" + first + ",0,1,2@" + second + ",1,2,3@");

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        String id = first.startsWith("-") ? first : "1";
        assertThat(read.tracks()).containsExactly(new Track(id, List.of(at(0, 1, 2), at(1, 2, 3))));
        assertThat(read.notices())
                .containsExactly("the column of the track spells 1 track in more than one way, such as '" + first
                        + "' and '" + second + "'; each was taken for one track");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "\u22121", "-1.0", "\u22121,0", "NA", "--", "."})
    void aLocalisationMayHaveNoTrack(String track) throws TrackingFileException {
        // Given
        Path file = file("track;frame;x;y@1;0;1;2@" + track + ";5;9;9@");

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.tracks()).extracting(Track::id).containsExactly("1");
        assertThat(read.unlinked()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'1,000', 5, '1 1,000'",
        "'1,000', '1,234', '1 1,000'",
        "'1,000', '0,5', 1",
        "1.000, 5, 1 1.000",
        "1.000, 0.5, 1",
        "1.000, '0,5', 1 1.000",
        "'1,00', 5, 1"
    })
    void threeZerosAreAFractionOnlyIfTheDecimalMarkIsKnown(String spelt, String x, String ids)
            throws TrackingFileException {
        // Given
        Path file = file("track;frame;x;y@1;0;" + x + ";2@" + spelt + ";1;3;4@");

        // When
        List<Track> tracks = TrackingFileReader.read(file).tracks();

        // Then
        assertThat(tracks).extracting(Track::id).isEqualTo(List.of(ids.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({"'1,234', '1,250', 1", "'1,234', '1,25', 0", "'0,234', '1,250', 0", "1.234, 1.250, 0", "1, 2, 0"})
    void saysThatCommasMayBeBetweenThousands(String x, String y, int expected) throws TrackingFileException {
        // Given
        Path file = file("track;frame;x;y@1;0;" + x + ";987@1;1;3;" + y + "@");

        // When
        List<String> notices = TrackingFileReader.read(file).notices();

        // Then
        assertThat(notices)
                .hasSize(expected)
                .allMatch(notice -> notice.startsWith("the commas in its numbers were taken for decimal commas"));
    }

    @Test
    void aTrackMayHaveAnyName() throws TrackingFileException {
        // Given
        String name = "z".repeat(2000);
        Path file = file("track,frame,x,y@'   ',0,1,2@'a@b/c',0,1,2@'a@b/c',1,1,2@" + name + ",0,1,2@");

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.tracks()).extracting(Track::id).containsExactly("a\nb/c", name);
        assertThat(read.unlinked()).isEqualTo(1);
    }

    private Path file(String content) {
        return Fixtures.write(
                folder,
                "tracks.txt",
                content.replace('@', '\n').replace('>', '\t').replace('\'', '"'));
    }

    private static byte[] bytes(String mark, String text, Charset charset) {
        byte[] begin = HexFormat.of().parseHex(mark);
        byte[] rest = text.getBytes(charset);
        byte[] whole = Arrays.copyOf(begin, begin.length + rest.length);
        System.arraycopy(rest, 0, whole, begin.length, rest.length);
        return whole;
    }

    private static TrackedPosition at(long frame, double x, double y) {
        return new TrackedPosition(frame, x, y, OptionalDouble.empty(), OptionalDouble.empty());
    }
}
