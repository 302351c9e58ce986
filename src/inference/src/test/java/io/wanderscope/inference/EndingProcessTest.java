package io.wanderscope.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that exits while it opens a model. */
class EndingProcessTest {
    private static final int PROCESSES = 4;

    @TempDir
    private Path folder;

    @Test
    void exitsWithItsOwnCodeAndNotWithASegmentationFault() {
        // When
        List<Integer> codes = IntStream.range(0, PROCESSES)
                .mapToObj(process -> exitCode(Ending.class, folder.resolve(process + ".log")))
                .toList();

        // Then
        assertThat(codes).containsOnly(Ending.CODE);
    }

    @Test
    void waitsForAModelThatIsBeingOpened() {
        // Given
        Path log = folder.resolve("opening.log");

        // When
        int code = exitCode(Opening.class, log);

        // Then
        assertThat(code).isEqualTo(Ending.CODE);
        assertThat(log).content().contains(Opening.OPENED);
    }

    private int exitCode(Class<?> program, Path log) {
        try {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:ErrorFile=" + folder.resolve("error-%p.log"),
                            "-cp",
                            System.getProperty("java.class.path"),
                            program.getName())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Exits in the middle of an opening that takes a second. */
    static final class Opening {
        static final String OPENED = "opened";
        private static final Duration TIME = Duration.ofSeconds(1);

        private Opening() {}

        /** Exits with {@link Ending#CODE}. */
        public static void main(String... arguments) throws InterruptedException {
            CountDownLatch begun = new CountDownLatch(1);
            Thread opener = new Thread(() -> LastingEnvironment.opening(() -> {
                begun.countDown();
                Ending.pause(TIME);
                System.out.println(OPENED);
                return OPENED;
            }));
            opener.setDaemon(true);
            opener.start();
            begun.await();
            System.exit(Ending.CODE);
        }
    }

    /** Exits while a thread opens model after model. Its shutdown hook takes a while, as those of {@code run} do. */
    static final class Ending {
        static final int CODE = 7;
        private static final Duration OPENING = Duration.ofMillis(300);
        private static final Duration HOOKS = Duration.ofMillis(500);

        private Ending() {}

        /** Exits with {@link #CODE}. */
        public static void main(String... arguments) throws InterruptedException {
            Thread opener = new Thread(() -> {
                while (true) {
                    OnnxTrajectoryClassifier.open(ShippedModelFile.path(), ExecutionProvider.CPU, 1)
                            .close();
                }
            });
            opener.setDaemon(true);
            opener.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> pause(HOOKS)));
            Thread.sleep(OPENING.toMillis());
            System.exit(CODE);
        }

        private static void pause(Duration duration) {
            try {
                Thread.sleep(duration.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
