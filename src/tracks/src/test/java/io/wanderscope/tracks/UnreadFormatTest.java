package io.wanderscope.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadFormatTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\xD0\\xCF\\x11\\xE0\\xA1\\xB1\\x1A\\xE1 | an Excel workbook or another old Office document",
                "<?xml version='1.0'?>\\n<?mso-application progid='Excel.Sheet'?>\\n<Workbook/> | an Excel workbook",
                "\\x93NUMPY\\x01\\x00v\\x00{'descr': | a NumPy array",
                "\\x80\\x04\\x95\\x1C\\x00\\x00 | a Python pickle",
                "\\x80\\x03}q\\x00 | a Python pickle",
                "BZh91AY&SY | a bzip2 file",
                "\\xFD7zXZ\\x00 | an xz file",
                "\\x28\\xB5\\x2F\\xFD\\x04 | a Zstandard file",
                "7z\\xBC\\xAF\\x27\\x1C | a 7z archive",
                "Rar!\\x1A\\x07 | a RAR archive",
                "\\x89HDF\\r\\n\\x1A\\n\\x00\\x00DataSetInfo\\x00 | an Imaris file",
                "\\x89HDF\\r\\n\\x1A\\n\\x00\\x00tracks\\x00 | an HDF5 file",
                "MATLAB 7.3 MAT-file, Platform: GLNXA64 | a MATLAB file of version 7.3",
                "# Created by Octave 6.4.0 | a file of Octave",
                "II*\\x00\\x08\\x00 | a TIFF image",
                "MM\\x00*\\x00\\x08 | a TIFF image",
                "II+\\x00\\x08\\x00 | a TIFF image",
                "\\x89PNG\\r\\n\\x1A\\n | a PNG image",
                "\\xFF\\xD8\\xFF\\xE0 | a JPEG image",
                "GIF89a | a GIF image",
                "ZISRAWFILE\\x00 | a Zeiss image",
                "\\xDA\\xCE\\xBE\\x0A | a Nikon image",
                "%PDF-1.7 | a PDF document",
                "{\\\\rtf1 | a document in rich text",
                "SQLite format 3\\x00 | an SQLite database",
                "PAR1\\x15\\x04 | a Parquet file",
                "ARROW1\\x00\\x00 | an Arrow or Feather file",
                "RDX3\\nX\\n | a file of R's data",
                "<!DOCTYPE html>\\n<html> | a web page",
                "  <HTML><body> | a web page",
                "{\"tracks\": []} | a JSON file",
                "[[0, 1.5, 2.5]] | a JSON file"
            })
    void namesAFormatThatIsNotReadAndSaysWhatToDo(String content, String title) {
        // Given
        Path file = Fixtures.write(folder, "tracks.csv", bytes(content));

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessageStartingWith(file + ": is " + title + ", which is not read; ");
    }

    @ParameterizedTest
    @CsvSource({
        "xl/workbook.xml, an Excel workbook",
        "word/document.xml, a Word document",
        "arr_0.npy, an archive of NumPy arrays",
        "cell1.csv, a zip archive"
    })
    void namesWhatAZipArchiveHolds(String entry, String title) throws IOException {
        // Given
        Path file = Fixtures.write(folder, "tracks.csv", zip(entry));

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessageStartingWith(file + ": is " + title + ", which is not read; ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[x],[y],frame,track\n1,2,0,a\n", "%x,y,frame,track\n", "GIF,x,y\n", "PK,x,y\n", "II,x\n"})
    void takesNoTableForAnotherFormat(String table) {
        // Given
        byte[] head = table.getBytes(StandardCharsets.UTF_8);

        // When, then
        assertThat(UnreadFormat.of(head)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {".zgroup", "zarr.json"})
    void namesAFolderOfZarr(String file) throws IOException {
        // Given
        Files.createFile(folder.resolve(file));

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(folder))
                .withMessageStartingWith(folder + ": is a folder of the kind Zarr, such as GEFF, which is not read; ");
    }

    @Test
    void namesTheRootOfOtherXml() {
        // Given
        Path file = Fixtures.write(folder, "other.xml", "<?xml version='1.0'?>\n<!-- a comment -->\n<svg/>");

        // When, then
        assertThatExceptionOfType(TrackingFileException.class)
                .isThrownBy(() -> TrackingFileReader.read(file))
                .withMessageStartingWith(
                        file + ":1: no known format: the root of the XML is <svg>; supported formats: ");
    }

    @Test
    void everyAdviceSaysWhatToDo() {
        // When
        List<String> problems = List.of(UnreadFormat.values()).stream()
                .map(UnreadFormat::problem)
                .toList();

        // Then
        assertThat(problems)
                .allMatch(problem -> problem.matches("is an? .*, which is not read; (save|export|unpack|give) .*"));
    }

    private static byte[] zip(String entry) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream entries = new ZipOutputStream(archive)) {
            entries.putNextEntry(new ZipEntry(entry));
            entries.write(1);
            entries.closeEntry();
        }
        return archive.toByteArray();
    }

    /** A text in which every character is a byte and \xHH, \n, \r and \\ mean what they mean in Java or C. */
    private static byte[] bytes(String text) {
        StringBuilder bytes = new StringBuilder();
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character != '\\') {
                bytes.append(character);
            } else if (text.charAt(index + 1) == 'x') {
                bytes.append((char) Integer.parseInt(text.substring(index + 2, index + 4), 16));
                index += 3;
            } else {
                index++;
                bytes.append(text.charAt(index) == 'n' ? '\n' : text.charAt(index) == 'r' ? '\r' : text.charAt(index));
            }
        }
        return bytes.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
