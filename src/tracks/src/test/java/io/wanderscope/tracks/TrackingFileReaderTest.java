package io.wanderscope.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackingFileReaderTest {
    @TempDir
    Path folder;

    static List<Arguments> contents() {
        return List.of(
                arguments(Fixtures.TRACKMATE_XML, TrackingFormat.TRACKMATE_TRACKS_XML),
                arguments(Fixtures.TRACKMATE_MODEL, TrackingFormat.TRACKMATE_MODEL_XML),
                arguments(Fixtures.ICY_XML, TrackingFormat.ICY_XML),
                arguments(Fixtures.MTRACKJ, TrackingFormat.MTRACKJ),
                arguments(Fixtures.QUOT_CSV, TrackingFormat.QUOT_CSV),
                arguments(Fixtures.TRACKMATE_SPOTS_CSV, TrackingFormat.PLAIN_CSV));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void detectsTheFormatFromTheContentNotTheName(String content, TrackingFormat expected)
            throws TrackingFileException {
        // Given
        Path file = Fixtures.write(folder, "tracks.dat", content);

        // When
        TrackingFormat format = TrackingFileReader.read(file).format();

        // Then
        assertThat(format).isEqualTo(expected);
    }

    @Test
    void rejectsAMissingFile() {
        // Given
        Path file = folder.resolve("missing.csv");

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessage(file + ": no such file; name a tracking file that exists");
    }

    @Test
    void rejectsADirectory() {
        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(folder))
                .withMessage(folder + ": is a directory; name a tracking file in it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", " \r\n\t\n"})
    void rejectsAnEmptyFile(String content) {
        // Given
        Path file = Fixtures.write(folder, "empty.csv", content);

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessage(file + ": is empty; a tracking file is needed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MTrackJ tracks", "\"unclosed", "\u0000\u0001"})
    void rejectsAFileOfUnknownFormatShowsHowItBeginsAndListsTheFormats(String content) {
        // Given
        Path file = Fixtures.write(folder, "a.mdf", "\n" + content + "\nmore\n");

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessageStartingWith(
                        file + ":2: no known format: the file begins with '" + content.replaceAll("\\p{Cntrl}+", " "))
                .withMessageContaining("TrackMate's tracks XML")
                .withMessageEndingWith("; supported formats: " + TrackingFormat.descriptions());
    }
}
