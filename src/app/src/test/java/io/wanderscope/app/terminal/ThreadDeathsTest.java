package io.wanderscope.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThreadDeathsTest {
    @Test
    void aDeathEndsTheProcessWithItsOwnExitCodeAndOneLine() throws Exception {
        // Given
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingProgram.class.getName())
                .redirectErrorStream(true);

        // When
        Process started = program.start();
        List<String> lines = started.inputReader(StandardCharsets.UTF_8).lines().toList();

        // Then
        assertThat(started.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(started.exitValue()).isEqualTo(ThreadDeaths.EXIT_CODE);
        assertThat(lines)
                .anyMatch(line -> line.startsWith("wanderscope run: the thread inference-1 has died: "
                                + "java.lang.OutOfMemoryError: says the test; ")
                        && line.contains("_JAVA_OPTIONS=-Xmx2g"));
    }

    @Test
    void theFirstDeathIsTheOneThatIsTold() {
        // Given
        ThreadDeaths deaths = new ThreadDeaths(code -> {}, code -> {});
        deaths.uncaughtException(new Thread("one"), new IllegalStateException("first"));

        // When
        deaths.uncaughtException(new Thread("two"), new IllegalStateException("second"));

        // Then
        assertThat(deaths.first()).hasValue("the thread one has died: java.lang.IllegalStateException: first");
    }
}
