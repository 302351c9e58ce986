package io.wanderscope.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.cluster.Lack;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
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
        assertThat(started.exitValue()).isEqualTo(ThreadDeaths.OUT_OF_MEMORY);
        assertThat(lines)
                .filteredOn(line -> line.startsWith("wanderscope run: "))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("wanderscope run: the thread inference-1 has died: the memory has run out: ")
                        .contains("java.lang.OutOfMemoryError: says the test", "_JAVA_OPTIONS=-Xmx2g"));
    }

    @Test
    void theLineSaysWhatWasKeptAndIsTheOnlyOne() throws Exception {
        // Given
        BlockingQueue<Integer> exits = new LinkedBlockingQueue<>();
        StringWriter err = new StringWriter();
        ThreadDeaths deaths = new ThreadDeaths(exits::add, code -> {});
        deaths.watch("wanderscope classify", new PrintWriter(err));
        deaths.addToLine(() -> "; 3 of 5 tracks are kept");

        // When
        deaths.end(new Lack(Lack.Kind.DISK, "no space is left"));

        // Then
        assertThat(exits.poll(60, TimeUnit.SECONDS)).isEqualTo(ThreadDeaths.DISK_FAILED);
        assertThat(err)
                .hasToString("wanderscope classify: no space is left; 3 of 5 tracks are kept" + System.lineSeparator());
        assertThat(deaths.mayTell()).isFalse();
        assertThat(deaths.exitCode()).isEqualTo(ThreadDeaths.DISK_FAILED);
    }

    @Test
    void theLineComesBeforeTheProcessIsHaltedEvenIfNobodySaysWhatWasKept() throws Exception {
        // Given work that hangs, so that its results cannot be closed
        BlockingQueue<Integer> halts = new LinkedBlockingQueue<>();
        StringWriter err = new StringWriter();
        CountDownLatch asked = new CountDownLatch(1);
        ThreadDeaths deaths = new ThreadDeaths(code -> {}, halts::add, time -> asked.await());
        deaths.watch("wanderscope classify", new PrintWriter(err));
        deaths.addToLine(() -> {
            asked.countDown();
            return foreverUnknown();
        });

        // When
        deaths.end(new Lack(Lack.Kind.DISK, "no space is left"));

        // Then
        assertThat(halts.poll(60, TimeUnit.SECONDS)).isEqualTo(ThreadDeaths.DISK_FAILED);
        assertThat(err).hasToString("wanderscope classify: no space is left" + System.lineSeparator());
    }

    private static String foreverUnknown() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "";
    }

    @Test
    void nothingIsSaidOfADeathOnceTheCommandHasSaidWhyItEnds() throws Exception {
        // Given
        BlockingQueue<Integer> exits = new LinkedBlockingQueue<>();
        StringWriter err = new StringWriter();
        ThreadDeaths deaths = new ThreadDeaths(exits::add, code -> {});
        deaths.watch("wanderscope classify", new PrintWriter(err));
        boolean told = deaths.mayTell();

        // When
        deaths.end(new Lack(Lack.Kind.DISK, "no space is left"));

        // Then
        assertThat(told).isTrue();
        assertThat(exits.poll(60, TimeUnit.SECONDS)).isNotNull();
        assertThat(err.toString()).isEmpty();
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
