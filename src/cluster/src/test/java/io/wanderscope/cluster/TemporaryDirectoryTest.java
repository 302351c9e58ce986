package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

class TemporaryDirectoryTest {
    @TempDir
    private Path parent;

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

    @Test
    void thoseOfAKilledProcessAreDeletedByTheNextOne() throws Exception {
        // Given
        Process process = owningProcess();
        Path directory = Path.of(process.inputReader(StandardCharsets.UTF_8).readLine());
        process.destroyForcibly().waitFor();
        boolean existed = Files.exists(directory.resolve("file"));

        // When
        TemporaryDirectory.sweep(parent);

        // Then
        assertThat(existed).isTrue();
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void thoseOfALivingProcessStay() throws Exception {
        // Given
        Process process = owningProcess();
        Path directory = Path.of(process.inputReader(StandardCharsets.UTF_8).readLine());
        TemporaryDirectory own = TemporaryDirectory.create(parent);

        // When
        TemporaryDirectory.sweep(parent);

        // Then
        assertThat(directory.resolve("file")).exists();
        assertThat(own.path()).exists();
        process.destroyForcibly().waitFor();
    }

    @Test
    void oneThatIsKeptBelongsToNobody() throws Exception {
        // Given
        TemporaryDirectory kept = TemporaryDirectory.create(parent);
        kept.keep();

        // When
        TemporaryDirectory.sweep(parent);

        // Then
        try (Stream<Path> left = Files.list(parent)) {
            assertThat(left).containsExactly(kept.path());
        }
    }

    @Test
    void nothingStaysBesideOneThatIsClosed() {
        // Given
        TemporaryDirectory directory = TemporaryDirectory.create(parent);

        // When
        directory.close();

        // Then
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void isCreatedAgainIfAnotherProcessTookItForThatOfADeadOne() throws Exception {
        // Given
        AtomicInteger creations = new AtomicInteger();

        // When
        TemporaryDirectory directory = TemporaryDirectory.create(parent, created -> {
            if (creations.incrementAndGet() < 3) {
                Files.delete(created);
            }
            return DirectoryOwner.of(created);
        });

        // Then
        assertThat(creations).hasValue(3);
        try (Stream<Path> left = Files.list(parent)) {
            assertThat(left)
                    .containsExactlyInAnyOrder(
                            directory.path(),
                            directory.path().resolveSibling(directory.path().getFileName() + ".lock"));
        }
    }

    @Test
    void nothingIsLeftIfItCannotBeLocked() {
        // Given
        TemporaryDirectory.Locking refusing = created -> {
            throw new IOException("no locks available");
        };

        // When
        assertThatThrownBy(() -> TemporaryDirectory.create(parent, refusing))
                // Then
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("no locks available");
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    @EnabledOnOs(
            value = {OS.LINUX, OS.MAC},
            disabledReason = "skipped: only root may give files away")
    void thoseOfOtherUsersStayEvenIfRootSweeps() throws Exception {
        // Given
        assumeThat(Files.getAttribute(parent, "unix:uid"))
                .as("skipped: not root")
                .isEqualTo(0);
        Path directory = Files.createDirectory(parent.resolve("wanderscope-other"));
        Path lock = Files.createFile(parent.resolve("wanderscope-other.lock"));
        Files.setAttribute(lock, "unix:uid", 65_534);

        // When
        TemporaryDirectory.sweep(parent);

        // Then
        try (Stream<Path> left = Files.list(parent)) {
            assertThat(left).containsExactlyInAnyOrder(directory, lock);
        }
    }

    /** As the threads of a broker do, which write until the process ends. */
    private static final class Recreating extends ManualTime {
        private final Path directory;
        private int times;

        Recreating(Path directory, int times) {
            this.directory = directory;
            this.times = times;
        }

        @Override
        public void sleep(long milliseconds) {
            super.sleep(milliseconds);
            if (times > 0) {
                times--;
                create();
            }
        }

        private void create() {
            try {
                Files.createDirectories(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void isDeletedUntilNobodyRecreatesItAnyMore() {
        // Given
        TemporaryDirectory directory = TemporaryDirectory.create(parent);
        Recreating time = new Recreating(directory.path(), 7);

        // When
        directory.deleteUntilItStaysAway(time);

        // Then
        assertThat(parent).isEmptyDirectory();
        assertThat(time.elapsed()).isBetween(Duration.ofMillis(1100), Duration.ofMillis(1300));
    }

    @Test
    void oneThatNeverStaysAwayDoesNotHoldUpTheEndOfTheProcess() {
        // Given
        TemporaryDirectory directory = TemporaryDirectory.create(parent);
        Recreating time = new Recreating(directory.path(), 10_000);

        // When
        directory.deleteUntilItStaysAway(time);

        // Then
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(10));
    }

    /** A process that owns a directory and prints its path. */
    private Process owningProcess() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        Owner.class.getName(),
                        parent.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String classPath() {
        return Stream.of(Owner.class, TemporaryDirectory.class, Logger.class)
                .map(each -> each.getProtectionDomain().getCodeSource().getLocation())
                .map(each -> Path.of(URI.create(each.toString())).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Creates a directory with a file in it and waits. */
    static final class Owner {
        private Owner() {}

        /** Prints the directory's path; the argument is its parent. */
        public static void main(String... arguments) throws Exception {
            TemporaryDirectory directory = TemporaryDirectory.create(Path.of(arguments[0]));
            Files.createFile(directory.path().resolve("file"));
            System.out.println(directory.path());
            Thread.sleep(60_000);
        }
    }
}
