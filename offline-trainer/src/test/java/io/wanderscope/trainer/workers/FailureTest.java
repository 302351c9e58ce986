package io.wanderscope.trainer.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {
    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(new OutOfMemoryError("Java heap space"), "OutOfMemoryError: Java heap space, at ", "-Xmx"),
                Arguments.of(new StackOverflowError(), "StackOverflowError, at FailureTest.java:", "-Xss"),
                Arguments.of(new NoClassDefFoundError("a/B"), "NoClassDefFoundError: a/B, at ", "build again"),
                Arguments.of(
                        new IllegalStateException("two\n lines"), "IllegalStateException: two lines, at ", "report"),
                Arguments.of(
                        new ExecutionException(new IllegalStateException(new AssertionError("inside"))),
                        "AssertionError: inside, at ",
                        "report"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void saysWhatWhereAndWhatToDoInOneLine(Throwable error, String what, String whatToDo) {
        // When
        String line = Failure.inWords(error);

        // Then
        assertThat(line)
                .startsWith(what)
                .contains("FailureTest.java:", whatToDo)
                .hasLineCount(1);
    }

    @Test
    void anErrorThatNobodyWaitsForEndsTheProgram() throws Exception {
        // Given
        StringWriter err = new StringWriter();
        List<Integer> exits = new ArrayList<>();
        Thread thread = new Thread(
                () -> {
                    throw new OutOfMemoryError("Java heap space");
                },
                "pool-7");
        thread.setUncaughtExceptionHandler(new LastWords(new PrintWriter(err), () -> ". The work is kept", exits::add));

        // When
        thread.start();
        thread.join();

        // Then
        assertThat(exits).containsExactly(70);
        assertThat(err.toString())
                .startsWith("offline-trainer: thread pool-7 failed: OutOfMemoryError: Java heap space, at FailureTest")
                .contains("-Xmx")
                .endsWith(". The work is kept" + System.lineSeparator())
                .hasLineCount(1);
    }

    @Test
    void anErrorEndsTheProgramEvenIfNobodyCanSayWhatIsKept() {
        // Given
        StringWriter err = new StringWriter();
        List<Integer> exits = new ArrayList<>();
        LastWords words = new LastWords(
                new PrintWriter(err),
                () -> {
                    throw new OutOfMemoryError("once more");
                },
                exits::add);

        // When
        assertThatThrownBy(
                        () -> words.uncaughtException(Thread.currentThread(), new OutOfMemoryError("Java heap space")))
                // Then
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(exits).containsExactly(70);
        assertThat(err.toString()).contains("failed: OutOfMemoryError: Java heap space");
    }
}
