package io.wanderscope.trainer.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskLeavesTheOldFileAndIsReported() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("model.onnx"), "good");
        Path full = Path.of("/dev/full");

        // When
        assertThatThrownBy(() -> AtomicFile.write(file, part -> {
                    Files.writeString(part, "half");
                    Files.writeString(full, "the other half");
                }))
                // Then
                .isInstanceOf(IOException.class)
                .hasMessageContaining("model.onnx could not be written")
                .hasMessageContaining("No space left");
        assertThat(file).hasContent("good");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void replacesAFile() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("model.onnx"), "old");

        // When
        AtomicFile.write(file, part -> Files.writeString(part, "new"));

        // Then
        assertThat(file).hasContent("new");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }
}
