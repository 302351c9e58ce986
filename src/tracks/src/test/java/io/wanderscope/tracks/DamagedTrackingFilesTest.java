package io.wanderscope.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
    private static final List<String> VALID = List.of(
            Fixtures.TRACKMATE_XML,
            Fixtures.QUOT_CSV,
            Fixtures.TRACKMATE_SPOTS_CSV,
            Fixtures.MTRACKJ,
            "\uFEFF\"track\";\"frame\";\"x\";\"y\"\r\n\"a\";0;1.5;NaN\r\n\"b\";1;2.5;3.5\r\n");

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
    void truncatedXmlIsRejected(@ForAll @IntRange(max = 10_000) int cut) throws IOException {
        // Given
        byte[] whole = Fixtures.TRACKMATE_XML.stripTrailing().getBytes(StandardCharsets.UTF_8);
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
    Arbitrary<byte[]> damaged() {
        Arbitrary<byte[]> valid = Arbitraries.of(VALID).map(text -> text.getBytes(StandardCharsets.UTF_8));
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
                "(nm)",
                "End of ",
                "Track 1 ",
                "Offset 1 1 1 9223372036854775807 1\n",
                "-1",
                "1e999",
                "\u0000",
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

    private static String outcome() {
        try {
            return TrackingFileReader.read(file).path().toString();
        } catch (TrackingFileException e) {
            return e.getMessage();
        }
    }
}
