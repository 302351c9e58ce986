package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The thread on which populations are estimated, on a clock that moves only when it works or sleeps. */
class PopulationThreadTest {
    private long now;
    private long slept;
    private boolean trackEndsInEachSleep;

    private final PopulationThread thread = PopulationThread.on(Runnable::run, () -> now, this::sleep);

    private void sleep(Duration duration) {
        now += duration.toNanos();
        slept += duration.toNanos();
        if (trackEndsInEachSleep) {
            thread.trackAdded();
        }
    }

    private Void work(Duration duration) {
        now += duration.toNanos();
        return null;
    }

    @Test
    void restsNineTimesAsLongAsItWorkedWhileTracksEnd() {
        // Given
        trackEndsInEachSleep = true;

        // When
        FutureTask<Void> done = thread.submit(() -> work(Duration.ofMillis(300)));

        // Then
        assertThat(done).isDone();
        assertThat(Duration.ofNanos(slept)).isEqualTo(Duration.ofMillis(2_700));
    }

    @Test
    void restsNoLongerThanHalfASecondWhenNoTrackHasEndedForASecond() {
        // Given
        thread.trackAdded();
        now += Duration.ofSeconds(1).toNanos();

        // When
        FutureTask<Void> done = thread.submit(() -> work(Duration.ofMillis(300)));

        // Then
        assertThat(done).isDone();
        assertThat(Duration.ofNanos(slept)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void restsOnlyAsLongAsItMustAfterShortWork() {
        // Given
        now += Duration.ofSeconds(5).toNanos();

        // When
        FutureTask<Void> done = thread.submit(() -> work(Duration.ofMillis(10)));

        // Then
        assertThat(done).isDone();
        assertThat(Duration.ofNanos(slept)).isEqualTo(Duration.ofMillis(90));
    }

    @Test
    void anErrorIsReportedOnItsThread() throws InterruptedException {
        // Given
        Error error = new OutOfMemoryError("says the test");
        List<Throwable> reported = new CopyOnWriteArrayList<>();
        AtomicReference<FutureTask<?>> done = new AtomicReference<>();
        Thread calling = new Thread(() -> done.set(thread.submit(() -> {
            throw error;
        })));
        calling.setUncaughtExceptionHandler((same, thrown) -> reported.add(thrown));

        // When
        calling.start();
        calling.join();

        // Then
        assertThat(reported).containsExactly(error);
    }
}
