package io.wanderscope.app.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.wanderscope.app.terminal.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFolderTest {
    private static final ResultNames NAMES = new ResultNames(List.of("cell"));

    @TempDir
    private Path folder;

    @Test
    void belongsToOneRunAtATime() {
        try (ResultFolder first = ResultFolder.open(folder, NAMES)) {
            // When
            assertThatThrownBy(() -> ResultFolder.open(first.path(), NAMES))
                    // Then
                    .isInstanceOf(CommandFailure.class)
                    .hasMessage("--out: another run is writing its results in the folder " + folder
                            + "; choose another folder, or wait until it has ended");
        }
    }

    @Test
    void isFreeAfterARunAndHoldsNoTraceOfTheLock() {
        // Given
        ResultFolder.open(folder, NAMES).close();

        // When
        ResultFolder.open(folder, NAMES).close();

        // Then
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void isFreeAfterARunThatWasKilledAndLeftItsLockFile() throws Exception {
        // Given
        Files.createFile(folder.resolve("wanderscope.lock"));

        // When
        ResultFolder.open(folder, NAMES).close();

        // Then
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void isCreatedWithTheFoldersAboveIt() {
        // Given
        Path deep = folder.resolve("a/b");

        // When
        ResultFolder.open(deep, NAMES).close();

        // Then
        assertThat(deep).isDirectory();
    }

    @Test
    void isRefusedBeforeTheRunWhenAFileIsInItsPlace() throws Exception {
        // Given
        Path file = Files.createFile(folder.resolve("file"));

        // When
        assertThatThrownBy(() -> ResultFolder.open(file, NAMES))
                // Then
                .hasMessage("--out: the folder " + file + " cannot be created (a file has this name)");
    }

    @Test
    void isRefusedBeforeTheRunWhenAResultCannotBeWritten() throws Exception {
        // Given
        Path inTheWay = Files.createDirectory(folder.resolve("labels.csv"));

        // When
        assertThatThrownBy(() -> ResultFolder.open(folder, NAMES))
                // Then
                .hasMessage("--out: cannot write " + inTheWay + " (a folder has this name)");
        assertThat(folder.resolve("wanderscope.lock")).doesNotExist();
    }

    @Test
    void isRefusedBeforeTheRunWhenAnUnfinishedResultCannotBeReplaced() throws Exception {
        // Given
        Path inTheWay = Files.createDirectory(folder.resolve("saliency.jsonl.part"));

        // When
        assertThatThrownBy(() -> ResultFolder.open(folder, NAMES))
                // Then
                .hasMessage("--out: cannot write " + inTheWay + " (a folder has this name)");
        assertThat(folder.resolve("wanderscope.lock")).doesNotExist();
    }

    @Test
    void knowsWhatAnInterruptedRunLeft() throws Exception {
        // Given
        Path left = Files.createFile(folder.resolve("labels.csv.part"));
        Files.createFile(folder.resolve("labels.csv"));

        // When
        try (ResultFolder opened = ResultFolder.open(folder, NAMES)) {
            // Then
            assertThat(opened.unfinishedResults()).containsExactly(left);
        }
    }

    @Test
    void isRefusedBeforeTheRunWhenItIsReadOnly() {
        // Given
        assumeThat(folder.toFile().setWritable(false) && !Files.isWritable(folder))
                .as("skipped: this user may write in read-only folders")
                .isTrue();

        // When
        assertThatThrownBy(() -> ResultFolder.open(folder, NAMES))
                // Then
                .hasMessage("--out: cannot write in the folder " + folder + " (permission denied)");
    }
}
