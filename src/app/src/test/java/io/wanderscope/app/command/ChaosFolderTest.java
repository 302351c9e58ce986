package io.wanderscope.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChaosFolderTest {
    private final StringWriter messages = new StringWriter();

    private ChaosFolder folder(Optional<Path> named) throws Exception {
        return ChaosFolder.create(named, new PrintWriter(messages));
    }

    @Test
    void isTemporaryAndGoneOnceTheGuaranteesHeld() throws Exception {
        // Given
        Path path;
        try (ChaosFolder folder = folder(Optional.empty())) {
            path = folder.path();
            Files.writeString(path.resolve("instance-1.log"), "all is well");

            // When
            folder.discard();
        }

        // Then
        assertThat(path).doesNotExist();
        assertThat(path).startsWithRaw(Path.of(System.getProperty("java.io.tmpdir")));
        assertThat(messages.toString()).isEmpty();
    }

    @Test
    void staysAndIsNamedWhenTheGuaranteesDidNotHold() throws Exception {
        // Given
        Path path;

        // When
        try (ChaosFolder folder = folder(Optional.empty())) {
            path = folder.path();
            Files.writeString(path.resolve("instance-1.log"), "the cause");
        }

        // Then
        assertThat(path.resolve("instance-1.log")).content().isEqualTo("the cause");
        assertThat(messages.toString().strip())
                .isEqualTo("the table and the logs of instances and brokers are in " + path);
        Files.delete(path.resolve("instance-1.log"));
        Files.delete(path);
    }

    @Test
    void staysWhereTheUserAskedForIt(@TempDir Path parent) throws Exception {
        // Given
        Path named = parent.resolve("results/chaos");

        // When
        try (ChaosFolder folder = folder(Optional.of(named))) {
            Files.writeString(folder.path().resolve("instance-1.log"), "all is well");
            folder.discard();
        }

        // Then
        assertThat(named.resolve("instance-1.log")).exists();
        assertThat(messages.toString()).isEmpty();
    }
}
