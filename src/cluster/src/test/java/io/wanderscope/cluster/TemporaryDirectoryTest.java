package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemporaryDirectoryTest {
    @Test
    void isDeletedWithEverythingInIt() throws Exception {
        // Given
        TemporaryDirectory directory = TemporaryDirectory.create();
        Path nested = Files.createDirectories(directory.path().resolve("a/b"));
        Files.writeString(nested.resolve("file"), "text");

        // When
        directory.close();

        // Then
        assertThat(directory.path()).doesNotExist();
    }

    @Test
    void mayBeClosedTwice() {
        // Given
        TemporaryDirectory directory = TemporaryDirectory.create();
        directory.close();

        // When
        assertThatCode(directory::close)
                // Then
                .doesNotThrowAnyException();
    }
}
