package io.wanderscope.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmlElementsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "UTF-8, UTF-8",
        "UTF-8, ISO-8859-1",
        "ISO-8859-1, ISO-8859-1",
        "ISO-8859-1, UTF-8",
        "ISO-8859-1, ",
        "windows-1252, windows-1252",
        "ISO-8859-1, no-such-encoding",
        "UTF-16, UTF-16",
        "UTF-16LE, UTF-8",
        "UTF-16BE, ",
        "UTF-8, UTF-16"
    })
    void readsTextWhateverItsDeclarationSays(String encoding, String declared) throws TrackingFileException {
        // Given
        String declaration = declared == null ? "" : " encoding='" + declared + "'";
        Path file = file(
                "<?xml version='1.0'" + declaration
                        + "?>\n<Tracks nTracks='1' spaceUnits='µm'><particle><detection t='0' x='1' y='2'/></particle></Tracks>",
                Charset.forName(encoding));

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.lengthUnit()).isEqualTo("µm");
        assertThat(read.tracks()).hasSize(1);
    }

    @Test
    void readsLatin1ThatComesLate() throws TrackingFileException {
        // Given more ASCII before the unit than is looked at to detect the format
        Path file = file(
                "<TrackMate><Log>" + "ASCII ".repeat(20_000) + "</Log>\n<Model spatialunits='µm'><AllSpots/>"
                        + "<AllTracks><Track TRACK_ID='1'/></AllTracks></Model></TrackMate>",
                StandardCharsets.ISO_8859_1);

        // When
        String unit = TrackingFileReader.read(file).lengthUnit();

        // Then
        assertThat(unit).isEqualTo("µm");
    }

    @Test
    void readsLatin1WhereABufferEnds() throws TrackingFileException {
        // Given a unit in Latin-1 at each place around the end of the parser's buffers
        String start = "<Tracks nTracks='1' ";
        String end = "spaceUnits='\u00b5m'><particle><detection t='0' x='1' y='2'/></particle></Tracks>";

        for (int place = 8185; place <= 8195; place++) {
            Path file = file(start + " ".repeat(place - start.length() - 12) + end, StandardCharsets.ISO_8859_1);

            // When
            String unit = TrackingFileReader.read(file).lengthUnit();

            // Then
            assertThat(unit).isEqualTo("\u00b5m");
        }
    }

    @Test
    void printsNothingAboutTextThatIsNoXml() {
        // Given
        Path file = file("<Tracks spaceUnits='\u00b5m' <particle \u0000\u00ff", StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream usual = System.err;
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));

        // When
        try {
            TrackingFileReader.read(file);
        } catch (TrackingFileException e) {
            assertThat(e).hasMessageStartingWith(file + ":1: cut off or not well-formed XML (");
        } finally {
            System.setErr(usual);
        }

        // Then
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<Tracks>| Tracks",
                "<?xml version='1.0'?><!-- <root> --><?style a?><TrackMate version='8'>| TrackMate",
                "<!DOCTYPE root SYSTEM 'a'><root/>| root",
                "<!DOCTYPE root [<!ENTITY a 'b'>]><root/>| root",
                "<!-- never ends <root>| ",
                "x,y,frame| "
            })
    void findsTheRoot(String beginning, String root) {
        // When
        Optional<String> found = XmlElements.root(FileBeginning.of(beginning.getBytes(StandardCharsets.UTF_8)));

        // Then
        assertThat(found).isEqualTo(Optional.ofNullable(root));
    }

    private Path file(String content, Charset charset) {
        return Fixtures.write(folder, "tracks.xml", content.getBytes(charset));
    }
}
