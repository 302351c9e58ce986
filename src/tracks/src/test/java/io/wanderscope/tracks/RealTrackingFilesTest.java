package io.wanderscope.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published tracking files, which are kept beside the project and are not part of it. */
class RealTrackingFilesTest {

    @ParameterizedTest
    @CsvSource({
        "saspt_u2os_region0.quot.csv, QUOT_CSV, px, 2387, 3907, 105, 0",
        "extrack_example.trackmate-tracks.xml, TRACKMATE_TRACKS_XML, µm, 176, 799, 45, 0",
        "extrack_example.trackmate-old.csv, PLAIN_CSV, px, 157, 684, 45, 398",
        "faketracks_v8.trackmate-full.xml, TRACKMATE_MODEL_XML, µm, 6, 84, 26, 11",
        "trackmate_v7_spots_sample.csv, PLAIN_CSV, µm, 1, 3, 3, 0",
        "tracksegnet_cell14.mdf, MTRACKJ, px, 4503, 68343, 637, 0",
        "sojourner_hsf_halo1.csv, PLAIN_CSV, px, 2477, 6814, 258, 0"
    })
    void readsEveryLinkedLocalisation(
            String name,
            TrackingFormat format,
            String lengthUnit,
            int tracks,
            long positions,
            int longest,
            long unlinked)
            throws TrackingFileException {
        // Given
        Optional<Path> file = find(name);
        assumeTrue(file.isPresent(), () -> "no shared/data/" + name + " in any folder above this one");

        // When
        TrackingFile read = TrackingFileReader.read(file.orElseThrow());

        // Then
        assertThat(read.format()).isEqualTo(format);
        assertThat(read.lengthUnit()).isEqualTo(lengthUnit);
        assertThat(read.tracks()).hasSize(tracks).doesNotHaveDuplicates();
        assertThat(read.tracks().stream()
                        .mapToInt(track -> track.positions().size())
                        .sum())
                .isEqualTo(positions);
        assertThat(read.tracks().stream()
                        .mapToInt(track -> track.positions().size())
                        .max())
                .hasValue(longest);
        assertThat(read.unlinked()).isEqualTo(unlinked);
    }

    private static Optional<Path> find(String name) {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared").resolve("data").resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
