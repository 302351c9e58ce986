package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LackTest {
    @TempDir
    private Path folder;

    @Test
    void saysHowToGetMoreMemoryWhenThatRanOut() {
        // Given
        Throwable outOfMemory = new StreamsException("poll", new OutOfMemoryError("Java heap space"));

        // When
        Optional<Lack> lack = Lack.ofMemory(outOfMemory);

        // Then
        assertThat(lack).hasValueSatisfying(found -> {
            assertThat(found.kind()).isEqualTo(Lack.Kind.MEMORY);
            assertThat(found.text())
                    .startsWith("the memory has run out: of ")
                    .contains("java.lang.OutOfMemoryError: Java heap space")
                    .contains("_JAVA_OPTIONS=-Xmx2g");
        });
        assertThat(Lack.ofMemory(new StreamsException("poll"))).isEmpty();
    }

    @Test
    void moreMemoryIsNoRemedyForALimitOfThreads() {
        // When
        Optional<Lack> lack =
                Lack.ofMemory(new OutOfMemoryError("unable to create native thread: possibly out of memory"));

        // Then
        assertThat(lack)
                .hasValueSatisfying(
                        found -> assertThat(found.text()).contains("ulimit -u").doesNotContain("Xmx"));
    }

    @Test
    void nothingIsSaidOfAFolderThatCanBeWritten() {
        // When
        Optional<Lack> lack = Lack.ofFolder(folder, new IOException("Connection reset"));

        // Then
        assertThat(lack).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void saysThatAFolderWasDeleted() {
        // Given
        Path gone = folder.resolve("gone");

        // When
        Optional<Lack> lack = Lack.ofFolder(gone);

        // Then
        assertThat(lack).hasValueSatisfying(found -> {
            assertThat(found.kind()).isEqualTo(Lack.Kind.DISK);
            assertThat(found.text()).startsWith("its folder " + gone + " was deleted while it ran; ");
        });
    }

    @Test
    void aDiskThatWasFullIsStillTheReasonWhenThereIsRoomAgain() {
        // Given
        Throwable failure =
                new StreamsException("flush", new IOException("IO error: No space left on device: While appending"));

        // When
        Optional<Lack> lack = Lack.ofFolder(folder, failure);

        // Then
        assertThat(lack)
                .hasValueSatisfying(found -> assertThat(found.text())
                        .matches("no space is left on the disk of \\Q" + folder + "\\E \\(\\d+ MB free\\); .*"
                                + "JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER.*"));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "skipped: /proc, where not even root may create files, is Linux's")
    void saysWhyNothingCanBeWrittenAndWhichSettingNamesTheFolder() {
        // When
        Optional<Lack> lack = Lack.ofFolder(Path.of("/proc/sys"));

        // Then
        assertThat(lack)
                .hasValueSatisfying(found -> assertThat(found.text())
                        .contains("/proc/sys")
                        .contains("state.dir")
                        .doesNotContain("Exception"));
    }
}
