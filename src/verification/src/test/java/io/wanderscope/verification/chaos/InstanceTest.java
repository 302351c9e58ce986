package io.wanderscope.verification.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.wanderscope.cluster.TemporaryDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance distinguishes exits that were ordered from unexpected ones. */
@Tag("chaos")
class InstanceTest {
    private static final String RUNS = "exec sleep 600";
    private static final String FAILS = "echo first; echo the cause; printf '\\tat some.Code\\n'; exit 3";

    @TempDir
    private Path logs;

    private Instance instance;

    private Instance started(String script) throws Exception {
        instance = new Instance(
                "one", logs, TemporaryDirectory.create(), List.of("sh", "-c", script), InstantSource.system());
        instance.start();
        return instance;
    }

    private void awaitExit() {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !instance.isAlive());
    }

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void thatExitsUnexpectedlyIsReportedWithExitCodeAndLastLogLineAndRunsAgain() throws Exception {
        // Given
        started("if [ -e ran ]; then exec sleep 600; fi; touch ran; "
                        .replace("ran", logs.resolve("ran").toString())
                + FAILS);
        awaitExit();

        // When
        instance.revive();

        // Then
        assertThat(instance.unexpectedExits())
                .extracting(UnexpectedExit::instance, UnexpectedExit::exitCode, UnexpectedExit::lastLogLine)
                .containsExactly(tuple("one", 3, "the cause"));
        assertThat(instance.isAlive()).isTrue();
    }

    @Test
    void thatWasKilledOrStoppedAndStartedAgainHasNoUnexpectedExit() throws Exception {
        // Given
        started(RUNS);

        // When
        instance.kill();
        boolean afterKill = instance.shouldRun();
        instance.start();
        instance.stop();
        boolean afterStop = instance.shouldRun();
        instance.revive();

        // Then
        assertThat(List.of(afterKill, afterStop, instance.isAlive())).containsOnly(false);
        assertThat(instance.unexpectedExits()).isEmpty();
    }

    @Test
    void thatHadExitedBeforeItWasKilledIsReportedToo() throws Exception {
        // Given
        started(FAILS);
        awaitExit();

        // When
        instance.kill();

        // Then
        assertThat(instance.unexpectedExits())
                .extracting(UnexpectedExit::exitCode)
                .containsExactly(3);
        assertThat(instance.shouldRun()).isFalse();
    }

    @Test
    void thatFailsWhileItStopsIsReportedToo() throws Exception {
        // Given
        started("trap 'echo cannot stop; exit 1' TERM; touch " + logs.resolve("ready")
                + "; while true; do sleep 0.05; done");
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> Files.exists(logs.resolve("ready")));

        // When
        instance.stop();

        // Then
        assertThat(instance.unexpectedExits())
                .extracting(UnexpectedExit::exitCode, UnexpectedExit::lastLogLine)
                .containsExactly(tuple(1, "cannot stop"));
    }

    @Test
    void keepsTheLogsOfAllItsRuns() throws Exception {
        // Given
        started("echo a run; exec sleep 600");
        awaitLog("a run", 1);
        instance.kill();

        // When
        instance.start();

        // Then
        awaitLog("a run", 2);
        assertThat(log()).filteredOn(line -> line.startsWith("one started at ")).hasSize(2);
    }

    private List<String> log() throws Exception {
        return Files.readAllLines(logs.resolve("one.log"));
    }

    private void awaitLog(String line, int times) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> log().stream().filter(line::equals).count() >= times);
    }

    @Test
    void saysWhatItsStreamThreadsDo() throws Exception {
        // Given
        Path classes = Path.of(StreamThread.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        started("exec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -cp '" + classes + "' '"
                + StreamThread.class.getName() + "'");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Files.readString(logs.resolve("one.log")).contains("running"));

        // When
        List<String> threads = instance.streamThreads();

        // Then
        assertThat(threads)
                .singleElement()
                .asString()
                .startsWith("one: \"program-StreamThread-1\"")
                .contains("InstanceTest$StreamThread.run(");
    }

    @Test
    void saysWhyWhatItsThreadsDoCannotBeHad() throws Exception {
        // Given
        started(RUNS);

        // When
        List<String> threads = instance.streamThreads();

        // Then
        assertThat(threads).singleElement().asString().startsWith("one has no stream threads: ");
    }

    /** A program with a thread that waits. */
    static final class StreamThread extends Thread {
        private StreamThread() {
            super("program-StreamThread-1");
        }

        @Override
        public void run() {
            System.out.println("running");
            LockSupport.park();
        }

        /** Runs until it is killed. */
        public static void main(String... arguments) {
            new StreamThread().start();
        }
    }
}
