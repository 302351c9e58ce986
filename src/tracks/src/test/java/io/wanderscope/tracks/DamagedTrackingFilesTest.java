package io.wanderscope.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Any file is either read or rejected with a message, whatever its bytes; nothing else is thrown. */
class DamagedTrackingFilesTest {
    private static final List<byte[]> VALID = List.of(
            utf8(Fixtures.TRACKMATE_XML),
            utf8(Fixtures.TRACKMATE_MODEL),
            utf8(Fixtures.ICY_XML),
            utf8(Fixtures.QUOT_CSV),
            utf8(Fixtures.TRACKMATE_SPOTS_CSV),
            utf8(Fixtures.MTRACKJ),
            utf8("\uFEFF\"track\";\"frame\";\"x\";\"y\"\r\n\"a\";0;1.5;NaN\r\n\"b\";1;2.5;3.5\r\n"),
            utf8("sep=;\r# x\rtraj_idx;t [ms];x_nm;y_nm\r1,0;0,5;1,5;NA\r1,0;1,0;2,5;3,5\r2;2,5;-;1e-3\r"),
            utf8("  1.0e+00  1.0e+00  3.5e+00  4.25e+00\n  1.0e+00  2.0e+00  3.75e+00  4.0e+00\n"),
            utf8("'' track frame x y\n1 7 30 1.5 2.5\n2 7 60 1.5 2.5\n3 7 120 1.5 2.5\n".replace('\'', '"')),
            utf8(
                    "\nPosition\n====\nPosition X,Position Y,Unit,Time,TrackID,ID,\n1.5,2.5,um,1,10,0,\n1.5,2,um,2,10,1,\n"),
            utf8("movie|id|frame|x|y\n" + "A|1|0|1|2\nB|1|0|1|2\n".repeat(6)),
            "Track n°\tSlice n°\tX (µm)\tY (µm)\n1\t1\t1\t2\nä\t2\t1\t2\n".getBytes(StandardCharsets.ISO_8859_1),
            "track,frame,x,y\r\nä,0,1,2\r\nä,1,1,2\r\n".getBytes(StandardCharsets.UTF_16),
            "track,frame,x,y\r\nä,0,1,2\r\nä,1,1,2\r\n".getBytes(StandardCharsets.UTF_16LE),
            MatlabFixtures.file(true, Map.of("tracksFinal", MatlabFixtures.uTrack())),
            MatlabFixtures.file(false, Map.of("tracksFinal", MatlabFixtures.uTrack())));

    private static Path file;

    @BeforeContainer
    static void createFile() throws IOException {
        file = Files.createTempFile("damaged", ".tracks");
    }

    @AfterContainer
    static void deleteFile() throws IOException {
        Files.delete(file);
    }

    @Property(seed = "1", tries = 3000)
    void aDamagedFileIsReadOrRejectedInOneLineThatNamesIt(@ForAll("damaged") byte[] content) throws IOException {
        // Given
        Files.write(file, content);

        // When
        String outcome = outcome();

        // Then
        assertThat(outcome).startsWith(file.toString()).hasLineCount(1);
    }

    @Property(seed = "2", tries = 1000)
    void aFileOfAnyBytesIsReadOrRejectedInOneLineThatNamesIt(@ForAll byte[] content) throws IOException {
        // Given
        Files.write(file, content);

        // When
        String outcome = outcome();

        // Then
        assertThat(outcome).startsWith(file.toString()).hasLineCount(1);
    }

    @Property(seed = "3", tries = 300)
    void truncatedXmlIsRejected(@ForAll("xml") String content, @ForAll @IntRange(max = 10_000) int cut)
            throws IOException {
        // Given
        byte[] whole = content.stripTrailing().getBytes(StandardCharsets.UTF_8);
        Files.write(file, Arrays.copyOf(whole, cut % whole.length));

        // When, then
        assertThatExceptionOfType(TrackingFileException.class).isThrownBy(() -> TrackingFileReader.read(file));
    }

    @Property(seed = "4", tries = 300)
    void aTruncatedFileOfMTrackJIsRejected(@ForAll @IntRange(max = 10_000) int cut) throws IOException {
        // Given
        byte[] whole = Fixtures.MTRACKJ.getBytes(StandardCharsets.UTF_8);
        int lastLine = Fixtures.MTRACKJ.indexOf("End of");
        Files.write(file, Arrays.copyOf(whole, cut % lastLine));

        // When, then
        assertThatExceptionOfType(TrackingFileException.class).isThrownBy(() -> TrackingFileReader.read(file));
    }

    @Provide
    Arbitrary<String> xml() {
        return Arbitraries.of(Fixtures.TRACKMATE_XML, Fixtures.TRACKMATE_MODEL, Fixtures.ICY_XML);
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        Arbitrary<byte[]> valid = Arbitraries.of(VALID);
        Arbitrary<Integer> offset = Arbitraries.integers().between(0, 9_999);
        Arbitrary<String> splice = Arbitraries.of(
                "",
                "\n",
                "\r",
                ",",
                ";",
                "\"",
                "'",
                "<",
                ">",
                "/>",
                "&",
                "&a;",
                "&#0;",
                "<!--",
                "<![CDATA[",
                "]]>",
                "<!DOCTYPE a [",
                "<particle>",
                "</particle>",
                "<detection/>",
                "</Tracks>",
                "<Track TRACK_ID='0'>",
                "<TrackID TRACK_ID='5'/>",
                "ID='10'",
                "FRAME='3'",
                "<trackgroup>",
                "(nm)",
                "#",
                "%",
                "//",
                "|",
                "\t",
                " ",
                "sep=,\n",
                "track",
                "time [s]",
                "1,5",
                "0.5",
                "NA",
                "1e+05",
                "End of ",
                "Track 1 ",
                "Offset 1 1 1 9223372036854775807 1\n",
                "-1",
                "1e999",
                "\u0000",
                "\u0001\u0000\u0000\u007f",
                "\u0008\u0000\u0000\u0000",
                "\uFEFF",
                "\uFFFF",
                "xmlns:a='b' ",
                "<a:b/>",
                "<?xml version='1.1'?>",
                "encoding='UTF-16'");
        return Combinators.combine(valid, offset, offset, splice, splice)
                .as((whole, first, second, one, other) -> splice(splice(whole, first, one), second, other));
    }

    /** Overwrites the bytes from an offset with a text; an empty text truncates them there. */
    private static byte[] splice(byte[] whole, int offset, String text) {
        if (whole.length == 0) {
            return whole;
        }
        int start = offset % whole.length;
        byte[] replacement = text.getBytes(StandardCharsets.UTF_8);
        byte[] result =
                Arrays.copyOf(whole, text.isEmpty() ? start : Math.max(whole.length, start + replacement.length));
        System.arraycopy(replacement, 0, result, start, replacement.length);
        return result;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String outcome() {
        try {
            return TrackingFileReader.read(file).path().toString();
        } catch (TrackingFileException e) {
            return e.getMessage();
        }
    }
}
