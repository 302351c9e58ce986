package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThreadReplacementsTest {
    private static final int THREADS = 3;
    private static final int MOST = THREADS * ThreadReplacements.PER_THREAD;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    private final ThreadReplacements replacements = new ThreadReplacements(THREADS, now::get);

    private long allowedOf(int asked) {
        return IntStream.range(0, asked).filter(each -> replacements.allow()).count();
    }

    @Test
    void allowsSoManyForEachThread() {
        // When
        long allowed = allowedOf(2 * MOST);

        // Then
        assertThat(allowed).isEqualTo(MOST);
    }

    @Test
    void forgetsThemAfterThePeriod() {
        // Given
        allowedOf(MOST - 1);
        now.addAndGet(ThreadReplacements.PERIOD.toNanos());
        allowedOf(1);
        now.addAndGet(1);

        // When
        long allowed = allowedOf(2 * MOST);

        // Then all but the one that is still within the period
        assertThat(allowed).isEqualTo(MOST - 1);
    }
}
