package io.wanderscope.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever the dialect in which tracks are written as a table, the same tracks are read. */
class RandomTablesTest {
    private static Path file;

    @BeforeContainer
    static void createFile() throws IOException {
        file = Files.createTempFile("random", ".table");
    }

    @AfterContainer
    static void deleteFile() throws IOException {
        Files.delete(file);
    }

    @Property(seed = "5", tries = 1500)
    void theTracksOfATableAreThoseThatWereWritten(@ForAll long seed) throws IOException, TrackingFileException {
        // Given
        RandomTable table = new RandomTable(seed);
        Files.write(file, table.content());

        // When
        TrackingFile read = TrackingFileReader.read(file);

        // Then
        assertThat(read.tracks()).isEqualTo(table.tracks());
        assertThat(read.unlinked()).isEqualTo(table.unlinked());
        assertThat(read.frameStep()).isEqualTo(1);
    }
}
