package io.wanderscope.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.wanderscope.app.terminal.CommandFailure;
import io.wanderscope.app.terminal.ThreadDeaths;
import io.wanderscope.cluster.Lack;
import io.wanderscope.cluster.LackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** With what a command ends that fails with an exception. */
class ExitCodeTest {
    private static final Lack FULL = new Lack(Lack.Kind.DISK, "no space is left");

    static Stream<Arguments> failures() {
        IOException full = new FileSystemException("stores", null, "No space left on device");
        return Stream.of(
                arguments(full, ThreadDeaths.DISK_FAILED),
                arguments(new UncheckedIOException("cannot write", full), ThreadDeaths.DISK_FAILED),
                arguments(new CommandFailure("cannot write", full), ThreadDeaths.DISK_FAILED),
                arguments(
                        new KafkaException("does not start", new LackException(FULL, new IllegalStateException())),
                        ThreadDeaths.DISK_FAILED),
                arguments(
                        new KafkaException("does not start", new OutOfMemoryError("Java heap space")),
                        ThreadDeaths.OUT_OF_MEMORY),
                arguments(CommandFailure.ofThread("it has died", Optional.empty()), ThreadDeaths.EXIT_CODE),
                arguments(
                        CommandFailure.ofThread("it has stopped", Optional.of(FULL))
                                .saying("; see the log"),
                        ThreadDeaths.DISK_FAILED),
                arguments(new UncheckedIOException(new IOException("Connection reset")), 1),
                arguments(new CommandFailure("no file could be read"), 1),
                arguments(new IllegalStateException("a defect"), 1));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysWhatWasLackingHoweverDeepThatIs(Exception failure, int expected) throws Exception {
        // Given
        CommandLine line = new TypedCommands().line();
        ParseResult parsed = line.parseArgs("demo");
        CommandLine command = parsed.subcommand().commandSpec().commandLine();

        // When
        int exitCode = line.getExecutionExceptionHandler().handleExecutionException(failure, command, parsed);

        // Then
        assertThat(exitCode).isEqualTo(expected);
    }
}
