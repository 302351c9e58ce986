package io.wanderscope.app.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.NoRouteToHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a machine may lack, and what the program then says. */
class RequirementTest {
    @TempDir
    private Path folder;

    @Test
    void nothingIsSaidOfWhatTheMachineHas() {
        // When
        Stream<Optional<String>> problems = Stream.of(
                new TemporaryFolder(folder, 1).problem(),
                new Loopback(server -> {}).problem(),
                new OpenFiles(512).problem(),
                new Memory(96 << 20, 512 << 20).problem(),
                new Fonts(() -> {}).problem());

        // Then
        assertThat(problems).allMatch(Optional::isEmpty);
    }

    @Test
    void whatThisMachineLacksIsALineEach() {
        // When
        Map<Requirement, String> problems = Requirement.problems(EnumSet.allOf(Requirement.class));

        // Then
        assertThat(problems)
                .allSatisfy(
                        (requirement, line) -> assertThat(line).hasLineCount(1).contains("; "));
    }

    @Test
    void namesATemporaryFolderThatDoesNotExist() {
        // Given
        Path missing = folder.resolve("missing");

        // When
        Optional<String> problem = new TemporaryFolder(missing).problem();

        // Then
        assertThat(problem)
                .hasValue("the temporary folder " + missing
                        + " does not exist; create it, or set another with JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "skipped: /proc, where not even root may create files, is Linux's")
    void saysInWordsWhyATemporaryFolderCannotBeUsed() {
        // Given
        TemporaryFolder readOnly = new TemporaryFolder(Path.of("/proc"));

        // When
        Optional<String> problem = readOnly.problem();

        // Then
        assertThat(problem)
                .hasValueSatisfying(line -> assertThat(line)
                        .startsWith("the temporary folder /proc cannot be used (")
                        .doesNotContain("Exception"));
    }

    @Test
    void saysHowMuchATemporaryFolderHasLeftAndLeavesNothingInIt() throws IOException {
        // When
        Optional<String> problem = new TemporaryFolder(folder, Long.MAX_VALUE).problem();

        // Then
        assertThat(problem)
                .hasValueSatisfying(line -> assertThat(line)
                        .matches("the temporary folder .* has \\d+ MB left, and at least \\d+ MB are needed; .*"));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void saysThatTheMachineCannotReachItself() {
        // Given
        Loopback down = new Loopback(server -> {
            throw new NoRouteToHostException("Network is unreachable");
        });

        // When
        Optional<String> problem = down.problem();

        // Then
        assertThat(problem)
                .hasValueSatisfying(line -> assertThat(line)
                        .contains("cannot reach itself", "Network is unreachable", "loopback", "ip link set lo up"));
    }

    @Test
    void saysHowToRaiseTheLimitOfOpenFiles() {
        // Given
        OpenFiles few = new OpenFiles(256);

        // When
        Optional<String> problem = few.problem();

        // Then
        assertThat(problem).hasValueSatisfying(line -> assertThat(line).contains("256 files open", "ulimit -n"));
    }

    @Test
    void saysHowMuchMemoryThereIsHowMuchIsNeededAndHowToGiveMore() {
        // Given
        Memory little = new Memory(32 << 20, 8L << 30);

        // When
        Optional<String> problem = little.problem();

        // Then
        assertThat(problem)
                .hasValueSatisfying(line ->
                        assertThat(line).matches("Java may use 32 MB .* at least \\d+ MB .*_JAVA_OPTIONS=-Xmx2g.*"));
    }

    @Test
    void saysThatAContainerIsTooSmallWhateverTheHeapIs() {
        // Given
        Memory container = new Memory(512 << 20, 128 << 20);

        // When
        Optional<String> problem = container.problem();

        // Then
        assertThat(problem).hasValueSatisfying(line -> assertThat(line).contains("has 128 MB", "container's limit"));
    }

    @Test
    void saysThatThereIsNoFont() {
        // Given
        Fonts none = new Fonts(() -> {
            throw new InternalError("Fontconfig head is null");
        });

        // When
        Optional<String> problem = none.problem();

        // Then
        assertThat(problem)
                .hasValueSatisfying(line -> assertThat(line).contains("no font", "Fontconfig head is null", "install"));
    }
}
