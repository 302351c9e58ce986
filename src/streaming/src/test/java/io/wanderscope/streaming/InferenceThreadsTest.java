package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.inference.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InferenceThreadsTest {
    @ParameterizedTest
    @CsvSource({"CPU, 1, 1", "CPU, 16, 16", "CUDA, 1, 1", "CUDA, 2, 2", "CUDA, 16, 2"})
    void thereIsOneForEachCoreAndAtMostTwoOnAGpu(Provider.Kind kind, int cores, int expected) {
        // When
        int number = InferenceThreads.defaultNumber(kind, cores);

        // Then
        assertThat(number).isEqualTo(expected);
    }

    @Test
    void saysThatABatchDoesNotComeBack() {
        // Given
        AtomicLong now = new AtomicLong();
        AtomicReference<Runnable> started = new AtomicReference<>();
        InferenceThreads threads = InferenceThreads.on(started::set, 1, now::get);
        List<Optional<String>> problems = new ArrayList<>();
        Future<?> batch = threads.submit(() -> {
            problems.add(threads.problem());
            now.addAndGet(Duration.ofSeconds(8).toNanos());
            problems.add(threads.problem());
            return null;
        });

        // When
        started.get().run();

        // Then
        assertThat(batch).isDone();
        assertThat(problems.get(0)).isEmpty();
        assertThat(problems.get(1)).hasValueSatisfying(text -> assertThat(text).contains("same batch for 8 s"));
        assertThat(threads.problem()).isEmpty();
    }

    @Test
    void anErrorOfTheModelIsReportedAndThrownToTheOneWhoAsks() {
        // Given
        Error error = new OutOfMemoryError("says the test");
        List<Throwable> reported = new CopyOnWriteArrayList<>();
        InferenceThreads threads =
                InferenceThreads.on(task -> runOnThread(task, (thread, thrown) -> reported.add(thrown)), 1);

        // When
        FutureTask<Void> task = threads.submit(() -> {
            throw error;
        });

        // Then
        assertThat(reported).containsExactly(error);
        assertThatThrownBy(task::get).hasCause(error);
    }

    private static void runOnThread(Runnable task, Thread.UncaughtExceptionHandler handler) {
        Thread thread = new Thread(task);
        thread.setUncaughtExceptionHandler(handler);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
